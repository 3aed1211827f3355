// Package lib has helpers that put something in place of the body.
package lib

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
)

// Buffer puts a copy in place of the body, and forgets the original.
func Buffer(resp *http.Response) error {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return nil
}

// BufferClose puts a copy in place of the body, and closes the original.
func BufferClose(resp *http.Response) error {
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return nil
}

// CheckStatus reads the text of a bad answer, and puts it back.
func CheckStatus(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	text, err := io.ReadAll(resp.Body)
	if err == nil && text != nil {
		resp.Body = io.NopCloser(bytes.NewReader(text))
	}
	return errors.New(resp.Status)
}

// Both reads from one and closes the other.
type Both struct {
	io.Reader
	io.Closer
}

// Tee keeps a copy of what is read; the body is still the one that is closed.
func Tee(resp *http.Response, w io.Writer) {
	resp.Body = Both{io.TeeReader(resp.Body, w), resp.Body}
}

// Limit puts a reader in place of the body, without its Close.
func Limit(resp *http.Response, n int64) {
	resp.Body = io.NopCloser(io.LimitReader(resp.Body, n))
}

// Unzip reads through gzip, whose Close is not the body's.
func Unzip(resp *http.Response) error {
	if resp.Header.Get("Content-Encoding") != "gzip" {
		return nil
	}
	r, err := gzip.NewReader(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = r
	return nil
}

// UnzipBoth reads through gzip, and closes the body.
func UnzipBoth(resp *http.Response) error {
	if resp.Header.Get("Content-Encoding") != "gzip" {
		return nil
	}
	r, err := gzip.NewReader(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = Both{r, resp.Body}
	return nil
}

// Empty has no body any more, and it was not closed.
func Empty(resp *http.Response) { resp.Body = http.NoBody }

// EmptyClose has no body any more, because it was closed.
func EmptyClose(resp *http.Response) {
	resp.Body.Close()
	resp.Body = http.NoBody
}

// Replace is given another body, and returns the one that was there.
func Replace(resp *http.Response, body io.ReadCloser) io.ReadCloser {
	old := resp.Body
	resp.Body = body
	return old
}

// Overwrite makes another response of it.
func Overwrite(resp *http.Response, text string) {
	*resp = http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(text))}
}

// OnCopy has a response of its own.
func OnCopy(resp http.Response, text string) int64 {
	resp.Body = io.NopCloser(strings.NewReader(text))
	resp.ContentLength = int64(len(text))
	return resp.ContentLength
}

// LookAhead swaps the body, and puts the original back.
func LookAhead(resp *http.Response, n int64) (string, error) {
	body := resp.Body
	defer func() { resp.Body = body }()
	resp.Body = io.NopCloser(io.LimitReader(body, n))
	head, err := io.ReadAll(resp.Body)
	return string(head), err
}

// Cached swaps if there is a cache.
func Cached(resp *http.Response, cache *bytes.Buffer) error {
	if cache == nil {
		return nil
	}
	if _, err := cache.ReadFrom(resp.Body); err != nil {
		return err
	}
	resp.Body = io.NopCloser(cache)
	return nil
}
