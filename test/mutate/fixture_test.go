package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fixture loads a module with the given code in one file, after its imports.
func fixture(t *testing.T, code string) (*module, *program) {
	t.Helper()
	m := &module{path: "example.com/m", dir: t.TempDir(), patterns: []string{"./..."}, goCommand: "go"}
	files := map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26\n",
		"a.go":   "package m\n\n" + code,
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(m.dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	prog, err := load(m)
	if err != nil {
		t.Fatal(err)
	}
	return m, prog
}

// all returns the mutants, in source order.
func (prog *program) all() []*mutant {
	var all []*mutant
	for _, f := range prog.functions {
		all = append(all, f.mutants...)
	}
	return all
}

// lineOf returns the number of the first line that contains a text.
func lineOf(t *testing.T, prog *program, text string) int {
	t.Helper()
	for _, content := range prog.texts {
		before, _, ok := strings.Cut(string(content), text)
		if ok {
			return strings.Count(before, "\n") + 1
		}
	}
	t.Fatalf("no line with %q", text)
	return 0
}
