// Package discarded: nobody ever holds the response.
package discarded

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"log"
	"net"
	"net/http"
	"net/url"
	"time"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// A notifier's method yields no response: whoever implements it closes.
type notifier interface {
	Notify(*http.Request) error
	Last() *http.Response
}

type reporter struct {
	doer   Doer
	post   func(url string, v url.Values) (*http.Response, error)
	hc     *http.Client
	notify notifier
}

// A call as a statement drops both results.
func badStatement(url string) {
	http.Get(url) // want "response body is not closed"
}

// The same, looked after.
func goodStatement(url string) {
	if resp, err := http.Get(url); err == nil {
		resp.Body.Close()
	}
}

// Two blanks drop both results as well.
func (r *reporter) badBlanks(req *http.Request) {
	_, _ = r.hc.Do(req) // want "response body is not closed"
}

// Only the error is wanted, but the response comes with it.
func (r *reporter) badErrorOnly(ctx context.Context, url string, event any) error {
	data, err := json.Marshal(event)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	_, err = r.doer.Do(req) // want "response body is not closed"
	return err
}

// Only the error is wanted; the response is closed.
func (r *reporter) goodErrorOnly(ctx context.Context, url string, event any) error {
	data, err := json.Marshal(event)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	resp, err := r.doer.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The results of a go statement are always dropped.
func badGo(url string) {
	go http.Get(url) // want "response body is not closed"
}

// A goroutine that warms a cache and closes.
func goodGo(url string) {
	go func() {
		resp, err := http.Get(url)
		if err == nil {
			resp.Body.Close()
		}
	}()
}

// The results of a defer statement are always dropped.
func (r *reporter) badDefer(done string) {
	defer r.hc.PostForm(done, nil) // want "response body is not closed"
	log.Print("working")
}

// A deferred closure can do better.
func (r *reporter) goodDefer(done string) {
	defer func() {
		if resp, err := r.hc.PostForm(done, nil); err == nil {
			resp.Body.Close()
		}
	}()
	log.Print("working")
}

// A deferred closure can do as badly.
func (r *reporter) badDeferredClosure(done string) {
	defer func() {
		_, err := r.post(done, url.Values{"at": {time.Now().String()}}) // want "response body is not closed"
		if err != nil {
			log.Print(err)
		}
	}()
	log.Print("working")
}

// Assigned to the blank identifier after all.
func badBlankUse(rt http.RoundTripper, req *http.Request) bool {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	_ = resp
	return err == nil
}

// The blank use is an addition here.
func goodBlankUse(rt http.RoundTripper, req *http.Request) bool {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	_ = resp
	return true
}

// Blank in the condition: is the server there?
func badReachable(url string) bool {
	if _, err := http.Head(url); err != nil { // want "response body is not closed"
		return false
	}
	return true
}

// Is the server there? Asked and put away.
func goodReachable(url string) bool {
	resp, err := http.Head(url)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return true
}

// Webhooks, fired and forgotten.
func badWebhooks(hooks []string, payload []byte) {
	for _, h := range hooks {
		http.Post(h, "application/json", bytes.NewReader(payload)) // want "response body is not closed"
	}
}

// Webhooks, fired and put away.
func goodWebhooks(hooks []string, payload []byte) {
	for _, h := range hooks {
		resp, err := http.Post(h, "application/json", bytes.NewReader(payload))
		if err != nil {
			log.Print(err)
			continue
		}
		resp.Body.Close()
	}
}

// A declaration with a blank.
func badDeclaration(req *http.Request) error {
	var _, err = http.DefaultClient.Do(req) // want "response body is not closed"
	return err
}

// The tag of a switch.
func badSwitch(url string) string {
	switch _, err := http.Get(url); { // want "response body is not closed"
	case err == nil:
		return "up"
	default:
		return "down"
	}
}

// A blank and a named result.
func badNamed(d Doer, req *http.Request) (err error) {
	_, err = d.Do(req) // want "response body is not closed"
	return
}

// The error is dropped, the response is not: nil would panic.
func goodErrorDropped(url string) int {
	resp, _ := http.Get(url)
	defer resp.Body.Close()
	return resp.StatusCode
}

// The error is dropped, and of the response all but the status.
func badErrorDropped(url string) int {
	resp, _ := http.Get(url) // want "response body is not closed"
	return resp.StatusCode
}

// The answer of a proxy, read to get it out of the way. The connection is the
// caller's, and nothing but it is behind the response: there is no duty.
func goodReadResponseDiscarded(conn net.Conn, req *http.Request) (net.Conn, error) {
	if err := req.Write(conn); err != nil {
		return nil, err
	}
	if _, err := http.ReadResponse(bufio.NewReader(conn), req); err != nil {
		return nil, err
	}
	return conn, nil
}

// The answer of a proxy, read and closed.
func goodReadResponseClosed(conn net.Conn, req *http.Request) (net.Conn, error) {
	if err := req.Write(conn); err != nil {
		return nil, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), req)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return conn, nil
}

// No response comes out of this method.
func (r *reporter) goodNoResponse(req *http.Request) {
	_ = r.notify.Notify(req)
}

// A getter shows a response that somebody else has opened.
func (r *reporter) goodGetter() {
	_ = r.notify.Last()
}

// A parameter is the caller's.
func goodParameter(_ *http.Response, err error) bool {
	return err == nil
}

// The response itself was handed on: what is dropped is the name.
func goodNameDropped(d Doer, req *http.Request) (*http.Response, error) {
	return d.Do(req)
}
