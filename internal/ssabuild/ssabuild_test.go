package ssabuild

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

const goVersion = "go1.26"

// topics are the packages of testdata/src in which something matters.
var topics = []string{"gate", "generics", "helpers", "indirect", "literals", "loopvar", "noreturn", "rangefunc", "wrappers"}

// text returns the SSA of fn and of the function literals in it.
func text(fn *ssa.Function) string {
	var buf bytes.Buffer
	fn.WriteTo(&buf)
	for _, anon := range fn.AnonFuncs {
		buf.WriteString(text(anon))
	}
	return buf.String()
}

// texts returns the SSA of the roots of p by position: names are not unique.
func texts(t *testing.T, p *Program) map[token.Pos]string {
	t.Helper()
	m := make(map[token.Pos]string)
	for _, fn := range p.Functions {
		if fn.Blocks == nil {
			t.Errorf("%s is a root and has no body", fn)
		}
		m[fn.Pos()] = text(fn)
	}
	if len(m) != len(p.Functions) {
		t.Errorf("%d positions of %d roots", len(m), len(p.Functions))
	}
	return m
}

// sameAsFull compares the functions of a lazy build with those of a full
// build, and returns the lazy one.
func sameAsFull(t *testing.T, p Package, table *protocol.Table) *Program {
	t.Helper()
	lazy, full := Lazy(p, table), Full(p, table)
	if lazy == nil {
		t.Fatal("nothing matters")
	}
	want := texts(t, full)
	for pos, got := range texts(t, lazy) {
		if got != want[pos] {
			t.Errorf("%s: lazy build:\n%s\nfull build:\n%s", p.Fset.Position(pos), got, want[pos])
		}
	}
	if lazy.Built != len(lazy.Functions) || lazy.Total != full.Total {
		t.Errorf("lazy build of %d roots counts %d of %d, full build %d of %d",
			len(lazy.Functions), lazy.Built, lazy.Total, full.Built, full.Total)
	}
	if full.Built != full.Total {
		t.Errorf("full build has %d of %d roots", full.Built, full.Total)
	}
	return lazy
}

// objects returns the declared functions among the roots.
func objects(p *Program) []*types.Func {
	var funcs []*types.Func
	for _, fn := range p.Functions {
		if obj, ok := fn.Object().(*types.Func); ok {
			funcs = append(funcs, obj)
		}
	}
	return funcs
}

// testTopic checks that a lazy build has the marked functions, and that they
// are what they are in a full build.
func testTopic(t *testing.T, p Package) *Program {
	lazy := sameAsFull(t, p, libTable())
	if got, want := objects(lazy), marked(p, "matters"); !slices.Equal(got, want) {
		t.Errorf("built: %v\nwant:  %v", got, want)
	}
	return lazy
}

func TestLazyBuildsWhatMatters(t *testing.T) {
	for _, topic := range topics {
		t.Run(topic, func(t *testing.T) {
			testTopic(t, loadSource(t, topic, goVersion))
		})
	}
}

func TestNothingMatters(t *testing.T) {
	for _, name := range []string{
		"quiet",   // knows the resource, opens none
		"loggers", // is given anything, and passes it on
		"via",     // has it in its API
		"lib",     // declares it
	} {
		p := loadSource(t, name, goVersion)
		if lazy := Lazy(p, libTable()); lazy != nil {
			t.Errorf("%s: built %v", name, lazy.Functions)
		}
	}
}

func TestNoFiles(t *testing.T) {
	p := Package{Fset: token.NewFileSet(), Types: types.Unsafe, Info: new(types.Info)}
	if Lazy(p, libTable()) != nil || Full(p, libTable()) != nil {
		t.Error("built something from no files")
	}
}

func TestCounts(t *testing.T) {
	p := loadSource(t, "literals", goVersion)
	// The declared function pair, and nine outermost literals: quiet, run,
	// RunE, two handlers, a, b's argument, first and the blank variable's.
	const decls, lits = 1, 9
	if full := Full(p, libTable()); full.Built != decls+lits || full.Total != decls+lits {
		t.Errorf("full: built %d of %d, want all of %d", full.Built, full.Total, decls+lits)
	}
	p = loadSource(t, "wrappers", goVersion)
	// callsOther is not built.
	if lazy := Lazy(p, libTable()); lazy.Built != 8 || lazy.Total != 9 {
		t.Errorf("lazy: built %d of %d, want 8 of 9", lazy.Built, lazy.Total)
	}
}

func TestPackageLevelLiterals(t *testing.T) {
	lazy := testTopic(t, loadSource(t, "literals", goVersion))
	var got []string
	var add func(fns []*ssa.Function)
	add = func(fns []*ssa.Function) {
		for _, fn := range fns {
			got = append(got, fmt.Sprintf("%s dials=%t", fn.Name(), strings.Contains(ownText(fn), "lib.Dial(")))
			add(fn.AnonFuncs)
		}
	}
	add(lazy.Functions)
	want := []string{
		"pair dials=false",
		"init$1 dials=false", // quiet
		"init$2 dials=true",  // run
		"init$3 dials=false", // root
		"init$3$1 dials=true",
		"init$4 dials=false", // handlers: opens by signature
		"init$5 dials=false",
		"init$6 dials=true", // a
		"init$7 dials=false",
		"init$8 dials=true", // first
		"init$9 dials=true", // _
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// ownText returns the SSA of fn without the function literals in it.
func ownText(fn *ssa.Function) string {
	var buf bytes.Buffer
	fn.WriteTo(&buf)
	return buf.String()
}

// TestInitialisers looks for the variables that the package initialiser sets.
func TestInitialisers(t *testing.T) {
	for topic, want := range map[string][]string{
		"gate":     nil,
		"literals": {"quiet", "run", "root", "handlers", "a", "b", "first"},
	} {
		lazy := Lazy(loadSource(t, topic, goVersion), libTable())
		var got []string
		for _, block := range lazy.Package.Func("init").Blocks {
			for _, instr := range block.Instrs {
				if store, ok := instr.(*ssa.Store); ok {
					if g, ok := store.Addr.(*ssa.Global); ok && g.Object() != nil {
						got = append(got, g.Name())
					}
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: initialised %q, want %q", topic, got, want)
		}
	}
}

// TestLoopVariables: what a loop variable is depends on the version of the
// file, which a copied file must not lose.
func TestLoopVariables(t *testing.T) {
	lazy := testTopic(t, loadSource(t, "loopvar", goVersion))
	for _, fn := range lazy.Functions {
		// The variable is captured, hence on the heap: allocated once, or
		// once more at the end of each iteration.
		var allocs int
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if alloc, ok := instr.(*ssa.Alloc); ok && alloc.Comment == "i" {
					allocs++
				}
			}
		}
		want := map[string]int{"perLoop": 1, "perIteration": 2}[fn.Name()]
		if allocs != want {
			t.Errorf("%s allocates its variable at %d places, want %d:\n%s", fn.Name(), allocs, want, text(fn))
		}
	}
}

// fingerprint describes the syntax and the Info of p, by identity and by
// content.
func fingerprint(t *testing.T, p Package) string {
	t.Helper()
	var buf bytes.Buffer
	info := p.Info
	fmt.Fprintln(&buf, len(info.Types), len(info.Instances), len(info.Defs), len(info.Uses), len(info.Implicits),
		len(info.Selections), len(info.Scopes), len(info.FileVersions))
	for _, init := range info.InitOrder {
		fmt.Fprintf(&buf, "%p %s\n", init, init)
	}
	for _, file := range p.Files {
		fmt.Fprintf(&buf, "%p %q\n", file, info.FileVersions[file])
		for _, decl := range file.Decls {
			fmt.Fprintf(&buf, "%p", decl)
			if fn, ok := decl.(*ast.FuncDecl); ok {
				fmt.Fprintf(&buf, " %p", fn.Body)
			}
			fmt.Fprintln(&buf)
		}
		if err := format.Node(&buf, p.Fset, file); err != nil {
			t.Fatal(err)
		}
	}
	return buf.String()
}

// TestSharedInputs builds one package several times at once. The inputs are
// the same afterwards; run with -race, the test also fails if they were
// written to meanwhile.
func TestSharedInputs(t *testing.T) {
	for _, topic := range topics {
		t.Run(topic, func(t *testing.T) {
			p := loadSource(t, topic, goVersion)
			before := fingerprint(t, p)
			var programs [4]*Program
			var wg sync.WaitGroup
			for i := range programs {
				wg.Go(func() {
					if i%2 == 0 {
						programs[i] = Lazy(p, libTable())
					} else {
						programs[i] = Full(p, libTable())
					}
				})
			}
			wg.Wait()
			if after := fingerprint(t, p); after != before {
				t.Errorf("inputs before:\n%s\nafter:\n%s", before, after)
			}
			for i := range 2 {
				a, b := programs[i], programs[i+2]
				if a == b || !maps.Equal(texts(t, a), texts(t, b)) {
					t.Errorf("two builds at once (%d, %d) differ", i, i+2)
				}
			}
		})
	}
}
