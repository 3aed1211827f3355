// Package b builds on package a, of which it knows only the facts.
package b

import (
	"a"
	"lib"
)

func Close(c *lib.Conn) { a.Close(c) } // want Close:"^0 resource: closed$"

func Code(c *lib.Conn) bool { return a.Code(c) == 200 }

func Open() *lib.Conn { // want Open:"^fresh conn .resource.$"
	c, err := a.Open()
	if err != nil {
		a.Die()
	}
	return c
}

func Lent() (*lib.Conn, error) { return a.Lent() }

func Die() { a.Die() } // want Die:"^noreturn$"
