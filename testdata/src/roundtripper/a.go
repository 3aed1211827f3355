// Package roundtripper is about functions that themselves return a response:
// what they return is their caller's, every other response is theirs.
package roundtripper

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"strings"
	"sync"
	"time"
)

// A roundTripperFunc is a RoundTripper in one function.
type roundTripperFunc func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f roundTripperFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// goodHeader sets a header and is done: the response is the caller's.
type goodHeader struct {
	base  http.RoundTripper
	agent string
}

func (t *goodHeader) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("User-Agent", t.agent)
	return t.base.RoundTrip(req)
}

// goodRetry closes what it does not return.
type goodRetry struct {
	base  http.RoundTripper
	tries int
}

func (t *goodRetry) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		resp, err := t.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || try >= t.tries {
			return resp, nil
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		time.Sleep(time.Duration(try) * time.Second)
	}
}

// badRetry overwrites what it does not return.
type badRetry struct {
	base  http.RoundTripper
	tries int
}

func (t *badRetry) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for try := range t.tries {
		resp, err = t.base.RoundTrip(req) // want "response body is not closed"
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		time.Sleep(time.Duration(try) * time.Second)
	}
	return resp, err
}

// goodLastTry keeps the last response, and closes it before the next one.
type goodLastTry struct{ base http.RoundTripper }

func (t goodLastTry) RoundTrip(req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for range 3 {
		if resp != nil {
			resp.Body.Close()
		}
		resp, err = t.base.RoundTrip(req)
		if err == nil && resp.StatusCode != http.StatusTooManyRequests {
			break
		}
	}
	return resp, err
}

// badGivesUp returns an error after the last try instead of the response.
type badGivesUp struct{ base http.RoundTripper }

func (t badGivesUp) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 0; try < 3; try++ {
		resp, err := t.base.RoundTrip(req) // want "response body is not closed"
		if err != nil {
			continue
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		if try < 2 {
			resp.Body.Close()
		}
	}
	return nil, errors.New("too many requests, too often")
}

// goodRefresh closes the 401 before it asks again.
type goodRefresh struct {
	base  http.RoundTripper
	token func() (string, error)
}

func (t *goodRefresh) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	token, err := t.token()
	if err != nil {
		return resp, nil // the caller may see the 401
	}
	resp.Body.Close()
	again := req.Clone(req.Context())
	again.Header.Set("Authorization", "Bearer "+token)
	return t.base.RoundTrip(again)
}

// badRefresh asks again, and the 401 stays open; so it does without a token.
type badRefresh struct {
	base  http.RoundTripper
	token func() (string, error)
}

func (t *badRefresh) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req) // want "response body is not closed"
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	token, err := t.token()
	if err != nil {
		return nil, fmt.Errorf("refresh: %w", err)
	}
	again := req.Clone(req.Context())
	again.Header.Set("Authorization", "Bearer "+token)
	return t.base.RoundTrip(again)
}

// goodTokenFirst asks for a token before the request proper.
type goodTokenFirst struct {
	base http.RoundTripper
	auth *http.Request

	mu    sync.Mutex
	token string
}

func (t *goodTokenFirst) RoundTrip(req *http.Request) (*http.Response, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token == "" {
		resp, err := t.base.RoundTrip(t.auth)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		var answer struct{ Token string }
		if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
			return nil, err
		}
		t.token = answer.Token
	}
	req = req.Clone(req.Context())
	req.Header.Set("Authorization", "Bearer "+t.token)
	return t.base.RoundTrip(req)
}

// badTokenFirst returns the second response; the first one is nobody's.
type badTokenFirst struct {
	base http.RoundTripper
	auth *http.Request

	mu    sync.Mutex
	token string
}

func (t *badTokenFirst) RoundTrip(req *http.Request) (*http.Response, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token == "" {
		resp, err := t.base.RoundTrip(t.auth) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
		var answer struct{ Token string }
		if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
			return nil, err
		}
		t.token = answer.Token
	}
	req = req.Clone(req.Context())
	req.Header.Set("Authorization", "Bearer "+t.token)
	return t.base.RoundTrip(req)
}

// goodRedirect follows by hand, and closes what it leaves behind.
type goodRedirect struct{ base http.RoundTripper }

func (t goodRedirect) RoundTrip(req *http.Request) (*http.Response, error) {
	for range 10 {
		resp, err := t.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		loc, err := resp.Location()
		if err != nil {
			return resp, nil // no redirect
		}
		resp.Body.Close()
		req = req.Clone(req.Context())
		req.URL = loc
	}
	return nil, errors.New("too many redirects")
}

// badRedirect goes on to the next location with the last answer still open.
type badRedirect struct{ base http.RoundTripper }

func (t badRedirect) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	loc, err := resp.Location()
	if err == nil {
		next := req.Clone(req.Context())
		next.URL = loc
		resp, err = t.base.RoundTrip(next)
		if err != nil {
			return nil, err
		}
	}
	return resp, nil
}

// goodDump may fail to dump, which is the log's problem, not the caller's.
func goodDump(base http.RoundTripper) http.RoundTripper {
	return roundTripperFunc(func(req *http.Request) (*http.Response, error) {
		resp, err := base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		dump, err := httputil.DumpResponse(resp, true)
		if err != nil {
			resp.Body.Close()
			return nil, err
		}
		log.Printf("%s", dump)
		return resp, nil
	})
}

// badDump fails to dump, and the response is forgotten.
func badDump(base http.RoundTripper) http.RoundTripper {
	return roundTripperFunc(func(req *http.Request) (*http.Response, error) {
		resp, err := base.RoundTrip(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
		dump, err := httputil.DumpResponse(resp, true)
		if err != nil {
			return nil, err
		}
		log.Printf("%s", dump)
		return resp, nil
	})
}

// goodCheck turns bad statuses into errors, and closes what it turns.
func goodCheck(next roundTripperFunc) roundTripperFunc {
	return func(req *http.Request) (*http.Response, error) {
		resp, err := next(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 != 2 {
			msg, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
			resp.Body.Close()
			return nil, fmt.Errorf("%s: %s", resp.Status, msg)
		}
		return resp, nil
	}
}

// badCheck turns bad statuses into errors only.
func badCheck(next roundTripperFunc) roundTripperFunc {
	return func(req *http.Request) (*http.Response, error) {
		resp, err := next(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 != 2 {
			msg, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
			return nil, fmt.Errorf("%s: %s", resp.Status, msg)
		}
		return resp, nil
	}
}

// goodCache answers from memory; 304 has a body to close as well.
type goodCache struct {
	base    http.RoundTripper
	entries map[string][]byte
}

func (t *goodCache) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	key := req.URL.String()
	if data, ok := t.entries[key]; ok && resp.StatusCode == http.StatusNotModified {
		resp.Body.Close()
		resp.Body = io.NopCloser(bytes.NewReader(data))
		return resp, nil
	}
	if resp.StatusCode != http.StatusOK {
		return resp, nil
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	t.entries[key] = data
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, nil
}

// badCache puts the remembered answer in the place of the 304.
type badCache struct {
	base    http.RoundTripper
	entries map[string]string
}

func (t *badCache) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	text, ok := t.entries[req.URL.String()]
	if ok && resp.StatusCode == http.StatusNotModified {
		resp.Body = io.NopCloser(strings.NewReader(text))
		resp.StatusCode = http.StatusOK
	}
	return resp, nil
}

// goodCanned opens nothing: the response is made here.
func goodCanned(text string) http.RoundTripper {
	return roundTripperFunc(func(req *http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: http.StatusOK,
			Body:       io.NopCloser(strings.NewReader(text)),
			Request:    req,
		}, nil
	})
}

// goodFallback asks the second server if the first one does not answer well.
func goodFallback(client *http.Client, urls [2]string) (*http.Response, error) {
	resp, err := client.Get(urls[0])
	if err == nil && resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	if err == nil {
		resp.Body.Close()
	}
	return client.Get(urls[1])
}

// badFallback asks the second one, and forgets what the first one said.
func badFallback(client *http.Client, urls [2]string) (*http.Response, error) {
	resp, err := client.Get(urls[0]) // want "response body is not closed"
	if err == nil && resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	return client.Get(urls[1])
}
