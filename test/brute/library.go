package brute

import (
	"embed"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
)

//go:embed testdata/lib
var library embed.FS

// librarySource returns the source of a package that the programs import.
// It is not the real one, but behaves like it for what they do.
func librarySource(importPath string) (string, error) {
	name := path.Base(importPath)
	text, err := library.ReadFile("testdata/lib/" + name + "/" + name + ".go")
	return string(text), err
}

// An importer type-checks the library once for many files.
type importer struct {
	fset *token.FileSet
	done map[string]*types.Package
}

func newImporter() *importer {
	return &importer{fset: token.NewFileSet(), done: map[string]*types.Package{}}
}

// Import implements types.Importer.
func (imp *importer) Import(importPath string) (*types.Package, error) {
	if pkg := imp.done[importPath]; pkg != nil {
		return pkg, nil
	}
	text, err := librarySource(importPath)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(imp.fset, importPath+".go", text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	// Nobody may look into the bodies: to the engine these functions are
	// foreign.
	conf := types.Config{Importer: imp, IgnoreFuncBodies: true}
	pkg, err := conf.Check(importPath, imp.fset, []*ast.File{file}, nil)
	imp.done[importPath] = pkg
	return pkg, err
}
