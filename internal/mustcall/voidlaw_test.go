package mustcall_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestVoidLaw replaces, in random programs, one use of a response by what an
// unknown function makes of it. Then less is known, and nothing else is
// changed: reports may disappear, none may appear.
//
// No branch of the programs depends on a response, because a branch about
// which less is known has more feasible sides; and none is nil, because what
// follows the use of one is not feasible.
func TestVoidLaw(t *testing.T) {
	lab := standardLab(t)
	r := rand.New(rand.NewPCG(4, 4))
	reports, gone := 0, 0
	for range 300 {
		g := &lawGenerator{r: r}
		g.open()
		g.block(2+r.IntN(4), 0)
		before := g.reports(t, lab, -1)
		reports += len(before)
		for use := range g.uses {
			after := g.reports(t, lab, use)
			gone += len(before) - len(after)
			for line := range after {
				if !before[line] {
					t.Fatalf("a report appears at line %d of\n%swhich does not leak like this\n%s", line, g.source(use), g.source(-1))
				}
			}
		}
	}
	t.Logf("%d reports; %d disappeared", reports, gone)
	if reports < 100 || gone < 50 {
		t.Errorf("%d reports, of which %d disappeared: too few to tell anything", reports, gone)
	}
}

// A lawGenerator writes the body of a function. Uses of responses are written
// in brackets.
type lawGenerator struct {
	r    *rand.Rand
	b    strings.Builder
	uses int
	last string // the variable that was opened last
}

func (g *lawGenerator) source(use int) string {
	text := g.b.String()
	for i := range g.uses {
		left, right := fmt.Sprintf("<%d ", i), fmt.Sprintf(" %d>", i)
		from, to := "", ""
		if i == use {
			from, to = "unknown(", ")"
		}
		text = strings.ReplaceAll(strings.ReplaceAll(text, left, from), right, to)
	}
	return imports + `
type holder struct{ resp *http.Response }

var kept *http.Response

func unknown(*http.Response) *http.Response

func f(r0, r1, r2, r3 *http.Response, c0, c1, c2 bool, more func() bool) {
	h := holder{r3}
	var list []*http.Response
	_, _ = h, list
` + text + "}\n"
}

// reports lists the lines that are reported.
func (g *lawGenerator) reports(t *testing.T, lab *lab, use int) map[int]bool {
	lines := map[int]bool{}
	r := lab.analyze(t, g.source(use))
	for _, result := range r.results {
		if result.Leak != nil {
			lines[r.line(result)] = true
		}
	}
	return lines
}

func (g *lawGenerator) line(format string, args ...any) {
	fmt.Fprintf(&g.b, format+"\n", args...)
}

func (g *lawGenerator) variable() string { return fmt.Sprintf("r%d", g.r.IntN(3)) }

// use is a use of a response.
func (g *lawGenerator) use() string {
	v := g.last // mostly, or all of them are lost at once
	if g.r.IntN(3) == 0 {
		v = g.variable()
	}
	text := fmt.Sprintf("<%d %s %d>", g.uses, v, g.uses)
	g.uses++
	return text
}

func (g *lawGenerator) open() {
	g.last = g.variable()
	g.line(`%s, _ = http.Get("")`, g.last)
}

func (g *lawGenerator) block(n, depth int) {
	for range n {
		g.statement(depth)
	}
}

func (g *lawGenerator) statement(depth int) {
	if depth < 2 && g.r.IntN(3) == 0 {
		g.compound(depth)
		return
	}
	switch g.r.IntN(12) {
	case 0:
		g.open()
	case 1, 2, 3, 4:
		g.line("%s.Body.Close()", g.use())
	case 5:
		g.line("defer %s.Body.Close()", g.use())
	case 6:
		g.line("%s = %s", g.variable(), g.use())
	case 7:
		g.line("h.resp = %s", g.use())
	case 8:
		g.line("%s = h.resp", g.variable())
	case 9:
		g.line("list = append(list, %s)", g.use())
	case 10:
		g.line("fmt.Println(%s.StatusCode)", g.use())
	default:
		g.line("kept = %s", g.use())
	}
}

func (g *lawGenerator) compound(depth int) {
	switch g.r.IntN(6) {
	case 0:
		g.line("if c%d {", g.r.IntN(3))
		g.block(1+g.r.IntN(2), depth+1)
		g.line("return")
	case 1:
		g.line("if c%d {", g.r.IntN(3))
		g.block(1+g.r.IntN(2), depth+1)
		g.line("} else {")
		g.block(1+g.r.IntN(2), depth+1)
	case 2:
		g.line("for more() {")
		g.block(1+g.r.IntN(3), depth+1)
	case 3:
		g.line("for _, r := range list {")
		g.line("r.Body.Close()")
	case 4:
		g.line("func() {")
		g.block(1+g.r.IntN(2), depth+1)
		g.line("}()")
		return
	default:
		g.line("defer func() {")
		g.block(1+g.r.IntN(2), depth+1)
		g.line("}()")
		return
	}
	g.line("}")
}
