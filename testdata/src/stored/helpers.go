package stored

import (
	"errors"
	"io"
	"log"
	"net/http"
)

// release is a closure in a variable that nobody assigns again.
var release = func(resp *http.Response) { resp.Body.Close() }

// note is one that closes nothing.
var note = func(resp *http.Response) { log.Print(resp.Status) }

// closeFunc is a function with a name, in a variable.
var closeFunc = finish

func finish(resp *http.Response) { resp.Body.Close() }

// counting is a closure that a function has made.
var counting = counted()

func counted() func(*http.Response) int {
	n := 0
	return func(resp *http.Response) int {
		n++
		resp.Body.Close()
		return n
	}
}

// Release calls the closure in a variable.
func Release(resp *http.Response) { release(resp) }

// Note calls the other one.
func Note(resp *http.Response) { note(resp) }

// Finish calls the function in a variable.
func Finish(resp *http.Response) { closeFunc(resp) }

// Count calls the closure that a function has made.
func Count(resp *http.Response) int { return counting(resp) }

// hook is assigned again: what is called is not known before.
var hook = note

// SetHook assigns it.
func SetHook(f func(*http.Response)) { hook = f }

// Hook calls what has been assigned.
func Hook(resp *http.Response) { hook(resp) }

// all close, whichever is taken.
var all = map[string]func(*http.Response) error{
	"text": func(resp *http.Response) error {
		defer resp.Body.Close()
		_, err := io.Copy(log.Writer(), resp.Body)
		return err
	},
	"none": func(resp *http.Response) error { return resp.Body.Close() },
}

// some close, others do not.
var some = []func(*http.Response) error{
	func(resp *http.Response) error { return resp.Body.Close() },
	func(resp *http.Response) error { return errors.New(resp.Status) },
}

// Dispatch calls what is in the map, and closes what has no name there.
func Dispatch(name string, resp *http.Response) error {
	f, ok := all[name]
	if !ok {
		return resp.Body.Close()
	}
	return f(resp)
}

// Lookup calls what is in the map, if there is something.
func Lookup(name string, resp *http.Response) error {
	if f := all[name]; f != nil {
		return f(resp)
	}
	return errors.New("unknown: " + name)
}

// Second calls the second one.
func Second(resp *http.Response) error { return some[1](resp) }

// First calls the first one.
func First(resp *http.Response) error { return some[0](resp) }

// A Finisher can be implemented here only.
type Finisher interface{ finishResponse(*http.Response) error }

type finisher struct{ n int }

func (f *finisher) finishResponse(resp *http.Response) error {
	f.n++
	return resp.Body.Close()
}

// NewFinisher returns the only implementation.
func NewFinisher() Finisher { return &finisher{} }

// FinishBy calls the method.
func FinishBy(f Finisher, resp *http.Response) error { return f.finishResponse(resp) }

// A Viewer can be implemented here only.
type Viewer interface{ viewResponse(*http.Response) error }

type viewer struct{ n int }

func (v *viewer) viewResponse(resp *http.Response) error {
	v.n++
	_, err := io.Copy(io.Discard, resp.Body)
	return err
}

// NewViewer returns the only implementation.
func NewViewer() Viewer { return &viewer{} }

// ViewBy calls the method.
func ViewBy(v Viewer, resp *http.Response) error { return v.viewResponse(resp) }

// A Handler is an interface that others could implement.
type Handler interface {
	Handle(*http.Response) error
}

type closing struct{}

// Handle closes.
func (closing) Handle(resp *http.Response) error { return resp.Body.Close() }

// NewHandler returns an implementation that closes.
func NewHandler() Handler { return closing{} }

// Handlers has a function in a field.
type Handlers struct{ OnDone func(*http.Response) error }

// NewHandlers sets the field.
func NewHandlers() *Handlers {
	return &Handlers{OnDone: func(resp *http.Response) error { return resp.Body.Close() }}
}

// Done calls what is in the field.
func (h *Handlers) Done(resp *http.Response) error { return h.OnDone(resp) }
