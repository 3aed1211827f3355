package diagnose

import (
	"cmp"
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden calls got for each archive in testdata that the pattern matches, with
// the source in its first file, and compares the result with its second file.
func golden(t *testing.T, pattern string, got func(t *testing.T, src []byte) string) {
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files match %s (%v)", pattern, err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text := got(t, ar.Files[0].Data)
			if *update {
				ar.Files = append(ar.Files[:1], txtar.File{Name: "want", Data: []byte(text)})
				if err := os.WriteFile(name, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if len(ar.Files) < 2 || text != string(ar.Files[1].Data) {
				t.Errorf("%s: got (rewrite with -update if right)\n%s", name, text)
			}
		})
	}
}

// build returns the SSA of a source file.
func build(t *testing.T, src []byte) (*Source, *ssa.Package) {
	t.Helper()
	s := &Source{Fset: token.NewFileSet()}
	f, err := parser.ParseFile(s.Fset, "a.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	s.Files = []*ast.File{f}
	conf := &types.Config{Importer: importer.ForCompiler(s.Fset, "source", nil)}
	pkg, info, err := ssautil.BuildPackage(conf, s.Fset, types.NewPackage("p", "p"), s.Files, 0)
	if err != nil {
		t.Fatal(err)
	}
	s.Info = info
	return s, pkg
}

// functions returns all functions of the package that have blocks, in source
// order.
func functions(pkg *ssa.Package) []*ssa.Function {
	var fns []*ssa.Function
	for fn := range ssautil.AllFunctions(pkg.Prog) {
		if fn.Pkg == pkg && fn.Pos().IsValid() && len(fn.Blocks) > 0 {
			fns = append(fns, fn)
		}
	}
	slices.SortFunc(fns, func(a, b *ssa.Function) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return fns
}

// Each branch of each function is printed, as it is if taken and if not.
func TestConditions(t *testing.T) {
	golden(t, "cond-*.txtar", func(t *testing.T, src []byte) string {
		s, pkg := build(t, src)
		var out strings.Builder
		for _, fn := range functions(pkg) {
			fmt.Fprintf(&out, "%s\n", fn.Name())
			for _, b := range fn.Blocks {
				if branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
					describe(&out, s, branch)
				}
			}
		}
		return out.String()
	})
}

func describe(out *strings.Builder, s *Source, branch *ssa.If) {
	c := s.condition(branch)
	if !c.pos.IsValid() {
		fmt.Fprintf(out, "\t-\n")
		return
	}
	p := s.Fset.Position(c.pos)
	c.taken = true
	fmt.Fprintf(out, "\t%d:%d: %s", p.Line, p.Column, c.words().fact)
	c.taken = false
	fmt.Fprintf(out, " | %s | %s\n", c.words().fact, c.words().here)
}
