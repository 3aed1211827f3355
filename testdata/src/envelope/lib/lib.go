// Package lib has envelopes and owners for callers in another package.
package lib

import (
	"errors"
	"io"
	"net/http"
	"net/url"
)

// A Response is a response with its place in the sequence of all.
type Response struct {
	*http.Response
	Seq int
}

// OK reports whether the status is a good one.
func (r *Response) OK() bool { return r.StatusCode/100 == 2 }

// Close closes the body.
func (r *Response) Close() error {
	if r == nil || r.Response == nil {
		return nil
	}
	return r.Body.Close()
}

// A Client counts its responses.
type Client struct {
	HTTP *http.Client
	seq  int
}

// Get returns an envelope, to be closed.
func (c *Client) Get(url string) (*Response, error) {
	resp, err := c.HTTP.Get(url)
	if err != nil {
		return nil, err
	}
	c.seq++
	return &Response{resp, c.seq}, nil
}

// GoodCheck returns envelopes of good responses only.
func (c *Client) GoodCheck(url string) (*Response, error) {
	r, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	if !r.OK() {
		r.Close()
		return nil, errors.New(r.Status)
	}
	return r, nil
}

// BadCheck has no use for the others, and leaves them.
func (c *Client) BadCheck(url string) (*Response, error) {
	r, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if !r.OK() {
		return nil, errors.New(r.Status)
	}
	return r, nil
}

// A Reply hides its response.
type Reply struct{ resp *http.Response }

// Body is what must be closed of a reply.
func (r Reply) Body() io.ReadCloser { return r.resp.Body }

// Status is the status line.
func (r Reply) Status() string { return r.resp.Status }

// Ask returns a reply.
func Ask(rt http.RoundTripper, req *http.Request) (Reply, error) {
	resp, err := rt.RoundTrip(req)
	return Reply{resp}, err
}

// A Conn is what others embed.
type Conn struct{ down io.ReadCloser }

// Connect opens the connection, which is to be closed.
func Connect(client *http.Client, url string) (*Conn, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return &Conn{resp.Body}, nil
}

// Read reads what comes down.
func (c *Conn) Read(p []byte) (int, error) { return c.down.Read(p) }

// Close closes it.
func (c *Conn) Close() error { return c.down.Close() }

// A Request is built before it is sent.
type Request struct {
	client *http.Client
	url    string
	query  url.Values
}

// New begins a request.
func New(client *http.Client, target string) Request {
	return Request{client, target, make(url.Values)}
}

// Query adds to the query.
func (r Request) Query(key, value string) Request {
	r.query.Add(key, value)
	return r
}

// Do sends the request; the caller closes the response.
func (r Request) Do() (*http.Response, error) {
	return r.client.Get(r.url + "?" + r.query.Encode())
}

// Bytes sends the request, reads the response and closes it.
func (r Request) Bytes() ([]byte, error) {
	resp, err := r.Do()
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

type config struct{ keepOpen bool }

// An Option changes what Fetch does.
type Option func(*config)

// KeepOpen leaves the body to the caller.
func KeepOpen() Option { return func(c *config) { c.keepOpen = true } }

// Fetch returns a response that is closed, unless KeepOpen is among the options.
func Fetch(client *http.Client, url string, opts ...Option) (*http.Response, error) {
	var c config
	for _, opt := range opts {
		opt(&c)
	}
	resp, err := client.Get(url)
	if err == nil && !c.keepOpen {
		err = resp.Body.Close()
	}
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// A Storage opens what it stores.
type Storage interface {
	Open(name string) (io.ReadCloser, error)
}

type web struct {
	client *http.Client
	base   string
}

// NewStorage returns the only storage there is.
func NewStorage(client *http.Client, base string) Storage { return &web{client, base} }

func (w *web) Open(name string) (io.ReadCloser, error) {
	resp, err := w.client.Get(w.base + name)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNotFound {
		resp.Body.Close()
		return nil, errors.New("no " + name)
	}
	return resp.Body, nil
}
