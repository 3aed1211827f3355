// Package lib opens responses for functions of another package.
package lib

import (
	"errors"
	"io"
	"net/http"
)

// GoodWith calls use with an open response, and closes it.
func GoodWith(client *http.Client, url string, use func(*http.Response) error) (err error) {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	return use(resp)
}

// BadWith does not call use for a redirect, nor does it close it.
func BadWith(rt http.RoundTripper, req *http.Request, use func(*http.Response) error) error {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if loc, err := resp.Location(); err == nil {
		return errors.New("moved to " + loc.String())
	}
	err = use(resp)
	resp.Body.Close()
	return err
}

// Handle calls handle with an open response, which handle must close.
func Handle(client *http.Client, url string, handle func(*http.Response) error) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return handle(resp)
}

// HandleBody calls handle with the body, which handle must close.
func HandleBody(client *http.Client, url string, handle func(io.ReadCloser) error) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return handle(resp.Body)
}

// A Handler handles responses, and closes them.
type Handler interface {
	Handle(*http.Response) error
}

// Serve gives each response to h.
func Serve(client *http.Client, h Handler, urls ...string) (err error) {
	for _, url := range urls {
		resp, oerr := client.Get(url)
		if oerr == nil {
			oerr = h.Handle(resp)
		}
		err = errors.Join(err, oerr)
	}
	return err
}

// GoodPages calls next with the response to each page, and closes it, until
// there is no other page.
func GoodPages(client *http.Client, url string, next func(*http.Response) (string, error)) error {
	page := func() (err error) {
		resp, err := client.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		url, err = next(resp)
		return err
	}
	for url != "" {
		if err := page(); err != nil {
			return err
		}
	}
	return nil
}

// BadPages closes at the end what it has in its hands at the end.
func BadPages(client *http.Client, url string, next func(*http.Response) (string, error)) error {
	var resp *http.Response
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	for url != "" {
		var err error
		resp, err = client.Get(url) // leaks, not seen yet
		if err != nil {
			return err
		}
		if url, err = next(resp); err != nil {
			return err
		}
	}
	return nil
}

// Retry calls open again while it fails or the server does; it closes the
// responses that it does not return.
func Retry(n int, open func() (*http.Response, error)) (resp *http.Response, err error) {
	for try := range n {
		if resp != nil {
			resp.Body.Close()
		}
		resp, err = open()
		if err == nil && resp.StatusCode < 500 || try == n-1 {
			break
		}
	}
	return resp, err
}
