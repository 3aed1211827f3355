// Package bodyidentity is about which body a Close reaches: the one that was
// opened, a copy that has taken its place, or a reader in between.
package bodyidentity

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
)

const maxBody = 1 << 20

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// The copy is closed; the body that came from the network is not.
func badReplacedThenClosed(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(data))
	defer resp.Body.Close()
	return data, err
}

// The caller gets the copy; nobody can close the original any more.
func badReplacedThenReturned(d doer, req *http.Request) (*http.Response, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, nil
}

// The original is closed before the copy takes its place.
func goodClosedThenReplaced(d doer, req *http.Request) (*http.Response, error) {
	resp, err := d.Do(req)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, nil
}

// The original comes back before it is closed.
func goodReplacedAndRestored(d doer, req *http.Request, v any) error {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	orig := resp.Body
	resp.Body = io.NopCloser(io.LimitReader(orig, maxBody))
	err = json.NewDecoder(resp.Body).Decode(v)
	resp.Body = orig
	return errors.Join(err, resp.Body.Close())
}

// The receiver of a deferred call is evaluated at once: the original.
func goodDeferredBeforeReplaced(client *http.Client, req *http.Request) ([]byte, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	resp.Body = io.NopCloser(io.LimitReader(resp.Body, maxBody))
	return io.ReadAll(resp.Body)
}

// A deferred closure reads resp.Body when it runs, and finds the limited copy.
func badDeferredClosureBeforeReplaced(client *http.Client, req *http.Request) ([]byte, error) {
	resp, err := client.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer func() { resp.Body.Close() }()
	resp.Body = io.NopCloser(io.LimitReader(resp.Body, maxBody))
	return io.ReadAll(resp.Body)
}

// The closure remembers the body itself, not where it was found.
func goodDeferredClosureOfSavedBody(client *http.Client, req *http.Request) ([]byte, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	body := resp.Body
	defer func() { body.Close() }()
	resp.Body = io.NopCloser(io.LimitReader(resp.Body, maxBody))
	return io.ReadAll(resp.Body)
}

// Closing a gzip.Reader does not close what it reads from.
func badGzipReturned(rt http.RoundTripper, req *http.Request) (io.ReadCloser, error) {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	return zr, nil
}

// Read through gzip, close the body: what the caller gets does both.
func goodGzipReturnedWithBody(rt http.RoundTripper, req *http.Request) (io.ReadCloser, error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{zr, resp.Body}, nil
}

// On compressed responses the deferred Close hits the gzip.Reader only.
func badGzipTakesThePlace(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.Header.Get("Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(resp.Body)
		if err != nil {
			resp.Body.Close()
			return nil, err
		}
		resp.Body = zr
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Both are closed: the gzip.Reader in its branch, the body in any case.
func goodGzipBesideBody(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var r io.Reader = resp.Body
	if resp.Header.Get("Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(resp.Body)
		if err != nil {
			return nil, err
		}
		defer zr.Close()
		r = zr
	}
	return io.ReadAll(r)
}

// A bufio.Reader cannot be closed, and hides what it reads from.
func badBufioReturned(client *http.Client, url string) (*bufio.Reader, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(resp.Body, 64<<10), nil
}

// The bufio.Scanner only borrows the body, which is closed by itself.
func goodBufioScanned(client *http.Client, url string, line func(string) error) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	scan := bufio.NewScanner(resp.Body)
	for scan.Scan() {
		if err := line(scan.Text()); err != nil {
			return err
		}
	}
	return scan.Err()
}

// A json.Decoder cannot be closed either.
func badDecoderReturned(client *http.Client, url string) (*json.Decoder, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return json.NewDecoder(resp.Body), nil
}

// What is closed is a NopCloser around a tee around the body.
func badTeeTakesThePlace(d doer, req *http.Request, log io.Writer) error {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(io.TeeReader(resp.Body, log))
	_, err = io.Copy(io.Discard, resp.Body)
	return errors.Join(err, resp.Body.Close())
}

// The tee is read; the body is closed.
func goodTeeBesideBody(d doer, req *http.Request, log io.Writer, v any) error {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(io.TeeReader(resp.Body, log)).Decode(v)
}

// Once in a MultiReader behind a NopCloser, nothing leads back to the body.
func badMultiReaderReturned(url, header string) (io.ReadCloser, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.NopCloser(io.MultiReader(strings.NewReader(header), resp.Body)), nil
}

// The same reader, but its Close is the body's.
func goodMultiReaderReturned(url, header string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	type readCloser struct {
		io.Reader
		io.Closer
	}
	return readCloser{io.MultiReader(strings.NewReader(header), resp.Body), resp.Body}, nil
}

// "MaxBytesReader … closes the underlying reader when its Close method is called."
func goodMaxBytes(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	resp.Body = http.MaxBytesReader(nil, resp.Body, maxBody)
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Limiting a body does not close it: too large, and it stays open.
func badMaxBytes(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	limited := http.MaxBytesReader(nil, resp.Body, maxBody)
	data, err := io.ReadAll(limited)
	if err != nil {
		return nil, err
	}
	return data, limited.Close()
}

// The embedded Closer is the body: Close of the whole closes it.
func goodReaderAndCloser(client *http.Client, req *http.Request) ([]byte, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, maxBody), resp.Body}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The embedded Closer is somebody else's.
func badReaderAndForeignCloser(client *http.Client, req *http.Request, spool *os.File) ([]byte, error) {
	resp, err := client.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.TeeReader(resp.Body, spool), spool}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// countingBody closes by the method of the body that it embeds.
type countingBody struct {
	io.ReadCloser
	n int64
}

// Read counts what the embedded body yields.
func (b *countingBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.n += int64(n)
	return n, err
}

// Close is promoted from the embedded body.
func goodEmbeddedBody(client *http.Client, req *http.Request) (int64, error) {
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	counted := &countingBody{ReadCloser: resp.Body}
	defer counted.Close()
	_, err = io.Copy(io.Discard, counted)
	return counted.n, err
}

// Close is promoted, but a read error returns before it.
func badEmbeddedBody(client *http.Client, req *http.Request) (int64, error) {
	resp, err := client.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	counted := &countingBody{ReadCloser: resp.Body}
	magic := make([]byte, 4)
	if _, err := io.ReadFull(counted, magic); err != nil {
		return 0, err
	}
	return counted.n, counted.Close()
}
