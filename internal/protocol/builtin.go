package protocol

import (
	"slices"
	"sync"
)

// Builtin returns the table of what is known without being told.
func Builtin() *Table { return builtin() }

var builtin = sync.OnceValue(func() *Table {
	return NewTable(builtinRows(), slices.Concat(
		openers(),
		lenders(),
		responseFuncs(),
		requestFuncs(),
		readers(),
		wrappers(),
		keepers(),
		assertions(),
		callers(),
		retriers(),
		starters(),
		functionKeepers(),
		endings(),
		atomics(),
		testEndings(),
		errorMakers(),
		errorTests(),
		contexts(),
	))
})

// alike returns an entry for each of the names, all with the same meaning.
func alike(f Func, names ...string) []Func {
	funcs := make([]Func, len(names))
	for i, name := range names {
		funcs[i] = f
		funcs[i].Name = name
	}
	return funcs
}

// args says that each of the parameters is treated in the same way.
func args(does Effect, params ...int) []Arg {
	list := make([]Arg, len(params))
	for i, p := range params {
		list[i] = Arg{Param: p, Does: does}
	}
	return list
}

// result says one thing of one result.
func result(index int, is ResultKind, of int) []Result {
	return []Result{{Index: index, Is: is, Of: of}}
}
