package bodyclose_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
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
	compared := *lazy
	compared.Run = func(pass *analysis.Pass) (any, error) {
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
		return sum, nil
	}
	testdata := filepath.Join("..", "..", "testdata")
	topics := topics(t, filepath.Join(testdata, "src"))
	dir, err := filepath.Abs(testdata)
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, &compared, topics...)
}

// collect runs the analyzer over the package, and returns what it reports.
func collect(t *testing.T, a *analysis.Analyzer, pass *analysis.Pass) (any, []analysis.Diagnostic) {
	var found []analysis.Diagnostic
	inner := *pass
	inner.Report = func(d analysis.Diagnostic) { found = append(found, d) }
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
