package ssabuild

import (
	"go/ast"
	"go/types"
	"iter"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/streamlint/streamlint/internal/protocol"
)

// importClosure yields pkg and all that it imports, directly or not, once
// each, the nearest first.
//
// Direct imports would not do: the type of a value need not be named where
// the value is used. For a package read from export data, Imports lists
// those that its declarations refer to, which is what counts here.
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

// reachRows is the package gate for what opens. It reports whether the
// package, or one in the closure of its imports, declares the type of a row:
// no expression can have that type otherwise. It stops at the first that
// does, once it has the handles of all.
func (k *kinds) reachRows() (reached bool) {
	paths := make(map[string]bool)
	for _, row := range k.table.Rows() {
		paths[row.Type.Path] = true
	}
	for pkg := range importClosure(k.pkg) {
		if !paths[pkg.Path()] {
			continue
		}
		reached = true
		k.addHandles(pkg)
		delete(paths, pkg.Path())
		if len(paths) == 0 {
			break
		}
	}
	return reached
}

// A matter is the part of a package that is to be built.
type matter struct {
	decls map[*ast.FuncDecl]bool
	// inits says that some package-level literal matters. Then all of
	// them are built, so that they have the names (init$1, init$2, ...)
	// that they have in a full build.
	inits bool
}

// An opener recognises calls that can open a resource. It may err on one
// side only: a function that is built for nothing costs a little, one that
// is not built is never analysed.
type opener struct {
	info    *types.Info
	table   *protocol.Table
	imports Imports
	kinds   *kinds
	decls   map[*types.Func]*ast.FuncDecl
	// calls has, for a function of the package, those that call it for
	// something that could hold a resource.
	calls map[*types.Func][]*types.Func
	// opens are the functions that contain a call that can open, or call one
	// that passes on what it opened.
	opens map[*types.Func]bool
	work  []*types.Func
}

// find is the function gate for what opens: one walk over the bodies of the
// package, and one over the callers of what was found.
func (o *opener) find() {
	for fn, decl := range o.decls {
		if o.in(decl.Body, fn) {
			o.mark(fn)
		}
	}
	for len(o.work) > 0 {
		fn := o.work[len(o.work)-1]
		o.work = o.work[:len(o.work)-1]
		for _, caller := range o.calls[fn] {
			o.mark(caller)
		}
	}
}

func (o *opener) mark(fn *types.Func) {
	if !o.opens[fn] {
		o.opens[fn] = true
		o.work = append(o.work, fn)
	}
}

// in reports whether body, function literals included, contains a call that
// can open. It notes the calls of functions of the package that might, for
// the function that the body belongs to, if any.
func (o *opener) in(body *ast.BlockStmt, fn *types.Func) bool {
	found := false
	for n := range ast.Preorder(body) {
		call, ok := n.(*ast.CallExpr)
		if !ok || !o.kinds.mayHold(o.info.TypeOf(call)) {
			continue
		}
		if o.isOpening(call) {
			found = true
		}
		if callee := typeutil.StaticCallee(o.info, call); callee != nil && fn != nil {
			callee = callee.Origin()
			o.calls[callee] = append(o.calls[callee], fn)
		}
	}
	return found
}

// passesOn reports whether a function that opens may return what it opened.
func (o *opener) passesOn(fn *types.Func) bool {
	return o.opens[fn] && o.kinds.mayHold(fn.Signature().Results())
}

// inLiterals reports whether a package-level literal of an initialiser
// contains a call that can open, or one of a function that passes on what it
// opened. What the initialiser itself opens is stored in a variable of the
// package before anybody could lose it.
func (o *opener) inLiterals(init *types.Initializer) bool {
	for lit := range literals(init.Rhs) {
		for n := range ast.Preorder(lit.Body) {
			call, ok := n.(*ast.CallExpr)
			if !ok || !o.kinds.mayHold(o.info.TypeOf(call)) {
				continue
			}
			callee := typeutil.StaticCallee(o.info, call)
			if o.isOpening(call) || callee != nil && o.passesOn(callee.Origin()) {
				return true
			}
		}
	}
	return false
}

// isOpening reports whether call can open. Static callees open by their entry
// in the table or by what their package says of them, everything else by
// signature.
func (o *opener) isOpening(call *ast.CallExpr) bool {
	if fun := o.info.Types[call.Fun]; fun.IsType() || fun.IsBuiltin() {
		return false // a conversion, or new, append, ...
	}
	results := o.info.TypeOf(call)
	yields := o.yieldsRow(results)
	callee, _ := typeutil.Callee(o.info, call).(*types.Func)
	if callee == nil {
		// A function value. Not by signature, as go/ssa makes a static
		// call of "open := lib.Open; open()", which opens by name.
		return yields
	}
	// Names are looked up only if a resource is among the results: this
	// excludes nearly all calls, and making a name is not free.
	if known := o.known(callee, yields); known != nil && known.Opens != "" {
		return true
	}
	if typeutil.StaticCallee(o.info, call) != nil {
		return o.imports.Opens(callee.Origin())
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

func (o *opener) known(callee *types.Func, yields bool) *protocol.Func {
	if !yields {
		return nil
	}
	return o.table.Func(callee)
}

// yieldsRow reports whether t, the type of a call, is or contains the type
// of a row.
func (o *opener) yieldsRow(t types.Type) bool {
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
