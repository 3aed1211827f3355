package diagnose

import (
	"go/ast"
	"go/printer"
	"go/token"
	"go/types"
	"strings"
)

// negations are the comparisons that are true exactly if another is false.
var negations = map[token.Token]token.Token{
	token.EQL: token.NEQ,
	token.NEQ: token.EQL,
	token.LSS: token.GEQ,
	token.GEQ: token.LSS,
	token.GTR: token.LEQ,
	token.LEQ: token.GTR,
}

// negate returns the negation of e as one would write it.
func negate(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		if op, ok := negations[e.Op]; ok {
			return &ast.BinaryExpr{X: e.X, Op: op, Y: e.Y}
		}
		return &ast.UnaryExpr{Op: token.NOT, X: &ast.ParenExpr{X: e}}
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			return ast.Unparen(e.X)
		}
	}
	return &ast.UnaryExpr{Op: token.NOT, X: e}
}

// text returns the source of e on one line: as gofmt would print it, or
// without its arguments, or cut, if it is long.
func text(e ast.Expr) string {
	s := format(e)
	if len(s) > maxTerm {
		s = format(terse(e))
	}
	return shorten(s, maxTerm)
}

func format(e ast.Expr) string {
	var b strings.Builder
	// Without the positions of its nodes, a printed expression breaks lines
	// only in literals, which the other printer abbreviates.
	err := printer.Fprint(&b, token.NewFileSet(), e)
	if text := b.String(); err == nil && !strings.Contains(text, "\n") {
		return text
	}
	return types.ExprString(e)
}

// terse returns e with "..." for the arguments of its calls.
func terse(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return &ast.BinaryExpr{X: terse(e.X), Op: e.Op, Y: terse(e.Y)}
	case *ast.UnaryExpr:
		return &ast.UnaryExpr{Op: e.Op, X: terse(e.X)}
	case *ast.ParenExpr:
		return &ast.ParenExpr{X: terse(e.X)}
	case *ast.SelectorExpr:
		return &ast.SelectorExpr{X: terse(e.X), Sel: e.Sel}
	case *ast.CallExpr:
		if len(e.Args) > 0 {
			return &ast.CallExpr{Fun: terse(e.Fun), Args: []ast.Expr{ast.NewIdent("...")}}
		}
		return &ast.CallExpr{Fun: terse(e.Fun)}
	}
	return e
}
