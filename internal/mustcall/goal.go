package mustcall

import "golang.org/x/tools/go/ssa"

// A goal is what an exploration is for, and decides where it stops and what
// the ends of its root function mean. There are four: the walk before any
// duty is born ([prewalk]), an obligation ([obligation]), what a literal may
// do when somebody calls it ([probe]), and what a function does with an
// argument ([summary]).
type goal interface {
	// isSite reports whether the goal has to see a call before it is made.
	isSite(ssa.CallInstruction) bool
	// atSite is told that a path has come to such a call. It reports whether
	// the path goes on: the call is then anybody's.
	atSite(path, ssa.CallInstruction) bool
	// atEnd is told that a path has come to the end of the root function.
	atEnd(p path, at ssa.Instruction, results []val)
	// ended is told how a path ended, and why if it is void.
	ended(p path, k endKind, at ssa.Instruction, why Reason)
	// branches is told of a branch that can go both ways, or, with nil, of a
	// select.
	branches(state, *ssa.If, val)
	// seeks reports whether what the body of a literal does matters whatever
	// it captures; missed is told that such a body was not executed.
	seeks(*ssa.Function) bool
	missed(*ssa.Function)
	// abandons reports whether a state with a lost duty is not worth
	// exploring.
	abandons(*node) bool
}

// anyEnd is a goal that stops nowhere.
type anyEnd struct{}

func (anyEnd) isSite(ssa.CallInstruction) bool              { return false }
func (anyEnd) atSite(path, ssa.CallInstruction) bool        { return true }
func (anyEnd) atEnd(path, ssa.Instruction, []val)           {}
func (anyEnd) ended(path, endKind, ssa.Instruction, Reason) {}
func (anyEnd) branches(state, *ssa.If, val)                 {}
func (anyEnd) seeks(*ssa.Function) bool                     { return false }
func (anyEnd) missed(*ssa.Function)                         {}
func (anyEnd) abandons(*node) bool                          { return false }
