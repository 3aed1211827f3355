package composed

import (
	"errors"
	"io"
	"net/http"

	"composed/lib"
)

// The helper closes what it does not return, the caller the rest.
func (c *client) goodRequireOKElsewhere(req *http.Request) ([]byte, error) {
	resp, err := lib.RequireOK(c.hc.Do(req))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The caller forgets the rest.
func (c *client) badRequireOKElsewhere(req *http.Request) ([]byte, error) {
	resp, err := lib.RequireOK(c.hc.Do(req)) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// The helper drops a bad answer, and the caller does not get it.
func (c *client) badOnlyOKElsewhere(req *http.Request) ([]byte, error) {
	resp, err := lib.OnlyOK(c.hc.Do(req)) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The caller has kept it.
func (c *client) goodOnlyOKElsewhere(req *http.Request) ([]byte, error) {
	first, err := c.hc.Do(req)
	if err == nil {
		defer first.Body.Close()
	}
	resp, err := lib.OnlyOK(first, err)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// There is a response beside the error.
func goodCheckElsewhere(url string) (string, error) {
	resp, err := lib.Check(lib.Get(url))
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// An error of the helper does not mean that there is no response.
func badCheckElsewhere(url string) (string, error) {
	resp, err := lib.Check(lib.Get(url)) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// The checker in the tail: the caller gets the response in every case.
func (c *client) goodTailElsewhere(req *http.Request) (*http.Response, error) {
	resp, err := c.hc.Do(req)
	return lib.Check(resp, err)
}

// The caller gets nothing of what the checker drops.
func (c *client) badTailElsewhere(req *http.Request) (*http.Response, error) {
	resp, err := c.hc.Do(req) // want "response body is not closed"
	return lib.OnlyOK(resp, err)
}

// Opened, checked and closed without a variable.
func goodConsumeElsewhere(url string) error {
	return lib.Consume(lib.Get(url))
}

// Opened, checked and forgotten.
func badJudgeElsewhere(url string) error {
	return lib.Judge(lib.Get(url)) // want "response body is not closed"
}

// The outer helper closes what the inner one returns.
func goodNestedElsewhere(url string) error {
	return lib.Consume(lib.RequireOK(lib.Get(url)))
}

// The helper in the middle takes an error for the absence of a response, which
// the inner one has returned beside it.
func badNestedCheckElsewhere(url string) error {
	return lib.Consume(lib.RequireOK(lib.Check(lib.Get(url)))) // want "response body is not closed"
}

// Three helpers, and none closes a good answer.
func badNestedElsewhere(url string) error {
	return lib.Judge(lib.RequireOK(lib.Get(url))) // want "response body is not closed"
}

// One of three drops a bad answer.
func badNestedInsideElsewhere(url string) error {
	return lib.Consume(lib.RequireOK(lib.OnlyOK(lib.Get(url)))) // want "response body is not closed"
}

// What get returns is its caller's.
func goodGetElsewhere(url string) (string, error) {
	resp, err := lib.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// It is not get's.
func badGetElsewhere(url string) (string, error) {
	resp, err := lib.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// A function value that is known: get.
func badGetValueElsewhere(url string) (string, error) {
	open := lib.Get
	resp, err := open(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if resp.StatusCode >= 400 {
		return "", errors.New(resp.Status)
	}
	return resp.Status, resp.Body.Close()
}
