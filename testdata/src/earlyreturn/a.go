// Package earlyreturn: a return stands between the open and the Close.
package earlyreturn

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
)

// A Doer is what clients are usually given instead of an *http.Client.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type client struct {
	base  string
	http  *http.Client
	doer  Doer
	do    func(*http.Request) (*http.Response, error)
	token func(context.Context) (string, error)
}

var errStatus = errors.New("unexpected status")

// The status is checked before the defer statement is reached.
func badStatusBeforeDefer(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("get %s: %s", url, resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The defer statement comes first, so every return runs it.
func goodDeferBeforeStatus(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("get %s: %s", url, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// A response without content has a body all the same, which must be closed.
func (c *client) badNoContent(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, c.base+"/items/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	defer resp.Body.Close()
	msg, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
	return fmt.Errorf("delete %s: %s: %s", id, resp.Status, msg)
}

// Closed on the short path and on the long one.
func (c *client) goodNoContent(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, c.base+"/items/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNoContent {
		return resp.Body.Close()
	}
	defer resp.Body.Close()
	msg, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
	return fmt.Errorf("delete %s: %s: %s", id, resp.Status, msg)
}

// A failed read returns without the Close that follows it.
func badReadError(d Doer, req *http.Request) (string, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	return string(data), nil
}

// Closed before the read's error is looked at.
func goodReadError(d Doer, req *http.Request) (string, error) {
	resp, err := d.Do(req)
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return "", err
	}
	return string(data), nil
}

// A malformed header returns early.
func (c *client) badHeaderParse(req *http.Request) (int64, error) {
	resp, err := c.do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	size, err := strconv.ParseInt(resp.Header.Get("X-Size"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("bad X-Size: %w", err)
	}
	defer resp.Body.Close()
	n, err := io.Copy(io.Discard, resp.Body)
	return size - n, err
}

// The header may be malformed: the body is closed already.
func (c *client) goodHeaderParse(req *http.Request) (int64, error) {
	resp, err := c.do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	size, err := strconv.ParseInt(resp.Header.Get("X-Size"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("bad X-Size: %w", err)
	}
	n, err := io.Copy(io.Discard, resp.Body)
	return size - n, err
}

// The answer to a HEAD request has an empty body; the contract asks for
// Close all the same.
func badHead(url string) (string, error) {
	resp, err := http.Head(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return resp.Header.Get("ETag"), nil
}

// As above, closed.
func goodHead(url string) (string, error) {
	resp, err := http.Head(url)
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// The decoder reads the body; it does not close it.
func (c *client) badDecodeInReturn(path string, v any) error {
	resp, err := c.http.Get(c.base + path) // want "response body is not closed"
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// The deferred Close runs after the decoder.
func (c *client) goodDecodeInReturn(path string, v any) error {
	resp, err := c.http.Get(c.base + path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Two checks, one of them too early.
func badContentType(rt http.RoundTripper, req *http.Request, v any) error {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if ct := resp.Header.Get("Content-Type"); !strings.HasPrefix(ct, "application/json") {
		return fmt.Errorf("content type %q", ct)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return errStatus
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// Each early return closes for itself.
func goodContentType(rt http.RoundTripper, req *http.Request, v any) error {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	if ct := resp.Header.Get("Content-Type"); !strings.HasPrefix(ct, "application/json") {
		resp.Body.Close()
		return fmt.Errorf("content type %q", ct)
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return errStatus
	}
	err = json.NewDecoder(resp.Body).Decode(v)
	resp.Body.Close()
	return err
}

// A caller that wants no result makes the body be forgotten.
func (c *client) badNilTarget(req *http.Request, v any) error {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if v == nil {
		return nil
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// A caller that wants no result: drained and closed.
func (c *client) goodNilTarget(req *http.Request, v any) error {
	resp, err := c.doer.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if v == nil {
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// The context ended while the request was under way: the response is
// there nevertheless.
func badContextEnded(ctx context.Context, d Doer, req *http.Request) (int, error) {
	resp, err := d.Do(req.WithContext(ctx)) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// The context is asked before the open: nothing is owed there.
func goodContextEnded(ctx context.Context, d Doer, req *http.Request) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	resp, err := d.Do(req.WithContext(ctx))
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// The file is created after the request was sent, and may fail to be.
func badDownload(url, name string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	defer resp.Body.Close()
	_, err = io.Copy(f, resp.Body)
	return err
}

// The file is created first.
func goodDownload(url, name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(f, resp.Body)
	return err
}

// A gzip.Reader does not close the reader below it.
func badGzip(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	defer zr.Close()
	return io.ReadAll(zr)
}

// Both are closed; on the failure of the second, the first is.
func goodGzip(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	defer zr.Close()
	return io.ReadAll(zr)
}

// An authTransport asks for a new token when the old one has expired.
type authTransport struct {
	client
	next http.RoundTripper
}

type badAuthTransport struct{ authTransport }

// The error of the token hides the response that asked for it.
func (t *badAuthTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(req) // want "response body is not closed"
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	token, err := t.token(req.Context())
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	again := req.Clone(req.Context())
	again.Header.Set("Authorization", "Bearer "+token)
	return t.next.RoundTrip(again)
}

type goodAuthTransport struct{ authTransport }

// The first response is closed before anything else can fail.
func (t *goodAuthTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	resp.Body.Close()
	token, err := t.token(req.Context())
	if err != nil {
		return nil, err
	}
	again := req.Clone(req.Context())
	again.Header.Set("Authorization", "Bearer "+token)
	return t.next.RoundTrip(again)
}
