// Package wrappers has functions that pass on what they open, and their
// callers.
package wrappers

import "lib"

//test:matters
func open() *lib.Conn {
	c, _ := lib.Dial("")
	return c
}

//test:matters
func again() *lib.Conn { return open() }

type result struct {
	conn *lib.Conn
	n    int
}

//test:matters
func inResult() (*result, error) { return &result{again(), 1}, nil }

//test:matters
func caller() {
	r, err := inResult()
	if err == nil {
		r.conn.Body.Close()
	}
}

//test:matters
func keepsToItself() int {
	open().Body.Close()
	return 1
}

func callsOther() int { return keepsToItself() }

//test:matters
func asFunction() func() { return func() { open() } }

var table = []func(){func() {}, func() { open() }}
