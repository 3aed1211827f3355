package mustcall_test

import (
	"fmt"
	"strings"
	"testing"
)

// Work that no state stands for, and no budget bounds.

// TestForksInOneBlock: what forks between two branches must meet again, or
// the paths double with each fork, and no state is there to be counted.
func TestForksInOneBlock(t *testing.T) {
	const functions = "}\nfunc a()\nfunc b()\nfunc c()\nfunc g() {\n"
	wire := &lab{table: wireTable(), lib: newLibrary(t, "wire.txt")}
	for _, test := range []struct {
		name string
		lab  *lab
		// source has n forks in a row.
		source func(n int) string
	}{
		{"calls from a table", standardLab(t), func(n int) string {
			return inFunction("i int", opening, "fs := []func(){a, b, c}\n", times(n, "fs[i]()"), closing, functions)
		}},
		{"deferred calls from a table", wire, func(n int) string {
			return wireProgram + openPair + "defer p.CloseRequest(); defer p.CloseResponse()\n" +
				"fs := []func(){a, b, c}\n" + times(n, "defer fs[p.Sent]()") + functions + "}\n"
		}},
		{"verdicts that do not release", wire, func(n int) string {
			return wireProgram + openPair + times(n, "p.Ack()") + "p.CloseRequest(); p.CloseResponse()\n}\n"
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, n := range []int{6, 60} { // the small one first: the large one may never end
				sum := test.lab.analyze(t, test.source(n)).totals()
				if sum.leaks > 0 || sum.released == 0 || len(sum.voids) > 0 {
					t.Fatalf("%d forks: %v, want released", n, sum)
				}
				if sum.released > 2*n || sum.states > 10*n {
					t.Fatalf("%d forks: released %d times in %d states", n, sum.released, sum.states)
				}
			}
		})
	}
}

// TestSharedParts: what is reached in two ways must not be walked through
// twice, or each layer of sharing doubles the work. Allocations count it.
func TestSharedParts(t *testing.T) {
	layers := func(n int, first, next string) string {
		var b strings.Builder
		fmt.Fprintf(&b, "n0 := %s\n", first)
		for i := range n {
			fmt.Fprintf(&b, "n%d := %s\n", i+1, strings.ReplaceAll(next, "#", fmt.Sprintf("n%d", i)))
		}
		fmt.Fprintf(&b, "last := n%d\n", n)
		return b.String()
	}
	for _, test := range []struct {
		name   string
		most   int // layers: so many that doubling never ends
		source func(n int) string
	}{
		{"objects", 60, func(n int) string {
			return inFunction("", opening, "type node struct { a, b *node; resp *http.Response }\n",
				layers(n, "&node{}", "&node{a: #, b: #}"), "fmt.Println(last)\n", closing)
		}},
		{"objects in a loop", 60, func(n int) string {
			return inFunction("more func() bool", opening, "type node struct { a, b *node; resp *http.Response }\n",
				"for more() {\n", layers(n, "&node{}", "&node{a: #, b: #}"), "fmt.Println(last)\n}\n", closing)
		}},
		{"closures", 60, func(n int) string {
			return inFunction("", opening, layers(n, "func() {}", "func() { #(); #() }"), "fmt.Println(last)\n", closing)
		}},
		{"answers", 16, func(n int) string {
			return inFunction("b bool, more func() bool", opening, "for more() {\n", layers(n, "same(b, b)", "same(#, #)"),
				"if last {\nfmt.Println(1)\n}\n}\n", closing, "}\nfunc same(a, b bool) bool\nfunc g() {\n")
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lab := standardLab(t)
			work := func(n int) float64 {
				return testing.AllocsPerRun(1, func() {
					if sum := lab.analyze(t, test.source(n)).totals(); sum.leaks > 0 || sum.released == 0 {
						t.Fatalf("%v, want released", sum)
					}
				})
			}
			// Building alone is linear; what is quadratic may be so.
			if small, large := work(8), work(16); large > 4*small {
				t.Fatalf("8 layers make %.0f allocations, 16 make %.0f", small, large)
			}
			work(test.most)
		})
	}
}
