// Package lib has the wrappers whose callers are in another package.
package lib

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"

	"wrapper/lib/raw"
)

// A Client sends to one server.
type Client struct {
	HTTP *http.Client
	Base string
}

// Get returns the response to a GET of path.
func (c *Client) Get(path string) (*http.Response, error) {
	return c.HTTP.Get(c.Base + path)
}

// Body returns its body only.
func (c *Client) Body(path string) (io.ReadCloser, error) {
	resp, err := c.Get(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return resp.Body, nil
}

// A StatusError is a status that was not asked for.
type StatusError struct{ Code int }

func (e *StatusError) Error() string { return http.StatusText(e.Code) }

// GoodOK returns a response with a status below 300, or closes it.
func (c *Client) GoodOK(path string) (*http.Response, error) {
	resp, err := c.Get(path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 300 {
		defer resp.Body.Close()
		return nil, &StatusError{resp.StatusCode}
	}
	return resp, nil
}

// BadOK leaves the others open; GoodOK shows how much it takes.
func (c *Client) BadOK(path string) (*http.Response, error) {
	resp, err := c.Get(path) // want "response body is not closed"
	switch {
	case err != nil:
		return nil, err
	case resp.StatusCode >= 300:
		return nil, &StatusError{resp.StatusCode}
	}
	return resp, nil
}

// A File is a body with its type.
type File struct {
	Type    string
	Content io.ReadCloser
}

// Open returns a file, whose Content is to be closed.
func Open(ctx context.Context, rt http.RoundTripper, url string) (*File, error) {
	resp, err := raw.Send(ctx, rt, http.MethodGet, url)
	if err != nil {
		return nil, err
	}
	return &File{resp.Header.Get("Content-Type"), resp.Body}, nil
}

// Later returns a function that reads and closes.
func (c *Client) Later(path string) (func(v any) error, error) {
	resp, err := c.Get(path)
	if err != nil {
		return nil, err
	}
	return func(v any) error {
		err := json.NewDecoder(resp.Body).Decode(v)
		return errors.Join(err, resp.Body.Close())
	}, nil
}

// Words opens; the loop over the words closes.
func (c *Client) Words(path string) (iter.Seq[string], error) {
	resp, err := c.Get(path)
	if err != nil {
		return nil, err
	}
	return func(yield func(string) bool) {
		defer resp.Body.Close()
		sc := bufio.NewScanner(resp.Body)
		sc.Split(bufio.ScanWords)
		for sc.Scan() && yield(sc.Text()) {
		}
	}, nil
}

type inflated struct {
	io.Reader
	under io.Closer
}

func (r inflated) Close() error { return r.under.Close() }

// GoodInflated returns a reader that closes the body.
func (c *Client) GoodInflated(path string) (io.ReadCloser, error) {
	rc, err := c.Body(path)
	if err != nil {
		return nil, err
	}
	zr, err := zlib.NewReader(rc)
	if err != nil {
		rc.Close()
		return nil, err
	}
	return inflated{zr, rc}, nil
}

// BadInflated returns a reader whose Close does nothing.
func (c *Client) BadInflated(path string) (io.ReadCloser, error) {
	rc, err := c.Body(path) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bufio.NewReader(rc)), nil
}

// Both returns a response beside an error if the status is wrong.
func (c *Client) Both(path string) (*http.Response, error) {
	resp, err := c.Get(path)
	if err == nil && resp.StatusCode/100 != 2 {
		err = &StatusError{resp.StatusCode}
	}
	return resp, err
}

// GoodMaybe returns nil if nothing has changed.
func (c *Client) GoodMaybe(path string) (*http.Response, error) {
	resp, err := c.Get(path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNotModified {
		return nil, resp.Body.Close()
	}
	return resp, nil
}

// BadMaybe returns nil too, and the answer is gone.
func (c *Client) BadMaybe(path string) (*http.Response, error) {
	if resp, err := c.Get(path); err != nil { // want "response body is not closed"
		return nil, err
	} else if resp.StatusCode != http.StatusNotModified {
		return resp, nil
	}
	return nil, nil
}

// GoodBuffered returns a response that is in memory.
func (c *Client) GoodBuffered(path string) (*http.Response, error) {
	resp, err := c.Get(path)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	_, err = buf.ReadFrom(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(&buf)
	return resp, nil
}

// BadBuffered defers too late: what is closed is the copy.
func (c *Client) BadBuffered(path string) (*http.Response, error) {
	resp, err := c.Get(path) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer func() { resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, nil
}

// Do decodes into out and closes, or leaves the response to its caller if out
// is nil.
func (c *Client) Do(req *http.Request, out any) (*http.Response, error) {
	resp, err := c.HTTP.Do(req)
	if err != nil || out == nil {
		return resp, err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		return nil, err
	}
	return resp, nil
}

// Options say what is to become of the response.
type Options struct {
	Header http.Header
	Raw    bool // the caller reads, and closes
}

// Fetch closes the response unless it is wanted raw.
func (c *Client) Fetch(path string, opts *Options) (*http.Response, error) {
	resp, err := c.Get(path)
	if err != nil {
		return nil, err
	}
	if opts == nil || !opts.Raw {
		resp.Body.Close()
	}
	return resp, nil
}

// Must panics rather than return an error.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Retry calls open until there is no error, n times at most.
func Retry[T any](n int, open func() (T, error)) (v T, err error) {
	for range n {
		if v, err = open(); err == nil {
			break
		}
	}
	return v, err
}
