package summary

import (
	"fmt"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/streamfacts"
)

// conns is the library, in the package itself.
const conns = `package p

type Closer interface{ Close() error }
type Conn struct {
	Body Closer
	Code int
}

func Dial() (*Conn, error)
func Exit()

`

// facts analyses a source, and returns what it costs and what it exports.
func facts(t *testing.T, source string) (Stats, map[string]string) {
	t.Helper()
	pass, _ := newPass(t, file{"p.go", conns + source})
	exported := make(map[string]string)
	pass.ExportObjectFact = func(obj types.Object, fact analysis.Fact) {
		exported[obj.Name()] = fact.(*streamfacts.Function).String()
	}
	res := run(Config{Table: connTable("p")}, pass)
	return res.Stats(), exported
}

// repeat writes a text n times, with the numbers of this one and of the next.
func repeat(n int, text string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, text, i, (i+1)%n)
	}
	return b.String()
}

// Chains, rings and crowds cost as much as they have members.
func TestLinear(t *testing.T) {
	for _, tt := range []struct {
		name, source string
		// What is said of the function F0, and how many questions are asked,
		// and explored, at most, for each member.
		fact            string
		members         int
		asked, explored float64
	}{
		{
			"chain with opens", repeat(60, `
func F%[1]d(c *Conn) {
	one, err := Dial()
	if err == nil {
		one.Body.Close()
	}
	two, err := Dial()
	if err == nil {
		G%[1]d(two)
	}
	G%[1]d(c)
}
func G%[1]d(c *Conn) { H%[2]d(c) }
`) + repeat(60, "func H%[1]d(c *Conn) { if c.Code > 1 { c.Body.Close(); return }; c.Body.Close() }\n"),
			"0 resource: closed", 180, 1, 1,
		},
		{
			"deep chain", strings.ReplaceAll(repeat(60, "func F%d(c *Conn) { F%d(c) }\n"), "{ F0(c) }", "{ c.Body.Close() }"),
			"0 resource: closed", 60, 1, 1,
		},
		{
			"ring", repeat(40, "func F%d(c *Conn, n int) { if n == 0 { c.Body.Close(); return }; F%d(c, n-1) }\n"),
			"0 resource: closed", 40, 1, 3,
		},
		{
			"ring of wrappers", repeat(40, "func F%d(n int) (*Conn, error) { if n == 0 { return Dial() }; return F%d(n-1) }\n"),
			// What is passed on as n-1 is not n: F0 opens, more cannot be said.
			"fresh conn (resource, 0) if 0=[0]", 40, 1, 4,
		},
		{
			"ring of wrappers, one opens", strings.ReplaceAll(
				repeat(40, "func F%d(n int) (*Conn, error) { if n == 0 { return nil, nil }; return F%d(n-1) }\n"),
				"return nil, nil }; return F7(", "return Dial() }; return F7("),
			"", 40, 1, 4,
		},
		{
			"callers", "func F0() (*Conn, error) { return Dial() }\n" +
				repeat(1000, "func g%[1]d() { c, err := F0(); if err == nil { c.Body.Close() } }\n"),
			"fresh conn (resource, 0)", 1000, 0.001, 0.001,
		},
	} {
		stats, exported := facts(t, tt.source)
		if exported["F0"] != tt.fact {
			t.Errorf("%s: F0 is %q, want %q", tt.name, exported["F0"], tt.fact)
		}
		n := float64(tt.members)
		if got := float64(stats.Questions) / n; got > tt.asked {
			t.Errorf("%s: %d questions", tt.name, stats.Questions)
		}
		if got := float64(stats.Explored) / n; got > tt.explored || stats.Explored == 0 {
			t.Errorf("%s: %d explorations", tt.name, stats.Explored)
		}
		if stats.Built != tt.members && stats.Built != tt.members+1 {
			t.Errorf("%s: built %d functions of %d", tt.name, stats.Built, tt.members)
		}
	}
}

// Loggers are never explored, nor even built.
func TestLoggers(t *testing.T) {
	stats, exported := facts(t, `
var all []any
func F0(args ...any) { F1(args...); all = append(all, args...) }
func F1(args ...any) { for _, a := range args { if s, ok := a.(string); ok { println(s) } } }
func F2(c *Conn) { F0("conn", c) }
func F3(key string, value any) { all = append(all, key, value) }
`)
	if stats.Built != 0 || stats.Explored != 0 {
		t.Errorf("built %d, explored %d", stats.Built, stats.Explored)
	}
	if len(exported) != 0 {
		t.Errorf("exported %v", exported)
	}
}

// The same facts in ten runs.
func TestSameFacts(t *testing.T) {
	source := repeat(20, "func F%d(c *Conn, n int) *Conn { if n == 0 { c.Body.Close(); return nil }; return F%d(c, n-1) }\n")
	_, first := facts(t, source)
	if len(first) != 20 {
		t.Fatalf("%d facts", len(first))
	}
	for range 9 {
		if _, again := facts(t, source); fmt.Sprint(again) != fmt.Sprint(first) {
			t.Fatalf("got %v\nthen %v", first, again)
		}
	}
}
