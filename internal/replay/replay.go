package replay

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// Check walks the witness again. It returns nil if the witness holds, and
// otherwise an error that says at which step it does not, and why.
func Check(w *mustcall.Witness, table *protocol.Table) error {
	if w.Row == nil || w.Root == nil || len(w.Root.Blocks) == 0 {
		return fmt.Errorf("the witness lacks a row, or a function with a body")
	}
	r := &replayer{
		w:       w,
		row:     w.Row,
		table:   table,
		globals: make(map[*ssa.Global]*object),
		same:    make(map[operation]value),
		own:     make(map[*cancel]bool),
	}
	r.execute(w.Root, r.captured(w.Root), nil, nil)
	if r.err == nil && !r.done {
		r.fail("the path does not come to its exit")
	}
	return r.err
}

// A replayer walks one witness.
type replayer struct {
	w     *mustcall.Witness
	row   *protocol.Row
	table *protocol.Table

	pos  int   // steps taken so far
	done bool  // the exit was reached, and holds
	err  error // the first objection

	frames []*frame
	later  []pending // what is called after the root function has returned

	resource   *object // nil before the birth
	handleType types.Type
	events     protocol.Event
	own        map[*cancel]bool // they cancel the context of the resource

	globals map[*ssa.Global]*object
	others  []*object // all objects that others may change
	same    map[operation]value
}

// over reports whether there is nothing left to execute.
func (r *replayer) over() bool { return r.done || r.err != nil }

// fail objects to the witness.
func (r *replayer) fail(format string, args ...any) {
	if r.over() {
		return
	}
	where := ""
	if n := len(r.frames); n > 0 {
		f := r.frames[n-1]
		where = " in " + f.fn.String()
		if f.block != nil {
			where += fmt.Sprintf(" block %d", f.block.Index)
		}
		if f.pc > 0 && f.pc <= len(f.block.Instrs) {
			where += fmt.Sprintf(" at %q", f.block.Instrs[f.pc-1])
		}
	}
	r.err = fmt.Errorf("step %d%s: %s", r.pos, where, fmt.Sprintf(format, args...))
}

// next is the step to be taken next; the zero Step, which fits nothing, if
// there is none.
func (r *replayer) next() mustcall.Step {
	if r.pos < len(r.w.Steps) {
		return r.w.Steps[r.pos]
	}
	return mustcall.Step{}
}

// finished reports whether all steps have been taken.
func (r *replayer) finished() bool { return r.pos == len(r.w.Steps) }

// takes takes the next step if it has the given kind and instruction.
func (r *replayer) takes(k mustcall.StepKind, instr ssa.Instruction) bool {
	if s := r.next(); r.finished() || s.Kind != k || s.Instr != instr {
		return false
	}
	r.pos++
	return true
}

// takeBlock takes the step that enters a block.
func (r *replayer) takeBlock() *ssa.BasicBlock {
	s := r.next()
	if s.Kind != mustcall.EnterBlock || s.Block == nil {
		r.fail("the witness does not say which block is entered")
		return nil
	}
	r.pos++
	return s.Block
}

// takeChoice takes the step that says which outcome instr has. If there is
// none, it returns the zero Step, which chooses nothing.
func (r *replayer) takeChoice(instr ssa.Instruction) mustcall.Step {
	if s := r.next(); r.takes(mustcall.Choose, instr) {
		return s
	}
	return mustcall.Step{}
}

// happen records events, and objects if nothing is owed after them.
func (r *replayer) happen(ev protocol.Event) {
	r.events |= ev
	if r.resource != nil && r.row.IsReleased(r.events) {
		r.fail("the duty is discharged here")
	}
}
