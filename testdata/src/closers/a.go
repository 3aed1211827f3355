// Package closers is about helpers that close what they are given: always, or
// not at all. Those in elsewhere.go are in another package.
package closers

import (
	"errors"
	"io"
	"log"
	"net/http"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type client struct {
	doer Doer
	hc   *http.Client
	log  *log.Logger
}

func closeBody(body io.ReadCloser) { body.Close() }

func closeResponse(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		resp.Body.Close()
	}
}

func touch(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		resp.Header.Set("X-Seen", "1")
	}
}

// The helper closes the body; deferred as well as a Close.
// https://github.com/timakin/bodyclose/issues/30
func goodBody(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer closeBody(resp.Body)
	return io.ReadAll(resp.Body)
}

// The helper stands behind an early return.
func badBody(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer closeBody(resp.Body)
	return io.ReadAll(resp.Body)
}

// The helper takes the response, even one that is not there.
func (c *client) goodResponse(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req)
	defer closeResponse(resp)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// This one asks the same questions, and closes nothing.
func (c *client) badResponse(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	defer touch(resp)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func drain(body io.ReadCloser) { io.Copy(io.Discard, body) }

func drainAndClose(body io.ReadCloser) {
	io.Copy(io.Discard, io.LimitReader(body, 1<<16))
	body.Close()
}

// Drained and closed.
func goodDrain(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer drainAndClose(resp.Body)
	return resp.Header.Get("ETag"), nil
}

// Drained is not closed, though the helper could have closed it.
func badDrain(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer drain(resp.Body)
	return resp.Header.Get("ETag"), nil
}

// The drain is a detail beside the Close.
func goodDrainThenClose(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	drain(resp.Body)
	return resp.Body.Close()
}

func readAll(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func readOnly(resp *http.Response) ([]byte, error) { return io.ReadAll(resp.Body) }

func readSome(resp *http.Response) ([]byte, error) {
	if resp.ContentLength == 0 {
		return nil, nil
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The helper defers the Close, so it closes when reading fails, too.
func (c *client) goodDeferredInside(url string) (string, error) {
	resp, err := c.hc.Get(url)
	if err != nil {
		return "", err
	}
	data, err := readAll(resp)
	if err != nil {
		return "", err
	}
	return string(data), nil
}

// The helper only reads.
func (c *client) badReadOnly(url string) (string, error) {
	resp, err := c.hc.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	data, err := readOnly(resp)
	if err != nil {
		return "", err
	}
	return string(data), nil
}

// The helper defers behind a return of its own.
func (c *client) badDeferredTooLate(url string) (string, error) {
	resp, err := c.hc.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	data, err := readSome(resp)
	if err != nil {
		return "", err
	}
	return string(data), nil
}

func closeLogged(l *log.Logger, c io.Closer, format string, args ...any) {
	if err := c.Close(); err != nil {
		l.Printf(format+": %v", append(args, err)...)
	}
}

func logOnly(l *log.Logger, c io.Closer, format string, args ...any) {
	l.Printf(format+": closed %T", append(args, c)...)
}

// It closes first, and logs what went wrong.
func (c *client) goodLogged(req *http.Request) (int64, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return 0, err
	}
	defer closeLogged(c.log, resp.Body, "close the body of %s", req.URL)
	return io.Copy(io.Discard, resp.Body)
}

// It logs that it has closed, which is not true.
func (c *client) badLogged(req *http.Request) (int64, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer logOnly(c.log, resp.Body, "close the body of %s", req.URL)
	return io.Copy(io.Discard, resp.Body)
}
