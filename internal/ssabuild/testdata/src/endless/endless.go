// Package endless exports functions that never return, and others.
package endless

import "lib"

func Die(msg string) {
	println(msg)
	lib.Fatal()
}

func DieDeep() { Die("") }

func Spin() {
	for {
	}
}

type T struct{}

func (T) Method() { panic("") }

type stub struct{}

func (*stub) Method() { panic("not implemented") }

func Imported() { lib.Use(nil) }

func unexported() { Die("") }

func Returns() { lib.Mark() }

func ReturnsEarly(ok bool) {
	if ok {
		return
	}
	Die("")
}

func Defers() { defer Die("") }

func Value() int { return 1 }
