package thirty

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"sync"

	"thirty/lib"
)

// B01: lib.Check closes from 400 on; a 204 or 304 returns before the defer.
func badGap(c *http.Client, url string) (string, error) {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if err := lib.Check(resp); err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("unexpected status %s", resp.Status)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// B02: the closure overwrites resp at the next attempt, and the response of
// the last one is lost if it failed too.
func retry(n int, f func() error) error {
	var err error
	for range n {
		if err = f(); err == nil {
			return nil
		}
	}
	return err
}

var errBusy = errors.New("busy")

func badRetry(c *http.Client, url string, w io.Writer) error {
	var resp *http.Response
	err := retry(3, func() (err error) {
		resp, err = c.Get(url) // leaks, not seen yet
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 {
			return errBusy
		}
		return nil
	})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// B03: the deferred closure reads the local err, which the return of another
// error does not set.
func badLocalErr(c *http.Client, url string) (io.ReadCloser, error) {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode != http.StatusOK {
		return nil, &lib.StatusError{Code: resp.StatusCode}
	}
	return resp.Body, nil
}

// B04: Close of the owner does nothing before the first read, and the caller
// may return before that.
type lazy struct {
	resp    *http.Response
	started bool
}

func newLazy(c *http.Client, url string) (*lazy, error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	return &lazy{resp: resp}, nil
}

func (l *lazy) Read(p []byte) (int, error) {
	l.started = true
	return l.resp.Body.Read(p)
}

func (l *lazy) Close() error {
	if !l.started {
		return nil
	}
	return l.resp.Body.Close()
}

func badLazy(c *http.Client, url string, w io.Writer) error {
	l, err := newLazy(c, url) // leaks, not seen yet
	if err != nil {
		return err
	}
	defer l.Close()
	if l.resp.ContentLength == 0 {
		return nil
	}
	_, err = io.Copy(w, l)
	return err
}

// B05: nobody closes what could not be sent because the context has ended.
func badSend(ctx context.Context, c *http.Client, url string, out chan<- *http.Response) error {
	resp, err := c.Get(url) // want "response body is not closed"
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

// B06: the panic of header is recovered, and the Close was not deferred.
func header(h http.Header, name string) string {
	v := h.Get(name)
	if v == "" {
		panic("no header " + name)
	}
	return v
}

func badRecover(c *http.Client, url string) (etag string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("bad answer: %v", r)
		}
	}()
	resp, err := c.Head(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	etag = header(resp.Header, "Etag")
	return etag, resp.Body.Close()
}

// B07: closed only if it could be decoded.
func badDecode[T any](c *http.Client, url string) (v T, err error) {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return v, err
	}
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return v, fmt.Errorf("decode %T: %w", v, err)
	}
	return v, resp.Body.Close()
}

func badDecodeInt(c *http.Client, url string) (int, error) { return badDecode[int](c, url) }

// B08: the method value is that of the first page's body.
func badPaging(c *http.Client, url string, w io.Writer) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	closeBody := resp.Body.Close
	defer closeBody()
	for {
		if _, err := io.Copy(w, resp.Body); err != nil {
			return err
		}
		next := resp.Header.Get("Next")
		if next == "" {
			return nil
		}
		resp, err = c.Get(next) // want "response body is not closed"
		if err != nil {
			return err
		}
	}
}

// B09: if the status is wrong, the right side of || is not evaluated.
func badShortCircuit(c *http.Client, url string) bool {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return false
	}
	if resp.StatusCode != http.StatusOK || resp.Body.Close() != nil {
		return false
	}
	return true
}

// B10: if the loop body breaks, the iterator returns before the Close.
func badLines(c *http.Client, url string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		resp, err := c.Get(url) // want "response body is not closed"
		if err != nil {
			yield("", err)
			return
		}
		sc := bufio.NewScanner(resp.Body)
		for sc.Scan() {
			if !yield(sc.Text(), nil) {
				return
			}
		}
		if err := errors.Join(sc.Err(), resp.Body.Close()); err != nil {
			yield("", err)
		}
	}
}

func badFirstLine(c *http.Client, url string) (string, error) {
	for l, err := range badLines(c, url) {
		return l, err
	}
	return "", io.EOF
}

// B11: the deferred closure closes only if there is no error yet.
func badInverted(c *http.Client, url string, w io.Writer) (err error) {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() {
		if err == nil {
			err = resp.Body.Close()
		}
	}()
	_, err = io.Copy(w, resp.Body)
	return err
}

// B12: if the token cannot be refreshed, the refused response is lost.
type badTransport struct {
	base    http.RoundTripper
	mu      sync.Mutex
	token   string
	refresh func() (string, error)
}

func (t *badTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req) // want "response body is not closed"
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token, err = t.refresh(); err != nil {
		return nil, err
	}
	resp.Body.Close()
	again := req.Clone(req.Context())
	again.Header.Set("Authorization", "Bearer "+t.token)
	return t.base.RoundTrip(again)
}

// B13: lib.Fetch closes the body only if it buffers, which it does not if the
// answer may be large.
func badOptions(c *http.Client, url string, large bool) (string, error) {
	resp, err := lib.Fetch(c, url, lib.Options{Buffer: !large}) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// B14: peek replaces the body by a copy, and the Close after it closes that.
func peek(resp *http.Response, n int) ([]byte, error) {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return data[:min(n, len(data))], nil
}

func badPeek(c *http.Client, url string, v any) error {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	head, err := peek(resp, 1)
	if err != nil {
		resp.Body.Close()
		return err
	}
	defer resp.Body.Close()
	if string(head) != "{" {
		return errors.New("not an object")
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// B15: Close of the pair returns before the second Close if the first fails.
type pair struct{ a, b io.ReadCloser }

func newPair(c *http.Client, a, b string) (*pair, error) {
	ra, err := c.Get(a)
	if err != nil {
		return nil, err
	}
	rb, err := c.Get(b)
	if err != nil {
		ra.Body.Close()
		return nil, err
	}
	return &pair{ra.Body, rb.Body}, nil
}

func (p *pair) Close() error {
	if err := p.a.Close(); err != nil {
		return err
	}
	return p.b.Close()
}

func badPair(c *http.Client, a, b string, w io.Writer) (err error) {
	p, err := newPair(c, a, b) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	_, err = io.Copy(w, io.MultiReader(p.a, p.b))
	return err
}

// B16: if one fails, those opened before are lost.
func badAll(c *http.Client, urls []string) ([]*http.Response, error) {
	opened := make([]*http.Response, 0, len(urls))
	for _, u := range urls {
		resp, err := c.Get(u) // want "response body is not closed"
		if err != nil {
			return nil, fmt.Errorf("get %s: %w", u, err)
		}
		opened = append(opened, resp)
	}
	return opened, nil
}
