// Package parts keeps responses in a slice and goes through it by slice
// expressions: queues, stacks, the rest after the first.
package parts

import "net/http"

// The rest of a list of two holds the second.
func goodRest(c *http.Client) {
	a, err := c.Get("a")
	if err != nil {
		return
	}
	b, err := c.Get("b")
	if err != nil {
		a.Body.Close()
		return
	}
	list := []*http.Response{a, b}
	rest := list[1:]
	rest[0].Body.Close()
	list[0].Body.Close()
}

// Only the second is closed.
func badRest(c *http.Client) {
	a, err := c.Get("a") // want "response body is not closed"
	if err != nil {
		return
	}
	b, err := c.Get("b")
	if err != nil {
		a.Body.Close()
		return
	}
	list := []*http.Response{a, b}
	rest := list[1:]
	for _, r := range rest {
		r.Body.Close()
	}
}

// The first is closed by name, the others in a loop.
func goodRestAll(c *http.Client) {
	a, err := c.Get("a")
	if err != nil {
		return
	}
	b, err := c.Get("b")
	if err != nil {
		a.Body.Close()
		return
	}
	list := []*http.Response{a, b}
	a.Body.Close()
	for _, r := range list[1:] {
		r.Body.Close()
	}
}

// What is left out is nil.
func goodAfterNil(c *http.Client, urls []string) {
	list := []*http.Response{nil}
	for _, u := range urls {
		b, err := c.Get(u)
		if err != nil {
			continue
		}
		list = append(list, b)
	}
	for _, r := range list[1:] {
		r.Body.Close()
	}
}

// Each is in one of the parts.
func goodChunks(c *http.Client, urls []string) {
	var list []*http.Response
	for _, u := range urls {
		b, err := c.Get(u)
		if err != nil {
			continue
		}
		list = append(list, b)
	}
	for i := 0; i < len(list); i += 10 {
		for _, r := range list[i:min(i+10, len(list))] {
			r.Body.Close()
		}
	}
}

// The prefix is what has been filled.
func goodPrefix(c *http.Client, urls []string) {
	list := make([]*http.Response, 10)
	n := 0
	for _, u := range urls {
		b, err := c.Get(u)
		if err != nil {
			continue
		}
		list[n] = b
		n++
	}
	for _, r := range list[:n] {
		r.Body.Close()
	}
}

// A stack that is emptied from the end, where some stay open.
func badStack(c *http.Client, urls []string) {
	var stack []*http.Response
	for _, u := range urls {
		b, err := c.Get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		stack = append(stack, b)
	}
	for len(stack) > 0 {
		r := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if r.StatusCode == 200 {
			r.Body.Close()
		}
	}
}

// A stack that is emptied from the end.
func goodStack(c *http.Client, urls []string) {
	var stack []*http.Response
	for _, u := range urls {
		b, err := c.Get(u)
		if err != nil {
			continue
		}
		stack = append(stack, b)
	}
	for len(stack) > 0 {
		r := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		r.Body.Close()
	}
}

// The first is dropped if there are many.
func badTail(c *http.Client, urls []string) {
	var list []*http.Response
	for _, u := range urls {
		b, err := c.Get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		list = append(list, b)
	}
	if len(list) > 3 {
		list = list[1:]
	}
	for _, r := range list {
		r.Body.Close()
	}
}

// The first is closed before it is dropped.
func goodTail(c *http.Client, urls []string) {
	var list []*http.Response
	for _, u := range urls {
		b, err := c.Get(u)
		if err != nil {
			continue
		}
		list = append(list, b)
	}
	if len(list) > 3 {
		list[0].Body.Close()
		list = list[1:]
	}
	for _, r := range list {
		r.Body.Close()
	}
}

// The list is emptied when all of it is closed.
func goodReset(c *http.Client, urls []string) {
	var list []*http.Response
	for _, u := range urls {
		b, err := c.Get(u)
		if err != nil {
			continue
		}
		list = append(list, b)
		if len(list) == 4 {
			for _, r := range list {
				r.Body.Close()
			}
			list = list[:0]
		}
	}
	for _, r := range list {
		r.Body.Close()
	}
}

// The list is emptied, but nothing is closed.
func badReset(c *http.Client, urls []string) {
	var list []*http.Response
	for _, u := range urls {
		b, err := c.Get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		list = append(list, b)
		if len(list) == 4 {
			list = list[:0]
		}
	}
	for _, r := range list {
		r.Body.Close()
	}
}

// Some are closed at once, those that are kept later.
func goodFilter(c *http.Client, urls []string) {
	var list []*http.Response
	for _, u := range urls {
		b, err := c.Get(u)
		if err != nil {
			continue
		}
		list = append(list, b)
	}
	kept := list[:0]
	for _, r := range list {
		if r.StatusCode == 200 {
			kept = append(kept, r)
		} else {
			r.Body.Close()
		}
	}
	for _, r := range kept {
		r.Body.Close()
	}
}

// A queue that is emptied from the front.
func badQueue(c *http.Client, urls []string) (codes []int, err error) {
	var open []*http.Response
	for _, u := range urls {
		resp, err := c.Get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		open = append(open, resp)
	}
	for len(open) > 0 {
		r := open[0]
		open = open[1:]
		codes = append(codes, r.StatusCode)
	}
	return codes, nil
}

func goodQueue(c *http.Client, urls []string) (codes []int, err error) {
	var open []*http.Response
	for _, u := range urls {
		resp, err := c.Get(u)
		if err != nil {
			continue
		}
		open = append(open, resp)
	}
	for len(open) > 0 {
		r := open[0]
		open = open[1:]
		codes = append(codes, r.StatusCode)
		r.Body.Close()
	}
	return codes, nil
}
