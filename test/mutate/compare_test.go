package main

import (
	"slices"
	"strings"
	"testing"
)

// broken is code with two functions whose releases are deleted in one run,
// and one that calls the second of them.
const broken = `import "net/http"

func first() {
	r, _ := http.Get("first")
	r.Body.Close()
}

func second(r *http.Response) {
	r.Body.Close()
}

func caller() {
	r, _ := http.Get("caller")
	second(r)
}

func bystander() {}
`

func TestCompare(t *testing.T) {
	_, prog := fixture(t, broken)
	file := prog.functions[0].file
	at := func(text string) place { return place{file, lineOf(t, prog, text), 10} }
	one, two := at(`http.Get("first")`), at(`http.Get("caller")`)
	other, inside := at("bystander"), at("func first")
	for _, test := range []struct {
		name          string
		before, after []place
		first, second class
		stray         int
	}{
		{"nothing", nil, nil, missed, needsSummary, 0},
		{"at the open", nil, []place{one}, reported, needsSummary, 0},
		{"at the caller", nil, []place{two}, missed, reported, 0},
		{"both", nil, []place{one, two}, reported, reported, 0},
		{"anyway", []place{one}, []place{one}, leaksAnyway, needsSummary, 0},
		{"in the function", nil, []place{inside}, elsewhere, needsSummary, 0},
		{"open and elsewhere", nil, []place{one, inside}, elsewhere, needsSummary, 0},
		{"somewhere", nil, []place{one, other}, reported, needsSummary, 1},
		{"gone", []place{one}, nil, elsewhere, needsSummary, 0},
		{"gone somewhere", []place{other}, nil, missed, needsSummary, 1},
		{"as before", []place{other}, []place{other, one}, reported, needsSummary, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			mutants := prog.all()
			stray := compare(prog.dir, mutants, reportsAt(test.before), reportsAt(test.after))
			if mutants[0].class != test.first || mutants[1].class != test.second || len(stray) != test.stray {
				t.Errorf("got %s and %s, and %q; want %s and %s, and %d",
					mutants[0].class, mutants[1].class, stray, test.first, test.second, test.stray)
			}
		})
	}
}

func TestReportedThoughRedundant(t *testing.T) {
	_, prog := fixture(t, `import "net/http"

func f() {
	r, _ := http.Get("open")
	defer r.Body.Close()
	r.Body.Close()
}
`)
	open := place{prog.functions[0].file, lineOf(t, prog, `"open"`), 10}
	for _, test := range []struct {
		after []place
		want  class
	}{
		{nil, redundant},
		{[]place{open}, elsewhere},
	} {
		for _, m := range prog.all() {
			compare(prog.dir, []*mutant{m}, nil, reportsAt(test.after))
			if m.class != test.want {
				t.Errorf("%s, after %v: %s, want %s", m.what, test.after, m.class, test.want)
			}
		}
	}
}

func reportsAt(places []place) reports {
	r := make(reports)
	for _, p := range places {
		r[p] = "[leak] x"
	}
	return r
}

func TestDecode(t *testing.T) {
	got, err := decode(strings.NewReader(`{}{"p": {"bodyclose": [
		{"category": "c", "posn": "/m/a.go:10:2", "message": "x"}, {"category": "d", "posn": "/m/b.go:3:4", "message": "y"}]}}`))
	if err != nil || len(got) != 2 || got[place{"/m/a.go", 10, 2}] != "[c] x" || got[place{"/m/b.go", 3, 4}] != "[d] y" {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{
		`{"p": {"bodyclose": {"error": "panic"}}}`,
		`{"p": {"bodyclose": [{"posn": "a.go:1"}]}}`,
		`{"p": `,
	} {
		if got, err := decode(strings.NewReader(bad)); err == nil {
			t.Errorf("%s was read as %v", bad, got)
		}
	}
}

func TestAnswer(t *testing.T) {
	const inner = "a.go:7:3: response body, explored from f$1\n\tleaked: no\n\treleased: 0\n\ttransferred: 1\n\tended: 0 (the process)\n\tvoid: 0\n\tstates: 1\n\t\tf$1.0: owed; *released = 3\n"
	outer := func(leaked, released, ended, void string) string {
		return inner + "a.go:7:3: response body, explored from f\n\tleaked: " + leaked + "\n\treleased: " + released +
			"\n\ttransferred: 0\n\tended: " + ended + " (the process)\n\tvoid: " + void + "\n\tstates: 21\n"
	}
	for _, test := range []struct{ text, want string }{
		{inner, "transferred"},
		{outer("the function returns, a.go:9:1", "0", "0", "0"), "leaks, not reported"},
		{outer("no", "2", "1", "0"), "released"},
		{outer("no", "0", "1", "0"), "ended"},
		{outer("no", "0", "0", "0"), "unreachable"},
		{outer("no", "1", "0", "3 (opaque-callee 2, budget 1)"), "void budget opaque-callee"},
		{strings.ReplaceAll(inner, "a.go:7:3", "a.go:7:30"), "no open found"},
		{"", "no open found"},
	} {
		if got := answer(test.text, "a.go:7:3: "); got != test.want {
			t.Errorf("got %q, want %q, from:\n%s", got, test.want, test.text)
		}
	}
}

func TestExcuse(t *testing.T) {
	broken := func(line int, c class) *mutant { return &mutant{at: place{"/m/a.go", line, 2}, class: c} }
	mutants := []*mutant{broken(1, missed), broken(2, reported), broken(3, missed)}
	got := excuse("/m", mutants, map[string]string{"a.go:1:2": "why", "a.go:2:2": "why", "a.go:9:2": "why"})
	want := []string{"a.go:2:2 is listed as redundant, and is reported", "a.go:9:2 is listed as redundant, and is no mutant"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if mutants[0].class != redundant || mutants[1].class != reported || mutants[2].class != missed {
		t.Errorf("classes: %s, %s, %s", mutants[0].class, mutants[1].class, mutants[2].class)
	}
}
