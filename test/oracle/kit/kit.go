// Package kit holds the helpers in another package that generated programs
// call. Some of them come in pairs, one that releases and one that does not:
// a program that was broken calls the wrong one. It is copied into the
// generated module and imports the standard library only.
package kit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// ErrStatus is the error of a status that is no success.
var ErrStatus = errors.New("unexpected status")

// Close closes c, and forgets what came of it.
func Close(c io.Closer) { _ = c.Close() }

// DrainAndClose reads what is left, so that the connection can be used again.
func DrainAndClose(rc io.ReadCloser) {
	_, _ = io.Copy(io.Discard, rc)
	_ = rc.Close()
}

// Drain reads what is left, and leaves it open.
func Drain(rc io.ReadCloser) { _, _ = io.Copy(io.Discard, rc) }

// Finish closes the body of a response that may be nil.
func Finish(resp *http.Response) {
	if resp == nil {
		return
	}
	resp.Body.Close()
}

// Log looks at a response.
func Log(resp *http.Response) string {
	if resp == nil {
		return "no response"
	}
	return fmt.Sprintf("%d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
}

// CloseInto runs close, and keeps its error if there is no other.
func CloseInto(err *error, close func() error) {
	if cerr := close(); *err == nil {
		*err = cerr
	}
}

// CloseUnlessFailed runs close only if there is no error yet.
func CloseUnlessFailed(err *error, close func() error) {
	if *err == nil {
		*err = close()
	}
}

// Check is for responses that the caller closes in any case.
func Check(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("%w %d", ErrStatus, resp.StatusCode)
	}
	return nil
}

// CheckOrClose closes the response if it returns an error.
func CheckOrClose(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	resp.Body.Close()
	return fmt.Errorf("%w %d", ErrStatus, resp.StatusCode)
}

// Fetch sends a request; the caller closes the response.
func Fetch(ctx context.Context, c *http.Client, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

// Open returns the body of a successful response; the caller closes it.
func Open(ctx context.Context, c *http.Client, url string) (io.ReadCloser, error) {
	resp, err := Fetch(ctx, c, url)
	if err != nil {
		return nil, err
	}
	if err := CheckOrClose(resp); err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// Read reads the whole body and closes it.
func Read(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Peek reads the whole body and leaves it to the caller to close.
func Peek(resp *http.Response) ([]byte, error) {
	return io.ReadAll(resp.Body)
}

// Decode decodes the body and closes it.
func Decode(resp *http.Response, v any) error {
	defer func() { _ = resp.Body.Close() }()
	return json.NewDecoder(resp.Body).Decode(v)
}

// DecodeOnly decodes the body.
func DecodeOnly(resp *http.Response, v any) error {
	return json.NewDecoder(resp.Body).Decode(v)
}

// Buffer reads the body into memory, closes it, and puts a copy in its place.
func Buffer(resp *http.Response) error {
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return err
}

// Replace puts a copy in the place of a body that nobody closes.
func Replace(resp *http.Response) error {
	data, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return err
}
