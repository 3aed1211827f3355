package status

import "net/http"

// Cases whose proof needs more than most: kept apart, so that they can
// be found.

func success(code int) bool { return 200 <= code && code <= 299 }

// The same pure function of the same code. The proof needs to look into
// success.
func goodPureFunction(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if success(resp.StatusCode) {
		resp.Body.Close()
	}
	if !success(resp.StatusCode) {
		resp.Body.Close()
	}
	return nil
}

// A second response is of its own mind: what is known of the code of the
// first does not hold for it. The proof needs to tell them apart.
func badOtherResponse(a, b string) error {
	first, err := http.Get(a) // want "response body is not closed"
	if err != nil {
		return err
	}
	second, err := http.Get(b)
	if err != nil {
		first.Body.Close()
		return err
	}
	defer second.Body.Close()
	if first.StatusCode < 400 {
		first.Body.Close()
	}
	if second.StatusCode >= 400 {
		first.Body.Close()
	}
	return nil
}

// A remainder is no interval. Every code is even or odd.
func goodRemainder(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode%2 == 0 {
		resp.Body.Close()
	}
	if resp.StatusCode%2 != 0 {
		resp.Body.Close()
	}
	return nil
}

// Behind the rewriting no code is Gone. The proof needs the value that
// was stored.
func goodRewrittenAway(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusGone {
		resp.StatusCode = http.StatusNotFound
	}
	if resp.StatusCode == http.StatusGone {
		return errNotFound
	}
	return resp.Body.Close()
}
