// Package lib has helpers for calls that open.
package lib

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
)

// Get opens; what it returns is its caller's.
func Get(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// RequireOK closes what it does not return.
func RequireOK(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// OnlyOK drops what it does not return.
func OnlyOK(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// Check returns the response in every case, beside an error or not.
func Check(resp *http.Response, err error) (*http.Response, error) {
	if err == nil && resp.StatusCode >= 400 {
		err = fmt.Errorf("status %s", resp.Status)
	}
	return resp, err
}

// Consume closes, and returns the error only.
func Consume(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Judge looks, and returns the error only.
func Judge(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

// Must panics if there is an error.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// MustAny is must for anything that can be an error.
func MustAny[T any](v T, err any, args ...any) T {
	switch err := err.(type) {
	case nil:
	case bool:
		if !err {
			panic(fmt.Sprint(args...))
		}
	case error:
		panic(err)
	}
	return v
}

// mustGet is a must for responses, with log.Fatal.
func MustGet(resp *http.Response, err error) *http.Response {
	if err != nil {
		log.Fatal(err)
	}
	return resp
}

// MustOK wants a good answer, too, and has none else.
func MustOK(resp *http.Response, err error) *http.Response {
	resp = MustGet(resp, err)
	if resp.StatusCode != http.StatusOK {
		log.Fatalf("status %s", resp.Status)
	}
	return resp
}

// OrNil returns nil where must would panic.
func OrNil(resp *http.Response, err error) *http.Response {
	if err != nil {
		return nil
	}
	return resp
}

// OrNilOK returns nil for a bad answer, too, which it drops.
func OrNilOK(resp *http.Response, err error) *http.Response {
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil
	}
	return resp
}

// mustFor is a must in two steps.
func MustFor[T any](t interface{ Fatalf(string, ...any) }) func(T, error) T {
	return func(v T, err error) T {
		if err != nil {
			t.Fatalf("%v", err)
			panic("unreachable")
		}
		return v
	}
}

// Failure is what try panics with.
type Failure struct{ Err error }

// Try panics, for recoverTo.
func Try[T any](v T, err error) T {
	if err != nil {
		panic(Failure{err})
	}
	return v
}

// RecoverTo turns what try has panicked with into an error.
func RecoverTo(err *error) {
	switch r := recover().(type) {
	case nil:
	case Failure:
		*err = r.Err
	default:
		panic(r)
	}
}

// decodeJSON is a decoder.
func DecodeJSON(r io.Reader, v any) error { return json.NewDecoder(r).Decode(v) }

// decodeClose is a decoder that closes.
func DecodeClose(r io.ReadCloser, v any) error {
	defer r.Close()
	return DecodeJSON(r, v)
}

// decodeOpen is a decoder that does not.
func DecodeOpen(r io.ReadCloser, v any) error { return DecodeJSON(r, v) }

// Into decodes by decode, and closes.
func Into(resp *http.Response, decode func(io.Reader, any) error, v any) error {
	defer resp.Body.Close()
	return decode(resp.Body, v)
}

// With decodes by decode, which has to close.
func With(resp *http.Response, decode func(io.ReadCloser, any) error, v any) error {
	return decode(resp.Body, v)
}

// Decoding returns what decodes by decode and closes.
func Decoding(decode func(io.Reader, any) error, v any) func(*http.Response, error) error {
	return func(resp *http.Response, err error) error {
		if err != nil {
			return err
		}
		return Into(resp, decode, v)
	}
}

// Reading returns what decodes by decode, and does not close.
func Reading(decode func(io.Reader, any) error, v any) func(*http.Response, error) error {
	return func(resp *http.Response, err error) error {
		if err != nil {
			return err
		}
		return decode(resp.Body, v)
	}
}
