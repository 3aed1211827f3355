package lib

import (
	"io"
	"net/http"

	"composed/lib/deep"
)

// Finish closes, by deep.
func Finish(resp *http.Response) error { return deep.Close(resp.Body) }

// Pause keeps, by deep.
func Pause(resp *http.Response) error { return deep.Keep(resp.Body) }

// Open opens, by deep.
func Open(url string) (*http.Response, error) {
	resp, err := deep.Get(url)
	if err != nil {
		return nil, err
	}
	if err := deep.Status(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

// MustOpen opens, by deep.
func MustOpen(url string) *http.Response { return deep.Must(deep.Get(url)) }

// ReadClose hands a closing function to deep.
func ReadClose(resp *http.Response) error {
	return deep.Use(resp, func(body io.ReadCloser) error {
		defer body.Close()
		_, err := io.Copy(io.Discard, body)
		return err
	})
}

// ReadOpen hands it one that does not close.
func ReadOpen(resp *http.Response) error {
	return deep.Use(resp, func(body io.ReadCloser) error {
		_, err := io.Copy(io.Discard, body)
		return err
	})
}
