package ssabuild

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A look is one over the body of a function, for one parameter.
type look struct {
	*helpers
	finding *finding
	// vars are the variables that have the argument, or what was got from it.
	vars map[types.Object]bool
	// results are the named results: what they are given is returned.
	results map[types.Object]bool
	more    bool // a variable was added
}

func (h *helpers) look(n node) {
	decl := h.decls[n.fn]
	v := variable(n.fn, n.param)
	if decl == nil || v == nil || v.Name() == "" || v.Name() == "_" {
		return
	}
	l := &look{
		helpers: h,
		finding: h.nodes[n],
		vars:    map[types.Object]bool{v: true},
		results: make(map[types.Object]bool),
	}
	for r := range n.fn.Signature().Results().Variables() {
		l.results[r] = true
	}
	for again := true; again; again = l.more {
		l.more = false
		l.finding.handed = nil
		methods := make(map[ast.Expr]bool) // that are called
		ast.Inspect(decl.Body, func(n ast.Node) bool {
			l.visit(n, methods)
			return l.finding.use < Uses
		})
		if l.finding.use == Uses {
			return
		}
	}
}

// does notes what is done with an expression that has the argument.
func (l *look) does(u Use) { l.finding.use = max(l.finding.use, u) }

func (l *look) visit(n ast.Node, methods map[ast.Expr]bool) {
	switch n := n.(type) {
	case *ast.CallExpr:
		methods[ast.Unparen(n.Fun)] = true
		l.call(n)
	case *ast.SelectorExpr:
		if !methods[n] && l.isRelease(n) {
			l.does(Uses) // a method value
		}
	case *ast.ReturnStmt:
		for _, e := range n.Results {
			l.returned(e)
		}
	case *ast.SendStmt:
		l.stored(n.Value)
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				l.stored(kv.Key)
				e = kv.Value
			}
			l.stored(e)
		}
	case *ast.AssignStmt:
		for i, lhs := range n.Lhs {
			if len(n.Lhs) == len(n.Rhs) {
				l.assign(lhs, n.Rhs[i])
			} else {
				l.assign(lhs, n.Rhs[0])
			}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if len(n.Names) == len(n.Values) {
				l.assign(name, n.Values[i])
			} else if len(n.Values) > 0 {
				l.assign(name, n.Values[0])
			}
		}
	case *ast.RangeStmt:
		l.ranges(n)
	case *ast.TypeSwitchStmt:
		l.typeSwitch(n)
	}
}

func (l *look) returned(e ast.Expr) {
	switch {
	case !l.has(e):
	case l.kind(e) == reader:
		l.does(HandsOn)
	default:
		l.does(Uses)
	}
}

// stored is told of an expression that is put somewhere. Of values of any
// type, and of functions, that is all there is to say: whoever has them now
// may do what they like.
func (l *look) stored(e ast.Expr) {
	if !l.has(e) {
		return
	}
	switch l.kind(e) {
	case holder, carrier:
		l.does(Uses)
	default:
		l.does(HandsOn)
	}
}

func (l *look) kind(e ast.Expr) kind { return l.kinds.of(l.info.TypeOf(e)) }

// assign is told of an assignment of one expression to another.
func (l *look) assign(lhs, rhs ast.Expr) {
	switch lhs := ast.Unparen(lhs).(type) {
	case *ast.Ident:
		obj := l.info.ObjectOf(lhs)
		v, ok := obj.(*types.Var)
		if !ok || !l.has(rhs) {
			return
		}
		switch {
		case l.results[v]:
			l.returned(rhs)
		case v.Kind() == types.PackageVar:
			l.stored(rhs)
		}
		l.add(v)
	case *ast.IndexExpr:
		l.replaced(lhs)
		l.stored(lhs.Index)
		l.stored(rhs)
	default:
		l.replaced(lhs)
		l.stored(rhs)
	}
}

// replaced is told of a place that is assigned: if it is a part of the
// argument, that may lead elsewhere now.
func (l *look) replaced(lhs ast.Expr) {
	if l.has(lhs) && l.kind(lhs) > reader {
		l.does(Uses)
	}
}

// add notes a variable that has what was got from the argument.
func (l *look) add(obj types.Object) {
	if obj != nil && !l.vars[obj] && l.kinds.of(obj.Type()) != nothing {
		l.vars[obj] = true
		l.more = true
	}
}

func (l *look) ranges(n *ast.RangeStmt) {
	if !l.has(n.X) {
		return
	}
	if l.kind(n.X) == function {
		l.does(Uses) // is called
	}
	for _, e := range []ast.Expr{n.Key, n.Value} {
		if id, ok := e.(*ast.Ident); ok {
			l.add(l.info.ObjectOf(id))
		} else if e != nil {
			l.does(Uses)
		}
	}
}

func (l *look) typeSwitch(n *ast.TypeSwitchStmt) {
	assign, ok := n.Assign.(*ast.AssignStmt)
	if !ok {
		return
	}
	assert, ok := ast.Unparen(assign.Rhs[0]).(*ast.TypeAssertExpr)
	if !ok || !l.has(assert.X) {
		return
	}
	for _, clause := range n.Body.List {
		l.add(l.info.Implicits[clause])
	}
}

// has reports whether an expression has the argument, or what was got from it.
func (l *look) has(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return l.vars[l.info.ObjectOf(e)]
	case *ast.SelectorExpr:
		s := l.info.Selections[e]
		return s != nil && s.Kind() == types.FieldVal && l.has(e.X) && l.kind(e) != nothing
	case *ast.IndexExpr:
		return l.has(e.X) && l.kind(e) != nothing
	case *ast.SliceExpr:
		return l.has(e.X)
	case *ast.StarExpr:
		return l.has(e.X)
	case *ast.UnaryExpr:
		return (e.Op == token.AND || e.Op == token.ARROW) && l.has(e.X)
	case *ast.TypeAssertExpr:
		return l.has(e.X) && e.Type != nil && l.kinds.of(l.info.TypeOf(e.Type)) != nothing
	case *ast.CallExpr:
		return l.resultHas(e)
	}
	return false
}

// resultHas reports whether a call gives back an argument: a conversion, an
// append, a function that the table knows.
func (l *look) resultHas(call *ast.CallExpr) bool {
	fun := l.info.Types[call.Fun]
	if fun.IsType() || fun.IsBuiltin() {
		for _, arg := range call.Args {
			if l.has(arg) && l.kind(call) != nothing {
				return true
			}
		}
		return false
	}
	callee := typeutil.StaticCallee(l.info, call)
	known := l.table.Func(callee)
	if known == nil {
		return false
	}
	for _, r := range known.Results {
		if r.Is != protocol.Same && r.Is != protocol.Wrapper {
			continue
		}
		for i, arg := range call.Args {
			if paramOf(callee, i) == r.Of && l.has(arg) {
				return true
			}
		}
	}
	return false
}

// isRelease reports whether a selector is the release of something that was
// got from the argument.
func (l *look) isRelease(sel *ast.SelectorExpr) bool {
	s := l.info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal || !l.has(sel.X) {
		return false
	}
	for _, name := range l.kinds.releases {
		if name == sel.Sel.Name {
			return true
		}
	}
	return false
}
