package ssabuild

import (
	"go/ast"
	"go/types"
	"iter"
)

// funcDecls yields the declarations of functions and methods that have a
// body, in source order.
func funcDecls(files []*ast.File) iter.Seq[*ast.FuncDecl] {
	return func(yield func(*ast.FuncDecl) bool) {
		for _, file := range files {
			for _, decl := range file.Decls {
				if decl, ok := decl.(*ast.FuncDecl); ok && decl.Body != nil && !yield(decl) {
					return
				}
			}
		}
	}
}

// literals yields the outermost function literals under n.
func literals(n ast.Node) iter.Seq[*ast.FuncLit] {
	return func(yield func(*ast.FuncLit) bool) {
		more := true
		ast.Inspect(n, func(n ast.Node) bool {
			if lit, ok := n.(*ast.FuncLit); ok && more {
				more = yield(lit)
				return false
			}
			return more
		})
	}
}

// isBuiltin reports whether call calls the predeclared function of that
// name, which the package may have redeclared.
func isBuiltin(info *types.Info, call *ast.CallExpr, name string) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	return ok && id.Name == name && info.Uses[id] == types.Universe.Lookup(name)
}
