// Package transfer is about responses that pass to somebody else, which must
// stay silent, beside functions that lose them on the way there.
package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

var (
	lastResponse *http.Response
	cache        sync.Map
	current      atomic.Pointer[http.Response]
)

// The caller owes what is returned.
func goodReturned(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", url, err)
	}
	return resp, nil
}

// On the wrong status, an error is returned instead of the response.
func badReturned(url string) (*http.Response, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", url, err)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("get %s: %s", url, resp.Status)
	}
	return resp, nil
}

// The results of the opening call are the results of the function.
func goodReturnedDirectly(d doer, req *http.Request) (*http.Response, error) {
	req.Header.Set("Accept", "application/json")
	return d.Do(req)
}

// A body is all that the caller needs to close it.
func goodBodyReturned(client *http.Client, url string) (io.ReadCloser, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// 204 is no error, and the caller gets nothing to close.
func badBodyReturned(client *http.Client, url string) (io.ReadCloser, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	return resp.Body, nil
}

// A download is what the caller of an opening function gets.
type download struct {
	Size int64
	Body io.ReadCloser
}

// The body leaves inside a struct.
func goodStructReturned(client *http.Client, url string) (*download, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return &download{Size: resp.ContentLength, Body: resp.Body}, nil
}

// The struct leaves, and the body is not in it.
func badStructReturned(client *http.Client, url string) (*download, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	d := &download{Size: resp.ContentLength, Body: http.NoBody}
	if resp.ContentLength != 0 {
		d.Body = resp.Body
	}
	return d, nil
}

// The caller gets a closure that closes.
func goodClosureReturned(rt http.RoundTripper, req *http.Request) (http.Header, func(), error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, nil, err
	}
	return resp.Header, func() { resp.Body.Close() }, nil
}

// The closure that the caller gets does not lead to the body.
func badClosureReturned(rt http.RoundTripper, req *http.Request) (func(string) string, error) {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	header := resp.Header
	return func(key string) string { return header.Get(key) }, nil
}

// A statusError keeps the response for whoever wants to read it.
type statusError struct{ resp *http.Response }

func (e *statusError) Error() string { return e.resp.Status }

// The error leads to the response: some clients document it that way.
func goodInsideError(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, &statusError{resp}
	}
	return resp, nil
}

// Sent is owed by the receiver; the other case closes.
func goodSent(ctx context.Context, d doer, req *http.Request, out chan<- *http.Response) error {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	select {
	case out <- resp:
		return nil
	case <-ctx.Done():
		resp.Body.Close()
		return ctx.Err()
	}
}

// The other case forgets it.
func badSent(ctx context.Context, d doer, req *http.Request, out chan<- *http.Response) error {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	select {
	case out <- resp:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A client keeps what it has opened.
type client struct {
	last   *http.Response
	byName map[string]io.ReadCloser
	open   []*http.Response
}

// A field of the receiver outlives the function.
func (c *client) goodField(url string) (err error) {
	c.last, err = http.Get(url)
	return err
}

// The check comes before the field.
func (c *client) badField(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.ProtoMajor < 2 {
		return errors.New("need HTTP/2")
	}
	c.last = resp
	return nil
}

// So does a map or a slice in a field.
func (c *client) goodMapAndSlice(name, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusOK {
		c.byName[name] = resp.Body
	} else {
		c.open = append(c.open, resp)
	}
	return nil
}

// A name that is taken already: nothing is stored, nothing is closed.
func (c *client) badMap(name, url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if _, taken := c.byName[name]; taken {
		return fmt.Errorf("%s: have it already", name)
	}
	c.byName[name] = resp.Body
	return nil
}

// Globals are everybody's.
func goodGlobal(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	lastResponse = resp
	return nil
}

// The global gets the good ones only.
func badGlobal(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err == nil && resp.StatusCode == http.StatusOK {
		lastResponse = resp
	}
	return err
}

// A sync.Map takes anything, and keeps it.
func goodSyncMap(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	cache.Store(url, resp)
	return nil
}

// The lookup that makes the new response superfluous does not close it.
func badSyncMap(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if _, ok := cache.Load(url); ok {
		return nil
	}
	cache.Store(url, resp)
	return nil
}

// An atomic pointer keeps the new one; the old one is closed.
func goodAtomicPointer(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	if old := current.Swap(resp); old != nil {
		old.Body.Close()
	}
	return nil
}

// A context carries the response to whoever knows the key.
func goodContext(ctx context.Context, url string) (context.Context, error) {
	resp, err := http.Get(url)
	if err != nil {
		return ctx, err
	}
	type key struct{}
	return context.WithValue(ctx, key{}, resp), nil
}

// An out parameter is a result by another name.
func goodOutParameter(url string, out *io.ReadCloser) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	*out = resp.Body
	return nil
}

// Not asked for, it is not delivered, and not closed either.
func badOutParameter(url string, out **http.Response) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if out != nil {
		*out = resp
	}
	return nil
}

// The elements of a parameter are the caller's.
func goodElementOfParameter(d doer, reqs []*http.Request, out []*http.Response) (err error) {
	for i, req := range reqs {
		if out[i], err = d.Do(req); err != nil {
			return err
		}
	}
	return nil
}

// A slice of responses goes to the caller, with as many as there are.
func goodSliceReturned(d doer, reqs []*http.Request) ([]*http.Response, error) {
	var all []*http.Response
	for _, req := range reqs {
		resp, err := d.Do(req)
		if err != nil {
			return all, err
		}
		all = append(all, resp)
	}
	return all, nil
}

// With the first error, the caller gets none of them.
func badSliceReturned(d doer, reqs []*http.Request) ([]*http.Response, error) {
	var all []*http.Response
	for _, req := range reqs {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
		all = append(all, resp)
	}
	return all, nil
}
