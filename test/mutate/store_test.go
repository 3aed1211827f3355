package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	r := &moduleResult{Counts: make(map[class]int), Reasons: make(map[string]int), Stray: []string{"b.go:1:1: odd"}}
	for line, c := range []class{reported, missed, redundant, needsSummary} {
		r.add("/m", &mutant{at: place{"/m/a.go", line, 2}, class: c, reason: "why"})
	}
	found := r.lines()
	want := []string{
		"4 mutants: 1 reported, 1 missed, 1 redundant, 1 needs-summary",
		"a.go:1:2: missed: why",
		"a.go:2:2: redundant: why",
		"stray: b.go:1:1: odd",
	}
	if !slices.Equal(found, want) {
		t.Errorf("got %q, want %q", found, want)
	}
	if got := differences(found, found); got != nil {
		t.Errorf("differences with itself: %q", got)
	}
	stored := slices.Concat(found[:3], []string{"a.go:8:2: missed: why"})
	if got := differences(found, stored); len(got) != 2 {
		t.Errorf("differences: %q", got)
	}
}

func TestReadBack(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.txt")
	want := []string{"1 mutants: 1 missed", "a.go:1:2: missed: why"}
	if err := writeLines(file, &module{path: "m", version: "v1"}, want); err != nil {
		t.Fatal(err)
	}
	if got, err := readLines(file); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := readLines(file + ".none"); err != nil || got != nil {
		t.Errorf("no file: got %q, %v", got, err)
	}
}

func TestMalformedRedundant(t *testing.T) {
	for _, text := range []string{"a.go:1: no column\n", "a.go:1:2:\n", "a.go:1:2: one\na.go:1:2: two\n"} {
		file := filepath.Join(t.TempDir(), "x.txt")
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := readRedundant(file); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

// TestStore reads what is committed.
func TestStore(t *testing.T) {
	modules, err := readModules("modules.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]bool)
	for _, m := range modules {
		known[m.fileName()] = true
		lines, err := readLines(filepath.Join("results", m.fileName()))
		if err != nil || len(lines) == 0 || !strings.Contains(lines[0], " mutants: ") {
			t.Errorf("%s has no results: %q, %v", m.path, lines, err)
		}
		for _, line := range lines {
			if strings.HasPrefix(line, "stray: ") || strings.Contains(line, ": elsewhere: ") {
				t.Errorf("%s: %s", m.path, line)
			}
		}
		if _, err := readRedundant(filepath.Join("redundant", m.fileName())); err != nil {
			t.Error(err)
		}
	}
	if !slices.ContainsFunc(modules, func(m *module) bool { return m.ci }) {
		t.Error("no module is marked ci")
	}
	files, err := filepath.Glob("re*/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[filepath.Base(f)] {
			t.Errorf("%s belongs to no module of modules.txt", f)
		}
	}
}

func TestSyncTree(t *testing.T) {
	source, target := t.TempDir(), t.TempDir()
	write := func(dir, name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(source, "a.go", "a")
	write(source, "sub/b.go", "b")
	write(source, "cmd/c.go", "c")
	write(target, "a.go", "mutated")
	write(target, "old/x.go", "x")
	skip := func(name string) bool { return name == filepath.Join(source, "cmd") }
	for range 2 {
		if err := syncTree(target, source, skip); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{"a.go": "a", "sub/b.go": "b", "cmd/c.go": "", "old/x.go": ""}
	for name, text := range want {
		got, _ := os.ReadFile(filepath.Join(target, name)) // nothing, if there is none
		if string(got) != text {
			t.Errorf("%s has %q, want %q", name, got, text)
		}
	}
}

func TestMisuse(t *testing.T) {
	for _, args := range [][]string{
		{"-nonsense"},
		{"argument"},
		{"-run", "("},
		{"-run", "no such module"},
		{"-json", filepath.Join("no-such-directory", "x.json")},
		{"-store", "no-such-directory"},
	} {
		o, err := parse(args, io.Discard)
		if err == nil {
			_, err = o.selected()
		}
		if err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", args, err)
		}
	}
}
