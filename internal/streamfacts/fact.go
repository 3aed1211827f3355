package streamfacts

import (
	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// A Function is what is known of a function or method, of a generic one as
// it is declared.
type Function struct {
	// NoReturn: it never returns to its caller.
	NoReturn bool
	// Lends: its documentation says that it handles what it returns.
	Lends bool
	// Asserts: it may ask what else an argument can do than its type says,
	// and what it did then is not known.
	Asserts bool
	// Params are the answers about parameters, by parameter and seed.
	Params []Param
	// Fresh are the alternatives that the caller owes for.
	Fresh []mustcall.Fresh
}

// A Param is what a function does with one parameter, a receiver being
// parameter 0.
type Param struct {
	Index    int
	Seed     mustcall.Seed
	Outcomes []mustcall.Outcome
}

// A Package is what is known of a package as a whole.
type Package struct {
	// Failed is why there are no facts about its functions: a sentence about
	// an error in this program.
	Failed string
}

var (
	_ analysis.Fact = (*Function)(nil)
	_ analysis.Fact = (*Package)(nil)
)

// Types are the fact types, as an analyzer has to declare them.
func Types() []analysis.Fact { return []analysis.Fact{new(Function), new(Package)} }

// AFact marks the type as a fact.
func (*Function) AFact() {}

// AFact marks the type as a fact.
func (*Package) AFact() {}

// IsEmpty reports whether f says nothing.
func (f *Function) IsEmpty() bool {
	return !f.NoReturn && !f.Lends && !f.Asserts && len(f.Params) == 0 && len(f.Fresh) == 0
}

// Outcomes is the answer for a parameter, if there is one.
func (f *Function) Outcomes(param int, seed mustcall.Seed) ([]mustcall.Outcome, bool) {
	for _, p := range f.Params {
		if p.Index == param && p.Seed == seed {
			return p.Outcomes, true
		}
	}
	return nil, false
}

// HasParam reports whether there is an answer for a parameter, whatever part
// of the argument it is about.
func (f *Function) HasParam(param int) bool {
	for _, p := range f.Params {
		if p.Index == param {
			return true
		}
	}
	return false
}
