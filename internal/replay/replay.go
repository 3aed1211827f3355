package replay

import (
	"fmt"
	"maps"
	"slices"

	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// Check walks one witness again. It returns nil if the witness holds, and
// otherwise an error that says at which step it does not, and why.
func Check(w *mustcall.Witness, table *protocol.Table) error {
	return NewChecker(table).Check(w)
}

// A Checker walks witnesses, one after the other. Those of one function
// begin alike: what two in a row have in common before the birth of the
// duty is executed once. A Checker must not be used concurrently.
type Checker struct {
	table *protocol.Table
	// trunk has executed what the last witness began with.
	trunk *replayer
	// evaluated counts instructions.
	evaluated int
}

// NewChecker returns a Checker with this knowledge of libraries.
func NewChecker(table *protocol.Table) *Checker { return &Checker{table: table} }

// Check is like the function [Check].
func (c *Checker) Check(w *mustcall.Witness) error {
	if w.Row == nil || w.Root == nil || len(w.Root.Blocks) == 0 {
		return fmt.Errorf("the witness lacks a row, or a function with a body")
	}
	stem := stem(w)
	if t := c.trunk; t == nil || t.w.Root != w.Root || t.pos > stem || !slices.Equal(t.w.Steps[:t.pos], w.Steps[:t.pos]) {
		c.trunk = newReplayer(c, w)
	}
	c.trunk.w, c.trunk.until = w, stem
	c.trunk.run(c.trunk.frames[0])
	r := c.trunk.fork()
	if r.err != nil {
		c.trunk = nil
	}
	r.run(r.frames[0])
	if r.err == nil && !r.done {
		r.fail("the path does not come to its exit")
	}
	return r.err
}

// stem counts the steps up to the last block of the root function that is
// entered before the birth.
func stem(w *mustcall.Witness) int {
	n, depth := 0, 0
	for i, s := range w.Steps {
		switch s.Kind {
		case mustcall.Call:
			depth++
		case mustcall.Leave:
			depth--
		case mustcall.Birth, mustcall.Unwind:
			return n
		case mustcall.EnterBlock:
			if depth == 0 {
				n = i + 1
			}
		}
	}
	return n
}

// A replayer walks one witness.
type replayer struct {
	*Checker
	w     *mustcall.Witness
	pos   int   // steps taken so far
	until int   // the root function pauses when so many are taken
	done  bool  // the exit was reached, and holds
	err   error // the first objection

	frames []*frame
	later  []pending // what is called after the root function has returned

	resource     *place // nil before the birth
	resourceType types.Type
	handleType   types.Type
	events       protocol.Event
	own          map[*cancel]bool // they cancel the context of the resource

	// What the path has found out, by what it is about.
	facts layer[*unknown, []claim]
	cells layer[*place, cell]
	kinds layer[*place, placeKind] // where it has changed
	same  layer[operation, value]

	now       int           // counts how often others may have changed things
	forgotten [numKinds]int // when that was, by kind
	captured  []value       // the free variables of the root function
	globals   map[*ssa.Global]*place
}

func newReplayer(c *Checker, w *mustcall.Witness) *replayer {
	r := &replayer{Checker: c, w: w, globals: make(map[*ssa.Global]*place)}
	r.facts, r.cells, r.kinds, r.same = above(r.facts), above(r.cells), above(r.kinds), above(r.same)
	for _, v := range w.Root.FreeVars {
		if _, ok := v.Type().Underlying().(*types.Pointer); ok {
			r.captured = append(r.captured, address{at: newPlace(capturedPlace)})
		} else {
			r.captured = append(r.captured, nil)
		}
	}
	r.push(w.Root, r.captured, nil)
	return r
}

// fork returns a replayer that goes on from here, and leaves r as it is.
func (r *replayer) fork() *replayer {
	f := *r
	f.facts, f.cells, f.kinds, f.same = above(r.facts), above(r.cells), above(r.kinds), above(r.same)
	root := *r.frames[0]
	root.env, root.defers = above(root.env), slices.Clip(root.defers)
	f.frames, f.later, f.until = []*frame{&root}, slices.Clip(r.later), -1
	return &f
}

// A layer is a map that lies on another, which it hides but does not change.
type layer[K comparable, V any] struct{ top, below map[K]V }

// above returns an empty layer on l, which must not be written any more
// while that is in use.
func above[K comparable, V any](l layer[K, V]) layer[K, V] {
	return layer[K, V]{make(map[K]V), l.top}
}

func (l layer[K, V]) set(k K, v V) { l.top[k] = v }

func (l layer[K, V]) get(k K) (V, bool) {
	v, ok := l.top[k]
	if !ok {
		v, ok = l.below[k]
	}
	return v, ok
}

func (l layer[K, V]) of(k K) V {
	v, _ := l.get(k)
	return v
}

// keys lists the keys, in no order.
func (l layer[K, V]) keys() []K {
	list := slices.Collect(maps.Keys(l.top))
	for k := range l.below {
		if _, hidden := l.top[k]; !hidden {
			list = append(list, k)
		}
	}
	return list
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
	if r.finished() {
		return mustcall.Step{}
	}
	return r.w.Steps[r.pos]
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

// takesNotCalled takes the step that says that a function argument is not
// called (any more), if there is one.
func (r *replayer) takesNotCalled(instr ssa.Instruction) bool {
	return r.next().Choice == mustcall.NotCalled && r.takes(mustcall.Choose, instr)
}

// executes reports whether the witness executes a body because of instr.
func (r *replayer) executes(instr ssa.Instruction) bool {
	s := r.next()
	return s.Kind == mustcall.Call && s.Instr == instr
}
