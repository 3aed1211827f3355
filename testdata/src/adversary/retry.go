// Package adversary holds small pieces of client code of the kind found in
// services. Every verdict was written before the analyser saw the function,
// and proved by running it against a transport that counts the bodies it
// opens and the bodies that are closed.
package adversary

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

var errServer = errors.New("server error")

const maxAttempts = 3

// badRetryRateLimited closes what was rate limited and what succeeded, but a
// 503 falls through to the next attempt: its body is overwritten.
func badRetryRateLimited(c *http.Client, url string) ([]byte, error) {
	var last error
	for attempt := 0; attempt < maxAttempts; attempt++ {
		resp, err := c.Get(url) // want "response body is not closed"
		if err != nil {
			last = err
			continue
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			last = errors.New("rate limited")
			continue
		}
		if resp.StatusCode >= 500 {
			last = fmt.Errorf("attempt %d: %s", attempt, resp.Status)
			continue
		}
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	}
	return nil, last
}

// goodRetryIntervals: whatever is below 500 leaves the loop open, whatever is
// not was closed in it; the return after the loop sees only closed bodies.
func goodRetryIntervals(c *http.Client, url string) ([]byte, error) {
	var resp *http.Response
	var err error
	for i := 0; i < 4; i++ {
		resp, err = c.Get(url)
		if err != nil {
			time.Sleep(time.Duration(i) * time.Microsecond)
			continue
		}
		if resp.StatusCode < http.StatusInternalServerError {
			break
		}
		resp.Body.Close()
	}
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusInternalServerError {
		return nil, fmt.Errorf("server: %s", resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// badRetryOffByOne: exactly 500 breaks the loop with the body open, and is
// then refused without a close.
func badRetryOffByOne(c *http.Client, url string) ([]byte, error) {
	var resp *http.Response
	var err error
	for i := 0; i < 4; i++ {
		resp, err = c.Get(url) // want "response body is not closed"
		if err != nil {
			continue
		}
		if resp.StatusCode <= http.StatusInternalServerError {
			break
		}
		resp.Body.Close()
	}
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusInternalServerError {
		return nil, fmt.Errorf("server: %s", resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// badRetryLastAttempt closes before it tries again; the last attempt is not
// followed by another, and nobody closes it.
func badRetryLastAttempt(c *http.Client, url string) (int, error) {
	code := 0
	for attempt := 1; attempt <= maxAttempts; attempt++ {
		resp, err := c.Get(url) // want "response body is not closed"
		if err != nil {
			return 0, err
		}
		code = resp.StatusCode
		if code == http.StatusOK {
			resp.Body.Close()
			return code, nil
		}
		if attempt < maxAttempts {
			resp.Body.Close()
			time.Sleep(time.Microsecond)
		}
	}
	return code, errServer
}

// goodRetryLastAttempt hands the last attempt, whatever it says, to the
// caller, and closes the others.
func goodRetryLastAttempt(c *http.Client, url string) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || attempt == maxAttempts {
			return resp, nil
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

// goodRetryClosure: the operation fills a captured variable, and leaves it
// open only when it reports no error.
func goodRetryClosure(c *http.Client, req *http.Request) ([]byte, error) {
	var resp *http.Response
	op := func() error {
		var err error
		resp, err = c.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 {
			resp.Body.Close()
			return fmt.Errorf("%w: %d", errServer, resp.StatusCode)
		}
		return nil
	}
	var err error
	for range maxAttempts {
		if err = op(); err == nil {
			break
		}
		if !errors.Is(err, errServer) {
			return nil, err
		}
	}
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// badRetryClosure: the operation reports a 500 as an error and leaves the
// body open; after the last attempt, and before each next one, it is lost.
func badRetryClosure(c *http.Client, req *http.Request) ([]byte, error) {
	var resp *http.Response
	op := func() error {
		var err error
		resp, err = c.Do(req) // want "response body is not closed"
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 {
			return fmt.Errorf("%w: %d", errServer, resp.StatusCode)
		}
		return nil
	}
	var err error
	for range maxAttempts {
		if err = op(); err == nil {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// badRetryGoto jumps back over an accepted-but-not-ready answer.
func badRetryGoto(c *http.Client, url string) error {
	tries := 0
again:
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusAccepted && tries < 2 {
		tries++
		goto again
	}
	return resp.Body.Close()
}

// goodRetryGoto closes before it jumps, and after the label at the end.
func goodRetryGoto(c *http.Client, url string) (err error) {
	var resp *http.Response
	tries := 0
again:
	if resp, err = c.Get(url); err != nil {
		goto out
	}
	if resp.StatusCode == http.StatusAccepted && tries < 2 {
		tries++
		resp.Body.Close()
		goto again
	}
	_, err = io.Copy(io.Discard, resp.Body)
out:
	if resp != nil {
		resp.Body.Close()
	}
	return err
}

// badRefreshToken: the deferred call took its receiver from the first answer;
// the answer to the second request is never closed.
func badRefreshToken(c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		req.Header.Set("Authorization", "Bearer fresh")
		resp, err = c.Do(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
	}
	return io.ReadAll(resp.Body)
}

// goodRefreshToken: the deferred closure reads the variable at the end; the
// first answer is closed before it is replaced.
func goodRefreshToken(c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		req.Header.Set("Authorization", "Bearer fresh")
		if resp, err = c.Do(req); err != nil {
			return nil, err
		}
	}
	return io.ReadAll(resp.Body)
}
