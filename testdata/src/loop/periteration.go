//go:build go1.22

package loop

import "net/http"

// Since Go 1.22 each iteration has its own copy of the loop variables.
// perloop.go has the same functions in the language of Go 1.21.

// Each deferred closure has the resp of its own iteration.
func goodIterationResponse(urls []string) error {
	for i, resp := 0, (*http.Response)(nil); i < len(urls); i++ {
		var err error
		resp, err = http.Get(urls[i])
		if err != nil {
			return err
		}
		defer func() { resp.Body.Close() }()
	}
	return nil
}

// The closure sees the number of its own iteration: 0 or 1.
func goodIterationCounter(url string) error {
	for i := 0; i < 2; i++ {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer func() {
			if i < 2 {
				resp.Body.Close()
			}
		}()
	}
	return nil
}

// The closure of the second iteration has the number 1.
func badIterationCounter(url string) error {
	for i := 0; i < 2; i++ {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
		defer func() {
			if i != 1 {
				resp.Body.Close()
			}
		}()
	}
	return nil
}

// Each deferred closure has the flag of its own iteration: the response
// of an iteration whose flag is false stays open, whatever the last was.
func badIterationFlag(urls []string, flags []bool) error {
	for i, last := range flags {
		resp, err := http.Get(urls[i]) // want "response body is not closed"
		if err != nil {
			return err
		}
		defer func() {
			if last {
				resp.Body.Close()
			}
		}()
	}
	return nil
}

// The closures are handed both responses, each of them its own.
func goodIterationRange(first, second string) error {
	a, err := http.Get(first)
	if err != nil {
		return err
	}
	b, err := http.Get(second)
	if err != nil {
		a.Body.Close()
		return err
	}
	for _, resp := range []*http.Response{a, b} {
		defer func() { resp.Body.Close() }()
	}
	return nil
}

// Copied by the post statement: the closure bound in the first iteration
// keeps the response that the first iteration had.
func goodIterationCloser(url string) error {
	var closers []func() error
	for i, resp := 0, (*http.Response)(nil); i < 2; i++ {
		var err error
		resp, err = http.Get(url)
		if err != nil {
			break
		}
		closers = append(closers, func() error { return resp.Body.Close() })
	}
	for _, c := range closers {
		c()
	}
	return nil
}
