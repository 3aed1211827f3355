// Package deep is what package lib builds on.
package deep

import (
	"io"
	"net/http"
	"os"
)

func Close(c io.Closer) { _ = c.Close() }

func Get(url string) (*http.Response, error) { return http.Get(url) }

func Die() { os.Exit(1) }

type Response struct{ HTTP *http.Response }

func (r *Response) Close() error { return r.HTTP.Body.Close() }

func (r *Response) Code() int { return r.HTTP.StatusCode }
