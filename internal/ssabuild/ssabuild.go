package ssabuild

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A Package is what there is to build from: one package, type-checked
// without errors.
type Package struct {
	Fset  *token.FileSet
	Types *types.Package
	Files []*ast.File
	Info  *types.Info
	// Imports is what is known of functions of other packages; nil: nothing.
	Imports Imports
}

// A Program is the SSA of the functions of one package that matter.
type Program struct {
	Package *ssa.Package
	// Functions are the roots in source order: declared functions and
	// methods with a body, then the function literals of package-level
	// initialisers, in the order of initialisation. Literals inside of
	// these are reached by AnonFuncs.
	Functions []*ssa.Function
	// Built and Total count roots: those with SSA, and all.
	Built, Total int
}

// Lazy builds the functions that matter: those that contain a call that can
// open a resource of the table, function literals included, or that call one
// which passes on what it opened, and those that do with an argument what
// their callers have to know. It returns nil if there is none.
//
// Different packages may be built at the same time, and so may one package
// twice.
func Lazy(p Package, table *protocol.Table) *Program {
	if plan := NewPlan(p, table); plan != nil {
		return plan.Build()
	}
	return nil
}

// Full builds every function. It is what [Lazy] is compared with; it
// returns nil only for a package without files, such as unsafe.
func Full(p Package, table *protocol.Table) *Program {
	if plan := NewPlan(p, table); plan != nil {
		return plan.BuildAll()
	}
	return nil
}

// build builds the functions that have a body in files, which are those of
// the package or pruned copies of them.
func (plan *Plan) build(files []*ast.File, info *types.Info) *Program {
	p := plan.pkg
	// A program of its own for each package: drivers analyse packages
	// one by one and offer no place where a larger one could live.
	prog := ssa.NewProgram(p.Fset, ssa.BuilderMode(0))

	// To be set before anything is built. The predicate looks at the
	// original syntax: a callee may have lost its body in files.
	prog.SetNoReturn(plan.ends.noReturn)

	// Direct imports suffice, because syntax can only name their members.
	// Methods of packages further away, as in a promoted method or a
	// chain of calls, are created by go/ssa on demand.
	for _, imp := range p.Types.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}
	pkg := prog.CreatePackage(p.Types, files, info, false)
	pkg.Build()

	funcs := roots(pkg, files, info)
	return &Program{
		Package:   pkg,
		Functions: funcs,
		Built:     len(funcs),
		Total:     countRoots(p),
	}
}

// roots returns the functions declared in files that have a body, then the
// literals of package-level initialisers.
func roots(pkg *ssa.Package, files []*ast.File, info *types.Info) []*ssa.Function {
	var funcs []*ssa.Function
	for decl := range funcDecls(files) {
		// By object, not by name: a package may declare any number of
		// functions named init or _.
		if obj, ok := info.Defs[decl.Name].(*types.Func); ok {
			funcs = append(funcs, pkg.Prog.FuncValue(obj))
		}
	}
	return append(funcs, pkg.Func("init").AnonFuncs...)
}

// countRoots returns how many functions a full build of p has.
func countRoots(p Package) int {
	n := 0
	for range funcDecls(p.Files) {
		n++
	}
	for _, init := range p.Info.InitOrder {
		for range literals(init.Rhs) {
			n++
		}
	}
	return n
}
