// Package lib has what middleware of another package is made of.
package lib

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"net/http"
)

// Discard drains and closes.
func Discard(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

// Drain drains.
func Drain(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	return err
}

// Check turns bad statuses into errors, and closes what it turns.
func Check(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	defer resp.Body.Close()
	msg, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<8))
	return errors.New(resp.Status + ": " + string(msg))
}

// Peek reads the body and swaps it for a copy, without closing it.
func Peek(resp *http.Response) ([]byte, error) {
	data, err := io.ReadAll(resp.Body)
	if err == nil {
		resp.Body = io.NopCloser(bytes.NewReader(data))
	}
	return data, err
}

type inflated struct {
	io.ReadCloser
	under io.Closer
}

func (i inflated) Close() error {
	return errors.Join(i.ReadCloser.Close(), i.under.Close())
}

// Inflate swaps the body for its decompressed self, which closes it.
func Inflate(resp *http.Response) {
	resp.Body = inflated{flate.NewReader(resp.Body), resp.Body}
}

// InflateOnly swaps it for a reader that does not.
func InflateOnly(resp *http.Response) {
	resp.Body = flate.NewReader(resp.Body)
}

// A Transport sends twice if it must.
type Transport struct {
	Base  http.RoundTripper
	Token func() (string, error)
}

// RoundTrip sends the request, and closes the 401 that it does not return.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.Base.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	Discard(resp)
	token, err := t.Token()
	if err != nil {
		return nil, err
	}
	req = req.Clone(req.Context())
	req.Header.Set("Authorization", token)
	return t.Base.RoundTrip(req)
}

// BadTransport returns the 401 to nobody if there is no token.
type BadTransport struct {
	Base  http.RoundTripper
	Token func() (string, error)
}

// RoundTrip sends the request, and again if it must.
func (t *BadTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.Base.RoundTrip(req) // want "response body is not closed"
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	token, err := t.Token()
	if err != nil {
		return nil, err
	}
	Discard(resp)
	req = req.Clone(req.Context())
	req.Header.Set("Authorization", token)
	return t.Base.RoundTrip(req)
}
