// Package namedresult: named results are variables that a return
// statement assigns before the deferred functions run.
package namedresult

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type api struct {
	hc *http.Client
	do func(*http.Request) (*http.Response, error)
}

// The explicit nil replaces the open response.
func badExplicitNil(url string) (resp *http.Response, err error) {
	resp, err = http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("get %s: %s", url, resp.Status)
	}
	return
}

// Closed before the explicit nil.
func goodExplicitNil(url string) (resp *http.Response, err error) {
	resp, err = http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, fmt.Errorf("get %s: %s", url, resp.Status)
	}
	return
}

// A bare return hands out the response, next to the error.
func goodBareReturn(url string) (resp *http.Response, err error) {
	resp, err = http.Get(url)
	if err != nil {
		return
	}
	if resp.StatusCode != http.StatusOK {
		err = errors.New(resp.Status)
	}
	return
}

// When the deferred closure runs, resp is nil already.
func badNilBeforeDefer(d Doer, req *http.Request) (resp *http.Response, err error) {
	defer func() {
		if err != nil && resp != nil {
			resp.Body.Close()
		}
	}()
	resp, err = d.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// Only err is set, so the deferred closure finds both.
func goodErrBeforeDefer(d Doer, req *http.Request) (resp *http.Response, err error) {
	defer func() {
		if err != nil && resp != nil {
			resp.Body.Close()
		}
	}()
	resp, err = d.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		err = errors.New(resp.Status)
	}
	return
}

// The deferred closure looks at a local name that no return changes.
func goodLocalName(d Doer, req *http.Request) (_ *http.Response, err error) {
	r, err := d.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			r.Body.Close()
		}
	}()
	if r.StatusCode >= 400 {
		return nil, errors.New(r.Status)
	}
	return r, nil
}

// Closed on error only, and on success not handed out either.
func (a *api) badOnErrorOnly(req *http.Request, v any) (err error) {
	resp, err := a.hc.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	return json.NewDecoder(resp.Body).Decode(v)
}

// The Close's error becomes the result, if there is no other.
func (a *api) goodCloseError(req *http.Request, v any) (err error) {
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := resp.Body.Close(); err == nil {
			err = cerr
		}
	}()
	return json.NewDecoder(resp.Body).Decode(v)
}

// The Close stands behind the condition instead of before it.
func (a *api) badCloseError(req *http.Request, v any) (err error) {
	resp, err := a.hc.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() {
		if err == nil {
			err = resp.Body.Close()
		}
	}()
	return json.NewDecoder(resp.Body).Decode(v)
}

// The Close in errors.Join always happens.
func (a *api) goodJoin(req *http.Request, v any) (err error) {
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Bodies can be results as well; this one is forgotten on a bad status.
func (a *api) badBody(url string) (body io.ReadCloser, size int64, err error) {
	resp, err := a.hc.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, 0, err
	}
	if resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d", resp.StatusCode)
		return
	}
	body, size = resp.Body, resp.ContentLength
	return
}

// The body is a result before the status is looked at.
func (a *api) goodBody(url string) (body io.ReadCloser, size int64, err error) {
	resp, err := a.hc.Get(url)
	if err != nil {
		return nil, 0, err
	}
	body, size = resp.Body, resp.ContentLength
	if resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d", resp.StatusCode)
	}
	return
}

// A read error returns the bytes so far and leaves the body.
func badData(rt http.RoundTripper, req *http.Request) (data []byte, code int, err error) {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return
	}
	code = resp.StatusCode
	if data, err = io.ReadAll(resp.Body); err != nil {
		return
	}
	err = resp.Body.Close()
	return
}

// A read error comes to the same Close.
func goodData(rt http.RoundTripper, req *http.Request) (data []byte, code int, err error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return
	}
	code = resp.StatusCode
	data, err = io.ReadAll(resp.Body)
	if cerr := resp.Body.Close(); err == nil {
		err = cerr
	}
	return
}

// Returning another open assigns it to resp, over the first one.
func (a *api) badReturnOther(req, other *http.Request) (resp *http.Response, err error) {
	resp, err = a.do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusPreconditionFailed {
		return a.do(other)
	}
	return resp, nil
}

// Closed before another open is returned.
func (a *api) goodReturnOther(req, other *http.Request) (resp *http.Response, err error) {
	resp, err = a.do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusPreconditionFailed {
		resp.Body.Close()
		return a.do(other)
	}
	return resp, nil
}

// handed is set too early: the failure behind it is not cleaned up.
func badHanded(url string) (body io.ReadCloser, err error) {
	handed := false
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer func() {
		if !handed {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode == http.StatusOK {
		handed = true
	}
	if resp.Header.Get("Content-Encoding") != "" {
		return nil, errors.New("unexpected encoding")
	}
	if !handed {
		return nil, errors.New(resp.Status)
	}
	return resp.Body, nil
}

// handed is set in the line before it comes true.
func goodHanded(url string) (body io.ReadCloser, err error) {
	handed := false
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer func() {
		if !handed {
			resp.Body.Close()
		}
	}()
	if resp.Header.Get("Content-Encoding") != "" {
		return nil, errors.New("unexpected encoding")
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	handed = true
	return resp.Body, nil
}

// The deferred closure takes the result away again.
func badTakenBack(d Doer, req *http.Request) (resp *http.Response, err error) {
	defer func() {
		if err == nil && resp.ContentLength > 1<<20 {
			resp, err = nil, errors.New("too large")
		}
	}()
	return d.Do(req) // want "response body is not closed"
}

// The deferred closure closes what it takes away.
func goodTakenBack(d Doer, req *http.Request) (resp *http.Response, err error) {
	defer func() {
		if err == nil && resp.ContentLength > 1<<20 {
			resp.Body.Close()
			resp, err = nil, errors.New("too large")
		}
	}()
	return d.Do(req)
}

// A named result in a loop: the bare return hands out the last response,
// the ones before are lost.
func badBareInLoop(urls []string) (resp *http.Response, err error) {
	for _, u := range urls {
		resp, err = http.Get(u) // want "response body is not closed"
		if err == nil && resp.StatusCode == http.StatusOK {
			return
		}
	}
	return
}

// A named result in a loop: what is not handed out is closed.
func goodBareInLoop(urls []string) (resp *http.Response, err error) {
	for _, u := range urls {
		resp, err = http.Get(u)
		if err == nil && resp.StatusCode == http.StatusOK {
			return
		}
		if err == nil {
			resp.Body.Close()
		}
	}
	return nil, errors.New("no mirror works")
}
