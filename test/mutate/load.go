package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A program is the code of a module, type-checked.
type program struct {
	fset      *token.FileSet
	dir       string
	packages  []*packages.Package
	functions []*function // those with mutants, in source order
	texts     map[string][]byte
	broke     map[string]bool // packages that do not compile, by path
}

// A function is a declaration, with the literals in it: a function, or
// variables that are initialized. At most one release is deleted from it at
// a time.
type function struct {
	name    string // fully qualified, as callers know it
	pkg     *packages.Package
	decl    ast.Decl
	file    string // absolute
	from    token.Position
	to      token.Position
	mutants []*mutant
	callers map[*function]bool // includes itself
}

func (f *function) start() place { return place{f.file, f.from.Line, f.from.Column} }

// contains reports whether a position is in the declaration.
func (f *function) contains(p place) bool {
	return f.file == p.file && f.from.Line <= p.line && p.line <= f.to.Line
}

// load type-checks the packages of the module, tests included. Of a package
// and its variants for tests it keeps the one with the most files.
func load(m *module) (*program, error) {
	prog := &program{fset: token.NewFileSet(), dir: m.dir, texts: make(map[string][]byte)}
	pkgs, err := packages.Load(&packages.Config{
		Mode:  packages.LoadSyntax | packages.NeedForTest | packages.NeedModule,
		Dir:   m.dir,
		Env:   m.environment(),
		Fset:  prog.fset,
		Tests: true,
	}, m.patterns...)
	if err != nil {
		return nil, err
	}
	prog.omitBroken(m, pkgs)
	largest := make(map[string]*packages.Package)
	for _, p := range pkgs {
		if prog.broke[subject(p)] || strings.HasSuffix(p.ID, ".test") {
			continue
		}
		if q := largest[p.PkgPath]; q == nil || len(p.Syntax) > len(q.Syntax) {
			largest[p.PkgPath] = p
		}
	}
	for _, p := range largest {
		prog.packages = append(prog.packages, p)
	}
	if len(prog.packages) == 0 {
		return nil, fmt.Errorf("no package of %s compiles: %v", m.path, firstError(pkgs))
	}
	slices.SortFunc(prog.packages, func(a, b *packages.Package) int { return cmp.Compare(a.PkgPath, b.PkgPath) })
	return prog, prog.find()
}

// omitBroken leaves out the packages that do not compile, with or without
// tests: some of a module may be for other systems, or need a C compiler.
func (prog *program) omitBroken(m *module, pkgs []*packages.Package) {
	prog.broke = make(map[string]bool)
	for _, p := range pkgs {
		if p.IllTyped || len(p.Errors) > 0 {
			prog.broke[subject(p)] = true
		}
	}
	if len(prog.broke) == 0 {
		return
	}
	m.patterns = nil
	for _, p := range pkgs {
		if p.ForTest == "" && !strings.HasSuffix(p.ID, ".test") && !prog.broke[p.PkgPath] {
			m.patterns = append(m.patterns, p.PkgPath)
		}
	}
}

// subject is the path of the package that p is, or is a test of.
func subject(p *packages.Package) string {
	if p.ForTest != "" {
		return p.ForTest
	}
	return p.PkgPath
}

// find finds the mutants of all packages, and who calls the functions.
func (prog *program) find() error {
	byName := make(map[string][]*function)
	var all []*function
	for _, pkg := range prog.packages {
		for _, file := range pkg.Syntax {
			name := prog.fset.PositionFor(file.FileStart, false).Filename
			if !prog.isOurs(name) {
				continue // made by the go command, from one with cgo
			}
			for _, decl := range file.Decls {
				f := prog.newFunction(pkg, name, decl)
				byName[f.name] = append(byName[f.name], f)
				all = append(all, f)
			}
		}
	}
	for _, f := range all {
		if err := f.findMutants(prog); err != nil {
			return err
		}
		if len(f.mutants) > 0 {
			prog.functions = append(prog.functions, f)
		}
	}
	slices.SortFunc(prog.functions, func(a, b *function) int { return a.start().compare(b.start()) })
	for _, caller := range all {
		caller.eachUse(func(name string) {
			for _, f := range byName[name] {
				f.callers[caller] = true
			}
		})
	}
	return nil
}

func (prog *program) isOurs(file string) bool {
	rel, err := filepath.Rel(prog.dir, file)
	return err == nil && filepath.IsLocal(rel) && strings.HasSuffix(file, ".go")
}

func (prog *program) newFunction(pkg *packages.Package, file string, decl ast.Decl) *function {
	f := &function{
		pkg: pkg, decl: decl, file: file,
		from: prog.fset.PositionFor(decl.Pos(), false),
		to:   prog.fset.PositionFor(decl.End(), false),
	}
	f.name = fmt.Sprintf("%s:%d", file, f.from.Line)
	if d, ok := decl.(*ast.FuncDecl); ok {
		if fn, ok := pkg.TypesInfo.Defs[d.Name].(*types.Func); ok {
			f.name = fn.FullName()
		}
	}
	f.callers = map[*function]bool{f: true}
	return f
}

// eachUse calls yield with the name of each function that is mentioned.
func (f *function) eachUse(yield func(name string)) {
	ast.Inspect(f.decl, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if fn, ok := f.pkg.TypesInfo.Uses[id].(*types.Func); ok {
				yield(fn.Origin().FullName())
			}
		}
		return true
	})
}

// text returns the content of a file before any mutant.
func (prog *program) text(file string) ([]byte, error) {
	if text, ok := prog.texts[file]; ok {
		return text, nil
	}
	text, err := os.ReadFile(file)
	if err == nil {
		prog.texts[file] = text
	}
	return text, err
}

// firstError returns the first error of the packages, if there is one.
func firstError(pkgs []*packages.Package) error {
	for _, p := range pkgs {
		for _, err := range p.Errors {
			return err
		}
	}
	return nil
}
