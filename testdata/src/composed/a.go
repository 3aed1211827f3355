// Package composed is about calls whose arguments are a call that opens, and
// about functions that open for their callers. The helpers are in helpers.go,
// and once more in another package, one of them with a third below it.
package composed

import (
	"errors"
	"io"
	"net/http"
)

type client struct{ hc *http.Client }

// The helper closes what it does not return, the caller the rest.
func (c *client) goodRequireOK(req *http.Request) ([]byte, error) {
	resp, err := requireOK(c.hc.Do(req))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The caller forgets the rest.
func (c *client) badRequireOK(req *http.Request) ([]byte, error) {
	resp, err := requireOK(c.hc.Do(req)) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// The helper drops a bad answer, and the caller does not get it.
func (c *client) badOnlyOK(req *http.Request) ([]byte, error) {
	resp, err := onlyOK(c.hc.Do(req)) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The caller has kept it.
func (c *client) goodOnlyOK(req *http.Request) ([]byte, error) {
	first, err := c.hc.Do(req)
	if err == nil {
		defer first.Body.Close()
	}
	resp, err := onlyOK(first, err)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// There is a response beside the error.
func goodCheck(url string) (string, error) {
	resp, err := check(get(url))
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// An error of the helper does not mean that there is no response.
func badCheck(url string) (string, error) {
	resp, err := check(get(url)) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// The checker in the tail: the caller gets the response in every case.
func (c *client) goodTail(req *http.Request) (*http.Response, error) {
	resp, err := c.hc.Do(req)
	return check(resp, err)
}

// The caller gets nothing of what the checker drops.
func (c *client) badTail(req *http.Request) (*http.Response, error) {
	resp, err := c.hc.Do(req) // want "response body is not closed"
	return onlyOK(resp, err)
}

// Opened, checked and closed without a variable.
func goodConsume(url string) error {
	return consume(get(url))
}

// Opened, checked and forgotten.
func badJudge(url string) error {
	return judge(get(url)) // want "response body is not closed"
}

// The outer helper closes what the inner one returns.
func goodNested(url string) error {
	return consume(requireOK(get(url)))
}

// The helper in the middle takes an error for the absence of a response, which
// the inner one has returned beside it.
func badNestedCheck(url string) error {
	return consume(requireOK(check(get(url)))) // want "response body is not closed"
}

// Three helpers, and none closes a good answer.
func badNested(url string) error {
	return judge(requireOK(get(url))) // want "response body is not closed"
}

// One of three drops a bad answer.
func badNestedInside(url string) error {
	return consume(requireOK(onlyOK(get(url)))) // want "response body is not closed"
}

// What get returns is its caller's.
func goodGet(url string) (string, error) {
	resp, err := get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// It is not get's.
func badGet(url string) (string, error) {
	resp, err := get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// A function value that is known: get.
func badGetValue(url string) (string, error) {
	open := get
	resp, err := open(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if resp.StatusCode >= 400 {
		return "", errors.New(resp.Status)
	}
	return resp.Status, resp.Body.Close()
}
