package swapped

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
)

// buffer puts a copy in place of the body, and forgets the original.
func buffer(resp *http.Response) error {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return nil
}

// bufferClose puts a copy in place of the body, and closes the original.
func bufferClose(resp *http.Response) error {
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return nil
}

// checkStatus reads the text of a bad answer, and puts it back.
func checkStatus(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	text, err := io.ReadAll(resp.Body)
	if err == nil && text != nil {
		resp.Body = io.NopCloser(bytes.NewReader(text))
	}
	return errors.New(resp.Status)
}

// both reads from one and closes the other.
type both struct {
	io.Reader
	io.Closer
}

// tee keeps a copy of what is read; the body is still the one that is closed.
func tee(resp *http.Response, w io.Writer) {
	resp.Body = both{io.TeeReader(resp.Body, w), resp.Body}
}

// limit puts a reader in place of the body, without its Close.
func limit(resp *http.Response, n int64) {
	resp.Body = io.NopCloser(io.LimitReader(resp.Body, n))
}

// unzip reads through gzip, whose Close is not the body's.
func unzip(resp *http.Response) error {
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

// unzipBoth reads through gzip, and closes the body.
func unzipBoth(resp *http.Response) error {
	if resp.Header.Get("Content-Encoding") != "gzip" {
		return nil
	}
	r, err := gzip.NewReader(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = both{r, resp.Body}
	return nil
}

// empty has no body any more, and it was not closed.
func empty(resp *http.Response) { resp.Body = http.NoBody }

// emptyClose has no body any more, because it was closed.
func emptyClose(resp *http.Response) {
	resp.Body.Close()
	resp.Body = http.NoBody
}

// replace is given another body, and returns the one that was there.
func replace(resp *http.Response, body io.ReadCloser) io.ReadCloser {
	old := resp.Body
	resp.Body = body
	return old
}

// overwrite makes another response of it.
func overwrite(resp *http.Response, text string) {
	*resp = http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(text))}
}

// onCopy has a response of its own.
func onCopy(resp http.Response, text string) int64 {
	resp.Body = io.NopCloser(strings.NewReader(text))
	resp.ContentLength = int64(len(text))
	return resp.ContentLength
}

// lookAhead swaps the body, and puts the original back.
func lookAhead(resp *http.Response, n int64) (string, error) {
	body := resp.Body
	defer func() { resp.Body = body }()
	resp.Body = io.NopCloser(io.LimitReader(body, n))
	head, err := io.ReadAll(resp.Body)
	return string(head), err
}

// cached swaps if there is a cache.
func cached(resp *http.Response, cache *bytes.Buffer) error {
	if cache == nil {
		return nil
	}
	if _, err := cache.ReadFrom(resp.Body); err != nil {
		return err
	}
	resp.Body = io.NopCloser(cache)
	return nil
}
