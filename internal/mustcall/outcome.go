package mustcall

import "github.com/streamlint/streamlint/internal/protocol"

// A Seed says which part of an argument reaches the handle.
type Seed uint8

const (
	// SeedResource: the argument is the resource.
	SeedResource Seed = iota
	// SeedHandle: the argument is the handle.
	SeedHandle
	// SeedCallable: the argument is a function; an outcome with the event
	// Closed says that it was called.
	SeedCallable
	// SeedElement: an element of the argument (a slice, or the variadic
	// arguments) is the handle.
	SeedElement
)

// An Outcome is one way a function can end, as its caller sees it.
type Outcome struct {
	// Events surely happened.
	Events protocol.Event
	// Stored: the handle was put where others can reach it.
	Stored bool
	// Error is the state of the error result, Bool that of a single
	// boolean result.
	Error, Bool Tri
	// Returns is the index of the result that reaches the handle, or -1.
	Returns int8
	// Lost: the resource no longer leads to the handle.
	Lost bool
}

// Tri is a three-valued truth.
type Tri uint8

const (
	Unknown Tri = iota
	No
	Yes
)
