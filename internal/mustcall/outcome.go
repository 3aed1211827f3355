package mustcall

import "github.com/streamlint/streamlint/internal/protocol"

// A Seed says which part of an argument leads to the handle.
type Seed uint8

const (
	// SeedResource: the argument is the resource.
	SeedResource Seed = iota
	// SeedHandle: the argument is the handle.
	SeedHandle
	// SeedCallable: the argument is a function; an outcome with the event
	// Closed says that it was called.
	SeedCallable
	// SeedElement: the argument is a slice, or the variadic arguments, and
	// its elements are what their type says ([Analysis.SeedFor]).
	SeedElement

	// SeedNothing: nothing leads to a handle. The outcomes are those of the
	// function as a whole, its parameter is 0: it may end the process unless
	// an error is nil, or say by its result whether one is.
	SeedNothing Seed = 1<<8 - 1

	seedBits = 2
)

// maxSeedField is the last field that a seed can be at.
const maxSeedField = 1<<(8-seedBits) - 3

// At is the seed for an argument that is, or points to, a struct whose field
// of that index is what s says: an owner. ok is false if there is none.
func (s Seed) At(field int) (_ Seed, ok bool) {
	return s | Seed(field+1)<<seedBits, field <= maxSeedField && s < 1<<seedBits
}

// Field is the field that the seed is at, and what that is; or -1.
func (s Seed) Field() (field int, of Seed) {
	return int(s>>seedBits) - 1, s & (1<<seedBits - 1)
}

// An Outcome is one way a function can end, as its caller sees it.
type Outcome struct {
	// Events surely happened.
	Events protocol.Event
	// Stored: the handle was put where others can reach it, or handed to
	// somebody who takes it.
	Stored bool
	// Error says whether the error that is the last result is nil, Bool
	// whether a boolean that is the last result is true.
	Error, Bool Tri
	// Returns is the index of a result that leads to the handle, and As how;
	// -1 if none does.
	Returns int8
	As      ReturnKind
	// Lost: the resource no longer leads to the handle.
	Lost bool
	// If is what must be true of other arguments for this to be the end.
	If []Condition
}

// A ReturnKind says how a result leads to the handle.
type ReturnKind uint8

const (
	// ReturnsArgument: it is the argument.
	ReturnsArgument ReturnKind = iota + 1
	// ReturnsPart: it is the element, or the field, that the seed is at.
	ReturnsPart
	// ReturnsHandle: it is the handle of the argument.
	ReturnsHandle
	// ReturnsReleaser: it is a function whose call discharges.
	ReturnsReleaser
	// ReturnsHolder: it leads there in some other way.
	ReturnsHolder
)

// A Condition is a set of integers that an argument, or a field of what it
// points to, is in. Nil and false are 0, true is 1, any other pointer is
// some integer but 0.
type Condition struct {
	// Param is the parameter, a receiver being 0.
	Param int
	// Path leads from it to a field: "" is the parameter itself, ".2" the
	// third field of the struct that it is or points to, "*" the variable
	// that it points to.
	Path string
	In   []Interval
}

// An Interval is the integers from Lo to Hi, both included.
type Interval struct{ Lo, Hi int64 }

// Tri is a three-valued truth.
type Tri uint8

const (
	Unknown Tri = iota
	No
	Yes
)

// A Fresh is one way in which a function returns a resource that its caller
// owes for. Where the function returns an error, it is nil then.
type Fresh struct {
	// Row names the protocol row.
	Row string
	// Results are the shapes of all results, by index.
	Results []Shape
	// If is what must be true of the arguments.
	If []Condition
	// Fields are what is known of fields of the resource, by path.
	Fields []Field
}

// A Field is what is known of a field of the resource.
type Field struct {
	Path string
	In   []Interval
}

// A Shape is what is known of a result: a small tree.
type Shape struct {
	Kind ShapeKind
	// Const is the constant (ShapeConst).
	Const int64
	// ZeroRest says that the parts that are not among Parts are zero, numbers
	// and strings aside.
	ZeroRest bool
	// Parts are those of a pointer, a struct or a container that are known,
	// sorted by path: ".2" is a field, "[*]" an element.
	Parts []Part
}

// A Part is a part of a shape.
type Part struct {
	Path  string
	Shape Shape
}

// A ShapeKind is a kind of shape.
type ShapeKind uint8

const (
	// ShapeUnknown: anything.
	ShapeUnknown ShapeKind = iota
	// ShapeResource: the open resource.
	ShapeResource
	// ShapeHandle: its handle.
	ShapeHandle
	// ShapeReleaser: a function whose call discharges.
	ShapeReleaser
	// ShapeConst: a constant, which is 0 for nil and false, and stands for a
	// string as in a Condition.
	ShapeConst
	// ShapeNonNil: anything but nil, or true.
	ShapeNonNil
	// ShapePointer: points to what has the parts.
	ShapePointer
	// ShapeStruct: a struct with the parts.
	ShapeStruct
	// ShapeContainer: a slice, array, map or channel with the parts.
	ShapeContainer
)
