// Package deep is below lib, which is below composed.
package deep

import (
	"errors"
	"io"
	"net/http"
)

// Close closes.
func Close(c io.Closer) error { return c.Close() }

// Keep does not.
func Keep(c io.Closer) error {
	if c == nil {
		return errors.New("nothing to keep")
	}
	return nil
}

// Get opens for the caller.
func Get(url string) (*http.Response, error) { return http.Get(url) }

// Status closes a bad answer.
func Status(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		return errors.Join(errors.New(resp.Status), Close(resp.Body))
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

// Use calls the function with the body.
func Use(resp *http.Response, f func(io.ReadCloser) error) error { return f(resp.Body) }
