package bodyclose_test

import (
	"fmt"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/streamlint/streamlint/analyzer/bodyclose"
	"github.com/streamlint/streamlint/internal/check"
	"github.com/streamlint/streamlint/internal/diagnose"
)

// runs is how often each package is analysed: what depends on the order of a
// map shows sooner or later.
const runs = 10

// TestTopics analyses the twins of all topics, with every witness replayed:
// one that is refused is a diagnostic that nobody wants. The packages, and
// the standard library below them, are loaded once for all that is compared.
func TestTopics(t *testing.T) {
	lazy := bodyclose.New(check.Options{Strict: true})
	full := bodyclose.New(check.Options{Strict: true, FullSSA: true})
	testdata := filepath.Join("..", "..", "testdata")
	topics := topics(t, filepath.Join(testdata, "src"))
	dir, err := filepath.Abs(testdata)
	if err != nil {
		t.Fatal(err)
	}
	compared := withFacts(t, lazy, topics, func(pass *analysis.Pass) any {
		sum, found := collect(t, lazy, pass)
		for range runs - 1 {
			if _, again := collect(t, lazy, pass); !reflect.DeepEqual(again, found) {
				t.Errorf("%s: two runs differ:\n%v\n%v", pass.Pkg.Path(), found, again)
			}
		}
		if _, all := collect(t, full, pass); !reflect.DeepEqual(all, found) {
			t.Errorf("%s: the SSA of all functions gives other findings:\n%v\n%v", pass.Pkg.Path(), found, all)
		}
		for _, d := range found {
			pass.Report(d)
		}
		return sum
	})
	analysistest.Run(t, dir, compared, topics...)
}

// withFacts returns an analyzer that runs what a requires over all packages
// itself, so that it can be run any number of times, and calls run for those
// with one of the paths. It has fact types, so that drivers come to imports
// first, but keeps the facts to itself: the twins have no comments about them.
func withFacts(t *testing.T, a *analysis.Analyzer, paths []string, run func(*analysis.Pass) any) *analysis.Analyzer {
	b := *a
	b.Requires = nil
	for _, req := range a.Requires {
		b.FactTypes = append(b.FactTypes, req.FactTypes...)
	}
	var facts sync.Map
	b.Run = func(pass *analysis.Pass) (any, error) {
		pass.ImportObjectFact = func(obj types.Object, fact analysis.Fact) bool {
			known, ok := facts.Load(obj)
			if ok {
				reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(known).Elem())
			}
			return ok
		}
		pass.ExportObjectFact = func(obj types.Object, fact analysis.Fact) { facts.Store(obj, fact) }
		for _, req := range a.Requires {
			if _, err := req.Run(pass); err != nil {
				t.Errorf("%s: %v", pass.Pkg.Path(), err)
			}
		}
		if !slices.Contains(paths, strings.TrimSuffix(pass.Pkg.Path(), "_test")) {
			return reflect.Zero(a.ResultType).Interface(), nil
		}
		return run(pass), nil
	}
	return &b
}

// collect runs the analyzer, and what it requires, over the package, and
// returns what it reports. It exports no facts.
func collect(t *testing.T, a *analysis.Analyzer, pass *analysis.Pass) (any, []analysis.Diagnostic) {
	var found []analysis.Diagnostic
	inner := *pass
	inner.Report = func(d analysis.Diagnostic) { found = append(found, d) }
	inner.ExportObjectFact = func(types.Object, analysis.Fact) {}
	inner.ExportPackageFact = func(analysis.Fact) {}
	inner.ResultOf = make(map[*analysis.Analyzer]any)
	for _, req := range a.Requires {
		res, err := req.Run(&inner)
		if err != nil {
			t.Errorf("%s: %v", pass.Pkg.Path(), err)
		}
		inner.ResultOf[req] = res
	}
	sum, err := a.Run(&inner)
	if err != nil {
		t.Errorf("%s: %v", pass.Pkg.Path(), err)
	}
	return sum, found
}

// topics returns the import paths of all packages below src.
func topics(t *testing.T, src string) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(src, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		dir, err := filepath.Rel(src, filepath.Dir(name))
		if p := filepath.ToSlash(dir); !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatal("no topics in " + src)
	}
	return paths
}

func TestAnalyzer(t *testing.T) {
	a := bodyclose.Analyzer
	if err := analysis.Validate([]*analysis.Analyzer{a}); err != nil {
		t.Error(err)
	}
	title, _, _ := strings.Cut(a.Doc, "\n")
	if len(title) > 72 || strings.HasSuffix(title, ".") {
		t.Errorf("the summary %q is long, or a sentence", title)
	}
	if a.URL == "" {
		t.Error("no URL")
	}
}

// Every category has a heading of its own in the documentation, to which the
// diagnostics refer.
func TestCategoriesDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, category := range append(diagnose.Categories(), check.MalformedDirective, check.InternalError) {
		if heading := fmt.Sprintf("\n//\n// # %s\n//\n// ", category); !strings.Contains(string(doc), heading) {
			t.Errorf("doc.go has no section %q", category)
		}
	}
}
