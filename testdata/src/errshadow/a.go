// Package errshadow: what is asked about err is not whether the open
// failed, or is exactly that in other words.
package errshadow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type client struct {
	hc *http.Client
	do func(*http.Request) (*http.Response, error)
}

var (
	errSlow   = errors.New("too slow")
	errClosed = errors.New("client closed")
)

// The error that is checked is the one of Atoi.
func badReassigned(rawurl, limit string) ([]byte, error) {
	resp, err := http.Get(rawurl) // want "response body is not closed"
	n, err := strconv.Atoi(limit)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(io.LimitReader(resp.Body, int64(n)))
}

// Atoi comes first.
func goodReassigned(rawurl, limit string) ([]byte, error) {
	n, err := strconv.Atoi(limit)
	if err != nil {
		return nil, err
	}
	resp, err := http.Get(rawurl)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(io.LimitReader(resp.Body, int64(n)))
}

// Two opens, one check: the first response is there if the second is not.
func (c *client) badOneCheck(a, b string) (bool, error) {
	ra, err := c.hc.Head(a) // want "response body is not closed"
	rb, err := c.hc.Head(b)
	if err != nil {
		return false, err
	}
	defer ra.Body.Close()
	defer rb.Body.Close()
	return ra.Header.Get("ETag") == rb.Header.Get("ETag"), nil
}

// Two opens, two errors, two checks.
func (c *client) goodTwoChecks(a, b string) (bool, error) {
	ra, aerr := c.hc.Head(a)
	rb, berr := c.hc.Head(b)
	if aerr == nil {
		defer ra.Body.Close()
	}
	if berr == nil {
		defer rb.Body.Close()
	}
	if aerr != nil || berr != nil {
		return false, errors.Join(aerr, berr)
	}
	return ra.Header.Get("ETag") == rb.Header.Get("ETag"), nil
}

// A joined error is nil only if all its parts are: one failure forgets
// the other response.
func badJoined(a, b string) (int64, error) {
	ra, aerr := http.Get(a) // want "response body is not closed"
	rb, berr := http.Get(b) // want "response body is not closed"
	if err := errors.Join(aerr, berr); err != nil {
		return 0, err
	}
	defer ra.Body.Close()
	defer rb.Body.Close()
	return ra.ContentLength + rb.ContentLength, nil
}

// A joined error is nil only if all its parts are, so behind the check
// both responses are there; on a failure each is closed if it is there.
func goodJoined(a, b string) (int64, error) {
	ra, aerr := http.Get(a)
	rb, berr := http.Get(b)
	if err := errors.Join(aerr, berr); err != nil {
		if aerr == nil {
			ra.Body.Close()
		}
		if berr == nil {
			rb.Body.Close()
		}
		return 0, err
	}
	defer ra.Body.Close()
	defer rb.Body.Close()
	return ra.ContentLength + rb.ContentLength, nil
}

// A wrapped nil is not nil: this returns an error every time.
func badWrapped(d Doer, req *http.Request, v any) error {
	resp, err := d.Do(req) // want "response body is not closed"
	err = fmt.Errorf("calling %s: %w", req.URL, err)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Wrapped where there is something to wrap.
func goodWrapped(d Doer, req *http.Request, v any) error {
	resp, err := d.Do(req)
	if err != nil {
		err = fmt.Errorf("calling %s: %w", req.URL, err)
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// errors.Is(nil, target) is false, so its negation is true of no error.
func badNotIs(ctx context.Context, d Doer, req *http.Request) (int, error) {
	resp, err := d.Do(req.WithContext(ctx)) // want "response body is not closed"
	if !errors.Is(err, context.Canceled) {
		return 0, err
	}
	if err != nil {
		return 0, errSlow
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Whatever errors.Is recognizes is an error.
func goodIs(ctx context.Context, d Doer, req *http.Request) (int, error) {
	resp, err := d.Do(req.WithContext(ctx))
	if errors.Is(err, context.DeadlineExceeded) {
		return 0, errSlow
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Only one kind of error is looked for; all the others, and none, pass.
func (c *client) badAs(req *http.Request) (string, error) {
	resp, err := c.do(req) // want "response body is not closed"
	var uerr *url.Error
	if !errors.As(err, &uerr) {
		return "", err
	}
	if resp != nil {
		resp.Body.Close()
	}
	return uerr.Op, nil
}

// Whatever errors.As finds is part of an error.
func (c *client) goodAs(req *http.Request) (string, error) {
	resp, err := c.do(req)
	var uerr *url.Error
	if errors.As(err, &uerr) {
		return uerr.Op, nil
	}
	if err != nil {
		return "", err
	}
	return resp.Status, resp.Body.Close()
}

// The same, in Go 1.26.
func (c *client) goodAsType(req *http.Request) (string, error) {
	resp, err := c.do(req)
	if uerr, ok := errors.AsType[*url.Error](err); ok {
		return uerr.Op, nil
	}
	if err != nil {
		return "", err
	}
	return resp.Status, resp.Body.Close()
}

// The negation again, in Go 1.26.
func (c *client) badAsType(req *http.Request) (string, error) {
	resp, err := c.do(req) // want "response body is not closed"
	uerr, ok := errors.AsType[*url.Error](err)
	if !ok {
		return "", err
	}
	if resp != nil {
		resp.Body.Close()
	}
	return uerr.Op, nil
}

// Not io.EOF may be nil.
func badNotEOF(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != io.EOF {
		return err
	}
	if resp != nil {
		return resp.Body.Close()
	}
	return nil
}

// io.EOF is not nil.
func goodEOF(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req)
	if err == io.EOF {
		return errClosed
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A switch over errors whose default is meant for failures only.
func badSwitch(d Doer, req *http.Request) error {
	resp, err := d.Do(req) // want "response body is not closed"
	switch err {
	case errClosed:
		return nil
	case context.Canceled:
		return errSlow
	default:
		if resp != nil && resp.StatusCode == http.StatusOK {
			resp.Body.Close()
		}
		return err
	}
}

// A switch over errors with a case for nil.
func goodSwitch(d Doer, req *http.Request) error {
	resp, err := d.Do(req)
	switch err {
	case nil:
		return resp.Body.Close()
	case errClosed:
		return nil
	case context.Canceled:
		return errSlow
	default:
		return err
	}
}

// An assertion that fails says nothing about nil.
func badAssertion(rawurl string) error {
	resp, err := http.Get(rawurl) // want "response body is not closed"
	nerr, ok := err.(net.Error)
	if !ok {
		return err
	}
	if nerr.Timeout() {
		return errSlow
	}
	if resp != nil {
		resp.Body.Close()
	}
	return nil
}

// An assertion that holds holds of an error.
func goodAssertion(rawurl string) error {
	resp, err := http.Get(rawurl)
	if nerr, ok := err.(net.Error); ok && nerr.Timeout() {
		return errSlow
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The deferred closure asks err, which the decoder has written since.
func badDeferAsks(d Doer, req *http.Request, v any) (err error) {
	resp, err := d.Do(req) // want "response body is not closed"
	defer func() {
		if err == nil {
			resp.Body.Close()
		}
	}()
	if err != nil {
		return err
	}
	err = json.NewDecoder(resp.Body).Decode(v)
	return err
}

// The deferred closure asks a variable that only the open has written.
func goodDeferAsks(d Doer, req *http.Request, v any) (err error) {
	resp, openErr := d.Do(req)
	defer func() {
		if openErr == nil {
			resp.Body.Close()
		}
	}()
	if openErr != nil {
		return openErr
	}
	err = json.NewDecoder(resp.Body).Decode(v)
	return err
}

// The check reads the outer err, which is nil: the open's own was
// declared in the block, and so was its response.
func badInnerErr(rawurl string, fetch bool) (string, error) {
	var status string
	var err error
	if fetch {
		resp, err := http.Get(rawurl) // want "response body is not closed"
		if err == nil {
			status = resp.Status
		}
	}
	if err != nil {
		return "", err
	}
	return status, nil
}

// Everything stays in the block.
func goodInnerErr(rawurl string, fetch bool) (string, error) {
	var status string
	if fetch {
		resp, err := http.Get(rawurl)
		if err != nil {
			return "", err
		}
		status = resp.Status
		resp.Body.Close()
	}
	return status, nil
}

// Forgiven errors: err is nil afterwards, whether there is a response
// or not; so the question has to be asked of the response.
func goodForgiven(c *http.Client, req *http.Request) (string, error) {
	resp, err := c.Do(req)
	if err != nil && strings.Contains(err.Error(), "refused") {
		err = nil
	}
	if err != nil {
		return "", err
	}
	if resp == nil {
		return "offline", nil
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// An error is made up in the place of nil, and the response forgotten.
func badMadeUp(c *http.Client, req *http.Request) (string, error) {
	resp, err := c.Do(req) // want "response body is not closed"
	if err == nil && resp.StatusCode == http.StatusForbidden {
		err = errClosed
	}
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// An error is made up in the place of nil, and the response closed.
func goodMadeUp(c *http.Client, req *http.Request) (string, error) {
	resp, err := c.Do(req)
	if err == nil && resp.StatusCode == http.StatusForbidden {
		resp.Body.Close()
		err = errClosed
	}
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// The error has moved to another variable.
func goodMoved(d Doer, req *http.Request, w io.Writer) error {
	resp, err := d.Do(req)
	openErr := err
	_, err = io.WriteString(w, req.URL.String())
	if openErr != nil {
		return errors.Join(openErr, err)
	}
	defer resp.Body.Close()
	if err != nil {
		return err
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

// The error has moved to another variable, but the first is asked.
func badMoved(d Doer, req *http.Request, w io.Writer) error {
	resp, err := d.Do(req) // want "response body is not closed"
	openErr := err
	_, err = io.WriteString(w, req.URL.String())
	if err != nil {
		return errors.Join(openErr, err)
	}
	if openErr != nil {
		return openErr
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}
