// Package complaints turns what users of existing linters have complained
// about into tests, one function for each complaint. This file has reports
// that were wrong, each with a twin for which a report is right; missed.go has
// leaks that were not reported, opaque.go what depends on named helpers.
package complaints

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"time"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// The deferred literal gets the body as a parameter.
// https://github.com/timakin/bodyclose/issues/49
// https://github.com/timakin/bodyclose/issues/60
// https://github.com/Zxilly/go-size-analyzer/pull/260
func goodLiteralWithParameter(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer func(body io.ReadCloser) {
		if err := body.Close(); err != nil {
			log.Print(err)
		}
	}(resp.Body)
	return io.ReadAll(resp.Body)
}

// The deferred literal gets the body, and only drains it.
func badLiteralWithParameter(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer func(body io.ReadCloser) {
		if _, err := io.Copy(io.Discard, body); err != nil {
			log.Print(err)
		}
	}(resp.Body)
	return io.ReadAll(resp.Body)
}

// A closure in a variable closes any io.Closer.
// https://github.com/timakin/bodyclose/issues/18
func goodClosureVariable(d doer, req *http.Request) (int, error) {
	release := func(c io.Closer) { _ = c.Close() }
	resp, err := d.Do(req)
	if err != nil {
		return 0, err
	}
	defer release(resp.Body)
	return resp.StatusCode, nil
}

// There is such a closure, and it closes something else.
func badClosureVariable(d doer, req *http.Request, spool *os.File) (int, error) {
	release := func(c io.Closer) { _ = c.Close() }
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer release(spool)
	_, err = io.Copy(spool, resp.Body)
	return resp.StatusCode, err
}

// Close is an argument of something that looks at its error.
// https://github.com/timakin/bodyclose/issues/6
func goodCheckedClose(d doer, req *http.Request, noError func(error)) (int, error) {
	resp, err := d.Do(req)
	if err != nil {
		return 0, err
	}
	defer func() { noError(resp.Body.Close()) }()
	return resp.StatusCode, nil
}

// The check is left out when nothing is logged, and Close with it.
func badCheckedClose(d doer, req *http.Request, noError func(error)) (int, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer func() {
		if noError != nil {
			noError(resp.Body.Close())
		}
	}()
	return resp.StatusCode, nil
}

// toBytes returns a function of a response, and opens nothing.
func toBytes(buf *bytes.Buffer) func(*http.Response) error {
	return func(resp *http.Response) error {
		_, err := buf.ReadFrom(resp.Body)
		return err
	}
}

// That a function's type mentions responses does not mean that it opens one.
// https://github.com/timakin/bodyclose/issues/71
// https://github.com/timakin/bodyclose/pull/79
// https://github.com/timakin/bodyclose/issues/11
func goodTypeMentionsResponse(fetch func(...func(*http.Response) error) error) (string, error) {
	var buf bytes.Buffer
	into := toBytes(&buf)
	if err := fetch(into); err != nil {
		return "", err
	}
	handlers := []func(*http.Response) error{into}
	handlers = append(handlers, toBytes(&buf))
	return buf.String(), fetch(handlers...)
}

// A ResponseController is about the response that the server writes.
// https://github.com/timakin/bodyclose/issues/52
// https://github.com/saucelabs/forwarder/issues/360
func goodResponseController(w http.ResponseWriter, r *http.Request) {
	rc := http.NewResponseController(w)
	if err := rc.SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	io.WriteString(w, "ping\n")
	rc.Flush()
}

// In the same handler, a response that the server has asked for itself.
func badResponseController(w http.ResponseWriter, r *http.Request) {
	rc := http.NewResponseController(w)
	resp, err := http.Get(r.FormValue("upstream")) // want "response body is not closed"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if err := rc.EnableFullDuplex(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

// Read, closed, replaced by what was read, and returned.
// https://github.com/timakin/bodyclose/issues/76
// https://github.com/timakin/bodyclose/pull/81
// https://github.com/sourcegraph/sourcegraph-public-snapshot/pull/19036
// https://github.com/ory/kratos/issues/1727
func goodClosedAndReplaced(rt http.RoundTripper, req *http.Request) (*http.Response, error) {
	r, err := rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r.Body)
	_ = r.Body.Close()
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(strings.NewReader(strings.ToValidUTF8(string(text), "?")))
	return r, nil
}

// Read, replaced by what was read, and returned.
func badClosedAndReplaced(rt http.RoundTripper, req *http.Request) (*http.Response, error) {
	r, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r.Body)
	if err == nil {
		r.Body = io.NopCloser(strings.NewReader(strings.ToValidUTF8(string(text), "?")))
	}
	return r, err
}

// Two calls in two branches, and one defer for both.
// https://github.com/timakin/bodyclose/issues/21
// https://github.com/timakin/bodyclose/issues/61
func goodBranchesOneDefer(client *http.Client, url, body string) error {
	var resp *http.Response
	var err error
	if body == "" {
		resp, err = client.Get(url)
	} else {
		resp, err = client.Post(url, "text/plain", strings.NewReader(body))
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Two calls in two branches, and the defer belongs to one of them.
func badBranchesOneDefer(client *http.Client, url, body string) error {
	var resp *http.Response
	var err error
	if body == "" {
		resp, err = client.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
	} else {
		resp, err = client.Post(url, "text/plain", strings.NewReader(body))
		if err != nil {
			return err
		}
		defer resp.Body.Close()
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The same with a switch.
// https://github.com/timakin/bodyclose/issues/21
func goodSwitchOneDefer(url, method string) (code int, err error) {
	var resp *http.Response
	switch method {
	case http.MethodGet:
		resp, err = http.Get(url)
	case http.MethodHead:
		resp, err = http.Head(url)
	default:
		return 0, errors.ErrUnsupported
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The body becomes one of several readers that share a variable.
// https://github.com/timakin/bodyclose/issues/77
func goodMerged(path, url string) (lines int, err error) {
	var rc io.ReadCloser
	switch {
	case path == "-":
		rc = io.NopCloser(os.Stdin)
	case url != "":
		resp, err := http.Get(url)
		if err != nil {
			return 0, err
		}
		rc = resp.Body
	default:
		if rc, err = os.Open(path); err != nil {
			return 0, err
		}
	}
	defer rc.Close()
	scan := bufio.NewScanner(rc)
	for scan.Scan() {
		lines++
	}
	return lines, scan.Err()
}

// Of the several readers, only the file is closed.
func badMerged(path, url string) (lines int, err error) {
	var r io.Reader = os.Stdin
	if url != "" {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			return 0, err
		}
		r = resp.Body
	} else if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return 0, err
		}
		defer f.Close()
		r = f
	}
	scan := bufio.NewScanner(r)
	for scan.Scan() {
		lines++
	}
	return lines, scan.Err()
}

// Asked again until there is no error: where there was one, nothing is open.
// https://github.com/timakin/bodyclose/issues/29
func goodRetryUntilNoError(d doer, req *http.Request, retries int) error {
	wait := time.Second
	resp, err := d.Do(req)
	for tries := 0; err != nil && tries < retries; tries++ {
		time.Sleep(wait)
		wait *= 2
		resp, err = d.Do(req)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Asked again until the status is good: where it was bad, the body is open.
func badRetryUntilGoodStatus(d doer, req *http.Request, retries int) error {
	resp, err := d.Do(req) // want "response body is not closed"
	for tries := 0; err == nil && resp.StatusCode >= 500 && tries < retries; tries++ {
		time.Sleep(time.Second)
		resp, err = d.Do(req) // want "response body is not closed"
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A session keeps the response it is about.
type session struct{ resp *http.Response }

func (s *session) Response() *http.Response { return s.resp }

// The response is in a field, and closed through a getter.
// https://github.com/timakin/bodyclose/issues/42
func (s *session) goodFieldAndGetter(url string) (err error) {
	s.resp, err = http.Get(url)
	if err != nil {
		return err
	}
	defer s.Response().Body.Close()
	_, err = io.Copy(io.Discard, s.Response().Body)
	return err
}

// The body is returned as an io.ReadCloser.
// https://github.com/timakin/bodyclose/issues/27
func goodBodyReturned(client *http.Client, url string) (io.ReadCloser, error) {
	r, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	if r.StatusCode != http.StatusOK {
		r.Body.Close()
		return nil, errors.New(r.Status)
	}
	return r.Body, nil
}

// A recorder's result has no connection behind it.
// https://github.com/timakin/bodyclose/issues/47
// https://github.com/timakin/bodyclose/issues/59
func goodRecorder(h http.Handler, path string) string {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	data, _ := io.ReadAll(w.Result().Body)
	return w.Result().Status + string(data)
}

// The goroutine that is started closes.
// https://github.com/docker/docker-agent/pull/2219
func goodGoroutine(d doer, req *http.Request, events chan<- json.RawMessage) error {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	go func() {
		defer close(events)
		defer resp.Body.Close()
		dec := json.NewDecoder(resp.Body)
		for {
			var event json.RawMessage
			if dec.Decode(&event) != nil {
				return
			}
			events <- event
		}
	}()
	return nil
}

// The goroutine that is started closes the channel only.
func badGoroutine(d doer, req *http.Request, events chan<- json.RawMessage) error {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	go func() {
		defer close(events)
		dec := json.NewDecoder(resp.Body)
		for {
			var event json.RawMessage
			if dec.Decode(&event) != nil {
				return
			}
			events <- event
		}
	}()
	return nil
}

// A plain defer, and branches after it.
// https://github.com/timakin/bodyclose/issues/68
func goodPlainDefer(req *http.Request, v any) error {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	if resp.StatusCode == http.StatusOK {
		return json.NewDecoder(resp.Body).Decode(v)
	}
	return errors.New(resp.Status)
}

// What Close returns is another linter's concern.
// https://github.com/timakin/bodyclose/issues/50
func goodUncheckedClose(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	return resp.Status, nil
}

// The response is handed to the caller, whose it is to close.
// https://github.com/juju/juju/pull/20761
// https://github.com/mattermost/mattermost/pull/14521
// https://github.com/golangci/golangci-lint/issues/637
// https://github.com/Kong/go-kong/issues/273
func goodHandedToCaller(ctx context.Context, d doer, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := d.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	return resp, nil
}

// Handed to the caller, but for the answers that the function likes less.
func badHandedToCaller(ctx context.Context, d doer, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("ask: unexpected status %s", resp.Status)
	}
	return resp, nil
}

// append, a channel and an atomic hold responses; none of them opens one.
// (From the list of what a search for the type's name gets wrong.)
func goodContainersOfResponses(d doer, reqs []*http.Request) []*http.Response {
	var (
		mu  sync.Mutex
		all []*http.Response
		wg  sync.WaitGroup
	)
	for _, req := range reqs {
		wg.Go(func() {
			resp, err := d.Do(req)
			if err != nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, resp)
		})
	}
	wg.Wait()
	return all
}

// It may be nil, it may be open; one variable, closed if there is something.
// (From the list of what one level of phi nodes gets wrong.)
func goodMaybeNil(url string, cached []byte) ([]byte, error) {
	var rc io.ReadCloser
	if cached == nil {
		resp, err := http.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK {
			rc = resp.Body
		} else {
			resp.Body.Close()
		}
	}
	if rc == nil {
		return cached, nil
	}
	defer rc.Close()
	return io.ReadAll(rc)
}
