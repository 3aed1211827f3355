// Package thirty has thirty-two small clients.
package thirty

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"thirty/lib"
)

// G01: open, use and close all under the same flag.
func goodFlag(c *http.Client, url string, offline bool, w io.Writer) error {
	var resp *http.Response
	fetched := false
	if !offline {
		var err error
		resp, err = c.Get(url)
		if err != nil {
			return err
		}
		fetched = true
	}
	var src io.Reader = strings.NewReader("cached")
	if fetched {
		src = resp.Body
	}
	_, err := io.Copy(w, src)
	if fetched {
		if cerr := resp.Body.Close(); err == nil {
			err = cerr
		}
	}
	return err
}

// G02: lib.Check closes exactly where it returns an error.
func goodCheck(c *http.Client, url string) (string, error) {
	resp, err := c.Get(url)
	if err != nil {
		return "", err
	}
	if err := lib.Check(resp); err != nil {
		var se *lib.StatusError
		if errors.As(err, &se) && se.Code == http.StatusNotFound {
			return "", nil
		}
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// G03: the deferred closure reads the named result, which every failing return
// sets; the caller closes what it gets.
func openJSON(c *http.Client, url string) (resp *http.Response, err error) {
	resp, err = c.Get(url)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	body := resp.Body
	defer func() {
		if err != nil {
			body.Close()
			resp = nil
		}
	}()
	if resp.StatusCode != http.StatusOK {
		return nil, &lib.StatusError{Code: resp.StatusCode}
	}
	if ct := resp.Header.Get("Content-Type"); !strings.HasPrefix(ct, "application/json") {
		return nil, fmt.Errorf("open: not JSON but %q", ct)
	}
	return resp, nil
}

func goodNamedResult(c *http.Client, url string, v any) error {
	resp, err := openJSON(c, url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// G04: what the loop leaves with a status that may be tried again is closed,
// and exactly that returns after the loop.
func goodIntervals(c *http.Client, url string, w io.Writer) error {
	var (
		resp *http.Response
		err  error
	)
	for attempt := 0; ; attempt++ {
		resp, err = c.Get(url)
		if err == nil && resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
			break
		}
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
		if attempt == 2 {
			break
		}
	}
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
		return &lib.StatusError{Code: resp.StatusCode}
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// G05: an owner, made with options, whose Close goes through a sync.Once.
type stream struct {
	dec    *json.Decoder
	resp   *http.Response
	limit  int
	once   sync.Once
	closed error
}

type streamOption func(*stream)

func withLimit(n int) streamOption { return func(s *stream) { s.limit = n } }

func newStream(c *http.Client, url string, opts ...streamOption) (*stream, error) {
	s := &stream{limit: -1}
	for _, o := range opts {
		o(s)
	}
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, &lib.StatusError{Code: resp.StatusCode}
	}
	s.resp = resp
	s.dec = json.NewDecoder(resp.Body)
	return s, nil
}

func (s *stream) Next(v any) error {
	if s.limit == 0 {
		s.Close()
		return io.EOF
	}
	s.limit--
	err := s.dec.Decode(v)
	if err != nil {
		s.Close()
	}
	return err
}

func (s *stream) Close() error {
	s.once.Do(func() { s.closed = s.resp.Body.Close() })
	return s.closed
}

func goodOwner(c *http.Client, url string) (n int, err error) {
	s, err := newStream(c, url, withLimit(3))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for {
		var v int
		if err := s.Next(&v); err == io.EOF {
			return n, nil
		} else if err != nil {
			return n, err
		}
		n += v
	}
}

// G06: the first answer wins, and a goroutine closes the losers.
func goodRace(c *http.Client, urls []string) (string, error) {
	type result struct {
		resp *http.Response
		err  error
	}
	results := make(chan result, len(urls))
	for _, u := range urls {
		go func() {
			resp, err := c.Get(u)
			results <- result{resp, err}
		}()
	}
	var errs []error
	for i := range urls {
		r := <-results
		if r.err != nil {
			errs = append(errs, r.err)
			continue
		}
		go func(left int) {
			for range left {
				if r := <-results; r.err == nil {
					r.resp.Body.Close()
				}
			}
		}(len(urls) - i - 1)
		defer r.resp.Body.Close()
		b, err := io.ReadAll(r.resp.Body)
		return string(b), err
	}
	return "", errors.Join(errs...)
}

// G07: a generic helper opens by a function, and closes.
func using[T io.Closer, R any](open func() (T, error), use func(T) (R, error)) (r R, err error) {
	t, err := open()
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	return use(t)
}

func goodUsing(c *http.Client, url string) (int64, error) {
	return using(func() (io.ReadCloser, error) {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		return resp.Body, nil
	}, func(r io.ReadCloser) (int64, error) {
		return io.Copy(io.Discard, r)
	})
}

// G08: the release that lib.Open returns beside the response, kept in a
// variable that does nothing where nothing was opened.
func goodRelease(c *http.Client, url string, cached []byte) (_ []byte, err error) {
	release := func() error { return nil }
	defer func() {
		if rerr := release(); err == nil {
			err = rerr
		}
	}()
	if cached != nil {
		return cached, nil
	}
	resp, rel, err := lib.Open(c, url)
	if err != nil {
		return nil, err
	}
	release = rel
	if resp.StatusCode != http.StatusOK {
		return nil, &lib.StatusError{Code: resp.StatusCode}
	}
	return io.ReadAll(resp.Body)
}

// G14: either the AfterFunc has closed the body, or stop says that it will not.
func goodAfterFunc(ctx context.Context, c *http.Client, url string, w io.Writer) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { resp.Body.Close() })
	_, err = io.Copy(w, resp.Body)
	if stop() {
		return errors.Join(err, resp.Body.Close())
	}
	return errors.Join(err, ctx.Err())
}
