// Package deferral is about what a deferred call sees: its receiver and its
// arguments as they were at the defer, captured variables as they are at the end.
package deferral

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Each defer has the body that resp had at that moment.
func goodOneVariableTwoDefers(client *http.Client, login, data string) error {
	resp, err := client.Get(login)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	resp, err = client.Get(data)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The defer has the first body; the second one is nobody's.
func badOneVariableOneDefer(client *http.Client, login, data string) error {
	resp, err := client.Get(login)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	resp, err = client.Get(data) // want "response body is not closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The closure reads resp at the end and finds the second response.
func badOneVariableOneDeferredClosure(client *http.Client, login, data string) error {
	resp, err := client.Get(login) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() { resp.Body.Close() }()
	next, err := client.Get(data)
	if err != nil {
		return err
	}
	resp = next
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The first body is closed by hand; the closure is for the second.
func goodOneVariableOneDeferredClosure(client *http.Client, login, data string) error {
	resp, err := client.Get(login)
	if err != nil {
		return err
	}
	defer func() { resp.Body.Close() }()
	next, err := client.Get(data)
	if err != nil {
		return err
	}
	resp.Body.Close()
	resp = next
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The argument was evaluated at the defer: it is the first response.
func badArgumentOfFirst(d doer, probe, req *http.Request) error {
	resp, err := d.Do(probe)
	if err != nil {
		return err
	}
	defer func(r *http.Response) { r.Body.Close() }(resp)
	resp, err = d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(&struct{}{})
}

// Each response is the argument of a deferred call of its own.
func goodArgumentOfEach(d doer, probe, req *http.Request) error {
	release := func(r *http.Response) {
		io.Copy(io.Discard, r.Body)
		r.Body.Close()
	}
	resp, err := d.Do(probe)
	if err != nil {
		return err
	}
	defer release(resp)
	resp, err = d.Do(req)
	if err != nil {
		return err
	}
	defer release(resp)
	return json.NewDecoder(resp.Body).Decode(&struct{}{})
}

// Deferred before the open, the closure sees what came later.
func goodClosureBeforeOpen(rt http.RoundTripper, req *http.Request) (int, error) {
	var resp *http.Response
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// Deferred before the open, the argument is nil for ever.
func badArgumentBeforeOpen(rt http.RoundTripper, req *http.Request) (int, error) {
	var resp *http.Response
	defer func(r *http.Response) {
		if r != nil {
			r.Body.Close()
		}
	}(resp)
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// := makes a new resp; the deferred closure watches the outer one.
func badClosureSeesShadowed(rt http.RoundTripper, req *http.Request, v any) error {
	var resp *http.Response
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	if req.Method == http.MethodGet {
		resp, err := rt.RoundTrip(req) // want "response body is not closed"
		if err != nil {
			return err
		}
		return json.NewDecoder(resp.Body).Decode(v)
	}
	return errors.ErrUnsupported
}

// Last in, first out: the body is closed before NoBody takes its place.
func goodOrder(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer func() { resp.Body = http.NoBody }()
	defer func() { resp.Body.Close() }()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp, err
}

// Last in, first out: NoBody is in place when Close runs.
func badOrder(url string) (*http.Response, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer func() { resp.Body.Close() }()
	defer func() { resp.Body = http.NoBody }()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp, err
}

// The receiver was evaluated before NoBody took its place: order is no matter.
func goodReceiverBeforeOrder(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	defer func() { resp.Body = http.NoBody }()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp, err
}

// A conditional defer is only there if its branch was taken.
func badConditionalDefer(client *http.Client, url string, verbose bool) error {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if verbose {
		defer resp.Body.Close()
		fmt.Println(resp.Status, resp.Header)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Each branch has its defer.
func goodConditionalDefers(client *http.Client, url string, verbose bool) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	if verbose {
		defer func() {
			fmt.Println(resp.Status, resp.Header)
			resp.Body.Close()
		}()
	} else {
		defer resp.Body.Close()
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The flag is true exactly where the response is returned.
func goodHandOverFlag(client *http.Client, req *http.Request) (*http.Response, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	handedOver := false
	defer func() {
		if !handedOver {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		return nil, errors.New("not JSON")
	}
	handedOver = true
	return resp, nil
}

// The flag is set before the last thing that can go wrong.
func badHandOverFlagTooEarly(client *http.Client, req *http.Request) (*http.Response, error) {
	resp, err := client.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	handedOver := false
	defer func() {
		if !handedOver {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	handedOver = true
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		return nil, errors.New("not JSON")
	}
	return resp, nil
}

// return sets the named result before the deferred closure reads it.
func goodNamedErrorDecides(client *http.Client, req *http.Request) (body io.ReadCloser, err error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", req.URL, resp.Status)
	}
	return resp.Body, nil
}

// err is a local here: it is still nil when the function returns another error.
func badLocalErrorDecides(client *http.Client, req *http.Request) (io.ReadCloser, error) {
	resp, err := client.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", req.URL, resp.Status)
	}
	return resp.Body, nil
}

// Late, but each round's body has its own deferred call.
func goodReceiverPerRound(urls []string) error {
	var resp *http.Response
	var err error
	for _, url := range urls {
		resp, err = http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
	}
	return nil
}

// All the deferred closures close the last round's body.
func badClosurePerRound(urls []string) error {
	var resp *http.Response
	var err error
	for _, url := range urls {
		resp, err = http.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
		defer func() { resp.Body.Close() }()
	}
	return nil
}

// A variable per round: each closure has its own.
func goodClosurePerRound(urls []string) error {
	for _, url := range urls {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer func() { resp.Body.Close() }()
	}
	return nil
}

// The deferred closure finds the error of the second call.
func badErrorOfTheNextCall(client *http.Client, login, data string) (err error) {
	session, err := client.Get(login) // want "response body is not closed"
	if err != nil {
		return err
	}
	var failed error
	defer func() {
		if failed == nil {
			session.Body.Close()
		}
	}()
	resp, failed := client.Get(data)
	if failed != nil {
		return failed
	}
	return resp.Body.Close()
}

func goodErrorOfTheNextCall(client *http.Client, login, data string) (err error) {
	session, err := client.Get(login)
	if err != nil {
		return err
	}
	var failed error
	defer func() {
		if failed == nil || session != nil {
			session.Body.Close()
		}
	}()
	resp, failed := client.Get(data)
	if failed != nil {
		return failed
	}
	return resp.Body.Close()
}
