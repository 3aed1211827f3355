package ssabuild

import (
	"go/ast"
	"go/types"
	"iter"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/streamlint/streamlint/internal/protocol"
)

// reachesRow is the package gate. It reports whether pkg, or a package in
// the closure of its imports, declares the type of a row: no expression can
// have that type otherwise.
//
// Direct imports would not do: the type of a value need not be named where
// the value is used. For a package read from export data, Imports lists
// those that its declarations refer to, which is what counts here.
func reachesRow(pkg *types.Package, table *protocol.Table) bool {
	rows := make(map[string]bool)
	for _, row := range table.Rows() {
		rows[row.Type.Path] = true
	}
	for imp := range importClosure(pkg) {
		if rows[imp.Path()] {
			return true
		}
	}
	return false
}

// importClosure yields pkg and all that it imports, directly or not, once
// each, the nearest first.
func importClosure(pkg *types.Package) iter.Seq[*types.Package] {
	return func(yield func(*types.Package) bool) {
		seen := map[*types.Package]bool{pkg: true}
		for work := []*types.Package{pkg}; len(work) > 0; work = work[1:] {
			if !yield(work[0]) {
				return
			}
			for _, imp := range work[0].Imports() {
				if !seen[imp] {
					seen[imp] = true
					work = append(work, imp)
				}
			}
		}
	}
}

// A matter is the part of a package that is to be built.
type matter struct {
	decls map[*ast.FuncDecl]bool
	// inits says that some package-level literal matters. Then all of
	// them are built, so that they have the names (init$1, init$2, ...)
	// that they have in a full build.
	inits bool
}

// findMatter is the function gate: one walk over the syntax of p.
func findMatter(p Package, table *protocol.Table) matter {
	o := opener{info: p.Info, table: table}
	m := matter{decls: make(map[*ast.FuncDecl]bool)}
	for decl := range funcDecls(p.Files) {
		if o.in(decl.Body) {
			m.decls[decl] = true
		}
	}
	for _, init := range p.Info.InitOrder {
		// What the initialiser itself opens is stored in a variable of
		// the package before anybody could lose it.
		for lit := range literals(init.Rhs) {
			m.inits = m.inits || o.in(lit.Body)
		}
	}
	return m
}

// An opener recognises calls that can open a resource. It may err on one
// side only: a function that is built for nothing costs a little, one that
// is not built is never analysed.
type opener struct {
	info  *types.Info
	table *protocol.Table
}

// in reports whether body, function literals included, contains a call that
// can open.
func (o opener) in(body *ast.BlockStmt) bool {
	for n := range ast.Preorder(body) {
		if call, ok := n.(*ast.CallExpr); ok && o.opens(call) {
			return true
		}
	}
	return false
}

// opens reports whether call can open. Static callees open by their entry
// in the table, everything else by signature.
func (o opener) opens(call *ast.CallExpr) bool {
	// Names are looked up only if a resource is among the results: this
	// excludes nearly all calls, and making a name is not free.
	results := o.info.TypeOf(call)
	if !o.yieldsRow(results) {
		return false
	}
	if fun := o.info.Types[call.Fun]; fun.IsType() || fun.IsBuiltin() {
		return false // a conversion, or new, append, ...
	}
	callee, _ := typeutil.Callee(o.info, call).(*types.Func)
	if callee == nil {
		// A function value. Not by signature, as go/ssa makes a static
		// call of "open := lib.Open; open()", which opens by name.
		return true
	}
	if known := o.table.Func(callee); known != nil && known.Opens != "" {
		return true
	}
	if typeutil.StaticCallee(o.info, call) != nil {
		return false
	}
	// An interface method. The call's own results, not those of the
	// method's declaration, have the type arguments put in.
	tuple, ok := results.(*types.Tuple)
	if !ok {
		return false
	}
	sig := types.NewSignatureType(nil, nil, nil, nil, tuple, false)
	return o.table.OpensBySignature(sig) != nil
}

// yieldsRow reports whether t, the type of a call, is or contains the type
// of a row.
func (o opener) yieldsRow(t types.Type) bool {
	tuple, ok := t.(*types.Tuple)
	if !ok {
		return o.table.RowOfType(t) != nil
	}
	for v := range tuple.Variables() {
		if o.table.RowOfType(v.Type()) != nil {
			return true
		}
	}
	return false
}
