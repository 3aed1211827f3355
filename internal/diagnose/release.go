package diagnose

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// releasedElsewhere is the first place, in source order, that releases the
// handle on another path, and how: best one where the reader sees the
// release. A call that is told to fail on this path is no such place.
func (s *Source) releasedElsewhere(leak *mustcall.Leak, conds []condition) (analysis.RelatedInformation, bool) {
	var other analysis.RelatedInformation
	for _, instr := range leak.Released {
		pos := s.statement(instr.Pos())
		if !pos.IsValid() || slices.ContainsFunc(conds, func(c condition) bool { return s.statement(c.pos) == pos }) {
			continue
		}
		by := s.releasedBy(leak, instr)
		if by == "" {
			return analysis.RelatedInformation{Pos: pos, Message: released(leak.Row) + " here on the other path"}, true
		}
		if !other.Pos.IsValid() {
			other = analysis.RelatedInformation{Pos: pos, Message: by + " " + release(leak.Row) + "s it here on the other path"}
		}
	}
	return other, other.Pos.IsValid()
}

// releasedBy is the function whose call releases, if it is neither the
// release itself nor a literal that stands there; otherwise empty.
func (s *Source) releasedBy(leak *mustcall.Leak, instr ssa.Instruction) string {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return ""
	}
	e := s.call(call)
	if e == nil {
		return ""
	}
	switch f := ast.Unparen(e.Fun).(type) {
	case *ast.FuncLit:
		return ""
	case *ast.SelectorExpr:
		if f.Sel.Name == leak.Row.Release {
			return ""
		}
	}
	return shorten(format(e.Fun), maxTerm)
}

// call is the syntax of a call, or nil.
func (s *Source) call(instr ssa.CallInstruction) *ast.CallExpr {
	pos := instr.Common().Pos()
	for _, n := range s.path(pos) {
		switch n := n.(type) {
		case *ast.CallExpr:
			if n.Lparen == pos {
				return n
			}
		case ast.Stmt:
			return nil
		}
	}
	return nil
}
