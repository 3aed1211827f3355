// Package lib has the helpers that every client of the house uses.
package lib

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// A StatusError is the answer of a server that refuses.
type StatusError struct {
	Code int
	Msg  string
}

func (e *StatusError) Error() string { return fmt.Sprintf("status %d: %s", e.Code, e.Msg) }

// Check reads and closes the body of an unsuccessful response.
func Check(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	defer resp.Body.Close()
	msg, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
	return &StatusError{resp.StatusCode, string(msg)}
}

// Options are for Fetch.
type Options struct {
	Header http.Header
	Buffer bool
}

// Fetch gets url. With Buffer the body is in memory, and need not be closed.
func Fetch(c *http.Client, url string, o Options) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	for k, v := range o.Header {
		req.Header[k] = v
	}
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if !o.Buffer {
		return resp, nil
	}
	data, err := io.ReadAll(resp.Body)
	if cerr := resp.Body.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, nil
}

// Open gets url. The caller calls release, which is never nil.
func Open(c *http.Client, url string) (resp *http.Response, release func() error, err error) {
	resp, err = c.Get(url)
	if err != nil {
		return nil, func() error { return nil }, err
	}
	return resp, func() error {
		_, err := io.Copy(io.Discard, io.LimitReader(resp.Body, 4<<10))
		if cerr := resp.Body.Close(); err == nil {
			err = cerr
		}
		return err
	}, nil
}

type config struct {
	into   any
	accept string
}

// An Option is for Get.
type Option func(*config)

// Into decodes the body into v, and closes it.
func Into(v any) Option { return func(c *config) { c.into = v } }

// Accept sets a header.
func Accept(s string) Option { return func(c *config) { c.accept = s } }

// Get gets url.
func Get(c *http.Client, url string, opts ...Option) (*http.Response, error) {
	var cfg config
	for _, o := range opts {
		o(&cfg)
	}
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	if cfg.accept != "" {
		req.Header.Set("Accept", cfg.accept)
	}
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if cfg.into != nil {
		defer resp.Body.Close()
		if err := json.NewDecoder(resp.Body).Decode(cfg.into); err != nil {
			return nil, err
		}
	}
	return resp, nil
}
