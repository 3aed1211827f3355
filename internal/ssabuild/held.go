package ssabuild

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// heldFuncs returns the package-level variables that hold a declared function
// for good, and which: in the package only tests assign them. (If others do,
// what they assign is taken to do the same.)
//
//	var exit = os.Exit // for tests to replace
func heldFuncs(p Package) map[*types.Var]*types.Func {
	held := make(map[*types.Var]*types.Func)
	for _, init := range p.Info.InitOrder {
		if len(init.Lhs) != 1 {
			continue
		}
		if fn := declaredFunc(p.Info, init.Rhs); fn != nil {
			held[init.Lhs[0]] = fn
		}
	}
	if len(held) == 0 {
		return nil
	}
	drop := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			if v, ok := p.Info.Uses[id].(*types.Var); ok {
				delete(held, v)
			}
		}
	}
	for _, f := range p.Files {
		if strings.HasSuffix(p.Fset.PositionFor(f.FileStart, false).Filename, "_test.go") {
			continue
		}
		for n := range ast.Preorder(f) {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, l := range n.Lhs {
					drop(l)
				}
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					drop(n.X)
				}
			}
		}
	}
	return held
}

// declaredFunc is the declared function, no method, that e names, or nil.
func declaredFunc(info *types.Info, e ast.Expr) *types.Func {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	fn, ok := info.Uses[id].(*types.Func)
	if !ok || fn.Signature().Recv() != nil {
		return nil
	}
	return fn
}
