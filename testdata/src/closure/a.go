// Package closure is about function literals that close, forget, fill and
// capture: called, deferred, nested, handed to a function that calls them, or
// never called at all.
package closure

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// The closure closes what it captures; every way out calls it.
func goodCalledOnEveryWay(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	cleanup := func() { resp.Body.Close() }
	if resp.StatusCode != http.StatusOK {
		cleanup()
		return nil, errors.New(resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	cleanup()
	return data, err
}

// One way out forgets to call it.
func badNotCalledOnOneWay(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	cleanup := func() { resp.Body.Close() }
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	cleanup()
	return data, err
}

// To define is not to call.
func badNeverCalled(client *http.Client, url string) (int, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	cleanup := func() { resp.Body.Close() }
	_ = cleanup
	return resp.StatusCode, nil
}

// To defer is to call.
func goodDeferred(client *http.Client, url string) (int, error) {
	resp, err := client.Get(url)
	if err != nil {
		return 0, err
	}
	cleanup := func() {
		io.Copy(io.Discard, resp.Body)
		if err := resp.Body.Close(); err != nil {
			fmt.Println("close:", err)
		}
	}
	defer cleanup()
	return resp.StatusCode, nil
}

// defer f()() calls f now and its result at the end; this one only calls f.
func badDeferOfTheMaker(client *http.Client, url string) (int, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	closer := func() func() {
		return func() { resp.Body.Close() }
	}
	defer closer()
	return resp.StatusCode, nil
}

// Here the second pair of parentheses is in place.
func goodDeferOfTheMade(client *http.Client, url string) (int, error) {
	resp, err := client.Get(url)
	if err != nil {
		return 0, err
	}
	closer := func() func() {
		return func() { resp.Body.Close() }
	}
	defer closer()()
	return resp.StatusCode, nil
}

// The body is an argument, as an interface that can close.
func goodClosureTakesCloser(d doer, req *http.Request) error {
	closeLogged := func(c io.Closer) {
		if err := c.Close(); err != nil {
			fmt.Println("close:", err)
		}
	}
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	defer closeLogged(resp.Body)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Told not to, the closure closes nothing.
func badClosureTakesCloser(d doer, req *http.Request) error {
	release := func(c io.Closer, keep bool) {
		if keep {
			return
		}
		c.Close()
	}
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	release(resp.Body, err == nil)
	return err
}

// Called on the spot, with the body as its parameter.
func goodDeferredLiteralWithParameter(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer func(body io.ReadCloser) {
		io.Copy(io.Discard, body)
		body.Close()
	}(resp.Body)
	return json.NewDecoder(resp.Body).Decode(v)
}

// When draining fails, it returns without closing.
func badDeferredLiteralWithParameter(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func(body io.ReadCloser) {
		if _, err := io.Copy(io.Discard, body); err != nil {
			return
		}
		body.Close()
	}(resp.Body)
	return json.NewDecoder(resp.Body).Decode(v)
}

// A function in the middle of a loop, so that its defer ends with the round.
func goodImmediate(client *http.Client, urls []string) (total int64, err error) {
	for _, url := range urls {
		err := func() error {
			resp, err := client.Get(url)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			n, err := io.Copy(io.Discard, resp.Body)
			total += n
			return err
		}()
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// The same without the defer: each round leaks.
func badImmediate(client *http.Client, urls []string) (total int64, err error) {
	for _, url := range urls {
		err := func() error {
			resp, err := client.Get(url) // want "response body is not closed"
			if err != nil {
				return err
			}
			n, err := io.Copy(io.Discard, resp.Body)
			total += n
			return err
		}()
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// Three functions deep, the innermost closes.
func goodThreeDeep(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	defer func() {
		func() {
			defer func() { resp.Body.Close() }()
			io.Copy(io.Discard, resp.Body)
		}()
	}()
	return nil
}

// Three functions deep, the innermost closes only on a condition.
func badThreeDeep(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() {
		func() {
			defer func() {
				if resp.Close {
					resp.Body.Close()
				}
			}()
			io.Copy(io.Discard, resp.Body)
		}()
	}()
	return nil
}

// The closure opens for its parent, who closes.
func goodFillsCaptured(client *http.Client, req *http.Request) (string, error) {
	var resp *http.Response
	try := func() (err error) {
		resp, err = client.Do(req)
		return err
	}
	if err := try(); err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// The second try overwrites what the first one has filled.
func badFillsCapturedTwice(client *http.Client, req *http.Request) (string, error) {
	var resp *http.Response
	try := func() (err error) {
		resp, err = client.Do(req) // want "response body is not closed"
		return err
	}
	if err := try(); err != nil {
		return "", err
	}
	if resp.StatusCode == http.StatusServiceUnavailable {
		if err := try(); err != nil {
			return "", err
		}
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// Only the second try is made when the first one has left nothing behind.
func goodFillsCapturedTwice(client *http.Client, req *http.Request) (string, error) {
	var resp *http.Response
	try := func() (err error) {
		if resp != nil {
			resp.Body.Close()
		}
		resp, err = client.Do(req)
		return err
	}
	if err := try(); err != nil {
		return "", err
	}
	if resp.StatusCode == http.StatusServiceUnavailable {
		if err := try(); err != nil {
			return "", err
		}
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// sync.Once calls its argument; what it has filled is closed here.
func goodFilledByOnce(url string, v any) error {
	var (
		once sync.Once
		resp *http.Response
		err  error
	)
	open := func() { resp, err = http.Get(url) }
	once.Do(open)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// sync.Once calls its argument; the wrong status returns before the close.
func badFilledByOnce(url string, v any) error {
	var (
		once sync.Once
		resp *http.Response
		err  error
	)
	once.Do(func() {
		resp, err = http.Get(url) // want "response body is not closed"
	})
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// The search stops at the first mirror that answers well; others are closed.
func goodFilledBySearch(client *http.Client, mirrors []string) (int64, error) {
	var resp *http.Response
	i := slices.IndexFunc(mirrors, func(m string) bool {
		r, err := client.Get(m)
		if err != nil {
			return false
		}
		if r.StatusCode != http.StatusOK {
			r.Body.Close()
			return false
		}
		resp = r
		return true
	})
	if resp == nil {
		return 0, errors.New("no mirror")
	}
	defer resp.Body.Close()
	fmt.Println("using", mirrors[i])
	return io.Copy(io.Discard, resp.Body)
}

// Mirrors that answer badly are overwritten by the next one.
func badFilledBySearch(client *http.Client, mirrors []string) (int64, error) {
	var resp *http.Response
	found := slices.ContainsFunc(mirrors, func(m string) bool {
		var err error
		resp, err = client.Get(m) // want "response body is not closed"
		return err == nil && resp.StatusCode == http.StatusOK
	})
	if !found {
		return 0, errors.New("no mirror")
	}
	defer resp.Body.Close()
	return io.Copy(io.Discard, resp.Body)
}

// What ContainsFunc returns is what the closure returned last: true only
// where there is a response.
func goodFoundMeansFilled(client *http.Client, mirrors []string) (int64, error) {
	var resp *http.Response
	found := slices.ContainsFunc(mirrors, func(m string) bool {
		r, err := client.Get(m)
		if err != nil {
			return false
		}
		resp = r
		return true
	})
	if !found {
		return 0, errors.New("no mirror")
	}
	defer resp.Body.Close()
	return io.Copy(io.Discard, resp.Body)
}

// A goroutine fills, Wait joins, and the parent closes.
func goodFilledByWaitGroup(rt http.RoundTripper, req *http.Request) (int, error) {
	var (
		wg   sync.WaitGroup
		resp *http.Response
		err  error
	)
	wg.Go(func() { resp, err = rt.RoundTrip(req) })
	wg.Wait()
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// A goroutine fills, Wait joins, and the parent only looks.
func badFilledByWaitGroup(rt http.RoundTripper, req *http.Request) (int, error) {
	var (
		wg   sync.WaitGroup
		resp *http.Response
		err  error
	)
	wg.Go(func() {
		resp, err = rt.RoundTrip(req) // want "response body is not closed"
	})
	wg.Wait()
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
