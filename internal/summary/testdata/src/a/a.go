// Package a exports helpers and wrappers.
package a

import (
	"errors"

	"lib"
)

func Close(c *lib.Conn) { c.Body.Close() } // want Close:"^0 resource: closed$"

func CloseHandle(c lib.Closer) error { return c.Close() } // want CloseHandle:"^0 handle: closed, error; closed, no error$"

func CloseIf(c *lib.Conn, really bool) { // want CloseIf:"^0 resource: kept if 1=.0.; closed if 1=.*-1 1.*$"
	if really {
		c.Body.Close()
	}
}

func CloseOnError(c *lib.Conn) error { // want CloseOnError:"^0 resource: .*closed, error.*"
	if c.Code != 200 {
		c.Body.Close()
		return errors.New("status")
	}
	return nil
}

func Code(c *lib.Conn) int { return c.Code } // want Code:"^0 resource: kept$"

func Same(c *lib.Conn) *lib.Conn { return c } // want Same:"^0 resource: kept, result 0 is it$"

func CloseAll(cs ...*lib.Conn) { // want CloseAll:"^0 element: closed$"
	for _, c := range cs {
		c.Body.Close()
	}
}

func Call(f func() error) error { return f() } // want Call:"^0 callable: closed, error; closed, no error$"

// What a helper does is known through others, in turn.

func CloseDeep(c *lib.Conn, n int) { // want CloseDeep:"^0 resource: closed$"
	if n > 0 {
		closeDeeper(c, n-1)
		return
	}
	Close(c)
}

func closeDeeper(c *lib.Conn, n int) { CloseDeep(c, n) }

func Open() (*lib.Conn, error) { return lib.Dial("") } // want Open:"^fresh conn .resource, 0.$"

func OpenDeep() *lib.Conn { // want OpenDeep:"^fresh conn .resource.$"
	c, err := Open()
	if err != nil {
		return nil
	}
	return c
}

//bodyclose:handled
func Lent() (*lib.Conn, error) { return lib.Dial("") } // want Lent:"^lends$"

func Die() { lib.Exit() } // want Die:"^noreturn$"

// An Owner has the resource in a field.
type Owner struct {
	n    int
	conn *lib.Conn
}

func (o *Owner) Close() { o.conn.Body.Close() } // want Close:"^0 resource at .1: closed$"

func (o *Owner) Code() int { return o.conn.Code } // want Code:"^0 resource at .1: kept$"

func Check(err error) { // want Check:"^0 nothing: kept if 0=.0.$"
	if err != nil {
		lib.Exit()
	}
}

// Of no interest.

func Log(args ...any) {}

func Read(r lib.Reader) int { return r.Read() }

func Widen(r lib.Reader) { // want Widen:"^0 handle: closed$"
	if c, ok := r.(lib.Closer); ok {
		c.Close()
	}
}

var last *lib.Conn

func Store(c *lib.Conn) { last = c }

func unexported(c *lib.Conn) { c.Body.Close() }
