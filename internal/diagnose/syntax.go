package diagnose

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"
)

// path returns the nodes that enclose pos, innermost first, or nil if pos is
// in no file of the package.
func (s *Source) path(pos token.Pos) []ast.Node {
	if !pos.IsValid() {
		return nil
	}
	for _, f := range s.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			path, _ := astutil.PathEnclosingInterval(f, pos, pos)
			return path
		}
	}
	return nil
}

// statement returns where the simple statement around pos starts, or pos if
// there is none: a reader looks for the start of "defer resp.Body.Close()",
// ssa remembers a parenthesis in it.
func (s *Source) statement(pos token.Pos) token.Pos {
	for _, n := range s.path(pos) {
		switch n.(type) {
		case *ast.ExprStmt, *ast.AssignStmt, *ast.DeferStmt, *ast.GoStmt, *ast.ReturnStmt:
			return n.Pos()
		case *ast.BlockStmt, *ast.FuncLit:
			return pos
		}
	}
	return pos
}

// body returns the block of fn, or nil. (ssa keeps only the extent of a
// function's syntax.)
func (s *Source) body(fn *ssa.Function) *ast.BlockStmt {
	for _, n := range s.path(fn.Pos()) {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return n.Body
		case *ast.FuncLit:
			return n.Body
		case *ast.RangeStmt:
			// The body of a range over a function is a function.
			if n.For == fn.Pos() {
				return n.Body
			}
		}
	}
	return nil
}

// ReturnPos returns the position of a return, which for the implicit one at
// the end of a function is that of the closing brace.
func (s *Source) ReturnPos(ret *ssa.Return) token.Pos {
	if ret.Pos().IsValid() {
		return ret.Pos()
	}
	if b := s.body(ret.Parent()); b != nil {
		return b.Rbrace
	}
	return token.NoPos
}

func (s *Source) sameFile(p, q token.Pos) bool {
	return p.IsValid() && q.IsValid() && s.Fset.File(p) == s.Fset.File(q)
}

// at names a place for a reader who is at the position of the diagnostic:
// "line 16", or "other.go:16" if a line directive moved it elsewhere.
func (s *Source) at(pos, from token.Pos) string {
	p := s.Fset.Position(pos)
	line := strconv.Itoa(p.Line)
	if p.Filename != s.Fset.Position(from).Filename {
		return filepath.Base(p.Filename) + ":" + line
	}
	return "line " + line
}
