package protocol

import "slices"

// contexts derive one context from another.
func contexts() []Func {
	derived := Result{Index: 0, Is: Context, Of: 0}
	cancel := Result{Index: 1, Is: Cancel, Of: 0}
	return slices.Concat(
		// "WithCancel returns a derived context that points to the parent
		// context but has a new Done channel. The returned context's Done
		// channel is closed when the returned cancel function is called or
		// when the parent context's Done channel is closed, whichever happens
		// first."
		alike(Func{Results: []Result{derived, cancel}, Reference: "https://pkg.go.dev/context#WithCancel"},
			"context.WithCancel", "context.WithCancelCause",
			"context.WithTimeout", "context.WithTimeoutCause",
			"context.WithDeadline", "context.WithDeadlineCause"),
		// "The stop function unregisters the signal behavior"; it cancels
		// the context, too.
		alike(Func{Results: []Result{derived, cancel}, Reference: "https://pkg.go.dev/os/signal#NotifyContext"},
			"os/signal.NotifyContext"),
		// A value is kept for whoever asks the context for its key.
		alike(Func{Args: args(Takes, 1, 2), Results: []Result{derived}, Reference: "https://pkg.go.dev/context#WithValue"},
			"context.WithValue"),
		// "WithoutCancel returns a derived context that points to the parent
		// context and is not canceled when parent is canceled": nothing of
		// the parent's is left that would matter here.
		alike(Func{Reference: "https://pkg.go.dev/context#WithoutCancel"},
			"context.WithoutCancel"),
		// "Done returns a channel that's closed when work done on behalf of
		// this context should be canceled": by whom is not known here.
		alike(Func{Results: result(0, Unsettled, 0), Reference: "https://pkg.go.dev/context#Context"},
			"(context.Context).Done"),
		// "The derived Context is canceled the first time a function passed
		// to Go returns a non-nil error or the first time Wait returns": there
		// is no function among the results that would cancel it.
		alike(Func{Results: result(1, Context, 0), Reference: "https://pkg.go.dev/golang.org/x/sync/errgroup#WithContext"},
			"golang.org/x/sync/errgroup.WithContext"),
	)
}
