package composed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
)

// get opens; what it returns is its caller's.
func get(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// requireOK closes what it does not return.
func requireOK(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// onlyOK drops what it does not return.
func onlyOK(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// check returns the response in every case, beside an error or not.
func check(resp *http.Response, err error) (*http.Response, error) {
	if err == nil && resp.StatusCode >= 400 {
		err = fmt.Errorf("status %s", resp.Status)
	}
	return resp, err
}

// consume closes, and returns the error only.
func consume(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// judge looks, and returns the error only.
func judge(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

// must panics if there is an error.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// mustAny is must for anything that can be an error.
func mustAny[T any](v T, err any, args ...any) T {
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
func mustGet(resp *http.Response, err error) *http.Response {
	if err != nil {
		log.Fatal(err)
	}
	return resp
}

// mustOK wants a good answer, too, and has none else.
func mustOK(resp *http.Response, err error) *http.Response {
	resp = mustGet(resp, err)
	if resp.StatusCode != http.StatusOK {
		log.Fatalf("status %s", resp.Status)
	}
	return resp
}

// orNil returns nil where must would panic.
func orNil(resp *http.Response, err error) *http.Response {
	if err != nil {
		return nil
	}
	return resp
}

// orNilOK returns nil for a bad answer, too, which it drops.
func orNilOK(resp *http.Response, err error) *http.Response {
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil
	}
	return resp
}

// mustFor is a must in two steps.
func mustFor[T any](t interface{ Fatalf(string, ...any) }) func(T, error) T {
	return func(v T, err error) T {
		if err != nil {
			t.Fatalf("%v", err)
			panic("unreachable")
		}
		return v
	}
}

// failure is what try panics with.
type failure struct{ Err error }

// try panics, for recoverTo.
func try[T any](v T, err error) T {
	if err != nil {
		panic(failure{err})
	}
	return v
}

// recoverTo turns what try has panicked with into an error.
func recoverTo(err *error) {
	switch r := recover().(type) {
	case nil:
	case failure:
		*err = r.Err
	default:
		panic(r)
	}
}

// decodeJSON is a decoder.
func decodeJSON(r io.Reader, v any) error { return json.NewDecoder(r).Decode(v) }

// decodeClose is a decoder that closes.
func decodeClose(r io.ReadCloser, v any) error {
	defer r.Close()
	return decodeJSON(r, v)
}

// decodeOpen is a decoder that does not.
func decodeOpen(r io.ReadCloser, v any) error { return decodeJSON(r, v) }

// into decodes by decode, and closes.
func into(resp *http.Response, decode func(io.Reader, any) error, v any) error {
	defer resp.Body.Close()
	return decode(resp.Body, v)
}

// with decodes by decode, which has to close.
func with(resp *http.Response, decode func(io.ReadCloser, any) error, v any) error {
	return decode(resp.Body, v)
}

// decoding returns what decodes by decode and closes.
func decoding(decode func(io.Reader, any) error, v any) func(*http.Response, error) error {
	return func(resp *http.Response, err error) error {
		if err != nil {
			return err
		}
		return into(resp, decode, v)
	}
}

// reading returns what decodes by decode, and does not close.
func reading(decode func(io.Reader, any) error, v any) func(*http.Response, error) error {
	return func(resp *http.Response, err error) error {
		if err != nil {
			return err
		}
		return decode(resp.Body, v)
	}
}
