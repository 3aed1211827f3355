package middleware

import (
	"errors"
	"fmt"
	"net/http"

	"middleware/lib"
)

// goodOtherRetry has another package discard what it does not return.
type goodOtherRetry struct{ base http.RoundTripper }

func (t goodOtherRetry) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		lib.Discard(resp)
		resp, err = t.base.RoundTrip(req)
		if err == nil && resp.StatusCode < 500 {
			break
		}
	}
	return resp, err
}

// badOtherRetry has another package drain it.
type badOtherRetry struct{ base http.RoundTripper }

func (t badOtherRetry) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		if resp != nil {
			lib.Drain(resp.Body)
		}
		resp, err = t.base.RoundTrip(req) // want "response body is not closed"
		if err == nil && resp.StatusCode < 500 {
			break
		}
	}
	return resp, err
}

// goodOtherCheck returns no response that Check has refused, and closed.
type goodOtherCheck struct{ base http.RoundTripper }

func (t goodOtherCheck) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if err := lib.Check(resp); err != nil {
		return nil, fmt.Errorf("%s: %w", req.URL, err)
	}
	return resp, nil
}

// badOtherCheck has a check of its own before that one.
type badOtherCheck struct{ base http.RoundTripper }

func (t badOtherCheck) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.ProtoMajor < 1 {
		return nil, errors.New("too old")
	}
	if err := lib.Check(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

// goodOtherFollow follows one redirect.
type goodOtherFollow struct{ base http.RoundTripper }

func (t goodOtherFollow) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	loc := location(resp)
	if loc == "" {
		return resp, nil
	}
	lib.Discard(resp)
	if req, err = redirected(req, loc); err != nil {
		return nil, err
	}
	return t.base.RoundTrip(req)
}

// badOtherFollow discards the second response instead of the first.
type badOtherFollow struct{ base http.RoundTripper }

func (t badOtherFollow) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	loc := location(resp)
	if loc == "" {
		return resp, nil
	}
	if req, err = redirected(req, loc); err != nil {
		lib.Discard(resp)
		return nil, err
	}
	resp, err = t.base.RoundTrip(req)
	if err == nil && location(resp) != "" {
		lib.Discard(resp)
		return nil, errors.New("too many redirects")
	}
	return resp, err
}

// goodOtherInflate has the body swapped for one that closes it.
type goodOtherInflate struct{ base http.RoundTripper }

func (t goodOtherInflate) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err == nil && resp.Header.Get("Content-Encoding") == "deflate" {
		lib.Inflate(resp)
	}
	return resp, err
}

// badOtherInflate has it swapped for one that does not.
type badOtherInflate struct{ base http.RoundTripper }

func (t badOtherInflate) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req) // want "response body is not closed"
	if err == nil && resp.Header.Get("Content-Encoding") == "deflate" {
		lib.InflateOnly(resp)
	}
	return resp, err
}

// goodOtherPeek keeps the body before Peek swaps it.
func goodOtherPeek(base http.RoundTripper, req *http.Request) (string, error) {
	resp, err := base.RoundTrip(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	data, err := lib.Peek(resp)
	return string(data), err
}

// badOtherPeek closes what Peek has left in the place of the body.
func badOtherPeek(base http.RoundTripper, req *http.Request) (string, error) {
	resp, err := base.RoundTrip(req) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer func() { resp.Body.Close() }()
	data, err := lib.Peek(resp)
	return string(data), err
}

// Through a transport of another package, closed.
func goodOtherTransport(t *lib.Transport, req *http.Request) (int, error) {
	resp, err := t.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	defer lib.Discard(resp)
	return resp.StatusCode, nil
}

// What that transport loses is not lost by its caller.
func goodOtherTransportOfBad(t *lib.BadTransport, req *http.Request) (int, error) {
	resp, err := t.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	defer lib.Discard(resp)
	return resp.StatusCode, nil
}

// Through a transport of another package, and checked: only what Check refuses
// is closed.
func badOtherTransport(t *lib.Transport, req *http.Request) error {
	resp, err := t.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	return lib.Check(resp)
}
