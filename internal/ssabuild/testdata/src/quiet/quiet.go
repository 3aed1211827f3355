// Package quiet knows the resource, and opens none.
package quiet

import "lib"

var table = []func(*lib.Conn) error{
	func(c *lib.Conn) error { return c.Body.Close() },
}

func closeAll(cs ...*lib.Conn) {
	for _, c := range cs {
		c.Body.Close()
	}
}

func parse() (*lib.Conn, error) { return lib.Parse("") }
