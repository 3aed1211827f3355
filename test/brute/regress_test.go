package brute

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Regressions are functions that an engine once judged wrongly, shrunk. Those
// in testdata/open are still judged wrongly. A file is a sentence that says
// what its functions have in common, then the functions; a site that leaks is
// marked.
func readRegressions(t *testing.T, dir string) map[string]string {
	files, err := filepath.Glob(filepath.Join("testdata", dir, "*.txt"))
	if err != nil || len(files) == 0 && dir != "open" {
		t.Fatalf("no regressions in %s: %v", dir, err)
	}
	texts := map[string]string{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, funcs, ok := strings.Cut(string(data), "\n\nfunc ")
		if !ok {
			t.Fatalf("%s: no function", name)
		}
		texts[filepath.Base(name)] = "\nfunc " + funcs
	}
	return texts
}

var siteCall = regexp.MustCompile(`http\.Get\("((\w+)/\d+)"\)(.*// leaks)?`)

// marks returns the sites that are marked as leaking.
func marks(text string) (marked []string) {
	for _, m := range siteCall.FindAllStringSubmatch(text, -1) {
		if m[3] != "" {
			marked = append(marked, m[1])
		}
	}
	slices.Sort(marked)
	return marked
}

// wrong returns what the engine says wrongly, by function.
func wrong(t *testing.T, e *Engine, text string) map[string][]string {
	verdicts, err := e.Analyze(text)
	if err != nil {
		t.Fatal(err)
	}
	list := map[string][]string{}
	for i, line := range strings.Split(text, "\n") {
		m := siteCall.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		say := func(format string, args ...any) { list[m[2]] = append(list[m[2]], fmt.Sprintf(format, args...)) }
		v := verdicts[i+1]
		if reported := v != nil && len(v.Leaks) > 0; reported != (m[3] != "") {
			say("%s: reported: %v, marked: %v", m[1], reported, m[3] != "")
		}
		if v != nil && v.Refused != nil {
			say("%s: refused: %v", m[1], v.Refused)
		}
	}
	return list
}

// TestRegressions asks the engine about each regression.
func TestRegressions(t *testing.T) {
	e := NewEngine()
	for name, funcs := range readRegressions(t, "regress") {
		t.Run(name, func(t *testing.T) {
			for _, list := range wrong(t, e, prelude+funcs) {
				t.Error(strings.Join(list, "\n"))
			}
		})
	}
}

// TestOpen says what has been cured: it belongs to the regressions then.
func TestOpen(t *testing.T) {
	e := NewEngine()
	for name, funcs := range readRegressions(t, "open") {
		t.Run(name, func(t *testing.T) {
			list := wrong(t, e, prelude+funcs)
			for _, f := range targets(t, prelude+funcs) {
				if list[f.name] == nil {
					t.Errorf("%s is judged rightly now: move it to testdata/regress", f.name)
				}
			}
		})
	}
}

// TestRegressionMarks runs the regressions as Go, to see whether the marks
// are right.
func TestRegressionMarks(t *testing.T) {
	text := prelude
	for _, dir := range []string{"regress", "open"} {
		for _, funcs := range readRegressions(t, dir) {
			text += funcs
		}
	}
	marked := marks(text)
	var ran []string
	for _, leaks := range runAsGo(t, strict, text, targets(t, text)) {
		ran = append(ran, leaks...)
	}
	slices.Sort(ran)
	if !slices.Equal(ran, marked) {
		t.Errorf("leaking when run %v, marked %v", ran, marked)
	}
}

// targets returns the functions of the text.
func targets(t *testing.T, text string) []target {
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var list []target
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		f := target{name: fn.Name.Name, results: fn.Type.Results.NumFields(), statuses: statusesNear(fn)}
		for _, field := range fn.Type.Params.List {
			for range field.Names {
				f.params = append(f.params, field.Type.(*ast.Ident).Name)
			}
		}
		list = append(list, f)
	}
	return list
}

// statusesNear returns 200, the integers in fn, and their neighbours.
func statusesNear(fn *ast.FuncDecl) []int {
	near := map[int]bool{200: true}
	ast.Inspect(fn, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.INT {
			if code, err := strconv.Atoi(lit.Value); err == nil && code >= 100 {
				near[code-1], near[code], near[code+1] = true, true, true
			}
		}
		return true
	})
	return slices.Sorted(maps.Keys(near))
}
