package cli_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestSameOutput runs the command over many packages, some of them broken,
// with different numbers of parallel processes and without anything in the
// cache, and demands the same bytes each time.
func TestSameOutput(t *testing.T) {
	t.Parallel()
	dir := unpack(t, manyPackages(12))
	for _, engine := range []string{"vet", "packages"} {
		var first output
		for i := range 10 {
			got := execute(dir,
				"GOCACHE="+t.TempDir(),
				fmt.Sprintf("GOFLAGS=-mod=mod -p=%d", 1+i%4),
				fmt.Sprintf("GOMAXPROCS=%d", 1+i%3),
				"streamlint", "-engine="+engine, "./...")
			if i == 0 {
				first = got
			}
			if got != first {
				t.Errorf("engine %s, run %d: got\n%+v\nbefore\n%+v", engine, i, got, first)
			}
		}
		if n := strings.Count(first.stdout, ": leak\n"); n != 40 {
			t.Errorf("engine %s: %d findings, want 40:\n%+v", engine, n, first)
		}
		if n := strings.Count(first.stderr, "\n"); first.status != 2 || n != 2 {
			t.Errorf("engine %s: status %d and %d problems, want 2 and 2:\n%s", engine, first.status, n, first.stderr)
		}
	}
}

// manyPackages returns a module of n packages: one does not compile, one
// crashes the stub, and the others have four findings each. They import
// nothing, so that an empty cache costs little.
func manyPackages(n int) *txtar.Archive {
	ar := &txtar.Archive{Files: []txtar.File{{Name: "go.mod", Data: []byte("module example.test/many\n\ngo 1.26.0\n")}}}
	add := func(name, code string) {
		ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(code)})
	}
	for i := range n {
		pkg := fmt.Sprintf("p%d", i)
		body := "leak(); leak()"
		switch i {
		case 3:
			body = "undefined()"
		case 5:
			body = "crash()"
		}
		code := "package " + pkg + "\n\nfunc %s() { " + body + " }\n"
		add(pkg+"/b.go", fmt.Sprintf(code, "F"))
		add(pkg+"/a.go", fmt.Sprintf(code, "G")+"\nfunc leak() {}\n\nfunc crash() {}\n")
	}
	return ar
}
