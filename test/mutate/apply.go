package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"maps"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// mutated returns the text of each file that the mutants change.
func (prog *program) mutated(mutants []*mutant) map[string][]byte {
	texts := make(map[string][]byte)
	for _, m := range mutants {
		text, ok := texts[m.fn.file]
		if !ok {
			text = slices.Clone(prog.texts[m.fn.file])
			texts[m.fn.file] = text
		}
		copy(text[m.from:m.to], m.text)
	}
	return texts
}

// compiling returns the mutants that compile together, and marks the others
// as dropped.
func (prog *program) compiling(mutants []*mutant) ([]*mutant, error) {
	for {
		broken, err := prog.broken(mutants)
		if err != nil || len(broken) == 0 {
			return mutants, err
		}
		for _, m := range broken {
			m.class = dropped
		}
		mutants = slices.DeleteFunc(slices.Clone(mutants), func(m *mutant) bool { return m.class == dropped })
	}
}

// broken type-checks the packages with mutants in them, and returns the
// mutants in whose functions there are errors.
func (prog *program) broken(mutants []*mutant) ([]*mutant, error) {
	texts := prog.mutated(mutants)
	var broken []*mutant
	for _, pkg := range prog.packages {
		here := slices.DeleteFunc(slices.Clone(mutants), func(m *mutant) bool { return m.fn.pkg != pkg })
		if len(here) == 0 {
			continue
		}
		errs, err := prog.typeErrors(pkg, texts)
		if err != nil {
			return nil, err
		}
		found := len(broken)
		for _, e := range errs {
			p := e.Fset.PositionFor(e.Pos, false)
			for _, m := range here {
				if m.fn.contains(place{p.Filename, p.Line, p.Column}) && !slices.Contains(broken, m) {
					broken = append(broken, m)
				}
			}
		}
		if len(errs) > 0 && len(broken) == found {
			return nil, fmt.Errorf("%s does not compile: %v", pkg.PkgPath, errs[0])
		}
	}
	return broken, nil
}

// typeErrors type-checks a package with some texts in place of its own.
func (prog *program) typeErrors(pkg *packages.Package, texts map[string][]byte) ([]types.Error, error) {
	files := slices.Clone(pkg.Syntax)
	for i, file := range files {
		name := prog.fset.PositionFor(file.FileStart, false).Filename
		if text, ok := texts[name]; ok {
			syntax, err := parser.ParseFile(prog.fset, name, text, parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			files[i] = syntax
		}
	}
	var errs []types.Error
	conf := types.Config{
		Importer:    importer(pkg),
		GoVersion:   pkg.Types.GoVersion(),
		Sizes:       pkg.TypesSizes,
		FakeImportC: true,
		Error: func(err error) {
			if e, ok := errors.AsType[types.Error](err); ok {
				errs = append(errs, e)
			}
		},
	}
	info := &types.Info{FileVersions: make(map[*ast.File]string)}
	conf.Check(pkg.PkgPath, prog.fset, files, info) // its errors are in errs
	return errs, nil
}

// importer finds what was loaded for a package.
func importer(pkg *packages.Package) importerFunc {
	return func(path string) (*types.Package, error) {
		if path == "unsafe" {
			return types.Unsafe, nil
		}
		if p := pkg.Imports[path]; p != nil && p.Types != nil {
			return p.Types, nil
		}
		return nil, fmt.Errorf("%s does not import %s", pkg.PkgPath, path)
	}
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// write writes files, in the order of their names.
func write(texts map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if err := os.WriteFile(name, texts[name], 0o666); err != nil {
			return err
		}
	}
	return nil
}

// with runs a function while the mutants are in the code.
func (prog *program) with(mutants []*mutant, run func() error) error {
	texts := prog.mutated(mutants)
	originals := make(map[string][]byte)
	for name := range texts {
		originals[name] = prog.texts[name]
	}
	err := write(texts)
	if err == nil {
		err = run()
	}
	return errors.Join(err, write(originals))
}

func relative(dir, file string) string {
	return strings.TrimPrefix(strings.TrimPrefix(file, dir), string(os.PathSeparator))
}
