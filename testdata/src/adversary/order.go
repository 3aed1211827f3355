package adversary

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
)

// badDeferOrder: the closure deferred last runs first and forgives the EOF;
// the one that closes on an error then sees none.
func badDeferOrder(c *http.Client, target string) (n int, err error) {
	resp, err := c.Get(target) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	defer func() {
		if err == io.EOF {
			err = nil
		}
	}()
	n, err = resp.Body.Read(make([]byte, 16))
	if err == nil {
		err = resp.Body.Close()
	}
	return n, err
}

// badNamedResponse: return nil, err stores nil in the named result before the
// deferred closure looks for a response to close.
func badNamedResponse(c *http.Client, target string) (resp *http.Response, err error) {
	defer func() {
		if err != nil && resp != nil {
			resp.Body.Close()
		}
	}()
	resp, err = c.Get(target) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// goodNamedResponse sets only the error and returns both.
func goodNamedResponse(c *http.Client, target string) (resp *http.Response, err error) {
	defer func() {
		if err != nil && resp != nil {
			resp.Body.Close()
			resp = nil
		}
	}()
	resp, err = c.Get(target)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		err = errors.New(resp.Status)
		return
	}
	return resp, nil
}

// badNoop replaces the release by nothing for what it thinks has no body.
func badNoop(c *http.Client, target string) (string, error) {
	resp, err := c.Get(target) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	done := resp.Body.Close
	if resp.StatusCode == http.StatusNoContent {
		done = func() error { return nil }
	}
	defer done()
	return resp.Status, nil
}

// goodReleaser returns the release with the value.
func goodReleaser(c *http.Client, target string) (io.Reader, func(), error) {
	resp, err := c.Get(target)
	if err != nil {
		return nil, func() {}, err
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, func() {}, errors.New(resp.Status)
	}
	return resp.Body, func() { resp.Body.Close() }, nil
}

// goodTypeSwitch: only a nil error comes with a response.
func goodTypeSwitch(c *http.Client, target string) (bool, error) {
	resp, err := c.Get(target)
	switch e := err.(type) {
	case nil:
		defer resp.Body.Close()
		return resp.StatusCode < 400, nil
	case *url.Error:
		return e.Temporary(), e.Err
	default:
		return false, e
	}
}

// badElse says nothing about what is neither an error nor a 200.
func badElse(c *http.Client, target string) error {
	if resp, err := c.Get(target); err != nil { // want "response body is not closed"
		return err
	} else if resp.StatusCode == http.StatusOK {
		return resp.Body.Close()
	}
	return nil
}

// goodAsType: an error of the wanted type is an error.
func goodAsType(c *http.Client, target string) error {
	resp, err := c.Get(target)
	if ue, ok := errors.AsType[*url.Error](err); ok {
		return ue.Err
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// badWrapped wraps before it asks: the wrapped error is never nil.
func badWrapped(c *http.Client, target string) error {
	resp, err := c.Get(target) // want "response body is not closed"
	err = fmt.Errorf("get %s: %w", target, err)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// goodSwapOnce closes at most once and at least once: the flag starts false.
func goodSwapOnce(c *http.Client, target string) (int64, error) {
	resp, err := c.Get(target)
	if err != nil {
		return 0, err
	}
	var closed atomic.Bool
	shut := func() {
		if closed.CompareAndSwap(false, true) {
			resp.Body.Close()
		}
	}
	defer shut()
	if resp.StatusCode == http.StatusNoContent {
		shut()
		return 0, nil
	}
	return io.Copy(io.Discard, resp.Body)
}

// goodOnceInLoop opens once, however often it is asked.
func goodOnceInLoop(c *http.Client, target string) (codes []int, err error) {
	var once sync.Once
	var resp *http.Response
	for range 3 {
		once.Do(func() { resp, err = c.Get(target) })
		if err != nil {
			return nil, err
		}
		codes = append(codes, resp.StatusCode)
	}
	return codes, resp.Body.Close()
}

// goodOnceFunc defers the function that closes once.
func goodOnceFunc(c *http.Client, target string) (int, error) {
	resp, err := c.Get(target)
	if err != nil {
		return 0, err
	}
	shut := sync.OnceFunc(func() { resp.Body.Close() })
	defer shut()
	return resp.StatusCode, nil
}

// badReaderVar: the reader in the variable is now the gzip.Reader, whose Close
// leaves the body open; and a bad header loses it at once.
func badReaderVar(c *http.Client, target string) ([]byte, error) {
	resp, err := c.Get(target) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	body := resp.Body
	if resp.Header.Get("Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(body)
		if err != nil {
			body.Close()
			return nil, err
		}
		body = zr
	}
	defer body.Close()
	return io.ReadAll(body)
}

// badRepanic closes when something panics, and only then.
func badRepanic(c *http.Client, target string, visit func(string)) error {
	resp, err := c.Get(target) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			resp.Body.Close()
			panic(r)
		}
	}()
	visit(resp.Status)
	return nil
}

// goodPipe closes in the goroutine that feeds the pipe.
func goodPipe(c *http.Client, target string) (io.ReadCloser, error) {
	resp, err := c.Get(target)
	if err != nil {
		return nil, err
	}
	pr, pw := io.Pipe()
	go func() {
		defer resp.Body.Close()
		_, err := io.Copy(pw, resp.Body)
		pw.CloseWithError(err)
	}()
	return pr, nil
}
