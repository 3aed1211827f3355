// Package lib has helpers that return the function that closes, or get it.
package lib

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
)

// Track returns the function that closes.
func Track(resp *http.Response) func() {
	log.Print("open ", resp.Status)
	return func() {
		log.Print("close ", resp.Status)
		resp.Body.Close()
	}
}

// Watch returns a function that only logs.
func Watch(resp *http.Response) func() {
	log.Print("open ", resp.Status)
	return func() { log.Print("seen ", resp.Status) }
}

// Closing closes at once, and returns a function that logs.
func Closing(resp *http.Response) func() {
	err := resp.Body.Close()
	return func() { log.Print("closed: ", err) }
}

// Releaser returns Close itself.
func Releaser(resp *http.Response) func() error { return resp.Body.Close }

// ReleaserOK returns Close for a good answer, or nothing to call.
func ReleaserOK(resp *http.Response) func() error {
	if resp.StatusCode >= 300 {
		return func() error { return nil }
	}
	return resp.Body.Close
}

// Guard returns a function that closes if the error is there by then.
func Guard(err *error, resp *http.Response) func() {
	return func() {
		if *err != nil {
			resp.Body.Close()
		}
	}
}

// Twice returns a function that returns the function that closes.
func Twice(c io.Closer) func() func() {
	return func() func() {
		return func() { c.Close() }
	}
}

// Scope has a list of what is to be called in the end.
type Scope struct{ Releases []func() error }

// Add adds a function.
func (s *Scope) Add(f func() error) { s.Releases = append(s.Releases, f) }

// Done calls all, the last one first.
func (s *Scope) Done() {
	for i := len(s.Releases) - 1; i >= 0; i-- {
		s.Releases[i]()
	}
}

// Capture runs f, and joins its error.
func Capture(err *error, f func() error, format string, args ...any) {
	if e := f(); e != nil {
		*err = errors.Join(*err, fmt.Errorf(format+": %w", append(args, e)...))
	}
}

// CaptureFailed runs f if there is an error already.
func CaptureFailed(err *error, f func() error, format string, args ...any) {
	if *err == nil {
		return
	}
	if e := f(); e != nil {
		*err = errors.Join(*err, fmt.Errorf(format+": %w", append(args, e)...))
	}
}

// CaptureClose closes, and joins the error.
func CaptureClose(err *error, c io.Closer, msg string) {
	if e := c.Close(); e != nil && *err == nil {
		*err = fmt.Errorf("%s: %w", msg, e)
	}
}

// Exhaust reads to the end, and closes unless that fails.
func Exhaust(err *error, body io.ReadCloser, msg string) {
	if _, e := io.Copy(io.Discard, body); e != nil {
		*err = errors.Join(*err, fmt.Errorf("%s: %w", msg, e))
		return
	}
	Capture(err, body.Close, "%s", msg)
}

// NoError complains about an error, as test libraries do.
func NoError(t interface{ Errorf(string, ...any) }, err error, args ...any) {
	if err != nil {
		t.Errorf("%v: %v", err, args)
	}
}

// NoErrorOf gets the function that may fail.
func NoErrorOf(t interface{ Errorf(string, ...any) }, f func() error) {
	if err := f(); err != nil {
		t.Errorf("%v", err)
	}
}

// NoErrorFunc does not call its function: it wants to know that there is one.
func NoErrorFunc(t interface{ Errorf(string, ...any) }, f func() error) {
	if f == nil {
		t.Errorf("no function")
	}
}
