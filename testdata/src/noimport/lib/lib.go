// Package lib hands out responses, so that its users need not import net/http.
package lib

import (
	"io"
	"net/http"
)

// A Fetcher fetches what is at a path.
type Fetcher interface {
	Fetch(path string) (*http.Response, error)
	// Last is the response that was fetched last; it is not the caller's.
	Last() *http.Response
}

// A FetchFunc is a Fetcher in one function.
type FetchFunc func(path string) (*http.Response, error)

// A Client fetches by a function that its user provides.
type Client struct {
	Fetch FetchFunc
	Base  string
}

// A Response is an http.Response by a shorter name.
type Response = http.Response

// StatusOK is what a good answer has.
const StatusOK = http.StatusOK

// Default is what Get uses.
var Default = http.DefaultClient

// NewRequest returns a request for what is at the address.
func NewRequest(url string) (*http.Request, error) {
	return http.NewRequest(http.MethodGet, url, nil)
}

// Drain closes the body after reading what is left of it.
func Drain(body io.ReadCloser) {
	io.Copy(io.Discard, body)
	body.Close()
}
