// Package lib has helpers that do not see an http.Response.
package lib

import (
	"errors"
	"io"
	"net/http"
)

// Release closes any io.Closer.
func Release(c io.Closer) { c.Close() }

// Note takes any io.Closer, and leaves it alone.
func Note(c io.Closer) bool { return c != nil }

// ReleaseAny closes what can be closed.
func ReleaseAny(v any) {
	if c, ok := v.(io.Closer); ok {
		c.Close()
	}
}

// ReleaseHTTP knows responses, too.
func ReleaseHTTP(v any) {
	switch v := v.(type) {
	case *http.Response:
		v.Body.Close()
	case io.Closer:
		v.Close()
	}
}

// ReleaseReader closes a reader that can be closed.
func ReleaseReader(r io.Reader) error {
	if c, ok := r.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// Shut closes by its type parameter.
func Shut[C io.Closer](c C) { c.Close() }

// Pass returns what it is given.
func Pass[T any](v T) T { return v }

// ShutAny closes if the type parameter allows.
func ShutAny[T any](v T) {
	if c, ok := any(v).(io.Closer); ok {
		c.Close()
	}
}

// Each calls f for every element.
func Each[T any](list []T, f func(T)) {
	for _, v := range list {
		f(v)
	}
}

// With closes after use.
func With[C io.Closer, R any](c C, use func(C) (R, error)) (R, error) {
	defer c.Close()
	return use(c)
}

// Lend leaves the close to use.
func Lend[C io.Closer, R any](c C, use func(C) (R, error)) (R, error) {
	return use(c)
}

// Owner is generic, and closes what it owns.
type Owner[C io.Closer] struct{ Value C }

// Close closes the value.
func (o Owner[C]) Close() error { return o.Value.Close() }

// Forget forgets the value.
func (o *Owner[C]) Forget() {
	var none C
	o.Value = none
}

// Run calls what it is given.
func Run(f func() error) error { return f() }

// RunIf calls it if asked to.
func RunIf(f func() error, yes bool) error {
	if !yes {
		return nil
	}
	return f()
}

// Later returns a function that calls what it is given.
func Later(f func() error) func() error {
	return func() error { return f() }
}

// RunAll calls all.
func RunAll(list ...func() error) (err error) {
	for _, f := range list {
		err = errors.Join(err, f())
	}
	return err
}

// RunUntil calls them until one fails.
func RunUntil(list ...func() error) error {
	for _, f := range list {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// Apply calls a function with the response.
func Apply(resp *http.Response, f func(*http.Response) error) error { return f(resp) }

// ApplyOK calls it for a good answer.
func ApplyOK(resp *http.Response, f func(*http.Response) error) error {
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return f(resp)
}

// Finish closes, as a function that can be passed.
func Finish(resp *http.Response) error { return resp.Body.Close() }

// Check looks at the status, as a function that can be passed.
func Check(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

// Closer has methods that can be taken.
type Closer struct{ Closed int }

// Release closes.
func (c *Closer) Release(b io.Closer) {
	c.Closed++
	b.Close()
}

// Count counts.
func (c *Closer) Count(b io.Closer) { c.Closed++ }
