package summary

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// changingVars returns the package-level variables that are declared without
// a value, assigned, or whose address is taken.
func changingVars(pass *analysis.Pass) map[*types.Var]bool {
	found := make(map[*types.Var]bool)
	mark := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			if v, ok := pass.TypesInfo.ObjectOf(id).(*types.Var); ok {
				found[v] = true
			}
		}
	}
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, l := range n.Lhs {
					mark(l)
				}
			case *ast.RangeStmt:
				mark(n.Key)
				mark(n.Value)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					mark(n.X)
				}
			case *ast.ValueSpec:
				for _, name := range n.Names {
					if len(n.Values) == 0 {
						mark(name)
					}
				}
			}
			return true
		})
	}
	return found
}

// assertingFuncs returns the functions of the package that have a type
// assertion, or a type switch, in their bodies.
func assertingFuncs(pass *analysis.Pass) map[*types.Func]bool {
	found := make(map[*types.Func]bool)
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Body == nil {
				continue
			}
			fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func)
			if !ok {
				continue
			}
			ast.Inspect(decl.Body, func(n ast.Node) bool {
				if _, ok := n.(*ast.TypeAssertExpr); ok {
					found[fn] = true
				}
				return !found[fn]
			})
		}
	}
	return found
}

// assignedFuncs returns the fields and the package-level variables that the
// package gives a function of its own: a literal, a declared function, a
// method value, or what one of its functions returned.
//
// What a variable gets from outside, a parameter say, is a stranger, whose
// signature is all that is known of it. So is a function of another package:
// "var get = http.Get" opens like http.Get. The functions that tests put in
// the place of others do not change what the others are.
func assignedFuncs(pass *analysis.Pass) map[*types.Var]bool {
	w := &funcWalk{pass: pass, found: make(map[*types.Var]bool)}
	for _, f := range pass.Files {
		w.test = isTestFile(pass.Fset, f.FileStart)
		ast.Inspect(f, func(n ast.Node) bool {
			w.node(n)
			return true
		})
	}
	return w.found
}

type funcWalk struct {
	pass  *analysis.Pass
	test  bool // in a test file
	found map[*types.Var]bool
}

func (w *funcWalk) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, lhs := range n.Lhs {
			w.assign(w.variable(lhs), source(n.Rhs, i))
		}
	case *ast.ValueSpec:
		for i, id := range n.Names {
			v, _ := w.pass.TypesInfo.Defs[id].(*types.Var)
			w.assign(v, source(n.Values, i))
		}
	case *ast.CompositeLit:
		w.composite(n)
	}
}

// source returns the expression that the variable of that index gets its
// value from.
func source(rhs []ast.Expr, i int) ast.Expr {
	switch {
	case len(rhs) == 1:
		return rhs[0]
	case i < len(rhs):
		return rhs[i]
	}
	return nil
}

func (w *funcWalk) composite(lit *ast.CompositeLit) {
	t := w.pass.TypesInfo.TypeOf(lit)
	if t == nil {
		return
	}
	t = t.Underlying()
	if p, ok := t.(*types.Pointer); ok { // the elided &T of a []*T
		t = p.Elem().Underlying()
	}
	st, ok := t.(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			w.assign(w.variable(kv.Key), kv.Value)
		} else if i < st.NumFields() {
			w.assign(st.Field(i), elt)
		}
	}
}

// variable returns the field or variable that e denotes, or nil.
func (w *funcWalk) variable(e ast.Expr) *types.Var {
	var obj types.Object
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		obj = w.pass.TypesInfo.ObjectOf(e)
	case *ast.SelectorExpr:
		obj = w.pass.TypesInfo.ObjectOf(e.Sel)
	}
	v, _ := obj.(*types.Var)
	return v
}

func (w *funcWalk) assign(v *types.Var, value ast.Expr) {
	if v == nil || value == nil {
		return
	}
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return
	}
	if k := v.Kind(); k != types.FieldVar && k != types.PackageVar {
		return
	}
	if w.test && !isTestFile(w.pass.Fset, v.Pos()) {
		return
	}
	if w.own(value) {
		w.found[v.Origin()] = true
	}
}

// own reports whether e is, or may well be, a function of this package.
func (w *funcWalk) own(e ast.Expr) bool {
	info := w.pass.TypesInfo
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return true
	case *ast.Ident:
		return w.ownObject(info.Uses[e])
	case *ast.SelectorExpr:
		return w.ownObject(info.Uses[e.Sel])
	case *ast.IndexExpr:
		return w.own(e.X)
	case *ast.IndexListExpr:
		return w.own(e.X)
	case *ast.CallExpr:
		if info.Types[e.Fun].IsType() && len(e.Args) == 1 {
			return w.own(e.Args[0])
		}
		return w.own(e.Fun)
	}
	return false
}

func (w *funcWalk) ownObject(obj types.Object) bool {
	switch obj := obj.(type) {
	case *types.Func:
		recv := obj.Signature().Recv()
		return obj.Pkg() == w.pass.Pkg && (recv == nil || !types.IsInterface(recv.Type()))
	case *types.Var:
		// A local variable has been given something here; a parameter has not.
		return obj.Kind() == types.LocalVar
	}
	return false
}

// isTestFile reports whether pos is in a file that only tests are built
// with. A line directive does not make one.
func isTestFile(fset *token.FileSet, pos token.Pos) bool {
	return strings.HasSuffix(fset.PositionFor(pos, false).Filename, "_test.go")
}
