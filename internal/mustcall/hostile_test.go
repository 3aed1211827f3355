package mustcall_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// Functions that machines write, or people who want to see the engine fall
// over. Work is judged by counting states, never by a clock.

// imports is what every generated program begins with.
const imports = `package p

import (
	"fmt"
	"net/http"
)

var _ = fmt.Println
`

// opening opens a response that is alive in what follows.
const opening = `
	resp, err := http.Get("")
	if err != nil {
		return
	}
	_ = resp
`

const closing = "resp.Body.Close()\n"

// inFunction is a program with one function.
func inFunction(params string, body ...string) string {
	return imports + "\nfunc f(" + params + ") {\n" + strings.Join(body, "") + "}\n"
}

// times repeats a line, with # for the number of the repetition.
func times(n int, line string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(line, "#", fmt.Sprint(i)) + "\n")
	}
	return b.String()
}

// nested puts a text into n pairs of brackets.
func nested(n int, left, text, right string) string {
	return strings.Repeat(left+"\n", n) + text + strings.Repeat(right+"\n", n)
}

// manyOpens is a function that opens n responses and does the same with each.
func manyOpens(n int, end string) string {
	return inFunction("", times(n, `
		resp#, err := http.Get("")
		if err != nil {
			return
		}
		`+end))
}

// TestManyOpens demands that twice as many opens make about twice as many
// states, all obligations taken together.
func TestManyOpens(t *testing.T) {
	for _, test := range []struct {
		name, end    string
		small, large int
		leak         bool
	}{
		{"closed", "resp#.Body.Close()", 750, 1500, false},
		{"deferred", "defer resp#.Body.Close()", 750, 1500, false},
		// More than linear, this shape takes hours: a few show it first.
		{"few deferred closures", "defer func() { resp#.Body.Close() }()", 10, 20, false},
		{"deferred closures", "defer func() { resp#.Body.Close() }()", 750, 1500, false},
		{"leaking", "fmt.Println(resp#.StatusCode)", 750, 1500, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			lab := standardLab(t)
			states := func(n int) int {
				sum := lab.analyze(t, manyOpens(n, test.end)).totals()
				leaks := 0
				if test.leak {
					leaks = n
				}
				if sum.sites != n || sum.leaks != leaks || len(sum.voids) > 0 {
					t.Errorf("%d opens: %d sites, %d leaks, voids %v; want %d sites, %d leaks and no void",
						n, sum.sites, sum.leaks, sum.voids, n, leaks)
				}
				return sum.states
			}
			small, large := states(test.small), states(test.large)
			if large > small*5/2 {
				t.Fatalf("%d opens take %d states, %d take %d: more than linear", test.small, small, test.large, large)
			}
		})
		if t.Failed() {
			return
		}
	}
}

// A hostile program, and what must come of it.
type hostile struct {
	name, source string
	states       int             // at most
	leaks        int             // exactly
	released     bool            // some state is released
	void         mustcall.Reason // the only reason, or "" for none
}

// branches: what is not asked for again must not be remembered.
var branches = []hostile{{
	name:   "48 branches after a leaking open",
	source: inFunction("b []bool", opening, times(48, "if b[#] { fmt.Println(#) }")),
	states: 100, leaks: 1,
}, {
	name:   "48 branches between open and close",
	source: inFunction("b []bool", opening, times(48, "if b[#] { fmt.Println(#) }"), closing),
	states: 100, released: true,
}, {
	name:   "48 branches before an open",
	source: inFunction("b []bool", times(48, "if b[#] { fmt.Println(#) }"), opening),
	states: 2, leaks: 1,
}, {
	name:   "48 parameters tested once",
	source: inFunction(times(48, "b# bool,"), times(48, "if b# { fmt.Println(#) }"), opening, closing),
	states: 2, released: true,
}, {
	name: "48 parameters tested twice",
	source: inFunction(times(48, "b# bool,"), opening, times(48, "if b# { fmt.Println(#) }"),
		times(48, "if b# { fmt.Println(#) }"), closing),
	states: 6000, void: mustcall.Budget,
}, {
	name: "48 flags that are tested later",
	source: inFunction(times(48, "b# bool,"), opening, times(48, "f# := false; if b# { f# = true }"),
		times(48, "if f# { fmt.Println(#) }"), closing),
	states: 6000, void: mustcall.Budget,
}, {
	name: "48 flags set before an open and tested after it",
	source: inFunction(times(48, "b# bool,"), times(48, "f# := false; if b# { f# = true }"), opening,
		times(48, "if f# { fmt.Println(#) }"), closing),
	states: 6000, void: mustcall.Budget,
}, {
	name: "500 cases of the status",
	source: inFunction("", opening, "switch resp.StatusCode {\n", times(500, "case 2000#: fmt.Println(#)"), "}\n",
		closing),
	states: 1100, released: true,
}, {
	name: "500 cases of the status that return",
	source: inFunction("", opening, "switch resp.StatusCode {\n", times(500, "case 2000#: return"), "}\n",
		closing),
	states: 1100, released: true, leaks: 1,
}, {
	name:   "500 cases of a string",
	source: inFunction("s string", opening, "switch s {\n", times(500, `case "#": fmt.Println(#)`), "}\n", closing),
	states: 1100, released: true,
}, {
	name: "500 cases of a string, twice",
	source: inFunction("s string", opening, "switch s {\n", times(500, `case "#": fmt.Println(#)`), "}\n",
		"switch s {\n", times(500, `case "#": fmt.Println(#)`), "}\n", closing),
	states: 17000, released: true, void: mustcall.Budget,
}}

// long: what a generator writes.
var long = []hostile{{
	name:   "10,000 lines of branches",
	source: inFunction("b []bool", opening, times(2500, "if b[#] {\n fmt.Println(#)\n}\n"), closing),
	states: 5100, released: true,
}, {
	name:   "10,000 lines of additions",
	source: inFunction("n int", opening, times(10000, "n += #"), closing),
	states: 2, released: true,
}, {
	name:   "10,000 lines of a literal",
	source: inFunction("", opening, "_ = []string{\n", times(10000, `"#",`), "}\n", closing),
	states: 2, released: true,
}, {
	name:   "3,000 calls in one block",
	source: inFunction("", opening, times(3000, "fmt.Println(#)"), closing),
	states: 2, released: true,
}, {
	name:   "a counter that is compared with 2,500 constants",
	source: inFunction("n int", opening, times(2500, "if n == # {\nfmt.Println(#)\nn++\n}"), closing),
	states: 35000, void: mustcall.Budget,
}, {
	name: "200 φs in a loop",
	source: inFunction("b []bool, n int", times(200, "v# := 0"), opening, "for i := 0; i < n; i++ {\n",
		times(200, "if b[#] { v# = i } else { v# = -v# }"), "}\n", closing),
	states: 2500, released: true,
}, {
	name: "200 φs in a loop that copy each other",
	source: inFunction("b []bool, n int", times(201, "v# := 0"), opening, "for i := 0; i < n; i++ {\n",
		times(200, "if b[#] { v# = v200 } else { v200 = v# }"), "}\n", closing),
	states: 3500, released: true,
}, {
	name: "200 counters in a loop",
	source: inFunction("b []bool, n int", times(200, "v# := 0"), opening, "for i := 0; i < n; i++ {\n",
		times(200, "if b[#] && v# < 5 { v#++ }"), "}\n", closing),
	states: 9000, released: true, void: mustcall.Budget,
}}

// closures: bodies are executed in place, which must end.
var closures = []hostile{{
	name: "a closure that is given to itself",
	source: inFunction("", opening, "var g func(func())\n", "g = func(h func()) { g(h); h() }\n",
		"g(func() { resp.Body.Close() })\n"),
	states: 10, void: mustcall.Depth,
}, {
	name: "a closure that passes itself on",
	source: inFunction("", opening, "type F func(F)\n", "var g F\n",
		"g = func(h F) { h(h); h(g); resp.Body.Close() }\n", "g(g)\n"),
	states: 10, void: mustcall.Depth,
}, {
	name:   "the shortest program that never ends",
	source: inFunction("", opening, "type F func(F)\n", "F(func(h F) { h(h) })(func(h F) { h(h); resp.Body.Close() })\n"),
	states: 10, void: mustcall.Depth,
}, {
	name:   "100 nested closures",
	source: inFunction("", opening, nested(100, "func() {", closing, "}()")),
	states: 20, void: mustcall.Depth,
}, {
	name:   "100 nested deferred closures",
	source: inFunction("", opening, nested(100, "defer func() {", closing, "}()")),
	states: 20, void: mustcall.Depth,
}, {
	name:   "100 nested goroutines",
	source: inFunction("", opening, nested(100, "go func() {", closing, "}()")),
	states: 20, void: mustcall.Depth,
}, {
	name:   "an open in 100 nested closures",
	source: inFunction("", nested(100, "func() {", opening+closing, "}()")),
	states: 20, void: mustcall.Depth,
}, {
	name:   "10 nested closures are no obstacle",
	source: inFunction("", opening, nested(10, "func() {", closing, "}()")),
	states: 15, released: true,
}, {
	name: "a recursive closure that releases at the bottom",
	source: inFunction("n int", opening, "var g func(int)\n",
		"g = func(k int) { if k > 0 { g(k-1); g(k-2) } else { resp.Body.Close() } }\n", "g(n)\n"),
	states: 20, released: true, void: mustcall.Depth,
}, {
	name:   "a recursive closure that has nothing to do with it",
	source: inFunction("n int", opening, "var g func(int)\n", "g = func(k int) { if k > 0 { g(k-1); g(k-2) } }\n", "g(n)\n"),
	states: 20, leaks: 1,
}, {
	name: "three closures that call each other",
	source: inFunction("n int", opening, "var a, b, c func(int)\n",
		"a = func(k int) { b(k); c(k) }\n", "b = func(k int) { c(k); a(k) }\n", "c = func(k int) { a(k); b(k) }\n",
		"a(n)\n", closing),
	states: 60, released: true,
}}

func TestHostileBranches(t *testing.T) { testHostile(t, branches) }
func TestHostileLong(t *testing.T)     { testHostile(t, long) }
func TestHostileClosures(t *testing.T) { testHostile(t, closures) }

func testHostile(t *testing.T, programs []hostile) {
	lab := standardLab(t)
	for _, h := range programs {
		t.Run(h.name, func(t *testing.T) {
			sum := lab.analyze(t, h.source).totals()
			if sum.sites != 1 {
				t.Fatalf("%d results, want one", sum.sites)
			}
			if sum.states > h.states {
				t.Errorf("%d states, want at most %d", sum.states, h.states)
			}
			if sum.leaks != h.leaks || sum.released > 0 != h.released {
				t.Errorf("%d leaks, %d states released; want %d, and released %t", sum.leaks, sum.released, h.leaks, h.released)
			}
			if n := sum.voids[h.void]; h.void != "" && n == 0 || h.void == "" && len(sum.voids) > 0 || len(sum.voids) > 1 {
				t.Errorf("voids %v, want reason %q and no other", sum.voids, h.void)
			}
		})
	}
}
