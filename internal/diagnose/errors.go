package diagnose

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// whichError notes that the error which is tested is another one than that of
// the opening call, if a reader could take it for that: it has the same name,
// and is not nil. (That of the opening call is nil on the path.)
//
//	resp, err := http.Get(url)
//	data, err := load()
//	if err != nil { return err }
func (s *Source) whichError(leak *mustcall.Leak, st site, r reason, c condition) words {
	tested := s.nonNil(c)
	if st.err == nil || tested == nil || tested.Name() != st.err.Name() {
		return words{}
	}
	switch call := s.origin(leak, r); {
	case call == nil && tested == st.err:
		return words{", no longer from this call", ", and " + tested.Name() + " is no longer the error of this call"}
	case call == nil:
		return words{}
	case call == leak.Site:
		return words{" when called again", " when this call runs again"}
	default:
		from := "from " + s.at(call.Pos(), st.pos)
		return words{", " + from, ", and " + tested.Name() + " is " + from}
	}
}

// nonNil is the variable that a condition says is not nil, or nil.
func (s *Source) nonNil(c condition) types.Object {
	b, ok := c.expr.(*ast.BinaryExpr)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ {
		return nil
	}
	x, y := ast.Unparen(b.X), ast.Unparen(b.Y)
	if s.isNil(x) {
		x, y = y, x
	}
	if s.isNil(y) == ((b.Op == token.EQL) == c.taken) {
		return nil // it is nil, or is not something else
	}
	return s.object(x)
}

func (s *Source) isNil(e ast.Expr) bool {
	tv, ok := s.Info.Types[e]
	return ok && tv.IsNil()
}

// origin is the call that returned the error that is tested, or nil if that
// cannot be told.
func (s *Source) origin(leak *mustcall.Leak, r reason) ssa.CallInstruction {
	b, ok := r.branch.Cond.(*ssa.BinOp)
	if !ok {
		return nil
	}
	v := b.X
	if c, ok := v.(*ssa.Const); ok && c.IsNil() {
		v = b.Y
	}
	step := r.step
	for {
		switch x := v.(type) {
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Call:
			return x
		case *ssa.Phi:
			if v, step = edge(leak, x, step); v == nil {
				return nil
			}
		default:
			return nil
		}
	}
}

// edge is the value that a phi has where the path enters its block, at the
// given step or before, and the step before that.
func edge(leak *mustcall.Leak, phi *ssa.Phi, step int) (ssa.Value, int) {
	entered := false
	for ; step >= 0; step-- {
		s := leak.Steps[step]
		switch {
		case s.Kind != mustcall.EnterBlock || s.Block.Parent() != phi.Parent():
		case !entered:
			entered = s.Block == phi.Block()
		default:
			if i := slices.Index(phi.Block().Preds, s.Block); i >= 0 {
				return phi.Edges[i], step
			}
			return nil, 0
		}
	}
	return nil, 0
}
