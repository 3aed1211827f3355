// Package overwritten: the only variable that held the response gets
// another value, or another variable of its name is closed.
package overwritten

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

type mirror struct {
	primary, fallback Doer
	hc                *http.Client
}

// last is a variable that everybody can reach.
var last *http.Response

// The second response takes the place of the first.
func badTwice(a, b string) error {
	resp, err := http.Get(a) // want "response body is not closed"
	if err != nil {
		return err
	}
	log.Print(resp.Status)
	resp, err = http.Get(b)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The first is closed before the second takes its place.
func goodTwice(a, b string) error {
	resp, err := http.Get(a)
	if err != nil {
		return err
	}
	log.Print(resp.Status)
	resp.Body.Close()
	resp, err = http.Get(b)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The fallback replaces a response that came, but was not liked.
func (m *mirror) badFallback(req *http.Request) (*http.Response, error) {
	resp, err := m.primary.Do(req) // want "response body is not closed"
	if err != nil || resp.StatusCode >= 500 {
		resp, err = m.fallback.Do(req)
	}
	return resp, err
}

// The fallback comes after the Close of what was not liked.
func (m *mirror) goodFallback(req *http.Request) (*http.Response, error) {
	resp, err := m.primary.Do(req)
	if err == nil && resp.StatusCode >= 500 {
		resp.Body.Close()
		err = errors.New(resp.Status)
	}
	if err != nil {
		resp, err = m.fallback.Do(req)
	}
	return resp, err
}

// A failed open leaves nothing to close, so it may be replaced.
func (m *mirror) goodFailed(req *http.Request) (int, error) {
	resp, err := m.primary.Do(req)
	if err != nil {
		resp, err = m.fallback.Do(req)
		if err != nil {
			return 0, err
		}
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// What is closed is the inner resp; the outer one is hidden by it.
func badShadowed(a, b string) error {
	resp, err := http.Get(a) // want "response body is not closed"
	if err != nil {
		return err
	}
	if next := resp.Header.Get("X-Next"); next != "" {
		resp, err := http.Get(b + next)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
	}
	return nil
}

// What is closed is the outer resp; the inner one dies with its block.
func badShadowing(a, b string) error {
	resp, err := http.Get(a)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if next := resp.Header.Get("X-Next"); next != "" {
		resp, err := http.Get(b + next) // want "response body is not closed"
		if err != nil {
			return err
		}
		log.Print(resp.Status)
	}
	return nil
}

// Two of the same name, both closed.
func goodShadowed(a, b string) error {
	resp, err := http.Get(a)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if next := resp.Header.Get("X-Next"); next != "" {
		resp, err := http.Get(b + next)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
	}
	return nil
}

// Set to nil so that the deferred closure leaves it alone.
func badSetToNil(d Doer, req *http.Request) (err error) {
	var resp *http.Response
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	resp, err = d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotModified {
		resp = nil
	}
	return nil
}

// Set to nil because it is closed already.
func goodSetToNil(d Doer, req *http.Request) (err error) {
	var resp *http.Response
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	resp, err = d.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotModified {
		resp.Body.Close()
		resp = nil
	}
	return nil
}

// A deferred closure reads the variable at the end: it closes b, twice.
func badDeferredClosures(a, b string) error {
	resp, err := http.Get(a) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() { resp.Body.Close() }()
	log.Print(resp.Status)
	resp, err = http.Get(b)
	if err != nil {
		return err
	}
	defer func() { resp.Body.Close() }()
	log.Print(resp.Status)
	return nil
}

// A deferred method call has its receiver from the start.
func goodDeferredCalls(a, b string) error {
	resp, err := http.Get(a)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	log.Print(resp.Status)
	resp, err = http.Get(b)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	log.Print(resp.Status)
	return nil
}

// One deferred call, made for the first response, is not for the second.
func badDeferredEarly(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if loc := resp.Header.Get("Location"); loc != "" {
		resp, err = http.Get(loc) // want "response body is not closed"
		if err != nil {
			return err
		}
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// One deferred closure, for whatever response is the last; the one
// before is closed by hand.
func goodDeferredLate(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	if loc := resp.Header.Get("Location"); loc != "" {
		resp.Body.Close()
		resp, err = http.Get(loc)
		if err != nil {
			return err
		}
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The old response has a second name, which is the one that is closed.
func goodAlias(a, b string) error {
	resp, err := http.Get(a)
	if err != nil {
		return err
	}
	old := resp
	resp, err = http.Get(b)
	old.Body.Close()
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Both names mean the new response.
func badAlias(a, b string) error {
	resp, err := http.Get(a) // want "response body is not closed"
	if err != nil {
		return err
	}
	resp, err = http.Get(b)
	old := resp
	if err != nil {
		return err
	}
	log.Print(old.Status)
	return old.Body.Close()
}

// Exchanged, both are still there.
func goodSwap(x, y string) error {
	a, err := http.Get(x)
	if err != nil {
		return err
	}
	b, err := http.Get(y)
	if err != nil {
		a.Body.Close()
		return err
	}
	if b.ContentLength < a.ContentLength {
		a, b = b, a
	}
	return errors.Join(a.Body.Close(), b.Body.Close())
}

// Copied instead of exchanged: the shorter one is there twice.
func badSwap(x, y string) error {
	a, err := http.Get(x) // want "response body is not closed"
	if err != nil {
		return err
	}
	b, err := http.Get(y)
	if err != nil {
		a.Body.Close()
		return err
	}
	if b.ContentLength < a.ContentLength {
		a = b
	}
	return errors.Join(a.Body.Close(), b.Body.Close())
}

// The second open fails, and with it the first response is forgotten.
func (m *mirror) badSecondFails(a, b string) (int64, error) {
	first, err := m.hc.Get(a) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	second, err := m.hc.Get(b)
	if err != nil {
		return 0, err
	}
	defer first.Body.Close()
	defer second.Body.Close()
	return first.ContentLength - second.ContentLength, nil
}

// Each defer stands right behind its open.
func (m *mirror) goodSecondFails(a, b string) (int64, error) {
	first, err := m.hc.Get(a)
	if err != nil {
		return 0, err
	}
	defer first.Body.Close()
	second, err := m.hc.Get(b)
	if err != nil {
		return 0, err
	}
	defer second.Body.Close()
	return first.ContentLength - second.ContentLength, nil
}

// Reassigned on one of the paths through a switch.
func (m *mirror) badCase(req *http.Request) (int, error) {
	resp, err := m.primary.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusConflict:
		resp.Body.Close()
		resp, err = m.fallback.Do(req)
	case http.StatusLocked:
		resp, err = m.fallback.Do(req)
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Reassigned only after a Close.
func (m *mirror) goodCase(req *http.Request) (int, error) {
	resp, err := m.primary.Do(req)
	if err != nil {
		return 0, err
	}
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusConflict, http.StatusLocked:
		resp.Body.Close()
		resp, err = m.fallback.Do(req)
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Stored where others find it, then the local name is used again.
func goodStoredFirst(a, b string) error {
	resp, err := http.Get(a)
	if err != nil {
		return err
	}
	last = resp
	resp, err = http.Get(b)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
