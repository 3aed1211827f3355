package sometimes

import "net/http"

// An order says what is to be done with a response.
type order struct {
	keep bool
	name string
}

func obey(resp *http.Response, o *order) {
	if !o.keep {
		resp.Body.Close()
	}
}

// The order is made long before it is given.
func goodOrder(urls []string) {
	o := &order{name: "x"}
	for _, u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		obey(resp, o)
	}
}

func badOrder(urls []string) {
	o := &order{keep: true, name: "x"}
	for _, u := range urls {
		resp, err := http.Get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		obey(resp, o)
	}
}

func goodOrderKept(urls []string) {
	o := &order{keep: true, name: "x"}
	for _, u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		obey(resp, o)
		resp.Body.Close()
	}
}
