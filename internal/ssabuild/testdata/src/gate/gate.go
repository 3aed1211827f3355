// Package gate has the calls that the function gate must tell apart.
package gate

import "lib"

// No package-level literal matters: the initialisers are not built.
var table = []func(){func() {}, nothing}

// By name.

//test:matters
func byName() { lib.Dial("") }

//test:matters
func byMethod(c *lib.Client) (*lib.Conn, error) { return (c.Do)("") }

//test:matters
func byMethodExpression(c *lib.Client) { (*lib.Client).Do(c, "") }

//test:matters
func byInstance() { lib.DialAs("", 1) }

//test:matters
func byExplicitInstance() { lib.DialAs[string]("", "") }

//test:matters
func byOtherResults() { lib.Handshake("") }

type client struct{ *lib.Client }

//test:matters
func byPromotedMethod(c client) { c.Do("") }

//test:matters
func inDefer() { defer lib.Dial("") }

//test:matters
func inGo(c *lib.Client) { go c.Do("") }

//test:matters
func inLiteral() func() {
	return func() {
		func() { lib.Dial("") }()
	}
}

//test:matters
func (client) inMethod() { lib.Dial("") }

// By signature.

//test:matters
func byInterface(o lib.Opener) { o.Open("") }

type opener interface {
	lib.Opener
	other()
}

//test:matters
func byEmbeddedInterface(o opener) { o.Open("") }

type embeds struct{ lib.Opener }

//test:matters
func byPromotedInterfaceMethod(e *embeds) { e.Open("") }

type conn = lib.Conn

//test:matters
func byParameter(f func() (*conn, error)) { f() }

type openFunc func() (*lib.Conn, error)

//test:matters
func (f openFunc) Open() (*lib.Conn, error) { return f() }

//test:matters
func byElement(fs map[string][]openFunc) { fs[""][0]() }

//test:matters
func byField(s struct{ open openFunc }) { s.open() }

//test:matters
func byMethodValue(c *lib.Client) {
	do := c.Do
	do("")
}

// go/ssa makes a static call of this one, which opens by name.
//
//test:matters
func byLocalFunction() {
	shake := lib.Handshake
	shake("")
}

// Not at all.

func withoutEntry() (*lib.Conn, error) { return lib.Parse("") }

func ownFunction() { withoutEntry() }

func getter(g lib.Getter) { g.Conn().Body.Close() }

// Calls its argument, which its callers have to know.
//
//test:matters
func handedOn(use func(func(string) (*lib.Conn, error))) { use(lib.Dial) }

func made() []*lib.Conn {
	c := new(lib.Conn)
	d := (*lib.Conn)(c)
	return append([]*lib.Conn{c}, d)
}

func nothing() {}

// Names that several functions have, and what has no body.

//test:matters
func init() { lib.Dial("") }

func init() {}

//test:matters
func init() { lib.Dial("") }

func _() {}

//test:matters
func _() { lib.Dial("") }

func external() (*lib.Conn, error)
