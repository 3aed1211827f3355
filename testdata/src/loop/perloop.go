//go:build go1.21

package loop

import "net/http"

// This file is in the language of Go 1.21 by its build constraint: a
// loop has one set of variables for all of its iterations.

// There is one resp: all deferred closures close the last response.
func badLoopResponse(urls []string) error {
	for i, resp := 0, (*http.Response)(nil); i < len(urls); i++ {
		var err error
		resp, err = http.Get(urls[i]) // want "response body is not closed"
		if err != nil {
			return err
		}
		defer func() { resp.Body.Close() }()
	}
	return nil
}

// The receiver of a deferred call is evaluated at once: each round's own.
func goodLoopResponse(urls []string) error {
	for i, resp := 0, (*http.Response)(nil); i < len(urls); i++ {
		var err error
		resp, err = http.Get(urls[i])
		if err != nil {
			return err
		}
		defer resp.Body.Close()
	}
	return nil
}

// When the closures run after the loop, the counter is 2.
func badLoopCounter(url string) error {
	for i := 0; i < 2; i++ {
		resp, err := http.Get(url) // want "response body is not closed"
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

// When the closures run, the counter is 2, or 1 if the second round
// failed.
func goodLoopCounter(url string) error {
	for i := 0; i < 2; i++ {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer func() {
			if i != 0 {
				resp.Body.Close()
			}
		}()
	}
	return nil
}

// The copy belongs to the iteration, in any version.
func goodLoopCopy(urls []string) error {
	for i, resp := 0, (*http.Response)(nil); i < len(urls); i++ {
		var err error
		resp, err = http.Get(urls[i])
		if err != nil {
			return err
		}
		resp := resp
		defer func() { resp.Body.Close() }()
	}
	return nil
}

// All the closures in the list close the response of the second round.
func badLoopCloser(url string) error {
	var closers []func() error
	for i, resp := 0, (*http.Response)(nil); i < 2; i++ {
		var err error
		resp, err = http.Get(url) // want "response body is not closed"
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
