package closure

import (
	"net/http"
	"sync"
)

// runAll runs what it is given: a named function, not looked into.
func runAll(fs ...func()) {
	for _, f := range fs {
		f()
	}
}

// The closure goes to a function that calls it.
func goodHandedToHelper(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer runAll(func() { resp.Body.Close() })
	return resp.StatusCode, nil
}

// OnceFunc returns a function that calls the closure, at most once.
func goodOnceFunc(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	release := sync.OnceFunc(func() { resp.Body.Close() })
	defer release()
	if resp.StatusCode == http.StatusNoContent {
		release()
	}
	return resp.StatusCode, nil
}
