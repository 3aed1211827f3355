//go:build go1.21

package loop

import "net/http"

// Cases whose proof needs more than most: kept apart, so that they can
// be found.

// There is one resp: when the closures run it is b, twice. The proof
// needs the order of the elements of a literal.
func badLoopRange(first, second string) error {
	a, err := http.Get(first) // want "response body is not closed"
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

// The flag is true in each round, and after the last. The proof needs
// the values in an array.
func goodLoopFlag(url string) error {
	for _, keep := range [...]bool{true, true} {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer func() {
			if keep {
				resp.Body.Close()
			}
		}()
	}
	return nil
}
