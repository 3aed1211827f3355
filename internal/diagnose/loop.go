package diagnose

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// rangeLoop returns the range statement whose next round an ssa.If decides
// on, or nil. Nothing of it has a position; but blocks are made in the order
// of the source, so that it is the loop of the same number.
//
//	rangeindex.loop:
//	  t1 = phi [0: -1:int, 1: t2] #rangeindex
//	  t2 = t1 + 1:int
//	  t3 = t2 < t0
//	  if t3 goto rangeindex.body else rangeindex.done
func (s *Source) rangeLoop(branch *ssa.If) *ast.RangeStmt {
	fn, round := branch.Parent(), branch.Block().Succs[0]
	body := s.body(fn)
	if body == nil || !isRangeBody(round) {
		return nil
	}
	number, bodies := 0, 0
	for _, b := range fn.Blocks {
		if isRangeBody(b) {
			if b == round {
				number = bodies
			}
			bodies++
		}
	}
	loops := s.ranges(body)
	if bodies != len(loops) || !encloses(loops[number], round) {
		return nil // dead code, or a default clause, which is built last
	}
	return loops[number]
}

// rangeOf returns the range statement that a block is the head of, or nil.
func (s *Source) rangeOf(head *ssa.BasicBlock) *ast.RangeStmt {
	if branch, ok := head.Instrs[len(head.Instrs)-1].(*ssa.If); ok {
		return s.rangeLoop(branch)
	}
	return nil
}

// elementName returns the name of the variable that a range statement gives
// the element to, or "" if the element is one that the source asks for.
func (s *Source) elementName(element *ssa.IndexAddr) string {
	next, ok := element.Index.(*ssa.BinOp)
	if !ok {
		return ""
	}
	loop := s.rangeOf(next.Block())
	if loop == nil || loop.Body.Pos() <= element.Pos() && element.Pos() < loop.Body.End() {
		return ""
	}
	return valueName(loop)
}

func valueName(loop *ast.RangeStmt) string {
	if loop != nil {
		if id, ok := loop.Value.(*ast.Ident); ok {
			return id.Name
		}
	}
	return ""
}

// isRangeBody reports whether a block begins a round of a range statement.
// (One over a function is not made of blocks.)
func isRangeBody(b *ssa.BasicBlock) bool {
	kind, body := strings.CutSuffix(b.Comment, ".body")
	return body && strings.HasPrefix(kind, "range") && kind != "rangefunc"
}

// ranges lists the range statements of a body, except those over functions,
// whose bodies are functions.
func (s *Source) ranges(body *ast.BlockStmt) []*ast.RangeStmt {
	var loops []*ast.RangeStmt
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.RangeStmt:
			if t := s.Info.TypeOf(n.X); t != nil {
				if _, ok := t.Underlying().(*types.Signature); ok {
					return false
				}
			}
			loops = append(loops, n)
		}
		return true
	})
	return loops
}

// encloses reports whether what a block executes, as far as it has positions,
// stands in a statement.
func encloses(stmt ast.Stmt, b *ssa.BasicBlock) bool {
	return !slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		switch instr.(type) {
		case *ssa.Phi, *ssa.IndexAddr, *ssa.Index:
			return false // of declarations, and of what the loop ranges over
		}
		pos := instr.Pos()
		return pos.IsValid() && (pos < stmt.Pos() || stmt.End() <= pos)
	})
}
