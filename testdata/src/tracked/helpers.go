package tracked

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
)

// track returns the function that closes.
func track(resp *http.Response) func() {
	log.Print("open ", resp.Status)
	return func() {
		log.Print("close ", resp.Status)
		resp.Body.Close()
	}
}

// watch returns a function that only logs.
func watch(resp *http.Response) func() {
	log.Print("open ", resp.Status)
	return func() { log.Print("seen ", resp.Status) }
}

// closing closes at once, and returns a function that logs.
func closing(resp *http.Response) func() {
	err := resp.Body.Close()
	return func() { log.Print("closed: ", err) }
}

// releaser returns Close itself.
func releaser(resp *http.Response) func() error { return resp.Body.Close }

// releaserOK returns Close for a good answer, or nothing to call.
func releaserOK(resp *http.Response) func() error {
	if resp.StatusCode >= 300 {
		return func() error { return nil }
	}
	return resp.Body.Close
}

// guard returns a function that closes if the error is there by then.
func guard(err *error, resp *http.Response) func() {
	return func() {
		if *err != nil {
			resp.Body.Close()
		}
	}
}

// twice returns a function that returns the function that closes.
func twice(c io.Closer) func() func() {
	return func() func() {
		return func() { c.Close() }
	}
}

// scope has a list of what is to be called in the end.
type scope struct{ Releases []func() error }

// Add adds a function.
func (s *scope) Add(f func() error) { s.Releases = append(s.Releases, f) }

// Done calls all, the last one first.
func (s *scope) Done() {
	for i := len(s.Releases) - 1; i >= 0; i-- {
		s.Releases[i]()
	}
}

// capture runs f, and joins its error.
func capture(err *error, f func() error, format string, args ...any) {
	if e := f(); e != nil {
		*err = errors.Join(*err, fmt.Errorf(format+": %w", append(args, e)...))
	}
}

// captureFailed runs f if there is an error already.
func captureFailed(err *error, f func() error, format string, args ...any) {
	if *err == nil {
		return
	}
	if e := f(); e != nil {
		*err = errors.Join(*err, fmt.Errorf(format+": %w", append(args, e)...))
	}
}

// captureClose closes, and joins the error.
func captureClose(err *error, c io.Closer, msg string) {
	if e := c.Close(); e != nil && *err == nil {
		*err = fmt.Errorf("%s: %w", msg, e)
	}
}

// exhaust reads to the end, and closes unless that fails.
func exhaust(err *error, body io.ReadCloser, msg string) {
	if _, e := io.Copy(io.Discard, body); e != nil {
		*err = errors.Join(*err, fmt.Errorf("%s: %w", msg, e))
		return
	}
	capture(err, body.Close, "%s", msg)
}

// noError complains about an error, as test libraries do.
func noError(t interface{ Errorf(string, ...any) }, err error, args ...any) {
	if err != nil {
		t.Errorf("%v: %v", err, args)
	}
}

// noErrorOf gets the function that may fail.
func noErrorOf(t interface{ Errorf(string, ...any) }, f func() error) {
	if err := f(); err != nil {
		t.Errorf("%v", err)
	}
}

// noErrorFunc does not call its function: it wants to know that there is one.
func noErrorFunc(t interface{ Errorf(string, ...any) }, f func() error) {
	if f == nil {
		t.Errorf("no function")
	}
}
