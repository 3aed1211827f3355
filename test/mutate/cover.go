package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// cover says why nothing can leak without a release, or nothing if that is
// not seen at once. What is seen, in the lists of statements around it:
//   - another release of the same variable, which is not assigned in between:
//     a deferred one before, or one that follows without a statement between
//     that could leave the list;
//   - the test fails or ends after it;
//   - the test has ended before it, so that it never runs.
func (f *finder) cover(call *ast.CallExpr, response ast.Expr) string {
	assigned := f.reassigned(response)
	goesOn := true // what follows a list surely follows the release
	var inner ast.Node = call
	for i := len(f.stack) - 1; i >= 0; i-- {
		switch f.stack[i].(type) {
		case *ast.FuncLit:
			if !f.runsOnce(i) {
				return ""
			}
		case *ast.ForStmt, *ast.RangeStmt:
			goesOn = false
		}
		list := statements(f.stack[i])
		at := slices.IndexFunc(list, func(s ast.Stmt) bool { return s == inner })
		inner = f.stack[i]
		if at < 0 {
			continue
		}
		reason := f.before(list[:at], call, response, assigned)
		if reason == "" && goesOn {
			reason, goesOn = f.after(list[at+1:], call, response, assigned)
		}
		if reason != "" {
			return reason
		}
	}
	return ""
}

func statements(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

// before looks at what is in a list before the release.
func (f *finder) before(list []ast.Stmt, call *ast.CallExpr, response ast.Expr, assigned bool) string {
	for _, s := range list {
		if f.isEnd(s, "FailNow", "Fatal", "Fatalf", "Skip", "SkipNow", "Skipf") {
			return "never runs"
		}
		if d, ok := s.(*ast.DeferStmt); ok && !assigned && f.releasesIn(d.Call, call, response) {
			return "deferred before"
		}
	}
	return ""
}

// after looks at what is in a list after the release, and reports whether
// the end of the list is surely reached.
func (f *finder) after(list []ast.Stmt, call *ast.CallExpr, response ast.Expr, assigned bool) (reason string, goesOn bool) {
	for _, s := range list {
		switch {
		case f.isEnd(s, "Error", "Errorf", "Fail", "FailNow", "Fatal", "Fatalf", "Skip", "SkipNow", "Skipf"):
			return "the test fails or ends after it", false
		case !assigned && f.isRelease(s, call, response):
			return "released after", false
		case leaves(s):
			return "", false
		}
	}
	return "", true
}

// isEnd reports whether a statement calls one of these methods of a test.
func (f *finder) isEnd(s ast.Stmt, methods ...string) bool {
	x, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := x.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(f.info, call).(*types.Func)
	return ok && fn.Pkg() != nil && fn.Pkg().Path() == "testing" && slices.Contains(methods, fn.Name())
}

// runsOnce reports whether the literal at that depth is what is deferred, or
// called on the spot.
func (f *finder) runsOnce(depth int) bool {
	call, ok := f.stack[depth-1].(*ast.CallExpr)
	return depth > 0 && ok && call.Fun == f.stack[depth]
}

// releasesIn reports whether a deferred call surely releases the response: as
// the call itself, or as a statement of the literal.
func (f *finder) releasesIn(deferred, not *ast.CallExpr, response ast.Expr) bool {
	if f.same(deferred, not, response) {
		return true
	}
	lit, ok := deferred.Fun.(*ast.FuncLit)
	if !ok {
		return false
	}
	for _, s := range lit.Body.List {
		if f.isRelease(s, not, response) {
			return true
		}
		if leaves(s) {
			return false
		}
	}
	return false
}

func (f *finder) isRelease(s ast.Stmt, not *ast.CallExpr, response ast.Expr) bool {
	switch s := s.(type) {
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		return ok && f.same(call, not, response)
	case *ast.DeferStmt:
		return f.releasesIn(s.Call, not, response)
	case *ast.AssignStmt:
		call, ok := s.Rhs[0].(*ast.CallExpr)
		return ok && len(s.Rhs) == 1 && f.same(call, not, response)
	}
	return false
}

// same reports whether call is another release of the same variable.
func (f *finder) same(call, not *ast.CallExpr, response ast.Expr) bool {
	closed, other := f.closed(call)
	if closed == nil || call == not {
		return false
	}
	a, ok := ast.Unparen(response).(*ast.Ident)
	b, ok2 := ast.Unparen(other).(*ast.Ident)
	return ok && ok2 && f.info.Uses[a] == f.info.Uses[b]
}

// reassigned reports whether a variable has more than one definition, or its
// body is replaced. Of what is no variable it is not known.
func (f *finder) reassigned(response ast.Expr) bool {
	id, ok := ast.Unparen(response).(*ast.Ident)
	if !ok {
		return true
	}
	obj := f.info.Uses[id]
	defs := len(f.flow.defs[obj])
	if _, ok := f.flow.params[obj]; ok || parameterOr(obj) == fromParameter {
		defs++
	}
	return defs > 1 || len(f.flow.paths[id.Name+".Body"]) > 0
}

// leaves reports whether a statement can leave its list: it returns or jumps.
// A call that ends the process or the test ends the duty as well.
func leaves(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt, *ast.BranchStmt:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.FuncLit:
			return false
		}
		return true
	})
	return found
}
