package replay_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/replay"
)

// TestManyWitnesses demands that twice as many leaks in one function take
// about twice as much work, all witnesses taken together.
func TestManyWitnesses(t *testing.T) {
	evaluated := func(n int) int {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "resp%d, err := wire.Get(\"u\")\nif err != nil { return }\nwire.Print(resp%d.StatusCode)\n", i, i)
		}
		f := wireProgram(t, "func f() {\n"+b.String()+"}").Func("f")
		table := wireTable()
		checker := replay.NewChecker(table)
		all := manyWitnesses(f, table.Row("response"))
		for i, w := range all {
			if err := checker.Check(w); err != nil {
				t.Fatalf("open %d of %d: %v", i, n, err)
			}
		}
		if len(all) != n {
			t.Fatalf("%d witnesses, want %d", len(all), n)
		}
		return checker.Evaluated()
	}
	if small, large := evaluated(750), evaluated(1500); large > small*9/4 {
		t.Errorf("750 witnesses take %d instructions, 1500 take %d: more than linear", small, large)
	}
}

// manyWitnesses leak one response each: the next open fails.
func manyWitnesses(f *ssa.Function, row *protocol.Row) (list []*mustcall.Witness) {
	enter := func(b *ssa.BasicBlock) mustcall.Step { return mustcall.Step{Kind: mustcall.EnterBlock, Block: b} }
	stem := []mustcall.Step{enter(f.Blocks[0])}
	for b := f.Blocks[0]; len(b.Succs) == 2; b = b.Succs[1] {
		w := &mustcall.Witness{Row: row, Root: f, Site: lastOf[*ssa.Call](b.Instrs).(*ssa.Call)}
		next := b.Succs[1]
		w.Steps = append(stem[:len(stem):len(stem)], mustcall.Step{Kind: mustcall.Birth, Instr: w.Site}, enter(next))
		if len(next.Succs) > 0 {
			w.Steps = append(w.Steps, enter(next.Succs[0]))
			next = next.Succs[0]
		}
		w.Exit = mustcall.Exit{Kind: mustcall.Returned, At: lastOf[*ssa.Return](next.Instrs)}
		list = append(list, w)
		stem = append(stem, enter(b.Succs[1]))
	}
	return list
}
