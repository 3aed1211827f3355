package diagnose

import (
	"cmp"
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// A reason is what decided, in a step of the path: a branch, or a call that
// would have released the handle and did not.
type reason struct {
	step   int
	branch *ssa.If
	taken  bool
	// implied: what precedes leaves no other side.
	implied bool
	call    ssa.CallInstruction
}

// reasons returns the reasons up to a step, in the order of the path: what
// is decided after the damage is done explains nothing.
func reasons(leak *mustcall.Leak, until int) []reason {
	var list []reason
	for _, d := range leak.Decisive {
		if step := decidedIn(leak, d.If); step < until {
			list = append(list, reason{step: step, branch: d.If, taken: d.Taken, implied: d.Implied})
		}
	}
	born := false
	for i, step := range leak.Steps[:until] {
		switch {
		case step.Kind == mustcall.Birth:
			born = true
		case born && step.Kind == mustcall.Choose && step.Choice == mustcall.ErrorNonNil &&
			slices.Contains(leak.Released, step.Instr):
			if call, ok := step.Instr.(ssa.CallInstruction); ok {
				list = append(list, reason{step: i, call: call})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b reason) int { return cmp.Compare(a.step, b.step) })
	return list
}

// decidedIn is the step of a path that a branch ends: the last in which the
// block of the branch is entered.
func decidedIn(leak *mustcall.Leak, branch *ssa.If) int {
	for i := len(leak.Steps) - 1; i >= 0; i-- {
		if leak.Steps[i].Kind == mustcall.EnterBlock && leak.Steps[i].Block == branch.Block() {
			return i
		}
	}
	return len(leak.Steps)
}

// maxReasons is how many reasons a diagnostic gives.
const maxReasons = 2

// conditions puts reasons into the terms of the source, if it has any: the
// last ones, which are nearest to the leak. That a loop goes on is left out:
// a reader sees that what happens happens in a loop.
func (s *Source) conditions(leak *mustcall.Leak, st site, list []reason) []condition {
	var conds []condition
	for _, r := range slices.Backward(list) {
		c := s.ofReason(leak, st, r)
		known := func(k condition) bool {
			// Of a switch, the case that is taken says enough.
			return k.pos == c.pos || k.of != nil && k.of == c.of && k.taken && !c.taken
		}
		if !c.pos.IsValid() || c.taken && isLoop(c.of) || slices.ContainsFunc(conds, known) {
			continue
		}
		if conds = append(conds, c); len(conds) == maxReasons {
			break
		}
	}
	slices.Reverse(conds)
	return conds
}

func isLoop(stmt ast.Stmt) bool {
	switch stmt.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		return true
	}
	return false
}

func (s *Source) ofReason(leak *mustcall.Leak, st site, r reason) condition {
	if r.call != nil {
		return s.failure(leak, r.call)
	}
	if sel := selection(r.branch.Cond); sel != nil {
		return s.selectCase(sel, readyCase(leak, sel, r.step))
	}
	c := s.condition(r.branch)
	c.taken, c.implied = r.taken, r.implied
	c.note = s.whichError(leak, st, r, c)
	return c
}

// readyCase is the index of the case that a select takes, in the block that
// the path enters in the given step or before.
func readyCase(leak *mustcall.Leak, sel *ssa.Select, step int) int {
	for end := step + 1; end < len(leak.Steps) && leak.Steps[end].Kind != mustcall.EnterBlock; end++ {
		step = end
	}
	for ; step > 0; step-- {
		if s := leak.Steps[step]; s.Kind == mustcall.Choose && s.Instr == sel {
			break
		}
	}
	return leak.Steps[step].Case
}

// failure is a call that fails, and therefore does not release.
func (s *Source) failure(leak *mustcall.Leak, call ssa.CallInstruction) condition {
	e := s.call(call)
	if e == nil {
		return condition{}
	}
	name := shorten(format(e.Fun), maxTerm)
	would := name + " would " + release(leak.Row) + " the " + noun(leak.Row)
	return condition{pos: e.Pos(), yes: words{name + " fails", would + ", but fails here"}, taken: true}
}
