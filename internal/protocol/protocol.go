package protocol

import "go/types"

// An Event is a bit: something that has happened to a resource.
// The engine collects the events of a path; a [Row] only interprets them.
type Event uint16

const (
	// Closed: the release method of the handle ran.
	Closed Event = 1 << iota
	// HalfClosed: one direction of a two-way resource was closed.
	HalfClosed
	// Ended: an operation of the resource reported, by its error or its
	// boolean result, that nothing more will come.
	Ended
	// Cancelled: the context that the resource was opened with is cancelled.
	Cancelled
)

// A Row describes one kind of resource: which values carry a duty, and
// which events discharge it.
type Row struct {
	// Name identifies the row in other rows, in flags and in facts.
	Name string
	// Noun is what a message calls the thing that leaks: "response body".
	Noun string
	// Release is the call a message asks for: "Close".
	Release string
	// Type is the type of the resource.
	Type Type
	// Handle names the field through which the duty is discharged
	// ("Body" of an http.Response); empty if it is the resource itself.
	Handle string
	// Methods are the methods of the handle that mean something.
	// A method that is not listed borrows.
	Methods []Method
	// Released is an OR of ANDs: nothing is owed once all events of one
	// of its elements have happened.
	Released []Event
	// OpensBySignature says that a call through an interface or a function
	// value whose results are exactly (Type, error) opens a resource.
	OpensBySignature bool
	// TakenOver lists values of a field of the resource that mean that the
	// duty has passed to somebody else (status 101: Switching Protocols).
	TakenOver []FieldValue
	// Reference is the address of the library's own sentence.
	Reference string
}

// IsReleased reports whether the events discharge the duty.
func (r *Row) IsReleased(ev Event) bool {
	for _, alt := range r.Released {
		if ev&alt == alt {
			return true
		}
	}
	return false
}

// Neutral returns the row with nothing that discharges: events happen, and
// somebody else says later what they are worth.
func (r *Row) Neutral() *Row {
	n := *r
	n.Released = nil
	return &n
}

// Asks reports whether an event can have a part in discharging the duty.
func (r *Row) Asks(ev Event) bool {
	for _, alt := range r.Released {
		if alt&ev != 0 {
			return true
		}
	}
	return false
}

// Method returns what the table knows of a method of the handle.
func (r *Row) Method(name string) (Method, bool) {
	for _, m := range r.Methods {
		if m.Name == name {
			return m, true
		}
	}
	return Method{}, false
}

// A Type names a type of a library.
type Type struct {
	Path, Name string
	// Pointer says that the duty is carried by a pointer to the type.
	Pointer bool
}

// A FieldValue is a field of integer type and one of its values.
type FieldValue struct {
	Field string
	Value int64
}

// A Method says what a call of one method of the handle means.
type Method struct {
	Name string
	// Event happens whatever the call returns.
	Event Event
	// On says which of the call's outcomes makes OnEvent happen.
	On Verdict
	// OnEvent happens if the call had the outcome On.
	OnEvent Event
}

// A Verdict is an outcome of a call that the caller can see.
type Verdict uint8

const (
	// NoVerdict: the call's results say nothing.
	NoVerdict Verdict = iota
	// ErrorResult: the call's last result is a non-nil error.
	ErrorResult
	// FalseResult: the call's only result is false.
	FalseResult
)

// A Func is what is known of one function of a library. Parameters are
// counted from 0, a receiver first; the last parameter of a variadic
// function stands for all of its arguments.
type Func struct {
	// Name is what (*types.Func).FullName prints of the origin:
	// "net/http.Get", "(*net/http.Client).Do", "(io.Closer).Close".
	Name string
	// Opens names the row whose duty comes with the result of the row's
	// type, in the world where the error result (if any) is nil.
	Opens string
	// Lends says that a result of a row's type carries no duty.
	Lends bool
	// Args says what happens to arguments. A parameter that is not
	// listed is borrowed: neither released, nor kept.
	Args []Arg
	// Results says what is known of results.
	Results []Result
	// Ends says how the function ends, if not by returning.
	Ends End
	// Reference is the address of the library's own sentence.
	Reference string
}

// An Arg is what a function does with one parameter.
type Arg struct {
	Param int
	Does  Effect
	// Unless is the outcome of the call in which it is not done, and the
	// argument is only borrowed: a function that closes what it has sent
	// may fail before. NoVerdict: it is always done.
	Unless Verdict
	// If is the boolean parameter that says whether it is done at all: where
	// that is false the argument is only borrowed. 0: it is always done.
	If int
}

// An Effect is what a function does with an argument.
type Effect uint8

const (
	// Borrows: used for the time of the call only.
	Borrows Effect = iota
	// Closes: released before the function returns.
	Closes
	// Takes: from now on somebody else owes.
	Takes
	// CallsOnce, CallsMaybe, CallsMany: a function argument is called
	// exactly once, at most once, any number of times, before the
	// function returns.
	CallsOnce
	CallsMaybe
	CallsMany
	// CallsUntilTrue: a function argument that returns a boolean is called
	// any number of times, and not again once it has returned true.
	CallsUntilTrue
	// CallsFirst: a function argument is called exactly once, by the first
	// call with the same receiver.
	CallsFirst
	// CallsLater: a function argument is called some time after the
	// function has returned, and surely (t.Cleanup).
	CallsLater
	// Starts: a function argument is called in a goroutine of its own.
	Starts
)

// A Result is what is known of one result of a function.
type Result struct {
	Index int
	Is    ResultKind
	// Of is the parameter that the kind speaks of.
	Of int
}

// A ResultKind relates a result to a parameter.
type ResultKind uint8

const (
	// NonNil: never nil. (Of is not used.)
	NonNil ResultKind = iota + 1
	// Same: the parameter itself.
	Same
	// Reader: reads through the parameter; closing it, if that can be
	// done at all, does not close the parameter.
	Reader
	// Wrapper: owns the parameter: closing it closes the parameter.
	Wrapper
	// NilWithNil: nil exactly if the parameter is nil (an error that wraps).
	NilWithNil
	// TrueWithNil, FalseWithNil: a boolean that is true, or false, exactly
	// if the parameter is nil (assertions that say whether they hold).
	TrueWithNil
	FalseWithNil
	// ImpliesNonNil: a boolean that is true only if the parameter is
	// not nil (errors.Is, errors.As).
	ImpliesNonNil
	// CallResult: an error, or a boolean, that is what the last call of
	// the parameter (a function) returned. A function that returns the
	// error of the last call calls again only after an error.
	CallResult
	// Context: a context derived from the parameter.
	Context
	// Cancel: a function that cancels the context among the results.
	Cancel
	// Unsettled: what other goroutines, or other calls, have had their part
	// in: a branch on it decides something that cannot be seen.
	Unsettled
)

// An End is how a call ends.
type End uint8

const (
	// Returns: normally.
	Returns End = iota
	// NeverReturns: the process or the goroutine ends.
	NeverReturns
	// Panics: the function panics; somebody may recover.
	Panics
	// FailsTest: it returns, but the test has failed from now on.
	FailsTest
)

// Named reports whether t is the type that n names, pointers and aliases
// considered.
func (n Type) Named(t types.Type) bool {
	t = types.Unalias(t)
	if n.Pointer {
		p, ok := t.(*types.Pointer)
		if !ok {
			return false
		}
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok {
		return false
	}
	obj := named.Origin().Obj()
	return obj.Name() == n.Name && obj.Pkg() != nil && obj.Pkg().Path() == n.Path
}
