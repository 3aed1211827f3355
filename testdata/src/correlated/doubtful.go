package correlated

import (
	"log"
	"net/http"
)

// Cases whose proof needs more than most: kept apart, so that they can
// be found.

// A sentinel for "none yet" that is no index. The proof needs to
// know that the index of a range is never negative.
func goodSentinel(urls []string) (int, error) {
	winner := -1
	var resp *http.Response
	for i, u := range urls {
		var err error
		if resp, err = http.Get(u); err == nil {
			winner = i
			break
		}
	}
	if winner < 0 {
		return 0, errNone
	}
	return winner, resp.Body.Close()
}

// The method of the request, compared twice: a transport does not modify
// the request. The proof needs string fields.
func goodMethodField(d Doer, req *http.Request) (err error) {
	var resp *http.Response
	if req.Method == http.MethodHead {
		if resp, err = d.Do(req); err != nil {
			return err
		}
	}
	if req.Method == http.MethodHead {
		return resp.Body.Close()
	}
	return nil
}

// The length of a slice that nobody changes, asked twice.
func goodLength(urls []string) (err error) {
	var resp *http.Response
	if len(urls) > 0 {
		if resp, err = http.Get(urls[0]); err != nil {
			return err
		}
	}
	log.Print(len(urls))
	if len(urls) == 0 {
		return errNone
	}
	return resp.Body.Close()
}

// A parameter is compared with nothing but another parameter, twice.
func goodParameters(url string, have, want string) (err error) {
	var resp *http.Response
	if have != want {
		if resp, err = http.Get(url); err != nil {
			return err
		}
	}
	log.Print(have, want)
	if have != want {
		return resp.Body.Close()
	}
	return nil
}
