// Package http is what the random programs know of net/http. It is
// type-checked in the place of net/http, and it can be run: every way in
// which an open can end is tried by package world.
package http

import (
	"errors"
	"io"

	"example.com/world"
)

type Response struct {
	StatusCode int
	Body       io.ReadCloser
}

// NoBody is a body that nobody owes anything for.
var NoBody io.ReadCloser = &world.Body{Closed: true}

// Get opens, or does not.
func Get(site string) (*Response, error) {
	switch world.Outcome() {
	case world.OK:
		return &Response{world.Status(), world.Open(site)}, nil
	case world.Err:
		return nil, errors.New("refused")
	case world.ErrResp:
		return &Response{world.Status(), &world.Body{Closed: true}}, errors.New("redirected too often")
	}
	return nil, nil
}
