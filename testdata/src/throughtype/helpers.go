package throughtype

import (
	"errors"
	"io"
	"net/http"
)

// release closes any io.Closer.
func release(c io.Closer) { c.Close() }

// note takes any io.Closer, and leaves it alone.
func note(c io.Closer) bool { return c != nil }

// releaseAny closes what can be closed.
func releaseAny(v any) {
	if c, ok := v.(io.Closer); ok {
		c.Close()
	}
}

// releaseHTTP knows responses, too.
func releaseHTTP(v any) {
	switch v := v.(type) {
	case *http.Response:
		v.Body.Close()
	case io.Closer:
		v.Close()
	}
}

// releaseReader closes a reader that can be closed.
func releaseReader(r io.Reader) error {
	if c, ok := r.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// shut closes by its type parameter.
func shut[C io.Closer](c C) { c.Close() }

// pass returns what it is given.
func pass[T any](v T) T { return v }

// shutAny closes if the type parameter allows.
func shutAny[T any](v T) {
	if c, ok := any(v).(io.Closer); ok {
		c.Close()
	}
}

// each calls f for every element.
func each[T any](list []T, f func(T)) {
	for _, v := range list {
		f(v)
	}
}

// with closes after use.
func with[C io.Closer, R any](c C, use func(C) (R, error)) (R, error) {
	defer c.Close()
	return use(c)
}

// lend leaves the close to use.
func lend[C io.Closer, R any](c C, use func(C) (R, error)) (R, error) {
	return use(c)
}

// owner is generic, and closes what it owns.
type owner[C io.Closer] struct{ Value C }

// Close closes the value.
func (o owner[C]) Close() error { return o.Value.Close() }

// Forget forgets the value.
func (o *owner[C]) Forget() {
	var none C
	o.Value = none
}

// run calls what it is given.
func run(f func() error) error { return f() }

// runIf calls it if asked to.
func runIf(f func() error, yes bool) error {
	if !yes {
		return nil
	}
	return f()
}

// later returns a function that calls what it is given.
func later(f func() error) func() error {
	return func() error { return f() }
}

// runAll calls all.
func runAll(list ...func() error) (err error) {
	for _, f := range list {
		err = errors.Join(err, f())
	}
	return err
}

// runUntil calls them until one fails.
func runUntil(list ...func() error) error {
	for _, f := range list {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// apply calls a function with the response.
func apply(resp *http.Response, f func(*http.Response) error) error { return f(resp) }

// applyOK calls it for a good answer.
func applyOK(resp *http.Response, f func(*http.Response) error) error {
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return f(resp)
}

// finish closes, as a function that can be passed.
func finish(resp *http.Response) error { return resp.Body.Close() }

// check looks at the status, as a function that can be passed.
func check(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

// closer has methods that can be taken.
type closer struct{ Closed int }

// Release closes.
func (c *closer) Release(b io.Closer) {
	c.Closed++
	b.Close()
}

// Count counts.
func (c *closer) Count(b io.Closer) { c.Closed++ }
