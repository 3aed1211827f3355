package brute

import (
	"slices"
	"testing"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// sample is how many programs the tests of this file look at.
const sample = 300

// TestCompareSeesMistakes: an engine that reports nothing, or everything,
// must be found out at each site where that is wrong.
func TestCompareSeesMistakes(t *testing.T) {
	for seed := range uint64(sample) {
		p := Generate(seed)
		truth, err := p.Enumerate(strict)
		if err != nil {
			t.Fatal(err)
		}
		file := Source(p)
		all := Verdicts{}
		for _, line := range file.Sites {
			all[line] = &Verdict{Leaks: []*mustcall.Leak{{}}}
		}
		if c, err := p.Compare(file, Verdicts{}); err != nil || len(c.Mismatches) != len(truth.Leaks) {
			t.Fatalf("seed %d: nothing is reported: %v, %v; leaks: %d", seed, c, err, len(truth.Leaks))
		}
		may, err := p.Enumerate(documented)
		if err != nil {
			continue // there are more documented runs than strict ones
		}
		c, err := p.Compare(file, all)
		if err != nil {
			t.Fatal(err)
		}
		if want := p.Sites() - len(may.Leaks); len(c.Mismatches) != want {
			t.Fatalf("seed %d: everything is reported: %v; want %d mismatches", seed, c.Mismatches, want)
		}
	}
}

// TestWrongExit: a witness that ends at a return where nothing leaks is not
// believed.
func TestWrongExit(t *testing.T) {
	closed := &Stmt{Kind: Close, Src: "x1.Body"}
	p := &Program{Name: "F", Body: []*Stmt{
		{Kind: DeclOpen, Dst: "x1", Err: "ex1"},
		branch(&Cond{Kind: IsTrue, Var: "p0"}, []*Stmt{closed, {Kind: Return}}, nil),
		{Kind: Return},
	}}
	file := Source(p)
	early, late := file.Returns[p.Body[1].Blocks[0][1]], file.Returns[p.Body[2]]
	for line, want := range map[int]int{early: 1, late: 0} {
		v := Verdicts{file.Sites[Site{"F", 0}]: {Leaks: []*mustcall.Leak{{}}, Exits: []int{line}}}
		if c, err := p.Compare(file, v); err != nil || len(c.Mismatches) != want {
			t.Errorf("line %d: %v, %v; want %d mismatches", line, c, err, want)
		}
	}
}

// TestGenerate: a seed means one program, and together the programs use all
// of the language.
func TestGenerate(t *testing.T) {
	var kinds [numKinds]int
	var conds [numConds]int
	for seed := range uint64(sample) {
		p := Generate(seed)
		if again := Generate(seed); p.text() != again.text() {
			t.Fatalf("seed %d means\n%s\nand\n%s", seed, p.text(), again.text())
		}
		if !p.valid() {
			t.Errorf("seed %d is not valid:\n%s", seed, p.text())
		}
		walk(p.Body, func(s *Stmt) {
			kinds[s.Kind]++
			walkConds(s.Cond, func(c *Cond) { conds[c.Kind]++ })
		})
	}
	for k, n := range kinds {
		if n < 3 {
			t.Errorf("%d statements of kind %v in %d programs", n, Kind(k), sample)
		}
	}
	for k, n := range conds {
		if n < 5 {
			t.Errorf("%d conditions of kind %v in %d programs", n, CondKind(k), sample)
		}
	}
}

// TestChanges: whatever shrinking tries and finds valid is Go.
func TestChanges(t *testing.T) {
	imp := newImporter()
	changes := 0
	for seed := range uint64(sample / 10) {
		p := Generate(seed)
		for i := 0; ; i++ {
			q := p.clone()
			if !q.change(i) {
				break
			}
			if !q.valid() {
				continue
			}
			changes++
			if _, err := typeCheck(imp, Source(q).Text); err != nil {
				t.Fatalf("seed %d, change %d: %v\n%s\nwas\n%s", seed, i, err, q.text(), p.text())
			}
		}
	}
	if changes < sample {
		t.Errorf("only %d changes", changes)
	}
}

// TestShrink: little remains of a program when little is asked of it.
func TestShrink(t *testing.T) {
	for seed := range uint64(20) {
		p := Generate(seed)
		q := p.Shrink(func(q *Program) bool { return q.Sites() > 0 }, shrinkLimit)
		if q.Sites() != 1 || q.Size() > 2 {
			t.Errorf("seed %d shrinks to\n%s", seed, q.text())
		}
	}
}

// TestStatuses: the chosen status codes answer the conditions in every way
// that any status code does.
func TestStatuses(t *testing.T) {
	p := Generate(0)
	conds := []*Cond{
		{Kind: Status, Var: "r0", Op: "<", N: 400}, {Kind: Status, Var: "r0", Op: "!=", N: 404},
		{Kind: Class, Var: "r0", Op: "==", N: 5}, {Kind: Status, Var: "r0", Op: ">=", N: 500},
	}
	p.Body = nil
	for _, c := range conds {
		p.Body = append(p.Body, branch(c, nil, nil))
	}
	answers := func(code int) [4]bool {
		return [4]bool{code < 400, code != 404, code/100 == 5, code >= 500}
	}
	var got [][4]bool
	for _, code := range p.statuses() {
		if slices.Contains(got, answers(code)) {
			t.Errorf("status %d answers like an earlier one", code)
		}
		got = append(got, answers(code))
	}
	for code := range 1000 {
		if !slices.Contains(got, answers(code)) {
			t.Errorf("no status answers like %d", code)
		}
	}
}
