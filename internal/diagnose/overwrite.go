package diagnose

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// An overwrite is an assignment by which the variable that took the resource
// gets another value, and the step of the path in which it does.
type overwrite struct {
	assign *ast.AssignStmt
	step   int
}

// overwriting returns the first overwrite on the path. If the variable was
// copied before, its new value is not the reason of the leak, and there is
// none.
func (s *Source) overwriting(leak *mustcall.Leak, st site) (overwrite, bool) {
	if st.variable == nil {
		return overwrite{}, false
	}
	assigns, copied := s.assignments(st)
	if copied {
		return overwrite{}, false
	}
	for _, p := range after(leak, nil) {
		for _, a := range assigns {
			if a.Pos() <= p.pos && p.pos < a.End() {
				return overwrite{a, p.step}, true
			}
		}
	}
	return overwrite{}, false
}

// assignments returns the assignments to the variable, other than the one
// that takes the resource, and whether there is one from it.
func (s *Source) assignments(st site) (to []*ast.AssignStmt, copied bool) {
	declaration := st.path[max(0, len(st.path)-2)]
	ast.Inspect(declaration, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			copied = copied || s.mentions(n.Rhs, st.variable)
			if ast.Node(n) != st.binding && s.mentions(n.Lhs, st.variable) {
				to = append(to, n)
			}
		case *ast.ValueSpec:
			copied = copied || s.mentions(n.Values, st.variable)
		}
		return true
	})
	return to, copied
}

// mentions reports whether one of the expressions is the variable.
func (s *Source) mentions(list []ast.Expr, v types.Object) bool {
	return slices.ContainsFunc(list, func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && s.Info.ObjectOf(id) == v
	})
}
