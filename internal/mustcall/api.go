package mustcall

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// Env is the only door out of a function: all that the engine knows about
// anything it does not execute itself.
type Env interface {
	// Table is what is known about libraries.
	Table() *protocol.Table
	// Outcomes returns the ways in which f can end as seen by a caller
	// that hands it a resource through a parameter. No answer (false)
	// means unknown, never "keeps".
	Outcomes(f *types.Func, param int, seed Seed) ([]Outcome, bool)
	// Fresh returns the ways in which f returns a resource that its caller
	// owes for.
	Fresh(f *types.Func) []Fresh
	// Asserts reports whether f, a function of the package, has a type
	// assertion in its body: then the type of a parameter does not say all
	// that it can do with an argument.
	Asserts(f *types.Func) bool
	// Holds returns the declared function that a package-level variable holds
	// for good, or nil.
	Holds(v *types.Var) *types.Func
	// IsConstant reports whether a package-level variable keeps the value it
	// is declared with, as far as the package can see.
	IsConstant(v *types.Var) bool
	// AssignsFunc reports whether the package gives v, a field or a
	// package-level variable of function type, a function of its own.
	// Calls through such a variable do not open by signature.
	AssignsFunc(v *types.Var) bool
}

// A Result is what became of one obligation: the opening call, and what
// the exploration found at its exits.
type Result struct {
	Site ssa.CallInstruction
	Row  *protocol.Row
	// Root is the function from whose entry the obligation was explored.
	Root *ssa.Function
	// Leak is the shortest feasible leaking path, or nil.
	Leak *Leak
	// Further are leaking paths that end elsewhere, in case the witness of
	// the first is refused.
	Further []*Leak
	// Released and Transferred count states in which the duty was
	// discharged or passed on.
	Released, Transferred int
	// Ended counts states in which the process, the goroutine or the test
	// ended, which is no leak.
	Ended int
	// Voids counts the states in which the analysis lost track, by reason.
	Voids map[Reason]int
	// States is the number of (block, state) pairs explored.
	States int
	// Trace lists the explored states, if they were asked for.
	Trace []string
	// fresh are the ways in which the root function returns the resource.
	fresh []Fresh
}
