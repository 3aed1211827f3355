package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/test/oracle/gen"
	"github.com/streamlint/streamlint/test/oracle/world"
)

// program is a program with opens at lines 10 and 20, of which no run
// executed the branch at lines 30 to 32.
func program(brk *gen.Break, broken ...int) (*gen.Package, *gen.Program) {
	prog := &gen.Program{Name: "get", Shape: "deferred", Local: true, Break: brk, Broken: broken, Sites: []int{10, 20}, File: "get.go"}
	return &gen.Package{Dir: "g000/p", Programs: []*gen.Program{prog}}, prog
}

func observed(res world.Result) *observation {
	res.Runs = 1
	return &observation{
		results: map[string]world.Result{"g000/p.get": res},
		unrun:   map[string][]lineRange{"g000/p/get.go": {{30, 32}}},
	}
}

var (
	omitted = &gen.Break{Kind: "omitted"}
	both    = []string{"get.go:10", "get.go:20"}
)

func TestCompare(t *testing.T) {
	leak := world.Result{Opens: both, Leaks: []world.Leak{{Stack: []string{"get.go:10"}, Run: "run 3"}}}
	at := func(line int, message string) report { return report{"g000/p/get.go", line, message} }
	tests := []struct {
		name    string
		reports []report
		want    map[int]verdict
	}{
		{"nothing", nil, map[int]verdict{10: missed, 20: silent}},
		{"right", []report{at(10, "leak")}, map[int]verdict{10: trueReport, 20: silent}},
		{"wrong line", []report{at(20, "leak at line 25")}, map[int]verdict{10: missed, 20: falseReport}},
		{"no open there", []report{at(11, "leak")}, map[int]verdict{10: missed, 11: falseReport, 20: silent}},
		{"not run", []report{at(20, "leak at line 31")}, map[int]verdict{10: missed, 20: unjudged}},
		{"elsewhere", []report{{"g000/p/put.go", 10, "leak"}}, map[int]verdict{10: missed, 20: silent}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pkg, _ := program(omitted, 10)
			got := make(map[int]verdict)
			for _, f := range compare(label([]*gen.Package{pkg}, observed(leak)), test.reports) {
				got[f.Line] = f.Verdict
				if f.Line == 10 && f.Run != "run 3" {
					t.Errorf("line 10 is proved by %q", f.Run)
				}
			}
			if len(got) != len(test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			for line, v := range test.want {
				if got[line] != v {
					t.Errorf("line %d: %s, want %s", line, got[line], v)
				}
			}
		})
	}
}

// TestAlso has an open whose report is as good at another line.
func TestAlso(t *testing.T) {
	pkg, prog := program(omitted, 20)
	prog.Local, prog.Also = false, map[int]int{20: 10}
	res := world.Result{Opens: both, Leaks: []world.Leak{{Stack: both}}}
	for _, line := range []int{10, 20} {
		findings := compare(label([]*gen.Package{pkg}, observed(res)), []report{{"g000/p/get.go", line, "leak"}})
		i := slices.IndexFunc(findings, func(f finding) bool { return f.Line == 20 })
		j := slices.IndexFunc(findings, func(f finding) bool { return f.Verdict == falseReport })
		if i < 0 || findings[i].Verdict != trueReport || j >= 0 {
			t.Errorf("a report at line %d: %+v", line, findings)
		}
	}
}

// TestSelfCheck has what was observed not agree with what was broken.
func TestSelfCheck(t *testing.T) {
	at := func(lines ...string) world.Result {
		return world.Result{Opens: both, Leaks: []world.Leak{{Stack: lines, Run: "run 3"}}}
	}
	tests := []struct {
		name string
		brk  *gen.Break
		res  world.Result
		want string // in the disagreement; "": there is none
	}{
		{"clean", nil, world.Result{Opens: both}, ""},
		{"clean and leaks", nil, at("get.go:10"), "is clean, and [get.go:10] leaks in run 3"},
		{"clean and blocked", nil, world.Result{Opens: both, Blocked: "run 5"}, "blocked in run 5"},
		{"broken", omitted, at("get.go:10"), ""},
		{"broken and harmless", omitted, world.Result{Opens: both}, "nothing leaks"},
		{"broken elsewhere", omitted, at("get.go:20"), "[get.go:20] leaks"},
		{"local, opened by a helper", omitted, at("get.go:5", "get.go:10"), "is local"},
		{"panics", omitted, world.Result{Panic: "nil pointer"}, "nil pointer"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pkg, _ := program(test.brk, 10)
			if test.brk == nil {
				pkg, _ = program(nil)
			}
			j := label([]*gen.Package{pkg}, observed(test.res))[0]
			if (j.disagreement == "") != (test.want == "") || !strings.Contains(j.disagreement, test.want) {
				t.Errorf("disagreement %q, want %q", j.disagreement, test.want)
			}
		})
	}
}

// TestOneOfSeveral has a release for two opens, of which one leaks in no run:
// that one has no label.
func TestOneOfSeveral(t *testing.T) {
	pkg, _ := program(omitted, 10, 20)
	res := world.Result{Opens: both, Leaks: []world.Leak{{Stack: []string{"get.go:20"}}}}
	j := label([]*gen.Package{pkg}, observed(res))[0]
	if _, ok := j.sites[10]; ok || !j.sites[20].leaks || !slices.Contains(j.notRun, 10) {
		t.Errorf("sites %v, not judged %v", j.sites, j.notRun)
	}
}

func TestDecodeReports(t *testing.T) {
	const output = `# example.test/oracle/g000/p
`
	if _, err := decodeReports(strings.NewReader(output), "/m"); err == nil {
		t.Error("no error for what is not JSON")
	}
	const good = `{"p": {"bodyclose": [{"posn": "/m/g000/p/get.go:12:3", "message": "x"}, {"posn": "/m/g000/p/get.go:9:3", "message": "y"}]}}
{"p [p.test]": {"bodyclose": [{"posn": "/m/g000/p/get.go:12:3", "message": "x"}]}}`
	got, err := decodeReports(strings.NewReader(good), "/m")
	want := []report{{"g000/p/get.go", 9, "y"}, {"g000/p/get.go", 12, "x"}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if _, err := decodeReports(strings.NewReader(`{"p": {"bodyclose": [{"posn": "nowhere"}]}}`), "/m"); err == nil {
		t.Error("no error for a position without a line")
	}
}

func TestReason(t *testing.T) {
	tests := []struct{ answer, want string }{
		{"x.go:1: no call opens a resource on this line", "no open seen"},
		{"a\n\treleased: 1\n\ttransferred: 0\n\tvoid: 2 (opaque-callee 1, budget 1)\n", "void opaque-callee, budget"},
		{"a\n\treleased: 1\n\ttransferred: 2\n\tended: 0 (x)\n\tvoid: 0\n", "released, transferred"},
		{"what?", ""},
	}
	for _, test := range tests {
		if got := reason(test.answer); got != test.want {
			t.Errorf("reason(%q) = %q, want %q", test.answer, got, test.want)
		}
	}
}
