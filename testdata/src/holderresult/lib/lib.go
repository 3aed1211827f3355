// Package lib returns holders of open responses to callers in another package.
package lib

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
)

// A Result is one answer of many.
type Result struct {
	Resp *http.Response
	Err  error
}

// Both returns the answers of two servers, open both, or an error.
func Both(rt http.RoundTripper, a, b *http.Request) (*[2]*http.Response, error) {
	first, err := rt.RoundTrip(a)
	if err != nil {
		return nil, err
	}
	second, err := rt.RoundTrip(b)
	if err != nil {
		first.Body.Close()
		return nil, err
	}
	return &[2]*http.Response{first, second}, nil
}

// All returns an answer for each URL.
func All(client *http.Client, urls ...string) (all []Result) {
	for _, url := range urls {
		resp, err := client.Get(url)
		all = append(all, Result{resp, err})
	}
	return all
}

// GoodBodies returns the bodies by URL, or closes them.
func GoodBodies(client *http.Client, urls ...string) (_ map[string]io.ReadCloser, err error) {
	bodies := make(map[string]io.ReadCloser)
	defer func() {
		if err != nil {
			for _, b := range bodies {
				b.Close()
			}
		}
	}()
	for _, url := range urls {
		if bodies[url] != nil {
			continue
		}
		resp, err := client.Get(url)
		if err != nil {
			return nil, err
		}
		bodies[url] = resp.Body
	}
	return bodies, nil
}

// BadBodies puts the second body of a URL in the place of the first.
func BadBodies(client *http.Client, urls ...string) map[string]io.ReadCloser {
	bodies := make(map[string]io.ReadCloser)
	for _, url := range urls {
		resp, err := client.Get(url) // leaks, not seen yet
		if err == nil {
			bodies[url] = resp.Body
		}
	}
	return bodies
}

// GoodStream sends until the context ends; what it cannot send it closes.
func GoodStream(ctx context.Context, client *http.Client, urls ...string) <-chan Result {
	out := make(chan Result)
	go func() {
		defer close(out)
		for _, url := range urls {
			resp, err := client.Get(url)
			select {
			case out <- Result{resp, err}:
			case <-ctx.Done():
				if err == nil {
					resp.Body.Close()
				}
				return
			}
		}
	}()
	return out
}

// BadStream does not close what it cannot send.
func BadStream(ctx context.Context, client *http.Client, urls ...string) <-chan Result {
	out := make(chan Result)
	go func() {
		defer close(out)
		for _, url := range urls {
			resp, err := client.Get(url) // want "response body is not closed"
			select {
			case out <- Result{resp, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// A Session owns the response that it was made of.
type Session struct {
	resp *http.Response
	once sync.Once
}

// Dial returns a session, which the caller closes.
func Dial(client *http.Client, url string) (*Session, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return &Session{resp: resp}, nil
}

// ID is what the server calls the session.
func (s *Session) ID() string { return s.resp.Header.Get("Session") }

// Read reads what the server sends.
func (s *Session) Read(p []byte) (int, error) { return s.resp.Body.Read(p) }

// Close closes the response, once.
func (s *Session) Close() (err error) {
	s.once.Do(func() { err = s.resp.Body.Close() })
	return err
}

// BadWatch makes a watch, which no method of it and nobody else can close.
func BadWatch(client *http.Client, url string) (*Watch, error) {
	resp, err := client.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	return &Watch{body: resp.Body, stop: make(chan struct{})}, nil
}

// A Watch reads from a body until it is stopped.
type Watch struct {
	body io.Reader
	stop chan struct{}
}

// Stop stops the reading, and no more.
func (w *Watch) Stop() { close(w.stop) }

// Event returns the next event.
func (w *Watch) Event() (byte, error) {
	select {
	case <-w.stop:
		return 0, io.EOF
	default:
	}
	var event [1]byte
	_, err := w.body.Read(event[:])
	return event[0], err
}

// Open returns the response, and a function that releases it.
func Open(ctx context.Context, client *http.Client, url string) (*http.Response, func() error, error) {
	ctx, cancel := context.WithCancel(ctx)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		cancel()
		return nil, nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		cancel()
		return nil, nil, err
	}
	return resp, func() error {
		defer cancel()
		return resp.Body.Close()
	}, nil
}

// A Stack has what is to be closed, the last one first.
type Stack struct{ closers []io.Closer }

// Push adds a closer.
func (s *Stack) Push(c io.Closer) { s.closers = append(s.closers, c) }

// Close closes all that were pushed.
func (s *Stack) Close() (err error) {
	for n := len(s.closers) - 1; n >= 0; n-- {
		err = errors.Join(err, s.closers[n].Close())
	}
	s.closers = nil
	return err
}

// A Recorder shows the last response to whoever debugs.
type Recorder struct {
	Client *http.Client
	Last   *http.Response
}

// Get returns the response, which its caller closes, and keeps it for show.
func (r *Recorder) Get(url string) (*http.Response, error) {
	resp, err := r.Client.Get(url)
	if err != nil {
		return nil, err
	}
	r.Last = resp
	return resp, nil
}
