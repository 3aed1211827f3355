package check

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/streamlint/streamlint/internal/streamfacts"
)

// analyze runs the analyzers over a package in a real driver.
func analyze(t *testing.T, analyzers ...*analysis.Analyzer) []*checker.Action {
	t.Helper()
	dir := t.TempDir()
	return analyzeFiles(t, dir, map[string]string{"go.mod": "module p\n\ngo 1.26\n", "p.go": "// A comment.\n\npackage p\n"}, analyzers...)
}

func analyzeFiles(t *testing.T, dir string, files map[string]string, analyzers ...*analysis.Analyzer) []*checker.Action {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := analysis.Validate(analyzers); err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir, Env: append(os.Environ(), "GOWORK=off")}, ".")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze(analyzers, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	return graph.Roots
}

// wantFailure checks that a root reports one internal error, and no other.
func wantFailure(t *testing.T, act *checker.Action, message string) {
	t.Helper()
	if act.Err != nil {
		t.Fatalf("%s failed: %v", act.Analyzer, act.Err)
	}
	if len(act.Diagnostics) != 1 {
		t.Fatalf("%s reports %d diagnostics, want 1", act.Analyzer, len(act.Diagnostics))
	}
	d := act.Diagnostics[0]
	if d.Message != message {
		t.Errorf("message is %q,\nwant %q", d.Message, message)
	}
	if d.Category != InternalError {
		t.Errorf("category is %q, want %q", d.Category, InternalError)
	}
	if p := act.Package.Fset.Position(d.Pos); filepath.Base(p.Filename) != "p.go" || p.Line != 3 {
		t.Errorf("reported at %v, want the package clause", p)
	}
}

func explode(a []int) int { return a[len(a)] }

func exploding() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "exploding", Doc: "panics", ResultType: reflect.TypeFor[*Summary](),
		Run: func(*analysis.Pass) (any, error) { return explode([]int{1}), nil },
	}
}

func TestGuardPanic(t *testing.T) {
	act := analyze(t, Guard(exploding())...)[0]
	wantFailure(t, act, "exploding gave up on this package because of an internal error in check.explode: "+
		"runtime error: index out of range [1] with length 1")
	if sum, ok := act.Result.(*Summary); !ok || sum == nil {
		t.Errorf("the result is %v, want an empty summary", act.Result)
	}
}

func TestGuardExplicitPanic(t *testing.T) {
	a := &analysis.Analyzer{
		Name: "panicking", Doc: "panics",
		Run: func(*analysis.Pass) (any, error) { panic("first line\n\tsecond line") },
	}
	wantFailure(t, analyze(t, Guard(a)...)[0], "panicking gave up on this package because of an internal error "+
		"in check.TestGuardExplicitPanic.func1: first line second line")
}

func TestGuardError(t *testing.T) {
	a := &analysis.Analyzer{
		Name: "failing", Doc: "fails",
		Run: func(*analysis.Pass) (any, error) { return nil, errors.New("it failed") },
	}
	wantFailure(t, analyze(t, Guard(a)...)[0], "failing gave up on this package because of an internal error: it failed")
}

// A required analyzer runs once for all that require it, who see its result
// as if nothing were between.
func TestGuardSharesRequired(t *testing.T) {
	var runs atomic.Int32
	hidden := &analysis.Analyzer{
		Name: "hidden", Doc: "returns a string", ResultType: reflect.TypeFor[string](),
		Run: func(*analysis.Pass) (any, error) {
			runs.Add(1)
			return "for you", nil
		},
	}
	root := func(name string) *analysis.Analyzer {
		return &analysis.Analyzer{
			Name: name, Doc: "reports", Requires: []*analysis.Analyzer{hidden},
			Run: func(pass *analysis.Pass) (any, error) {
				pass.Reportf(pass.Files[0].Package, "%s: %s", pass.Analyzer.Name, pass.ResultOf[hidden].(string))
				return nil, nil
			},
		}
	}
	for _, act := range analyze(t, Guard(root("a"), root("b"))...) {
		if len(act.Diagnostics) != 1 || act.Diagnostics[0].Message != act.Analyzer.Name+": for you" {
			t.Errorf("%s reports %v", act.Analyzer, act.Diagnostics)
		}
	}
	if n := runs.Load(); n != 1 {
		t.Errorf("the required analyzer ran %d times", n)
	}
}

// Drivers print nothing of a required analyzer: each root tells of its
// failure, in its own name, through any number of analyzers between.
func TestGuardRequiredFails(t *testing.T) {
	hidden := exploding()
	between := &analysis.Analyzer{
		Name: "between", Doc: "returns nothing of use", Requires: []*analysis.Analyzer{hidden},
		ResultType: reflect.TypeFor[int](),
		Run:        func(*analysis.Pass) (any, error) { return 1, nil },
	}
	root := func(name string) *analysis.Analyzer {
		return &analysis.Analyzer{
			Name: name, Doc: "runs", Requires: []*analysis.Analyzer{between},
			Run: func(*analysis.Pass) (any, error) { panic("must not run") },
		}
	}
	acts := analyze(t, Guard(root("a"), root("b"))...)
	if len(acts) != 2 {
		t.Fatalf("%d roots", len(acts))
	}
	for _, act := range acts {
		wantFailure(t, act, "exploding gave up on this package because of an internal error in check.explode: "+
			"runtime error: index out of range [1] with length 1")
	}
}

// Nothing is printed of a dependency. What fails there is told by those who
// import it, once by each root, and by nobody else.
func TestGuardImportFails(t *testing.T) {
	hidden := &analysis.Analyzer{
		Name: "hidden", Doc: "panics in q", FactTypes: streamfacts.Types(), ResultType: reflect.TypeFor[string](),
		Run: func(pass *analysis.Pass) (any, error) {
			if pass.Pkg.Path() == "p/q" {
				panic("no good")
			}
			return "for you", nil
		},
	}
	root := &analysis.Analyzer{
		Name: "root", Doc: "runs", Requires: []*analysis.Analyzer{hidden}, ResultType: reflect.TypeFor[string](),
		Run: func(pass *analysis.Pass) (any, error) { return pass.ResultOf[hidden], nil },
	}
	for imported, want := range map[string]int{"p/q": 1, "p/r": 0} {
		acts := analyzeFiles(t, t.TempDir(), map[string]string{
			"go.mod": "module p\n\ngo 1.26\n",
			"p.go":   "package p\n\nimport _ \"errors\"\nimport q \"" + imported + "\"\n\nvar _ = q.X\n",
			"q/q.go": "package q\n\nconst X = 1\n",
			"r/r.go": "package r\n\nimport \"p/q\"\n\nconst X = q.X\n",
		}, Guard(root)...)
		act := acts[0]
		if act.Err != nil || len(act.Diagnostics) != want || act.Result != "for you" {
			t.Fatalf("importing %s: %v, result %v, diagnostics %v", imported, act.Err, act.Result, act.Diagnostics)
		}
		for _, d := range act.Diagnostics {
			const message = "what p/q does is not known: hidden gave up on this package because of an internal error in " +
				"check.TestGuardImportFails.func1: no good"
			if d.Message != message || d.Category != InternalError || act.Package.Fset.Position(d.Pos).Line != 4 {
				t.Errorf("reported %+v", d)
			}
		}
	}
}

// Guard copies: the originals still panic.
func TestGuardLeavesOriginals(t *testing.T) {
	a := exploding()
	Guard(a)
	defer func() {
		if recover() == nil {
			t.Error("the original analyzer recovers")
		}
	}()
	_, _ = a.Run(&analysis.Pass{})
}

// The flags of a copy are those of the original, as drivers set them.
func TestGuardFlags(t *testing.T) {
	a := exploding()
	set := a.Flags.Bool("x", false, "a flag")
	if err := Guard(a)[0].Flags.Set("x", "true"); err != nil {
		t.Fatal(err)
	}
	if !*set {
		t.Error("a flag set on the copy is not set on the original")
	}
}

// There is nowhere to report to in a package without files.
func TestGuardNoFiles(t *testing.T) {
	var found []analysis.Diagnostic
	pass := &analysis.Pass{Report: func(d analysis.Diagnostic) { found = append(found, d) }}
	if _, err := Guard(exploding())[0].Run(pass); err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || !strings.HasPrefix(found[0].Message, "exploding gave up") {
		t.Errorf("reported %v", found)
	}
}
