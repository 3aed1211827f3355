// Package generics has the shapes of generic code.
package generics

import "lib"

// A body is built once, with its type parameters.
//
//test:matters
func must[T any](t T, err error) (T, error) {
	lib.Dial("")
	return t, err
}

// A static callee without an entry, which may pass on what it opened.
//
//test:matters
func caller() { must(new(lib.Conn), nil) }

//test:matters
func constrained[O lib.Opener](o O) { o.Open("") }

//test:matters
func core[F ~func() (*lib.Conn, error)](f F) { f() }

type source[T any] interface{ Next() (T, error) }

// The results get their type from the instance.
//
//test:matters
func instance(s source[*lib.Conn]) { s.Next() }

func otherInstance(s source[int]) { s.Next() }

type pool[T any] struct{ items []T }

//test:matters
func (p *pool[T]) fill(o lib.Opener, conv func(*lib.Conn) T) {
	c, err := o.Open("")
	if err == nil {
		p.items = append(p.items, conv(c))
	}
}

func (p *pool[T]) size() int { return len(p.items) }

// The callees have no body in a lazy build: the calls look the same.
//
//test:matters
func use(p *pool[string]) int {
	p.fill(nil, func(*lib.Conn) string { lib.Dial(""); return "" })
	size := p.size
	f := (*pool[string]).size
	return size() + f(p)
}
