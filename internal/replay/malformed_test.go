package replay_test

import (
	"testing"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/replay"
)

// TestMalformed spoils a witness that holds, in every way the format has.
func TestMalformed(t *testing.T) {
	p := wireProgram(t, `func f(early bool) error {
	resp, err := wire.Get("u")
	if err != nil { return err }
	read := func() error { return wire.Read(resp.Body) }
	if early { return nil }
	return read()
}`)
	table := wireTable()
	good := func() *mustcall.Witness {
		return witness(t, p.Func("f"), table.Row("response"), "entry birth if.done if.done call:f$1 entry leave returns")
	}
	if err := replay.Check(good(), table); err != nil {
		t.Fatalf("the witness is refused: %v", err)
	}
	for _, c := range []struct {
		name  string
		spoil func(*mustcall.Witness)
	}{
		{"no function", func(w *mustcall.Witness) { w.Root = nil }},
		{"a function without a body", func(w *mustcall.Witness) { w.Root = w.Site.Common().StaticCallee() }},
		{"no steps", func(w *mustcall.Witness) { w.Steps = nil }},
		{"another row", func(w *mustcall.Witness) { w.Row = table.Row("stream") }},
		{"another site", func(w *mustcall.Witness) { w.Site = nil }},
		{"another kind of exit", func(w *mustcall.Witness) { w.Exit.Kind = mustcall.Again }},
		{"another exit", func(w *mustcall.Witness) { w.Exit.At = w.Root.Blocks[1].Instrs[0] }},
		{"lost elsewhere", func(w *mustcall.Witness) { w.Exit.Kind, w.Exit.At = mustcall.Lost, w.Site }},
	} {
		w := good()
		c.spoil(w)
		if err := replay.Check(w, table); err == nil {
			t.Errorf("%s: accepted", c.name)
		}
	}
	for i := range good().Steps {
		w := good()
		w.Steps = append(w.Steps[:i:i], w.Steps[i+1:]...)
		if err := replay.Check(w, table); err == nil {
			t.Errorf("without step %d: accepted", i)
		}
		for _, s := range []mustcall.Step{
			{},
			{Kind: mustcall.EnterBlock, Block: w.Root.Blocks[0]},
			{Kind: mustcall.Call, Instr: w.Site, Fn: w.Root},
			{Kind: mustcall.Leave, Instr: w.Exit.At},
			{Kind: mustcall.Birth, Instr: w.Site},
			{Kind: mustcall.Unwind, Instr: w.Exit.At},
			{Kind: mustcall.Replace, Instr: w.Exit.At},
			{Kind: mustcall.Choose, Instr: w.Exit.At, Choice: mustcall.SelectCase},
			{Kind: mustcall.Choose, Instr: w.Exit.At, Choice: mustcall.NotCalled},
			{Kind: mustcall.Summarized, Instr: w.Site, Param: -1},
			{Kind: mustcall.Summarized, Instr: w.Site, Param: 0, Outcome: &mustcall.Outcome{Returns: -1}},
		} {
			w := good()
			w.Steps = append(w.Steps[:i:i], append([]mustcall.Step{s}, w.Steps[i:]...)...)
			if err := replay.Check(w, table); err == nil {
				t.Errorf("with a %v before step %d: accepted", s, i)
			}
		}
	}
}
