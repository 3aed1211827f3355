package sometimes

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// A statusError is what every bad answer becomes.
type statusError struct{ code int }

func (e *statusError) Error() string { return fmt.Sprint(e.code) }

// badAnswer always returns an error.
func badAnswer(resp *http.Response) error {
	e := &statusError{code: resp.StatusCode}
	if resp.ContentLength == 0 {
		return e
	}
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return fmt.Errorf("read: %w", err)
	}
	return e
}

// noAnswer does, too, and is told nothing.
func noAnswer(code int) error { return &statusError{code} }

// read does, too, and is given the body only.
func readFailed(r io.Reader) error {
	_, _ = io.Copy(io.Discard, r)
	return errors.New("no good")
}

// The deferred function closes what is not returned, since there is an error.
func goodAlwaysError(url string) (rc io.ReadCloser, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode == http.StatusOK {
		return resp.Body, nil
	}
	if resp.StatusCode == http.StatusNotFound {
		return nil, noAnswer(resp.StatusCode)
	}
	if resp.StatusCode > http.StatusNotFound {
		return nil, readFailed(resp.Body)
	}
	return nil, badAnswer(resp)
}

// mayBeGood returns an error for some.
func mayBeGood(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	return &statusError{resp.StatusCode}
}

// Here there may be none, and nothing is returned.
func badNotAlwaysError(url string) (rc io.ReadCloser, err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode == http.StatusOK {
		return resp.Body, nil
	}
	return nil, mayBeGood(resp)
}
