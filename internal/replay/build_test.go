package replay_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"
)

// importerFunc makes a function a types.Importer.
type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// build returns the SSA of the package "p" with this source.
func build(t *testing.T, source string, imp types.Importer) *ssa.Package {
	t.Helper()
	fset := token.NewFileSet()
	pkg, file, info := typeCheck(t, fset, "p", source, imp)
	prog := ssa.NewProgram(fset, 0)
	for _, imported := range pkg.Imports() {
		prog.CreatePackage(imported, nil, nil, true)
	}
	p := prog.CreatePackage(pkg, []*ast.File{file}, info, false)
	p.Build()
	return p
}

func typeCheck(t *testing.T, fset *token.FileSet, path, source string, imp types.Importer) (*types.Package, *ast.File, *types.Info) {
	t.Helper()
	file, err := parser.ParseFile(fset, path+".go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		FileVersions: make(map[*ast.File]string),
	}
	pkg, err := (&types.Config{GoVersion: "go1.26", Importer: imp}).Check(path, fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, file, info
}

// wireProgram builds a package that imports wire.
func wireProgram(t *testing.T, source string) *ssa.Package {
	t.Helper()
	wire, _, _ := typeCheck(t, token.NewFileSet(), "wire", wireSource, nil)
	imp := importerFunc(func(string) (*types.Package, error) { return wire, nil })
	return build(t, "package p; import \"wire\"\n"+source, imp)
}
