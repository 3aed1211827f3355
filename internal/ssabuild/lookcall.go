package ssabuild

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/streamlint/streamlint/internal/protocol"
)

// call is told of a call.
func (l *look) call(call *ast.CallExpr) {
	fun := l.info.Types[call.Fun]
	if fun.IsType() || fun.IsBuiltin() {
		return
	}
	callee, _ := typeutil.Callee(l.info, call).(*types.Func)
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && l.isMethod(sel) {
		if l.has(sel.X) {
			l.receiver(sel, callee)
		}
	} else if callee == nil && l.has(call.Fun) {
		l.does(Uses) // the argument is called
	}
	for i, arg := range call.Args {
		if l.has(arg) {
			l.argument(call, callee, i)
		}
	}
}

func (l *look) isMethod(sel *ast.SelectorExpr) bool {
	s := l.info.Selections[sel]
	return s != nil && s.Kind() == types.MethodVal
}

// receiver is told of a call of a method of what was got from the argument.
func (l *look) receiver(sel *ast.SelectorExpr, callee *types.Func) {
	switch {
	case l.isRelease(sel):
		l.does(Uses)
	case callee == nil || types.IsInterface(callee.Signature().Recv().Type()):
		// Borrows, whatever it is called.
	default:
		l.handOn(callee, 0, callee.Signature().Recv().Type(), false)
	}
}

// argument is told of a call that is given what was got from the argument.
func (l *look) argument(call *ast.CallExpr, callee *types.Func, i int) {
	sig, ok := types.Unalias(l.info.TypeOf(call.Fun)).Underlying().(*types.Signature)
	if !ok {
		l.does(HandsOn) // of a type parameter
		return
	}
	n := sig.Params().Len()
	variadic := sig.Variadic() && i >= n-1 && !call.Ellipsis.IsValid()
	at := sig.Params().At(min(i, n-1)).Type()
	if variadic {
		at = at.(*types.Slice).Elem()
	}
	param := min(i, n-1)
	if callee != nil {
		param = paramOf(callee, i)
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && l.isMethodExpr(sel) {
			param = min(i, param) // the receiver is the first argument
		}
	}
	l.handOn(callee, param, at, sig.Variadic() && i >= n-1)
}

func (l *look) isMethodExpr(sel *ast.SelectorExpr) bool {
	s := l.info.Selections[sel]
	return s != nil && s.Kind() == types.MethodExpr
}

// paramOf is the parameter for argument i, a receiver being parameter 0.
func paramOf(fn *types.Func, i int) int {
	sig := fn.Signature()
	i = min(i, sig.Params().Len()-1)
	if sig.Recv() != nil {
		i++
	}
	return i
}

// handOn is told that something is handed to a function, as a parameter of
// the given type: to one of the package, which is looked at; to one of which
// something is known; or to a stranger, who is judged by that type, as the
// engine does.
func (l *look) handOn(callee *types.Func, param int, t types.Type, variadic bool) {
	if callee != nil {
		callee = callee.Origin()
		if known := l.table.Func(callee); known != nil {
			if slices.ContainsFunc(known.Args, func(a protocol.Arg) bool { return a.Param == param && a.Does != protocol.Borrows }) {
				l.does(Uses)
			}
			return
		}
		if l.decls[callee] != nil {
			n := node{callee, param}
			l.ask(n)
			l.finding.handed = append(l.finding.handed, n)
			return
		}
		if callee.Pkg() != nil && l.table.IsStandard(callee.Pkg().Path()) {
			return
		}
		if use, ok := l.imports.Use(callee, param); ok {
			l.does(use)
			return
		}
	}
	switch l.kinds.of(t) {
	case carrier, holder, function:
		l.does(HandsOn)
	case anything:
		if !variadic {
			l.does(HandsOn)
		}
	}
}
