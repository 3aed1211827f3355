// Package helpers has functions of which a caller has to know what they do
// with an argument, and others that only look as if.
package helpers

import "lib"

// Of the resource.

//test:matters
func closes(c *lib.Conn) { c.Body.Close() }

//test:matters
func closesVariable(c *lib.Conn) {
	body := c.Body
	b := body
	defer b.Close()
}

//test:matters
func closesElements(cs ...*lib.Conn) {
	for _, c := range cs {
		c.Body.Close()
	}
}

//test:matters
func closesInLiteral(c *lib.Conn) { func() { c.Body.Close() }() }

//test:matters
func handsOut(c *lib.Conn) *lib.Conn { return c }

//test:matters
func namesResult(c *lib.Conn) (body lib.Closer) {
	body = c.Body
	return
}

//test:matters
func replaces(c *lib.Conn, b lib.Closer) { c.Body = b }

//test:matters
func sends(c *lib.Conn, to chan *lib.Conn) { to <- c }

//test:matters
func binds(c *lib.Conn) func() error { return c.Body.Close }

var last *lib.Conn

//test:matters
func stores(c *lib.Conn) { last = c }

// What it is handed on to decides.
//
//test:matters
func handsOn(c *lib.Conn) { closes(c) }

//test:matters
func handsOnInTurn(c *lib.Conn, n int) {
	if n > 0 {
		handsOnInTurnAgain(c, n-1)
	}
}

//test:matters
func handsOnInTurnAgain(c *lib.Conn, n int) {
	handsOnInTurn(c, n)
	closes(c)
}

//test:matters
func reads(c *lib.Conn) bool { return c != nil && c.Body != nil }

//test:matters
func readsInTurn(c *lib.Conn) bool { return reads(c) || readsInTurn(c) }

func unnamed(*lib.Conn) {}

// To one about whom nothing is known: there is nothing to explore.
func handsToStranger(c *lib.Conn) { lib.Use(c) }

func handsToFunction(c *lib.Conn, o interface{ use(*lib.Conn) }) { o.use(c) }

// Of the handle.

//test:matters
func closesHandle(c lib.Closer) error { return c.Close() }

//test:matters
func widens(r lib.Reader) {
	if c, ok := r.(lib.Closer); ok {
		c.Close()
	}
}

//test:matters
func switches(r lib.Reader) {
	switch c := r.(type) {
	case lib.Closer:
		c.Close()
	}
}

func narrows(r lib.Closer) bool {
	_, ok := r.(lib.Reader)
	return ok
}

// Cannot be a handle.
func otherInterface(o lib.Opener) lib.Opener { return o }

// Of anything.

//test:matters
func closesAnything(v any) {
	if c, ok := v.(lib.Closer); ok {
		c.Close()
	}
}

//test:matters
func identity[T any](v T) T { return v }

func inspects(v any) bool {
	_, ok := v.(int)
	return ok
}

var anything any

func storesAnything(v any) { anything = v }

var list []any

func appendsAnything(v any) { list = append(list, v) }

// Of functions.

//test:matters
func calls(f func() error) error { return f() }

//test:matters
func defers(f func()) { defer f() }

//test:matters
func callsElements(fs []func()) {
	for _, f := range fs {
		f()
	}
}

func storesFunction(f func()) { anything = f }

// Of an owner.

type owner struct {
	conn *lib.Conn
	name string
}

//test:matters
func (o *owner) close() error { return o.conn.Body.Close() }

func (o *owner) String() string { return o.name }

//test:matters
func inOwner(o owner) *lib.Conn { return o.conn }

type file struct{ name string }

func (f *file) Close() error { return nil }

func (f *file) again() error { return f.Close() }

// Whether they return depends on an argument.

//test:matters
func check(err error) {
	if err != nil {
		lib.Fatal()
	}
}

//test:matters
func assert(ok bool) {
	if !ok {
		panic("")
	}
}

//test:matters
func logs(err error) {
	if err != nil {
		lib.Fail()
	}
}

func checksAll(errs []string) {
	for range errs {
		lib.Fatal()
	}
}
