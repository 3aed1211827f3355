package check

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// A file is the name and the text of a source file.
type file struct{ name, text string }

// newPass returns a pass with no more than the least of drivers provide: the
// syntax and the types of the files, and a list of what is reported.
func newPass(t *testing.T, files ...file) (*analysis.Pass, *[]analysis.Diagnostic) {
	t.Helper()
	var found []analysis.Diagnostic
	pass := &analysis.Pass{
		Fset: token.NewFileSet(),
		TypesInfo: &types.Info{
			Types:        make(map[ast.Expr]types.TypeAndValue),
			Defs:         make(map[*ast.Ident]types.Object),
			Uses:         make(map[*ast.Ident]types.Object),
			Implicits:    make(map[ast.Node]types.Object),
			Instances:    make(map[*ast.Ident]types.Instance),
			Scopes:       make(map[ast.Node]*types.Scope),
			Selections:   make(map[*ast.SelectorExpr]*types.Selection),
			FileVersions: make(map[*ast.File]string),
		},
		ResultOf: make(map[*analysis.Analyzer]any),
		Report:   func(d analysis.Diagnostic) { found = append(found, d) },

		ImportObjectFact: func(types.Object, analysis.Fact) bool { return false },
		ExportObjectFact: func(types.Object, analysis.Fact) {},
	}
	for _, f := range files {
		syntax, err := parser.ParseFile(pass.Fset, f.name, f.text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		pass.Files = append(pass.Files, syntax)
	}
	conf := types.Config{Importer: importer.ForCompiler(pass.Fset, "source", nil)}
	pkg, err := conf.Check("p", pass.Fset, pass.Files, pass.TypesInfo)
	if err != nil {
		t.Fatal(err)
	}
	pass.Pkg = pkg
	return pass, &found
}
