package mustcall_test

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/ssabuild"
)

// TestDeterminism analyses real code ten times, from new SSA each time, and
// demands equal results: verdicts, counts, witnesses, and every state in its
// place. What is left to the order of a map shows sooner or later.
func TestDeterminism(t *testing.T) {
	for _, p := range loadTwins(t, "closure", "correlated", "holder", "iterator", "loop", "retry", "status") {
		t.Run(p.PkgPath, func(t *testing.T) {
			first := everything(p)
			if !strings.Contains(first, "leak") {
				t.Fatal("no leak is found: this compares nothing")
			}
			for range 9 {
				if again := everything(p); again != first {
					t.Fatalf("another run, another result: %s", firstDifference(first, again))
				}
			}
		})
	}
}

// loadTwins loads packages of testdata/src at the top of the module.
func loadTwins(t *testing.T, paths ...string) []*packages.Package {
	t.Helper()
	root, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedSyntax |
			packages.NeedTypes | packages.NeedTypesInfo | packages.NeedTypesSizes,
		Dir: root,
		Env: append(os.Environ(), "GO111MODULE=off", "GOPATH="+root, "GOFLAGS=", "GOWORK=off"),
	}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 || len(pkgs) != len(paths) {
		t.Fatalf("%d of %d packages, or errors in them", len(pkgs), len(paths))
	}
	return pkgs
}

// everything writes down all results of a package.
func everything(p *packages.Package) string {
	table := protocol.Builtin()
	prog := ssabuild.Full(ssabuild.Package{Fset: p.Fset, Types: p.Types, Files: p.Syntax, Info: p.TypesInfo}, table)
	analysis := mustcall.NewAnalysis(world{table}, mustcall.Options{Trace: true})
	var b strings.Builder
	for _, fn := range prog.Functions {
		for _, r := range analysis.Function(fn) {
			writeResult(&b, p.Fset, r)
		}
	}
	return b.String()
}

func writeResult(b *strings.Builder, fset *token.FileSet, r mustcall.Result) {
	at := func(instr ssa.Instruction) string {
		if instr == nil {
			return "nowhere"
		}
		return fmt.Sprintf("%s in %s.%d (%s)", instr, instr.Parent(), instr.Block().Index, fset.Position(instr.Pos()))
	}
	fmt.Fprintf(b, "%s from %s: %d states, %d released, %d transferred%s\n",
		at(r.Site), r.Root, r.States, r.Released, r.Transferred, voids(r))
	for _, state := range r.Trace {
		fmt.Fprintf(b, "\t%s\n", state)
	}
	if r.Leak == nil {
		return
	}
	fmt.Fprintf(b, "leak %d at %s\n", r.Leak.Exit.Kind, at(r.Leak.Exit.At))
	for _, s := range r.Leak.Steps {
		fmt.Fprintf(b, "\t%d %v %v %d %d", s.Kind, s.Block, s.Fn, s.Choice, s.Case)
		if s.Instr != nil {
			b.WriteString(" " + at(s.Instr))
		}
		b.WriteString("\n")
	}
	for _, d := range r.Leak.Decisive {
		fmt.Fprintf(b, "\tdecided by %t at %s\n", d.Taken, at(d.If))
	}
	for _, instr := range r.Leak.Released {
		fmt.Fprintf(b, "\treleased at %s\n", at(instr))
	}
}

func firstDifference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return fmt.Sprintf("line %d\n%s\n%s", i+1, as[i], bs[i])
		}
	}
	return fmt.Sprintf("%d lines and %d", len(as), len(bs))
}

// TestOneAnalysisManyFunctions: the order in which functions are analysed, and
// what was analysed before, must not show in the results.
func TestOneAnalysisManyFunctions(t *testing.T) {
	p := loadTwins(t, "closure")[0]
	table := protocol.Builtin()
	prog := ssabuild.Full(ssabuild.Package{Fset: p.Fset, Types: p.Types, Files: p.Syntax, Info: p.TypesInfo}, table)
	options := mustcall.Options{Trace: true}
	shared := mustcall.NewAnalysis(world{table}, options)
	functions := 0
	for i := range prog.Functions {
		fn := prog.Functions[len(prog.Functions)-1-i] // backwards
		var together, alone strings.Builder
		for _, r := range shared.Function(fn) {
			writeResult(&together, p.Fset, r)
		}
		for _, r := range mustcall.NewAnalysis(world{table}, options).Function(fn) {
			writeResult(&alone, p.Fset, r)
		}
		if together.String() != alone.String() {
			t.Errorf("%s: %s", fn, firstDifference(together.String(), alone.String()))
		}
		if alone.Len() > 0 {
			functions++
		}
	}
	if functions < 10 {
		t.Errorf("only %d functions have results", functions)
	}
}
