// Package lib is a module that another one depends on: it has no findings.
package lib

import (
	"net/http"

	"example.test/lib/deep"
)

func Close(resp *http.Response) { deep.Close(resp.Body) }

func CloseIf(resp *http.Response, really bool) {
	if really {
		resp.Body.Close()
	}
}

func Code(resp *http.Response) int { return resp.StatusCode }

func Get(url string) (*http.Response, error) { return deep.Get(url) }

func Must[T any](v T, err error) T {
	if err != nil {
		deep.Die()
	}
	return v
}

func Die() { deep.Die() }

func Fetch(url string) (*deep.Response, error) {
	resp, err := Get(url)
	if err != nil {
		return nil, err
	}
	return &deep.Response{HTTP: resp}, nil
}

func Call(f func() error) { _ = f() }

//bodyclose:handled
func Lent(url string) (*http.Response, error) { return http.Get(url) }
