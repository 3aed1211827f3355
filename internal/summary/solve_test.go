package summary

import (
	"go/types"
	"reflect"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// A scripted explorer has its answers from a function.
type scripted struct {
	outcomes func(name string) ([]mustcall.Outcome, bool)
	order    []string
}

func (s *scripted) Outcomes(fn *ssa.Function, _ int, _ mustcall.Seed) ([]mustcall.Outcome, bool) {
	s.order = append(s.order, fn.Name())
	return s.outcomes(fn.Name())
}

func (s *scripted) Fresh(*ssa.Function) []mustcall.Fresh { return nil }

const threeHelpers = `
func Top(c *Conn) { Left(c) }
func Left(c *Conn) { Right(c) }
func Right(c *Conn) { if c.Code == 0 { Left(c) } else { Leaf(c) } }
func Leaf(c *Conn) { c.Body.Close() }
`

// solveWith solves threeHelpers; ask asks for what is known of a function by
// now.
func solveWith(t *testing.T, script func(name string, ask func(string) ([]mustcall.Outcome, bool)) ([]mustcall.Outcome, bool)) (order []string, ask func(string) ([]mustcall.Outcome, bool)) {
	t.Helper()
	pass, _ := newPass(t, file{"p.go", conns + threeHelpers})
	s := newSolver(Config{Table: connTable("p")}, pass)
	ask = func(name string) ([]mustcall.Outcome, bool) {
		fn := pass.Pkg.Scope().Lookup(name).(*types.Func)
		return s.env.Outcomes(fn, 0, mustcall.SeedResource)
	}
	x := &scripted{outcomes: func(name string) ([]mustcall.Outcome, bool) { return script(name, ask) }}
	s.explorer = x
	s.solve()
	return x.order, ask
}

var closed = []mustcall.Outcome{{Events: protocol.Closed, Returns: -1}}

// Callees come first. A cycle begins with "no outcomes", and is explored
// until nothing changes.
func TestFixpoint(t *testing.T) {
	var first []mustcall.Outcome
	firstKnown, seen := false, false
	order, ask := solveWith(t, func(name string, ask func(string) ([]mustcall.Outcome, bool)) ([]mustcall.Outcome, bool) {
		switch name {
		case "Leaf":
			return closed, true
		case "Right":
			left, known := ask("Left")
			if !seen {
				first, firstKnown, seen = left, known, true
			}
			leaf, _ := ask("Leaf")
			return leaf, true
		}
		callee := map[string]string{"Left": "Right", "Top": "Left"}[name]
		return ask(callee)
	})
	if !firstKnown || len(first) != 0 {
		t.Errorf("at first, Left was %v, %t, want bottom", first, firstKnown)
	}
	if want := []string{"Leaf", "Right", "Left", "Right", "Top"}; !reflect.DeepEqual(order, want) {
		t.Errorf("explored %q, want %q", order, want)
	}
	for _, name := range []string{"Top", "Left", "Right", "Leaf"} {
		if got, known := ask(name); !known || !reflect.DeepEqual(got, closed) {
			t.Errorf("%s is %v, %t", name, got, known)
		}
	}
}

// What is never settled has no answer, and what rests on it is explored with
// that.
func TestUnsettled(t *testing.T) {
	n := 0
	order, ask := solveWith(t, func(name string, ask func(string) ([]mustcall.Outcome, bool)) ([]mustcall.Outcome, bool) {
		switch name {
		case "Leaf":
			return closed, true
		case "Right":
			n++
			ask("Left")
			return []mustcall.Outcome{{Returns: int8(n)}}, true
		case "Left":
			n++
			if _, known := ask("Right"); !known {
				return nil, false
			}
			return []mustcall.Outcome{{Returns: int8(n)}}, true
		}
		return ask("Left")
	})
	for name, want := range map[string]bool{"Top": false, "Left": false, "Right": false, "Leaf": true} {
		if _, known := ask(name); known != want {
			t.Errorf("%s is known: %t", name, known)
		}
	}
	if len(order) > 2*maxRounds+2 {
		t.Errorf("explored %q", order)
	}
}

// Nothing is known of a function whose turn has not come, of one that is not
// asked about, and of another package's without facts.
func TestUnknown(t *testing.T) {
	_, ask := solveWith(t, func(name string, ask func(string) ([]mustcall.Outcome, bool)) ([]mustcall.Outcome, bool) {
		if name == "Leaf" {
			if _, known := ask("Top"); known {
				t.Error("Top is known before its turn")
			}
		}
		return nil, false
	})
	for _, name := range []string{"Top", "Dial"} {
		if _, known := ask(name); known {
			t.Errorf("%s is known", name)
		}
	}
}
