package ssabuild

import (
	"go/types"
	"slices"
	"strings"
	"testing"
)

// testNever compares the predicate with the marks, each function being the
// first one asked about, and the others in both orders.
func testNever(t *testing.T, p Package) {
	t.Helper()
	never := marked(p, "never")
	if len(never) == 0 {
		t.Fatal("no function is marked")
	}
	var all []*types.Func
	for decl := range funcDecls(p.Files) {
		all = append(all, p.Info.Defs[decl.Name].(*types.Func))
	}
	reversed := slices.Clone(all)
	slices.Reverse(reversed)
	wrong := make(map[*types.Func]bool)
	for i := range all {
		for _, order := range [][]*types.Func{all, reversed} {
			e := newEndings(p, libTable())
			for _, fn := range slices.Concat(order[i:], order[:i]) {
				got, want := e.noReturn(fn), slices.Contains(never, fn)
				if got != want && !wrong[fn] {
					wrong[fn] = true
					t.Errorf("noReturn(%s) = %t, first asked about %s", fn.Name(), got, order[i].Name())
				}
			}
		}
	}
}

// testCuts looks whether lib.Mark is called by the functions named kept..., and
// not by those named cut....
func testCuts(t *testing.T, p *Program) {
	t.Helper()
	seen := 0
	for _, fn := range p.Functions {
		calls := strings.Contains(text(fn), "lib.Mark()")
		switch {
		case strings.HasPrefix(fn.Name(), "cut"):
			seen++
			if calls {
				t.Errorf("a path goes on behind a call that never returns:\n%s", text(fn))
			}
		case strings.HasPrefix(fn.Name(), "kept"):
			seen++
			if !calls {
				t.Errorf("a path is lost:\n%s", text(fn))
			}
		}
	}
	if seen == 0 {
		t.Error("no function is named cut or kept")
	}
}

func TestNoReturn(t *testing.T) {
	p := loadSource(t, "noreturn", goVersion)
	testNever(t, p)
	testCuts(t, Lazy(p, libTable()))
	testCuts(t, Full(p, libTable()))
}

// TestNoReturnLooksNoFurther counts graphs: the first return statement that
// is reached is the answer, whatever is called behind it.
func TestNoReturnLooksNoFurther(t *testing.T) {
	p := loadSource(t, "noreturn", goVersion)
	for name, want := range map[string]int{
		"checks":      1, // of its own body
		"dieDeep":     2, // die as well, which needs the table
		"callsValue":  1, // f is not known to be die
		"countDown":   1, // returns before it calls countUp
		"callsMethod": 3,
	} {
		e := newEndings(p, libTable())
		fn := p.Types.Scope().Lookup(name).(*types.Func)
		e.noReturn(fn)
		if _, ok := e.mayReturn[fn]; !ok {
			t.Errorf("noReturn(%s) does not remember its answer", name)
		}
		if got := len(e.graphs); got != want {
			t.Errorf("noReturn(%s) builds %d graphs, want %d", name, got, want)
		}
	}
}
