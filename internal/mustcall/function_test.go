package mustcall

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/streamlint/streamlint/internal/protocol"
)

// functionNamed builds a function of a package that imports nothing.
func functionNamed(t *testing.T, source, name string) *function {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", "package p\n"+source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	pkg, _, err := ssautil.BuildPackage(&types.Config{GoVersion: "go1.26"}, fset, types.NewPackage("p", "p"), []*ast.File{file}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return newFunction(pkg.Func(name), protocol.NewTable(nil, nil))
}

// TestFindCounters looks at how far the additions of a function are followed.
func TestFindCounters(t *testing.T) {
	for _, test := range []struct {
		name, source string
		want         []int64 // the bounds of the additions, in order
	}{
		{"to a constant", `func f() { for i := 0; i < 3; i++ { g(i) } }`, []int64{3}},
		{"to a large one", `func f() { for i := 0; i < 1000; i++ { g(i) } }`, []int64{maxCounter}},
		{"down from a constant", `func f() { for i := 5; i > 0; i-- { g(i) } }`, []int64{5}},
		{"from a constant to a smaller one", `func f() { for i := 4; i != 1; i++ { g(i) } }`, []int64{4}},
		{"to a parameter", `func f(n int) { for i := 0; i < n; i++ { g(i) } }`, []int64{2}},
		{"to a length", `func f(s []int) { for i := 0; i < len(s); i++ { g(i) } }`, []int64{0}},
		{"over a slice", `func f(s []int) { for i := range s { g(i) } }`, []int64{0}},
		{"over an array literal", `func f() { for i := range []int{1, 2} { g(i) } }`, []int64{2}},
		{"compared with nothing", `func f(b []bool) (n int) { for b[n] { n += 2 }; return n }`, []int64{0}},
		{"each has its own", `func f() { for i := 0; i < 2; i++ { for j := 0; j < 7; j++ { g(i+j) } } }`, []int64{7, 2}},
		{"one web of two names", `func f(b bool) { for i, j := 0, 0; i < 6; i = j { j = i + 1; if b { j = i + 2 } } }`, []int64{6, 6}},
		{"in memory", `func f() { n := 0; func() { n++ }(); n++; g(n) }`, []int64{maxCounter}},
	} {
		t.Run(test.name, func(t *testing.T) {
			fn := functionNamed(t, test.source+"\nfunc g(int)", "f")
			var got []int64
			for _, b := range fn.fn.DomPreorder() {
				for _, instr := range b.Instrs {
					if i, ok := instr.(*ssa.BinOp); ok && (i.Op == token.ADD || i.Op == token.SUB) {
						if bound, counted := fn.caps[i]; counted {
							got = append(got, bound)
						}
					}
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("bounds %v, want %v", got, test.want)
			}
		})
	}
}

// blockMarks lists the comments of the blocks that are marked.
func blockMarks(fn *function, marks []bool) []string {
	var list []string
	for _, b := range fn.fn.Blocks {
		if marks[b.Index] {
			list = append(list, b.Comment)
		}
	}
	slices.Sort(list)
	return list
}

func TestFindLoopsAndReturns(t *testing.T) {
	fn := functionNamed(t, `func f(b bool) {
		for b {
			if g() { break }
		}
		if g() {
			for { g() }
		}
	}
	func g() bool`, "f")
	if got, want := blockMarks(fn, fn.inLoop), []string{"for.body", "for.body", "for.loop"}; !slices.Equal(got, want) {
		t.Errorf("in a loop: %v, want %v", got, want)
	}
	if got, want := blockMarks(fn, fn.returns), []string{"entry", "for.body", "for.done", "for.loop", "if.done"}; !slices.Equal(got, want) {
		t.Errorf("returns: %v, want %v", got, want)
	}
}

// TestDecides: a φ that no branch depends on must not tell states apart.
func TestDecides(t *testing.T) {
	fn := functionNamed(t, `func f(a, b, c bool, n int) int {
		sum, limit := 0, 1
		if a { sum += n }
		if b { limit = n + 1 }
		for i := range limit { if c == (i == 2) { sum++ } }
		return sum
	}`, "f")
	for _, v := range fn.values {
		phi, ok := v.(*ssa.Phi)
		if !ok {
			continue
		}
		want := phi.Comment != "sum"
		if got := fn.decides.has(fn.number(phi)); got != want {
			t.Errorf("φ of %s: decides is %t", phi.Comment, got)
		}
	}
}
