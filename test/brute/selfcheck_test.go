package brute

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
)

var selfChecked = flag.Int("brute.selfcheck", 200, "how many random functions are run as Go")

// TestEvaluator runs a sample of the programs as Go: what leaks there must be
// what leaks according to [Program.Enumerate].
func TestEvaluator(t *testing.T) {
	programs := []*Program{localErr()}
	for i := range *selfChecked {
		programs = append(programs, Generate(uint64(i)+1_000_000))
	}
	var targets []target
	for _, p := range programs {
		targets = append(targets, p.target())
	}
	ran := runAsGo(t, conceivable, Source(programs...).Text, targets)
	compared, leaks := 0, 0
	for _, p := range programs {
		want, err := p.Enumerate(conceivable)
		got, ok := ran[p.Name]
		if err != nil || !ok {
			continue // too many runs
		}
		compared++
		leaks += len(got)
		if list := want.leakList(p); !slices.Equal(list, got) {
			t.Errorf("evaluator: %v leak; run as Go: %v do:\n%s", list, got, p.text())
		}
	}
	if compared < len(programs)*9/10 {
		t.Errorf("only %d of %d programs could be compared", compared, len(programs))
	}
	if leaks < len(programs)/2 {
		t.Errorf("only %d leaks in %d programs: the sample says little", leaks, compared)
	}
}

// localErr returns a program whose result has a name, but whose error has
// not: it is a local variable, which the return statement leaves alone. The
// evaluator once did not.
func localErr() *Program {
	again := branch(&Cond{Kind: NilCmp, Var: "err", Op: "!="}, []*Stmt{{Kind: Open, Dst: "r0", Err: "_", N: 1}}, nil)
	return &Program{Name: "LocalErr", Result: RespResult, Named: true, Body: []*Stmt{
		{Kind: Open, Dst: "r0", Err: "err"},
		{Kind: DeferDo, Blocks: [][]*Stmt{{again}}},
		{Kind: Return, Src: "nil"},
	}}
}

func (p *Program) target() target {
	f := target{name: p.Name, statuses: p.statuses()}
	for _, v := range p.params() {
		f.params = append(f.params, goTypes[typeOf(v)])
	}
	f.results = [...]int{NoResult: 0, RespResult: 1, RespErrResult: 2, ErrResult: 1, BodyResult: 1}[p.Result]
	return f
}

// leakList returns the names of the sites that leak, as the library is given
// them.
func (t *Truth) leakList(p *Program) []string {
	var list []string
	for n := range t.Leaks {
		list = append(list, fmt.Sprintf("%s/%d", p.Name, n))
	}
	slices.Sort(list)
	return list
}

// text returns the program as Go.
func (p *Program) text() string {
	text := Source(p).Text
	return text[strings.Index(text, "func "):]
}
