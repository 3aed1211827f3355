package ssabuild

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/streamlint/streamlint/internal/protocol"
)

// libTable describes testdata/src/lib.
func libTable() *protocol.Table {
	row := &protocol.Row{
		Name:             "conn",
		Release:          "Close",
		Handle:           "Body",
		Type:             protocol.Type{Path: "lib", Name: "Conn", Pointer: true},
		OpensBySignature: true,
	}
	return protocol.NewTable([]*protocol.Row{row}, []protocol.Func{
		{Name: "lib.Dial", Opens: "conn"},
		{Name: "lib.DialAs", Opens: "conn"},
		{Name: "lib.Handshake", Opens: "conn"},
		{Name: "(*lib.Client).Do", Opens: "conn"},
		{Name: "lib.Fatal", Ends: protocol.NeverReturns},
		{Name: "lib.Panic", Ends: protocol.Panics},
		{Name: "lib.Fail", Ends: protocol.FailsTest},
	})
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// loadSource loads a package of testdata/src, which imports nothing but
// others there.
func loadSource(t *testing.T, name, goVersion string) Package {
	t.Helper()
	fset := token.NewFileSet()
	loaded := make(map[string]Package)
	var load func(path string) Package
	load = func(path string) Package {
		if p, ok := loaded[path]; ok {
			return p
		}
		// All files, whatever they are called: gofmt cannot read those
		// that are newer than it.
		names, err := filepath.Glob(filepath.Join("testdata", "src", path, "*"))
		if err != nil || len(names) == 0 {
			t.Fatalf("no files for %s (%v)", path, err)
		}
		p := check(t, fset, path, names, goVersion, importerFunc(func(path string) (*types.Package, error) {
			return load(path).Types, nil
		}))
		loaded[path] = p
		return p
	}
	return load(name)
}

// check parses and type-checks the named files.
func check(t *testing.T, fset *token.FileSet, path string, names []string, goVersion string, imp types.Importer) Package {
	t.Helper()
	p := Package{
		Fset: fset,
		Info: &types.Info{
			Types:        make(map[ast.Expr]types.TypeAndValue),
			Instances:    make(map[*ast.Ident]types.Instance),
			Defs:         make(map[*ast.Ident]types.Object),
			Uses:         make(map[*ast.Ident]types.Object),
			Implicits:    make(map[ast.Node]types.Object),
			Selections:   make(map[*ast.SelectorExpr]*types.Selection),
			Scopes:       make(map[ast.Node]*types.Scope),
			FileVersions: make(map[*ast.File]string),
		},
	}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		p.Files = append(p.Files, file)
	}
	conf := types.Config{
		Importer:  imp,
		GoVersion: goVersion,
		Sizes:     types.SizesFor("gc", runtime.GOARCH),
	}
	var err error
	p.Types, err = conf.Check(path, fset, p.Files, p.Info)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// marked returns the functions of p whose doc comment has the line
// "//test:MARK".
func marked(p Package, mark string) []*types.Func {
	var funcs []*types.Func
	for _, file := range p.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Doc == nil {
				continue
			}
			if slices.ContainsFunc(fn.Doc.List, func(c *ast.Comment) bool { return c.Text == "//test:"+mark }) {
				funcs = append(funcs, p.Info.Defs[fn.Name].(*types.Func))
			}
		}
	}
	return funcs
}
