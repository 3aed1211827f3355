package main

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A flow says where the values of a function's variables can come from. It
// knows no order and no paths: every assignment counts.
type flow struct {
	info   *types.Info
	defs   map[types.Object][]def // of variables
	paths  map[string][]def       // of x.f and x[i], by their source
	params map[types.Object]param // of literals
	calls  map[types.Object][]*ast.CallExpr
	shared map[types.Object]bool // whose address is taken
}

// A def is one of the results of an expression.
type def struct {
	expr   ast.Expr
	result int
}

type param struct {
	of    *ast.FuncLit
	index int
}

// An origin is a place where a response can come from. The expression is a
// call, if call is set, and otherwise what cannot be followed further.
type origin struct {
	expr   ast.Expr
	result int
	kind   string // of what is no call
}

// The kinds of origins that are no calls.
const (
	fromParameter = "parameter"
	fromElsewhere = "field, element or variable of others"
	fromLiteral   = "made here"
	fromAddress   = "assigned through its address"
)

func newFlow(info *types.Info, decl ast.Decl) *flow {
	f := &flow{
		info:   info,
		defs:   make(map[types.Object][]def),
		paths:  make(map[string][]def),
		params: make(map[types.Object]param),
		calls:  make(map[types.Object][]*ast.CallExpr),
		shared: make(map[types.Object]bool),
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			f.assign(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			names := make([]ast.Expr, len(n.Names))
			for i, name := range n.Names {
				names[i] = name
			}
			f.assign(names, n.Values)
		case *ast.RangeStmt:
			f.elements(n)
		case *ast.FuncLit:
			f.parameters(n)
		case *ast.CallExpr:
			if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok {
				f.calls[info.Uses[id]] = append(f.calls[info.Uses[id]], n)
			}
		case *ast.UnaryExpr:
			if id, ok := ast.Unparen(n.X).(*ast.Ident); ok && n.Op == token.AND {
				f.shared[info.Uses[id]] = true
			}
		}
		return true
	})
	return f
}

func (f *flow) assign(lhs, rhs []ast.Expr) {
	for i, l := range lhs {
		switch {
		case len(rhs) == len(lhs):
			f.define(l, def{rhs[i], 0})
		case len(rhs) == 1:
			f.define(l, def{rhs[0], i})
		}
	}
}

func (f *flow) define(lhs ast.Expr, d def) {
	switch lhs := ast.Unparen(lhs).(type) {
	case *ast.Ident:
		if obj := f.info.ObjectOf(lhs); obj != nil {
			f.defs[obj] = append(f.defs[obj], d)
		}
	case *ast.SelectorExpr, *ast.IndexExpr:
		path := types.ExprString(lhs)
		f.paths[path] = append(f.paths[path], d)
	}
}

// elements defines the variable of a loop over a literal.
func (f *flow) elements(loop *ast.RangeStmt) {
	lit, ok := ast.Unparen(loop.X).(*ast.CompositeLit)
	if !ok || loop.Value == nil {
		return
	}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		f.define(loop.Value, def{e, 0})
	}
}

func (f *flow) parameters(lit *ast.FuncLit) {
	i := 0
	for _, field := range lit.Type.Params.List {
		for _, name := range field.Names {
			f.params[f.info.Defs[name]] = param{lit, i}
			i++
		}
		if len(field.Names) == 0 {
			i++
		}
	}
}

// origins returns where a response can come from.
func (f *flow) origins(e ast.Expr) []origin {
	t := &tracer{flow: f, seen: make(map[def]bool)}
	t.trace(def{e, 0})
	slices.SortStableFunc(t.found, func(a, b origin) int { return cmp.Compare(a.expr.Pos(), b.expr.Pos()) })
	return t.found
}

// A tracer follows a value back.
type tracer struct {
	*flow
	seen  map[def]bool
	found []origin
}

func (t *tracer) end(e ast.Expr, kind string) { t.found = append(t.found, origin{expr: e, kind: kind}) }

func (t *tracer) trace(d def) {
	d.expr = ast.Unparen(d.expr)
	if t.seen[d] || t.info.Types[d.expr].IsNil() {
		return
	}
	t.seen[d] = true
	switch e := d.expr.(type) {
	case *ast.Ident:
		t.variable(e)
	case *ast.CallExpr:
		t.call(e, d.result)
	case *ast.StarExpr:
		t.trace(def{e.X, 0})
	case *ast.TypeAssertExpr:
		t.trace(def{e.X, 0})
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			t.trace(def{e.X, 0})
			return
		}
		t.end(e, fromElsewhere) // received from a channel
	case *ast.CompositeLit:
		t.end(e, fromLiteral)
	default:
		defs := t.paths[types.ExprString(e)]
		for _, d := range defs {
			t.trace(d)
		}
		if len(defs) == 0 {
			t.end(e, fromElsewhere)
		}
	}
}

func (t *tracer) variable(id *ast.Ident) {
	obj := t.info.ObjectOf(id)
	for _, d := range t.defs[obj] {
		t.trace(d)
	}
	switch p, isParam := t.params[obj]; {
	case isParam && t.arguments(p):
	case t.shared[obj]:
		t.end(id, fromAddress)
	case len(t.defs[obj]) > 0:
	case isParam:
		t.end(id, fromParameter)
	default:
		t.end(id, parameterOr(obj))
	}
}

// parameterOr tells parameters, which have no definition in the body, from
// the variables of a package.
func parameterOr(obj types.Object) string {
	if v, ok := obj.(*types.Var); ok && (v.Kind() == types.ParamVar || v.Kind() == types.RecvVar) {
		return fromParameter
	}
	return fromElsewhere
}

// arguments follows what a literal is called with, if that is known: it was
// assigned to one variable.
func (t *tracer) arguments(p param) bool {
	known := false
	for obj, defs := range t.defs {
		holds := func(d def) bool { return ast.Unparen(d.expr) == p.of }
		if !slices.ContainsFunc(defs, holds) {
			continue
		}
		for _, call := range t.calls[obj] {
			if p.index < len(call.Args) {
				known = true
				t.trace(def{call.Args[p.index], 0})
			}
		}
	}
	return known
}

// call follows conversions, and what a literal returns.
func (t *tracer) call(call *ast.CallExpr, result int) {
	fun := ast.Unparen(call.Fun)
	if t.info.Types[fun].IsType() && len(call.Args) == 1 {
		t.trace(def{call.Args[0], 0})
		return
	}
	lits := []ast.Expr{fun}
	if id, ok := fun.(*ast.Ident); ok {
		for _, d := range t.defs[t.info.Uses[id]] {
			lits = append(lits, ast.Unparen(d.expr))
		}
	}
	known := false
	for _, e := range lits {
		if lit, ok := e.(*ast.FuncLit); ok {
			known = true
			t.returned(lit, result)
		}
	}
	if !known {
		t.found = append(t.found, origin{expr: call, result: result})
	}
}

// returned follows the results of a literal.
func (t *tracer) returned(lit *ast.FuncLit, result int) {
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			switch {
			case len(n.Results) == 1 && result > 0:
				t.trace(def{n.Results[0], result})
			case result < len(n.Results):
				t.trace(def{n.Results[result], 0})
			}
		}
		return true
	})
}
