package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestFacts analyses a module for which facts about another one decide. Both
// engines, and the cache of go vet, give the same answer; where the other
// module is analysed for its facts only, nothing is printed about it.
func TestFacts(t *testing.T) {
	tool := build(t)
	const dir = "testdata/facts/app"
	var want []string
	for n, line := range strings.Split(read(t, dir+"/app.go"), "\n") {
		if strings.HasSuffix(line, "// bad") {
			want = append(want, fmt.Sprintf("app.go:%d:", n+1))
		}
	}
	if len(want) == 0 {
		t.Fatal("nothing is expected")
	}
	var first string
	for i, engine := range []string{"vet", "vet", "packages"} {
		got, status := run(t, tool, "-engine="+engine, "-C", dir, "./...")
		if i == 0 {
			first = got
		}
		if got != first {
			t.Errorf("run %d, engine %s:\n%s\nbefore:\n%s", i, engine, got, first)
		}
		var findings []string
		for line := range strings.Lines(got) {
			if !strings.Contains(line, ": \t") { // a related position
				findings = append(findings, line)
			}
		}
		if status != 1 || len(findings) != len(want) {
			t.Errorf("engine %s: status %d and %d findings, want 1 and %d:\n%s", engine, status, len(findings), len(want), got)
			continue
		}
		for i, f := range findings {
			if !strings.HasPrefix(f, want[i]) {
				t.Errorf("engine %s: %q, want one at %s", engine, f, want[i])
			}
		}
	}
}
