package ssabuild

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/streamlint/streamlint/internal/protocol"
)

// endsSometimes reports whether a function may return or not, depending on an
// argument that callers decide about: an error, or a condition.
//
//	func check(err error) {
//		if err != nil {
//			log.Fatal(err)
//		}
//	}
//
// A path on which it does not is no path on which anything could leak; nor is
// one on which it has failed the test. Functions that return more than a
// boolean are left out: what is called for its value is meant to return one.
func (h *helpers) endsSometimes(fn *types.Func) bool {
	sig := fn.Signature()
	if res := sig.Results(); res.Len() > 1 || res.Len() == 1 && !isBoolean(res.At(0).Type()) {
		return false
	}
	decides := false
	for v := range sig.Params().Variables() {
		decides = decides || isError(v.Type()) || isCondition(v.Type())
	}
	return decides && h.hasEnd(h.decls[fn].Body) && !h.ends.noReturn(fn)
}

// alwaysFails reports whether a function may well return an error that is
// never nil: a constructor of one, which is called where something failed
// already.
//
//	func newStatusError(code int) error { return &StatusError{code} }
func (h *helpers) alwaysFails(fn *types.Func) bool {
	res := fn.Signature().Results()
	if res.Len() != 1 || !isError(res.At(0).Type()) {
		return false
	}
	returns, always := false, true
	ast.Inspect(h.decls[fn].Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			returns = true
			always = always && len(n.Results) == 1 && h.isNoNil(n.Results[0])
		}
		return always
	})
	return returns && always
}

// isNoNil reports whether an expression may well be an error that is not nil:
// a pointer, a struct, or what a function returns that makes one.
func (h *helpers) isNoNil(e ast.Expr) bool {
	t := h.info.TypeOf(e)
	if b, ok := t.(*types.Basic); ok && b.Kind() == types.UntypedNil {
		return false
	}
	if !types.IsInterface(t) {
		return true
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	callee, ok := typeutil.Callee(h.info, call).(*types.Func)
	if !ok {
		return false
	}
	known := h.table.Func(callee)
	return known != nil && len(known.Results) > 0 && known.Results[0].Is == protocol.NonNil
}

// judges reports whether a function says by an error or a boolean what it
// thinks of a resource.
func (h *helpers) judges(n node) bool {
	res := n.fn.Signature().Results()
	if res.Len() == 0 {
		return false
	}
	last := res.At(res.Len() - 1).Type()
	if !isError(last) && !isBoolean(last) {
		return false
	}
	v := variable(n.fn, n.param)
	return v != nil && h.table.RowOfType(v.Type()) != nil
}

// hasEnd reports whether a call that never returns, or fails the test, is
// among the statements, those of function literals aside.
func (h *helpers) hasEnd(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ExprStmt:
			if call, ok := ast.Unparen(n.X).(*ast.CallExpr); ok {
				found = found || h.neverReturns(call)
			}
		}
		return !found
	})
	return found
}

// neverReturns reports whether a call ends the process, the goroutine or the
// test, by the declaration of what it calls.
func (h *helpers) neverReturns(call *ast.CallExpr) bool {
	if isBuiltin(h.info, call, "panic") {
		return true
	}
	callee, ok := typeutil.Callee(h.info, call).(*types.Func)
	if v, isVar := typeutil.Callee(h.info, call).(*types.Var); isVar {
		callee, ok = h.held[v]
	}
	if !ok {
		return false
	}
	known := h.table.Func(callee)
	return known != nil && known.Ends != protocol.Returns || h.ends.noReturn(callee)
}

func isBoolean(t types.Type) bool { return hasInfo(t, types.IsBoolean) }

// isCondition reports whether callers say by a value of type t what is to be
// done: a boolean, or an exit code.
func isCondition(t types.Type) bool { return hasInfo(t, types.IsBoolean|types.IsInteger) }

func hasInfo(t types.Type, info types.BasicInfo) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&info != 0
}
