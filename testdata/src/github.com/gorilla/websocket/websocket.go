// Package websocket stands in for the library of that name.
package websocket

import "net/http"

// A Conn is a connection.
type Conn struct{}

// A Dialer opens connections.
type Dialer struct{ Proxy string }

// DefaultDialer has no options.
var DefaultDialer = &Dialer{}

// Dial promises that nobody needs to close the response's body.
func (d *Dialer) Dial(url string, header http.Header) (*Conn, *http.Response, error) {
	return &Conn{}, &http.Response{StatusCode: http.StatusSwitchingProtocols, Body: http.NoBody}, nil
}

// Close ends the connection.
func (c *Conn) Close() error { return nil }
