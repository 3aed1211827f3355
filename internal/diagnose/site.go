package diagnose

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// A site is the syntax of an opening call.
type site struct {
	pos, end token.Pos
	// path leads from the call to its file; nil if the call has no syntax
	// of its own.
	path []ast.Node
	// binding is the statement or specification that takes the results.
	binding ast.Node
	// variable takes the resource; nil if nothing with a name does.
	variable types.Object
	// discarded: nothing takes the resource.
	discarded bool
	// err takes the error; nil if nothing with a name does.
	err types.Object
}

func (s *Source) site(leak *mustcall.Leak) site {
	call := leak.Site
	path := s.path(call.Common().Pos())
	for len(path) > 0 {
		if e, ok := path[0].(*ast.CallExpr); ok {
			st := site{pos: e.Pos(), end: e.End(), path: path}
			s.bind(&st, e, resourceResult(call, leak.Row), errorResult(call))
			return st
		}
		path = path[1:]
	}
	pos := call.Pos()
	if !pos.IsValid() {
		pos = call.Parent().Pos()
	}
	return site{pos: pos, end: pos}
}

// resourceResult returns the index of the result that is the resource.
func resourceResult(call ssa.CallInstruction, row *protocol.Row) int {
	results := call.Common().Signature().Results()
	for i := range results.Len() {
		if row.Type.Named(results.At(i).Type()) {
			return i
		}
	}
	return 0
}

// errorResult returns the index of the result that is the error, or -1.
func errorResult(call ssa.CallInstruction) int {
	results := call.Common().Signature().Results()
	last := results.Len() - 1
	if last >= 0 && types.Identical(results.At(last).Type(), types.Universe.Lookup("error").Type()) {
		return last
	}
	return -1
}

// bind finds out what becomes of the call's results of these indices: the
// resource and the error.
func (s *Source) bind(st *site, call *ast.CallExpr, resource, err int) {
	var self ast.Expr = call
	for _, n := range st.path[1:] {
		switch n := n.(type) {
		case *ast.ParenExpr:
			self = n
			continue
		case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt:
			st.discarded = true
		case *ast.AssignStmt:
			s.bindTo(st, n, target(n.Lhs, n.Rhs, self, resource))
			st.err = s.object(target(n.Lhs, n.Rhs, self, err))
		case *ast.ValueSpec:
			names := make([]ast.Expr, len(n.Names))
			for i, id := range n.Names {
				names[i] = id
			}
			s.bindTo(st, n, target(names, n.Values, self, resource))
			st.err = s.object(target(names, n.Values, self, err))
		}
		return
	}
}

func (s *Source) bindTo(st *site, binding ast.Node, lhs ast.Expr) {
	st.binding = binding
	st.variable = s.object(lhs)
	id, ok := lhs.(*ast.Ident)
	st.discarded = ok && id.Name == "_"
}

// object is the variable that an expression is, or nil.
func (s *Source) object(e ast.Expr) types.Object {
	if id, ok := e.(*ast.Ident); ok && id.Name != "_" {
		return s.Info.ObjectOf(id)
	}
	return nil
}

// target returns what the given result of call is assigned to, where call is
// one of rhs.
func target(lhs, rhs []ast.Expr, call ast.Expr, result int) ast.Expr {
	i := result
	if len(rhs) > 1 {
		for j, e := range rhs {
			if e == call {
				i = j
			}
		}
	}
	if 0 <= i && i < len(lhs) {
		return lhs[i]
	}
	return nil
}
