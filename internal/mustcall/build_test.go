package mustcall_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/replay"
	"github.com/streamlint/streamlint/internal/ssabuild"
)

// A world is the Env that knows a table and nothing else.
type world struct{ table *protocol.Table }

func (w world) Table() *protocol.Table           { return w.table }
func (world) AssignsFunc(*types.Var) bool        { return false }
func (world) IsConstant(*types.Var) bool         { return true }
func (world) Asserts(*types.Func) bool           { return false }
func (world) Holds(*types.Var) *types.Func       { return nil }
func (world) Fresh(*types.Func) []mustcall.Fresh { return nil }

func (world) Outcomes(*types.Func, int, mustcall.Seed) ([]mustcall.Outcome, bool) {
	return nil, false
}

// A library type-checks the packages that the programs of a test import, each
// of them once. Nobody looks into the bodies of their functions: to the engine
// they are foreign, and the table speaks for them.
type library struct {
	fset    *token.FileSet
	sources map[string]string
	done    map[string]*types.Package
}

// newLibrary reads packages from txtar files: the name of a section is the
// import path.
func newLibrary(t testing.TB, files ...string) *library {
	t.Helper()
	lib := &library{token.NewFileSet(), map[string]string{}, map[string]*types.Package{}}
	for _, name := range files {
		archive, err := txtar.ParseFile("testdata/library/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			lib.sources[f.Name] = string(f.Data)
		}
	}
	return lib
}

// Import implements types.Importer.
func (lib *library) Import(path string) (*types.Package, error) {
	if pkg := lib.done[path]; pkg != nil {
		return pkg, nil
	}
	source, ok := lib.sources[path]
	if !ok {
		return nil, fmt.Errorf("no package %s in this library", path)
	}
	file, err := parser.ParseFile(lib.fset, path+".go", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	conf := types.Config{Importer: lib, IgnoreFuncBodies: true}
	pkg, err := conf.Check(path, lib.fset, []*ast.File{file}, nil)
	lib.done[path] = pkg
	return pkg, err
}

// A lab runs the engine on source text.
type lab struct {
	table *protocol.Table
	lib   *library
	trace bool
}

// standardLab knows net/http and its surroundings.
func standardLab(t testing.TB) *lab {
	t.Helper()
	return &lab{table: protocol.Builtin(), lib: newLibrary(t, "std.txt")}
}

// A report is what the engine found in one package.
type report struct {
	fset    *token.FileSet
	results []mustcall.Result
}

// analyze runs the engine on a package of one file. A leak whose witness does
// not hold fails the test, whatever it tests.
func (l *lab) analyze(t testing.TB, source string) report {
	t.Helper()
	p := typeCheck(t, source, l.lib)
	r := report{fset: p.Fset}
	analysis := mustcall.NewAnalysis(world{l.table}, mustcall.Options{Trace: l.trace})
	for _, fn := range ssabuild.Full(p, l.table).Functions {
		r.results = append(r.results, analysis.Function(fn)...)
	}
	checker := replay.NewChecker(l.table)
	for _, result := range r.results {
		if result.Leak == nil {
			continue
		}
		if err := checker.Check(&result.Leak.Witness); err != nil {
			t.Errorf("%s: the witness does not hold: %v", r.fset.Position(result.Site.Pos()), err)
		}
	}
	return r
}

func typeCheck(t testing.TB, source string, imp types.Importer) ssabuild.Package {
	t.Helper()
	p := ssabuild.Package{Fset: token.NewFileSet(), Info: &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Instances:    map[*ast.Ident]types.Instance{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Scopes:       map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}}
	file, err := parser.ParseFile(p.Fset, "src.go", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	p.Files = []*ast.File{file}
	conf := types.Config{Importer: imp, GoVersion: "go1.26"}
	if p.Types, err = conf.Check("example.com/src", p.Fset, p.Files, p.Info); err != nil {
		t.Fatal(err)
	}
	return p
}

// totals sums up what was found.
type totals struct {
	sites, states, leaks, released, transferred int
	voids                                       map[mustcall.Reason]int
}

func (r report) totals() totals {
	sum := totals{voids: map[mustcall.Reason]int{}}
	for _, result := range r.results {
		sum.sites++
		sum.states += result.States
		sum.released += result.Released
		sum.transferred += result.Transferred
		if result.Leak != nil {
			sum.leaks++
		}
		for reason, n := range result.Voids {
			sum.voids[reason] += n
		}
	}
	return sum
}

// line is the line of the opening call of a result.
func (r report) line(result mustcall.Result) int {
	return r.fset.Position(result.Site.Pos()).Line
}
