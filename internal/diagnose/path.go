package diagnose

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// A place is the position of an instruction that the path passes, and the
// step in which it does.
type place struct {
	pos  token.Pos
	step int
}

// after returns the places that the path passes after the birth of the
// duty, in its order: those of one function, or all.
func after(leak *mustcall.Leak, in *ssa.Function) []place {
	var found []place
	add := func(step int, instrs []ssa.Instruction) {
		for _, instr := range instrs {
			// A phi has the position of a declaration.
			if _, phi := instr.(*ssa.Phi); !phi && instr.Pos().IsValid() {
				found = append(found, place{instr.Pos(), step})
			}
		}
	}
	born := false
	for i, step := range leak.Steps {
		switch {
		case step.Kind == mustcall.Birth:
			born = true
			rest := leak.Site.Block().Instrs
			add(i, rest[slices.Index(rest, ssa.Instruction(leak.Site))+1:])
		case born && step.Kind == mustcall.EnterBlock && (in == nil || in == step.Block.Parent()):
			add(i, step.Block.Instrs)
		}
	}
	return found
}

// enters returns the step in which the block is entered that the given step
// happens in. The block decides at its end, which is later.
func enters(leak *mustcall.Leak, step int) int {
	for step > 0 && leak.Steps[step].Kind != mustcall.EnterBlock {
		step--
	}
	return step
}

// goesBack returns the step in which the path starts its way back to the
// opening call, having passed it once: it enters a block that each way to
// the call leads through.
func goesBack(leak *mustcall.Leak) int {
	home := leak.Site.Block()
	born := false
	for i, step := range leak.Steps {
		switch {
		case step.Kind == mustcall.Birth:
			born = true
		case born && step.Kind == mustcall.EnterBlock && step.Block.Parent() == home.Parent() && step.Block.Dominates(home):
			return i
		}
	}
	return len(leak.Steps) - 1
}

// loop returns the loop that leads back to the opening call: the innermost
// one around it that the path does not leave. There may be none: a goto goes
// back as well, and a call in a closure is reached again because the closure
// is called again.
func (s *Source) loop(leak *mustcall.Leak, st site) ast.Stmt {
	passed := after(leak, leak.Site.Parent())
	for _, n := range st.path {
		switch n := n.(type) {
		case *ast.ForStmt:
			if within(passed, n) {
				return n
			}
		case *ast.RangeStmt:
			if within(passed, n) {
				return n
			}
		case *ast.FuncLit, *ast.FuncDecl:
			return nil
		}
	}
	return nil
}

func within(places []place, n ast.Node) bool {
	return !slices.ContainsFunc(places, func(p place) bool {
		return p.pos < n.Pos() || n.End() <= p.pos
	})
}

// lastPanic is the panic of a path that is on its way at a step.
func lastPanic(leak *mustcall.Leak, step int) token.Pos {
	for ; step >= 0; step-- {
		if s := leak.Steps[step]; s.Kind == mustcall.Unwind {
			return s.Instr.Pos()
		}
	}
	return token.NoPos
}
