package wrapper

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// check returns the response together with an error about its status.
func check(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return resp, fmt.Errorf("status %d", resp.StatusCode)
	}
	return resp, nil
}

// both returns whatever there is, the response and the error.
func both(d doer, req *http.Request) (*http.Response, error) {
	return check(d.Do(req))
}

// Closed before the error is looked at.
func goodBoth(d doer, req *http.Request) (string, error) {
	resp, err := both(d, req)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// With an error, callers owe nothing: that is how Go reads two results. (The
// body of a wrong status does stay open here; it is not for us to report.)
func goodBothWithoutError(d doer, req *http.Request) (string, error) {
	resp, err := both(d, req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// Without an error there is a response to close.
func badBoth(d doer, req *http.Request) (string, error) {
	resp, err := both(d, req) // want "response body is not closed"
	if err != nil {
		if resp != nil {
			resp.Body.Close()
		}
		return "", err
	}
	return resp.Status, nil
}

// goodBothClosed returns both as well, but closes the response that comes with
// an error: it is there to be looked at.
func goodBothClosed(d doer, req *http.Request) (*http.Response, error) {
	resp, err := check(d.Do(req))
	if err != nil && resp != nil {
		resp.Body.Close()
	}
	return resp, err
}

// Only the response without an error is open.
func goodAfterBothClosed(d doer, req *http.Request) (int, error) {
	resp, err := goodBothClosed(d, req)
	if err != nil {
		if resp != nil {
			return resp.StatusCode, err
		}
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

// badBothNothing loses the response that comes with the checker's error.
func badBothNothing(d doer, req *http.Request) (*http.Response, error) {
	resp, err := check(d.Do(req)) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return resp, nil
}

var errMissing = errors.New("missing")

// goodMaybe finds nothing at times, which is no error.
func goodMaybe(client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNotFound {
		resp.Body.Close()
		return nil, nil
	}
	return resp, nil
}

// badMaybe finds nothing, and forgets that nothing has a body too.
func badMaybe(client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	return resp, nil
}

// Of nothing, nothing is to be closed.
func goodAfterMaybe(client *http.Client, url string, v any) error {
	resp, err := goodMaybe(client, url)
	if err != nil {
		return err
	}
	if resp == nil {
		return errMissing
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Of something, something is.
func badAfterMaybe(client *http.Client, url string) (bool, error) {
	resp, err := goodMaybe(client, url) // want "response body is not closed"
	if err != nil {
		return false, err
	}
	return resp != nil, nil
}

// goodMoved returns the response or where it has gone, or an error.
func goodMoved(rt http.RoundTripper, req *http.Request) (*http.Response, string, error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, "", err
	}
	if loc := resp.Header.Get("Location"); loc != "" {
		resp.Body.Close()
		return nil, loc, nil
	}
	return resp, "", nil
}

// Where it has gone, there is no response.
func goodAfterMoved(rt http.RoundTripper, req *http.Request) (string, error) {
	resp, loc, err := goodMoved(rt, req)
	if err != nil {
		return "", err
	}
	if loc != "" {
		return loc, nil
	}
	return req.URL.String(), resp.Body.Close()
}

// Where it has not gone, there is one.
func badAfterMoved(rt http.RoundTripper, req *http.Request) (string, error) {
	_, loc, err := goodMoved(rt, req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if loc == "" {
		loc = req.URL.String()
	}
	return loc, nil
}

// goodBuffered has read and closed the body; its copy needs no closing.
func goodBuffered(d doer, req *http.Request) (*http.Response, error) {
	resp, err := d.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, nil
}

// badBuffered replaces what it has not closed: no caller can reach it.
func badBuffered(d doer, req *http.Request) (*http.Response, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, nil
}

// The response is read from memory.
func goodAfterBuffered(d doer, req *http.Request, v any) error {
	resp, err := goodBuffered(d, req)
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// It is not this function that loses anything.
func goodAfterBadBuffered(d doer, req *http.Request, v any) error {
	resp, err := badBuffered(d, req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// goodClosed returns the response for its status and its header.
func goodClosed(client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Head(url)
	if err != nil {
		return nil, err
	}
	return resp, resp.Body.Close()
}

// What comes closed is not closed again.
func goodAfterClosed(client *http.Client, url string) (string, error) {
	resp, err := goodClosed(client, url)
	if err != nil {
		return "", err
	}
	return resp.Header.Get("ETag"), nil
}

// call decodes the response and closes it, or returns it open if there is
// nothing to decode into.
func call(client *http.Client, req *http.Request, out any) (*http.Response, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	if out == nil {
		return resp, nil
	}
	defer resp.Body.Close()
	return resp, json.NewDecoder(resp.Body).Decode(out)
}

// The result is asked for, so the response comes closed.
func goodDecoded(client *http.Client, req *http.Request) (int, error) {
	var n struct{ Count int }
	if _, err := call(client, req, &n); err != nil {
		return 0, err
	}
	return n.Count, nil
}

// Nothing is asked for, so the caller closes.
func goodRaw(client *http.Client, req *http.Request, w io.Writer) error {
	resp, err := call(client, req, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// Nothing is asked for, and nothing is closed.
func badRaw(client *http.Client, req *http.Request) error {
	_, err := call(client, req, nil) // want "response body is not closed"
	return err
}

// Whether it is asked for is this function's caller's choice.
func badRawAtTimes(client *http.Client, req *http.Request, verbose bool) (code int, err error) {
	var out any
	if verbose {
		out = new(map[string]any)
	}
	resp, err := call(client, req, out) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The same choice decides who closes.
func goodRawAtTimes(client *http.Client, req *http.Request, verbose bool) (code int, err error) {
	var out any
	if verbose {
		out = new(map[string]any)
	}
	resp, err := call(client, req, out)
	if err != nil {
		return 0, err
	}
	if out == nil {
		resp.Body.Close()
	}
	return resp.StatusCode, nil
}
