// Package retry: requests that are repeated, with backoff, by status.
package retry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type client struct {
	hc      *http.Client
	max     int
	wait    time.Duration
	refresh func(context.Context) (string, error)
	retry   func(code int, err error) bool
}

var errExhausted = errors.New("all attempts failed")

// What ends the loop by its status (below 500) cannot be what is turned
// away behind it (500 or more): that was closed in the loop.
func goodIntervals(c *http.Client, req *http.Request) ([]byte, error) {
	var resp *http.Response
	var err error
	for attempt := 0; attempt < 3; attempt++ {
		resp, err = c.Do(req)
		if err == nil && resp.StatusCode < 500 {
			break
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Duration(attempt) * time.Second)
	}
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 500 {
		return nil, fmt.Errorf("server error: %s", resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// 400 to 499 ends the loop with an open body, and is turned away behind it.
func badIntervals(c *http.Client, req *http.Request) ([]byte, error) {
	var resp *http.Response
	var err error
	for attempt := 0; attempt < 3; attempt++ {
		resp, err = c.Do(req) // want "response body is not closed"
		if err == nil && resp.StatusCode < 500 {
			break
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Duration(attempt) * time.Second)
	}
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, fmt.Errorf("error: %s", resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The intervals overlap in exactly one status, 500.
func badIntervalBorder(d Doer, req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for range 4 {
		resp, err = d.Do(req) // want "response body is not closed"
		if err != nil {
			continue
		}
		if resp.StatusCode <= 500 {
			break
		}
		resp.Body.Close()
	}
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 500 {
		return nil, errExhausted
	}
	return resp, nil
}

// The intervals meet at 500 without overlapping.
func goodIntervalBorder(d Doer, req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for range 4 {
		resp, err = d.Do(req)
		if err != nil {
			continue
		}
		if resp.StatusCode <= 499 {
			break
		}
		resp.Body.Close()
	}
	if err != nil {
		return nil, err
	}
	if resp.StatusCode > 499 {
		return nil, errExhausted
	}
	return resp, nil
}

// A status that is worth another attempt is overwritten by it.
func badBackoff(ctx context.Context, c *http.Client, req *http.Request) (*http.Response, error) {
	wait := 100 * time.Millisecond
	for {
		resp, err := c.Do(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		select {
		case <-time.After(wait):
			wait *= 2
		case <-ctx.Done():
			resp.Body.Close()
			return nil, ctx.Err()
		}
	}
}

// Closed before the wait, so neither end of the wait owes anything.
func goodBackoff(ctx context.Context, c *http.Client, req *http.Request) (*http.Response, error) {
	wait := 100 * time.Millisecond
	for {
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-time.After(wait):
			wait *= 2
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// The wait that is cut short leaves the body open.
func badWaitCut(ctx context.Context, d Doer, req *http.Request, n int) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil || resp.StatusCode < 500 || i == n {
			return resp, err
		}
		timer := time.NewTimer(rand.N(time.Second))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, ctx.Err()
		case <-timer.C:
		}
		io.Copy(io.Discard, io.LimitReader(resp.Body, 4096))
		resp.Body.Close()
	}
}

// Drained and closed, then the wait.
func goodWaitCut(ctx context.Context, d Doer, req *http.Request, n int) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := d.Do(req)
		if err != nil || resp.StatusCode < 500 || i == n {
			return resp, err
		}
		io.Copy(io.Discard, io.LimitReader(resp.Body, 4096))
		resp.Body.Close()
		timer := time.NewTimer(rand.N(time.Second))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, ctx.Err()
		case <-timer.C:
		}
	}
}

// A Retry-After that is not a number returns from under the body.
func (c *client) badRetryAfter(req *http.Request) (int, error) {
	for range c.max {
		resp, err := c.hc.Do(req) // want "response body is not closed"
		if err != nil {
			return 0, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			resp.Body.Close()
			return resp.StatusCode, nil
		}
		secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil {
			return 0, fmt.Errorf("retry after: %w", err)
		}
		resp.Body.Close()
		time.Sleep(time.Duration(secs) * time.Second)
	}
	return 0, errExhausted
}

// The headers outlive the body.
func (c *client) goodRetryAfter(req *http.Request) (int, error) {
	for range c.max {
		resp, err := c.hc.Do(req)
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp.StatusCode, nil
		}
		secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil {
			return 0, fmt.Errorf("retry after: %w", err)
		}
		time.Sleep(time.Duration(secs) * time.Second)
	}
	return 0, errExhausted
}

type badTransport struct {
	next http.RoundTripper
	max  int
}

// A transport that repeats gateway errors without closing them.
func (t *badTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := t.next.RoundTrip(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusBadGateway, http.StatusGatewayTimeout:
			if i < t.max {
				continue
			}
		}
		return resp, nil
	}
}

type goodTransport struct {
	next http.RoundTripper
	max  int
}

// A transport that repeats gateway errors and closes them.
func (t *goodTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := t.next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusBadGateway, http.StatusGatewayTimeout:
			if i < t.max {
				resp.Body.Close()
				continue
			}
		}
		return resp, nil
	}
}

// After the last attempt the function gives up and forgets the response.
func (c *client) badGiveUp(req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := 0; ; i++ {
		resp, err = c.hc.Do(req) // want "response body is not closed"
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		if i >= c.max {
			break
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(c.wait << i)
	}
	return nil, fmt.Errorf("giving up after %d attempts: %w", c.max, errors.Join(errExhausted, err))
}

// After the last attempt the function gives up and closes the response.
func (c *client) goodGiveUp(req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := 0; ; i++ {
		resp, err = c.hc.Do(req)
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		if i >= c.max {
			break
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(c.wait << i)
	}
	if resp != nil {
		resp.Body.Close()
	}
	return nil, fmt.Errorf("giving up after %d attempts: %w", c.max, errors.Join(errExhausted, err))
}

// The policy answers for the code; the body is still ours.
func (c *client) badPolicy(req *http.Request) error {
	for range c.max {
		resp, err := c.hc.Do(req) // want "response body is not closed"
		if err != nil {
			if c.retry(0, err) {
				continue
			}
			return err
		}
		if !c.retry(resp.StatusCode, nil) {
			resp.Body.Close()
			return nil
		}
	}
	return errExhausted
}

// The policy answers for the code, and both answers close.
func (c *client) goodPolicy(req *http.Request) error {
	for range c.max {
		resp, err := c.hc.Do(req)
		if err != nil {
			if c.retry(0, err) {
				continue
			}
			return err
		}
		if !c.retry(resp.StatusCode, nil) {
			resp.Body.Close()
			return nil
		}
		resp.Body.Close()
	}
	return errExhausted
}

// The attempt is a closure: it forgets the body of a failed status.
func badAttempt(ctx context.Context, d Doer, req *http.Request, v []byte) (n int, err error) {
	attempt := func() error {
		resp, err := d.Do(req.WithContext(ctx)) // want "response body is not closed"
		if err != nil {
			return err
		}
		if resp.StatusCode/100 != 2 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		defer resp.Body.Close()
		n, err = io.ReadFull(resp.Body, v)
		return err
	}
	for range 3 {
		if err = attempt(); err == nil {
			break
		}
	}
	return n, err
}

// The attempt is a closure with a defer of its own.
func goodAttempt(ctx context.Context, d Doer, req *http.Request, v []byte) (n int, err error) {
	attempt := func() error {
		resp, err := d.Do(req.WithContext(ctx))
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode/100 != 2 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		n, err = io.ReadFull(resp.Body, v)
		return err
	}
	for range 3 {
		if err = attempt(); err == nil {
			break
		}
	}
	return n, err
}

// A new token and a second try, which replaces the refused response.
func (c *client) badReauthorize(ctx context.Context, req *http.Request) ([]byte, error) {
	resp, err := c.hc.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		token, err := c.refresh(ctx)
		if err != nil {
			resp.Body.Close()
			return nil, err
		}
		req.Header.Set("Authorization", "Bearer "+token)
		if resp, err = c.hc.Do(req); err != nil {
			return nil, err
		}
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// A new token and a second try; the refused response is closed before.
func (c *client) goodReauthorize(ctx context.Context, req *http.Request) ([]byte, error) {
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		token, err := c.refresh(ctx)
		if err != nil {
			return nil, err
		}
		req.Header.Set("Authorization", "Bearer "+token)
		if resp, err = c.hc.Do(req); err != nil {
			return nil, err
		}
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The remaining attempts are counted down; at zero nothing is closed.
func badRemaining(url string, v *string) error {
	left := 2
	for {
		resp, err := http.Get(url) // want "response body is not closed"
		if err == nil && resp.StatusCode < 400 {
			*v = resp.Header.Get("ETag")
			return resp.Body.Close()
		}
		if left == 0 {
			return errExhausted
		}
		left--
		if err == nil {
			resp.Body.Close()
		}
	}
}

// The remaining attempts are counted down after the failure is closed.
func goodRemaining(url string, v *string) error {
	left := 2
	for {
		resp, err := http.Get(url)
		if err == nil && resp.StatusCode < 400 {
			*v = resp.Header.Get("ETag")
			return resp.Body.Close()
		}
		if err == nil {
			resp.Body.Close()
		}
		if left == 0 {
			return errExhausted
		}
		left--
	}
}

// The body of each failed attempt is kept as the message of the last
// error; the reading closes nothing.
func badLastError(rt http.RoundTripper, req *http.Request) (last error) {
	for range 3 {
		resp, err := rt.RoundTrip(req) // want "response body is not closed"
		if err != nil {
			last = err
			continue
		}
		if resp.StatusCode == http.StatusOK {
			resp.Body.Close()
			return nil
		}
		msg, _ := io.ReadAll(resp.Body)
		last = fmt.Errorf("%s: %s", resp.Status, msg)
	}
	return last
}

// The body of each failed attempt is read, then closed.
func goodLastError(rt http.RoundTripper, req *http.Request) (last error) {
	for range 3 {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			last = err
			continue
		}
		if resp.StatusCode == http.StatusOK {
			resp.Body.Close()
			return nil
		}
		msg, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		last = fmt.Errorf("%s: %s", resp.Status, msg)
	}
	return last
}
