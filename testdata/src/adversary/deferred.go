package adversary

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strings"
)

// goodNamedResult: each return of an error sets the named result before the
// deferred closure looks at it, also the one of a shadowing err.
func goodNamedResult(c *http.Client, url string) (rc io.ReadCloser, err error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	if _, err := resp.Location(); err != nil && !errors.Is(err, http.ErrNoLocation) {
		return nil, err
	}
	return resp.Body, nil
}

// badNamedResult: an empty answer is no error, so the deferred closure does
// not close, and the body is not returned either.
func badNamedResult(c *http.Client, url string) (rc io.ReadCloser, err error) {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	return resp.Body, nil
}

// goodSuccessFlag: the flag is set only on the path that hands the response
// out.
func goodSuccessFlag(c *http.Client, req *http.Request) (*http.Response, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	success := false
	defer func() {
		if !success {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode/100 != 2 {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/") {
		return nil, errors.New("not text")
	}
	success = true
	return resp, nil
}

// badSuccessFlag sets the flag before the last check that can fail.
func badSuccessFlag(c *http.Client, req *http.Request) (*http.Response, error) {
	resp, err := c.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	success := false
	defer func() {
		if !success {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode/100 != 2 {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	success = true
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/") {
		return nil, errors.New("not text")
	}
	return resp, nil
}

// goodReplacedAfterDefer: the deferred call took the network body as its
// receiver before the field was replaced.
func goodReplacedAfterDefer(c *http.Client, url string, v any) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return json.NewDecoder(resp.Body).Decode(v)
}

// badReplacedBeforeClose: the deferred closure reads the field at the end,
// when it holds the copy in memory.
func badReplacedBeforeClose(c *http.Client, url string, v any) error {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return json.NewDecoder(resp.Body).Decode(v)
}

// badGzipOnly: closing a gzip.Reader does not close what it reads from.
func badGzipOnly(c *http.Client, url string) ([]byte, error) {
	resp, err := c.Get(url) // want "response body is not closed"
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

// gzipBody closes both readers.
type gzipBody struct {
	*gzip.Reader
	under io.Closer
}

func (g gzipBody) Close() error {
	return errors.Join(g.Reader.Close(), g.under.Close())
}

// goodGzipTransport: the body moves into the wrapper that the response then
// carries to the caller.
type goodGzipTransport struct{ base http.RoundTripper }

func (t goodGzipTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err != nil || resp.Header.Get("Content-Encoding") != "gzip" {
		return resp, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	resp.Body = gzipBody{zr, resp.Body}
	resp.ContentLength = -1
	return resp, nil
}

// badLoggingTransport: a RoundTripper that fails must have closed the body of
// the answer it keeps for itself.
type badLoggingTransport struct {
	base http.RoundTripper
	log  io.Writer
}

func (t *badLoggingTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	dump, err := httputil.DumpResponse(resp, true)
	if err != nil {
		return nil, fmt.Errorf("dump: %w", err)
	}
	t.log.Write(dump)
	return resp, nil
}

// goodBufferingTransport reads, closes and replaces before it looks at any
// error.
func goodBufferingTransport(base http.RoundTripper, req *http.Request) (*http.Response, error) {
	resp, err := base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	data, readErr := io.ReadAll(resp.Body)
	closeErr := resp.Body.Close()
	if err := errors.Join(readErr, closeErr); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, nil
}

// badPeek: the caller can close what it gets, but that closes nothing.
func badPeek(c *http.Client, url string) (io.ReadCloser, error) {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	var head [4]byte
	n, err := io.ReadFull(resp.Body, head[:])
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	return io.NopCloser(io.MultiReader(bytes.NewReader(head[:n]), resp.Body)), nil
}

// goodPeek gives the reader and the closer back together.
func goodPeek(c *http.Client, url string) (io.ReadCloser, error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	var head [4]byte
	n, err := io.ReadFull(resp.Body, head[:])
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head[:n]), resp.Body), resp.Body}, nil
}
