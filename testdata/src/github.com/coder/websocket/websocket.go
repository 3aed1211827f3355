// Package websocket stands in for the library of that name.
package websocket

import (
	"context"
	"net/http"
)

// A Conn is a connection.
type Conn struct{}

// DialOptions are options of Dial.
type DialOptions struct{ HTTPClient *http.Client }

// Dial promises that nobody needs to close the response's body.
func Dial(ctx context.Context, url string, opts *DialOptions) (*Conn, *http.Response, error) {
	return &Conn{}, &http.Response{StatusCode: http.StatusSwitchingProtocols, Body: http.NoBody}, ctx.Err()
}

// Ping asks the other side whether it is there.
func (c *Conn) Ping(ctx context.Context) error { return ctx.Err() }

// CloseNow ends the connection.
func (c *Conn) CloseNow() error { return nil }
