package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// A source is where the response of a release comes from.
type source struct {
	kind sourceKind
	name string // of the function that is called, or what it is instead
	// from and to are the ends of the call, if it is one, the second one its
	// parenthesis: a report is at one of the places between.
	from, to place
}

type sourceKind int

const (
	// opens is a call that opens a response: of a function that is documented
	// to do so, or of one that is only known by its signature.
	opens sourceKind = iota
	// lends is one whose response need not be closed.
	lends
	// unknown is a function whose code would have to be looked into, or a
	// parameter, or what others have stored.
	unknown
)

// openers are packages whose exported functions with the results
// (*http.Response, error) are documented to leave the body to the caller.
var openers = []string{
	"net/http",
	"net/http/httputil",
	"github.com/hashicorp/go-retryablehttp",
	"golang.org/x/net/context/ctxhttp",
	"golang.org/x/net/http2",
}

// lenders need no Close, or the documentation says that it is not needed.
var lenders = []string{
	"net/http.ReadResponse",                        // the connection is the caller's
	"(*net/http/httptest.ResponseRecorder).Result", // in memory
	"(*github.com/gorilla/websocket.Dialer).Dial",  // "does not need to be closed"
	"(*github.com/gorilla/websocket.Dialer).DialContext",
	"github.com/coder/websocket.Dial", // "You never need to close resp.Body yourself"
}

// classify says what is known about an origin from types alone.
func (f *finder) classify(o origin) source {
	call, ok := o.expr.(*ast.CallExpr)
	if !ok {
		s := source{kind: unknown, name: o.kind}
		if o.kind == fromLiteral {
			s.kind = lends
		}
		return s
	}
	s := source{from: f.place(call.Pos()), to: f.place(call.Lparen)}
	callee := typeutil.Callee(f.info, call)
	if fn, ok := callee.(*types.Func); ok {
		s.name = fn.Origin().FullName()
		s.kind = f.function(call, fn, o.result)
		return s
	}
	s.kind, s.name = unknown, "a function value: "+types.ExprString(call.Fun)
	v, isVar := callee.(*types.Var)
	if f.opensBySignature(call, o.result) && !(isVar && f.assignsFunc(v)) {
		s.kind = opens
	}
	return s
}

func (f *finder) function(call *ast.CallExpr, fn *types.Func, result int) sourceKind {
	switch {
	case slices.Contains(lenders, fn.FullName()):
		return lends
	case !f.opensBySignature(call, result):
		return unknown
	case types.IsInterface(receiver(fn)):
		return opens
	case fn.Exported() && fn.Pkg() != nil && slices.Contains(openers, fn.Pkg().Path()):
		return opens
	}
	return unknown
}

func receiver(fn *types.Func) types.Type {
	if recv := fn.Signature().Recv(); recv != nil {
		return recv.Type()
	}
	return types.Typ[types.Invalid]
}

// opensBySignature reports whether the results are (*http.Response, error).
func (f *finder) opensBySignature(call *ast.CallExpr, result int) bool {
	results, ok := f.info.TypeOf(call).(*types.Tuple)
	return ok && result == 0 && results.Len() == 2 && isResponsePointer(results.At(0).Type()) &&
		types.Identical(results.At(1).Type(), types.Universe.Lookup("error").Type())
}

// assignsFunc reports whether the package assigns a function of its own to
// the variable: then its code would have to be looked into.
func (f *finder) assignsFunc(v *types.Var) bool {
	found := false
	names := func(e ast.Expr) bool {
		switch e := ast.Unparen(e).(type) {
		case *ast.Ident:
			return f.info.ObjectOf(e) == v
		case *ast.SelectorExpr:
			return f.info.Uses[e.Sel] == v
		}
		return false
	}
	pair := func(lhs, rhs ast.Expr) {
		found = found || names(lhs) && f.isFunction(rhs)
	}
	for _, file := range f.fn.pkg.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for i := range min(len(n.Lhs), len(n.Rhs)) {
					pair(n.Lhs[i], n.Rhs[i])
				}
			case *ast.ValueSpec:
				for i := range min(len(n.Names), len(n.Values)) {
					pair(n.Names[i], n.Values[i])
				}
			case *ast.KeyValueExpr:
				pair(n.Key, n.Value)
			}
			return !found
		})
	}
	return found
}

// isFunction reports whether an expression is a function with a body: a
// literal or a declared one.
func (f *finder) isFunction(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return true
	case *ast.Ident:
		_, ok := f.info.Uses[e].(*types.Func)
		return ok
	case *ast.SelectorExpr:
		_, ok := f.info.Uses[e.Sel].(*types.Func)
		return ok
	case *ast.CallExpr: // a conversion
		return f.info.Types[e.Fun].IsType() && len(e.Args) == 1 && f.isFunction(e.Args[0])
	}
	return false
}

func (f *finder) place(pos token.Pos) place {
	p := f.prog.fset.PositionFor(pos, false)
	return place{p.Filename, p.Line, p.Column}
}

// holds reports whether a report at p is about the call.
func (s source) holds(p place) bool {
	return s.from.file == p.file && s.from.compare(p) <= 0 && p.compare(s.to) <= 0
}

func (p place) compare(q place) int {
	if c := strings.Compare(p.file, q.file); c != 0 {
		return c
	}
	if p.line != q.line {
		return p.line - q.line
	}
	return p.column - q.column
}

// in writes the place with the file's name in a directory.
func (p place) in(dir string) string {
	return fmt.Sprintf("%s:%d:%d", relative(dir, p.file), p.line, p.column)
}
