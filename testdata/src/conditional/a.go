// Package conditional: the response is there on some paths only, and the
// Close has to know on which.
package conditional

import (
	"bytes"
	"errors"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type source struct {
	doer     Doer
	hc       *http.Client
	fetch    func(url string) (*http.Response, error)
	offline  bool
	fallback string
}

var errScheme = errors.New("unknown scheme")

// A variable that is nil unless the open has happened.
func goodNilGuard(url string, online bool) (err error) {
	var resp *http.Response
	if online {
		resp, err = http.Get(url)
		if err != nil {
			return err
		}
	}
	if resp != nil {
		defer resp.Body.Close()
	}
	log.Print("online: ", online)
	return nil
}

// Between the open and the guard stands a return.
func badNilGuard(url string, online bool) (err error) {
	var resp *http.Response
	if online {
		resp, err = http.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusNotFound {
			return os.ErrNotExist
		}
	}
	if resp != nil {
		defer resp.Body.Close()
	}
	log.Print("online: ", online)
	return nil
}

// The guard the other way round: no response, nothing more to do.
func (s *source) goodNilReturn(req *http.Request) (code int, err error) {
	var resp *http.Response
	if !s.offline {
		resp, err = s.doer.Do(req)
	}
	if err != nil {
		return 0, err
	}
	if resp == nil {
		return 0, nil
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The guard is inverted.
func (s *source) badNilReturn(req *http.Request) (code int, err error) {
	var resp *http.Response
	if !s.offline {
		resp, err = s.doer.Do(req) // want "response body is not closed"
	}
	if err != nil {
		return 0, err
	}
	if resp != nil {
		return resp.StatusCode, nil
	}
	return 0, nil
}

// The guard asks for more than nil.
func (s *source) badGuardAsksMore(url string) (err error) {
	var resp *http.Response
	if s.fallback != "" {
		if resp, err = s.fetch(s.fallback); err != nil { // want "response body is not closed"
			return err
		}
	}
	if resp != nil && resp.ContentLength != 0 {
		defer resp.Body.Close()
	}
	log.Print(url)
	return nil
}

// The guard asks for what is always so.
func (s *source) goodGuardAsksBoth(url string) (err error) {
	var resp *http.Response
	if s.fallback != "" {
		if resp, err = s.fetch(s.fallback); err != nil {
			return err
		}
	}
	if resp != nil && resp.Body != nil {
		defer resp.Body.Close()
	}
	log.Print(url)
	return nil
}

// Deferred before the open: the closure looks when it runs.
func goodDeferredGuard(d Doer, reqs []*http.Request) (err error) {
	var resp *http.Response
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	if len(reqs) == 0 {
		return nil
	}
	resp, err = d.Do(reqs[0])
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Guarded before the open: there is nothing yet.
func badEarlyGuard(d Doer, reqs []*http.Request) (err error) {
	var resp *http.Response
	if resp != nil {
		defer resp.Body.Close()
	}
	if len(reqs) == 0 {
		return nil
	}
	resp, err = d.Do(reqs[0]) // want "response body is not closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The argument of a deferred literal is evaluated at once: it is nil.
func badEarlyArgument(url string) (err error) {
	var resp *http.Response
	defer func(r *http.Response) {
		if r != nil {
			r.Body.Close()
		}
	}(resp)
	resp, err = http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The argument of a deferred literal is evaluated after the open.
func goodLateArgument(url string) (err error) {
	var resp *http.Response
	resp, err = http.Get(url)
	defer func(r *http.Response) {
		if r != nil {
			r.Body.Close()
		}
	}(resp)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// A body or a file: one variable for both, one Close.
func goodBodyOrFile(name string) (n int64, err error) {
	var rc io.ReadCloser
	if strings.HasPrefix(name, "https://") {
		resp, err := http.Get(name)
		if err != nil {
			return 0, err
		}
		rc = resp.Body
	} else {
		f, err := os.Open(name)
		if err != nil {
			return 0, err
		}
		rc = f
	}
	defer rc.Close()
	return io.Copy(io.Discard, rc)
}

// A body or a file: one variable for both, one Close for the file.
func badBodyOrFile(name string) (n int64, err error) {
	var r io.Reader
	if strings.HasPrefix(name, "https://") {
		resp, err := http.Get(name) // want "response body is not closed"
		if err != nil {
			return 0, err
		}
		r = resp.Body
	} else {
		f, err := os.Open(name)
		if err != nil {
			return 0, err
		}
		defer f.Close()
		r = f
	}
	return io.Copy(io.Discard, r)
}

// A body, or bytes that are there already; a guard on the closer.
func (s *source) goodCloserGuard(req *http.Request, cached []byte) (n int64, err error) {
	var r io.Reader = bytes.NewReader(cached)
	var c io.Closer
	if cached == nil {
		resp, err := s.hc.Do(req)
		if err != nil {
			return 0, err
		}
		r, c = resp.Body, resp.Body
	}
	n, err = io.Copy(io.Discard, r)
	if c != nil {
		c.Close()
	}
	return n, err
}

// The closer is there only for a body of known length.
func (s *source) badCloserGuard(req *http.Request, cached []byte) (n int64, err error) {
	var r io.Reader = bytes.NewReader(cached)
	var c io.Closer
	if cached == nil {
		resp, err := s.hc.Do(req) // want "response body is not closed"
		if err != nil {
			return 0, err
		}
		r = resp.Body
		if resp.ContentLength >= 0 {
			c = resp.Body
		}
	}
	n, err = io.Copy(io.Discard, r)
	if c != nil {
		c.Close()
	}
	return n, err
}

// One of three opens, or none; one Close.
func goodOneOfThree(hc *http.Client, verb, url string, body io.Reader) (code int, err error) {
	var resp *http.Response
	switch verb {
	case http.MethodGet:
		resp, err = hc.Get(url)
	case http.MethodHead:
		resp, err = hc.Head(url)
	case http.MethodPost:
		resp, err = hc.Post(url, "text/plain", body)
	default:
		return 0, errScheme
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// One of three opens, and one of them has forgotten to assign.
func badOneOfThree(hc *http.Client, verb, url string, body io.Reader) (code int, err error) {
	var resp *http.Response
	switch verb {
	case http.MethodGet:
		resp, err = hc.Get(url)
	case http.MethodHead:
		_, err = hc.Head(url) // want "response body is not closed"
	case http.MethodPost:
		resp, err = hc.Post(url, "text/plain", body)
	default:
		return 0, errScheme
	}
	if err != nil {
		return 0, err
	}
	if resp == nil {
		return http.StatusOK, nil
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// A second open only if the first has given nothing.
func (s *source) goodSecondChance(url string) (etag string, err error) {
	var resp *http.Response
	if s.fallback != "" {
		resp, _ = s.fetch(s.fallback)
	}
	if resp == nil {
		if resp, err = s.fetch(url); err != nil {
			return "", err
		}
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// A second open also if the first has given something unusable.
func (s *source) badSecondChance(url string) (etag string, err error) {
	var resp *http.Response
	if s.fallback != "" {
		resp, _ = s.fetch(s.fallback) // want "response body is not closed"
	}
	if resp == nil || resp.StatusCode != http.StatusOK {
		if resp, err = s.fetch(url); err != nil {
			return "", err
		}
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// Two optional responses, a guard for each.
func goodTwoGuards(rt http.RoundTripper, a, b *http.Request) error {
	var ra, rb *http.Response
	var err error
	if a != nil {
		if ra, err = rt.RoundTrip(a); err != nil {
			return err
		}
		defer ra.Body.Close()
	}
	if b != nil {
		if rb, err = rt.RoundTrip(b); err != nil {
			return err
		}
	}
	if ra != nil && rb != nil {
		log.Print(ra.StatusCode == rb.StatusCode)
	}
	if rb != nil {
		return rb.Body.Close()
	}
	return nil
}

// Two optional responses, one guard for both.
func badTwoGuards(rt http.RoundTripper, a, b *http.Request) error {
	var ra, rb *http.Response
	var err error
	if a != nil {
		if ra, err = rt.RoundTrip(a); err != nil { // want "response body is not closed"
			return err
		}
	}
	if b != nil {
		if rb, err = rt.RoundTrip(b); err != nil { // want "response body is not closed"
			if ra != nil {
				ra.Body.Close()
			}
			return err
		}
	}
	if ra != nil && rb != nil {
		defer ra.Body.Close()
		defer rb.Body.Close()
		log.Print(ra.StatusCode == rb.StatusCode)
	}
	return nil
}

// Returned, if there is one: then it is the caller's.
func (s *source) goodMaybeReturned(req *http.Request) (*http.Response, error) {
	var resp *http.Response
	if !s.offline {
		var err error
		resp, err = s.doer.Do(req)
		if err != nil {
			return nil, err
		}
	}
	return resp, nil
}

// Returned, if there is one and the length is right.
func (s *source) badMaybeReturned(req *http.Request) (*http.Response, error) {
	var resp *http.Response
	if !s.offline {
		var err error
		resp, err = s.doer.Do(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
	}
	if resp == nil || resp.ContentLength == 0 {
		return nil, nil
	}
	return resp, nil
}
