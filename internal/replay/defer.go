package replay

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// A pending call was deferred: its function and arguments are evaluated.
type pending struct {
	instr  ssa.CallInstruction
	callee value
	args   []value
}

// deferCall registers a deferred call: in this frame, or from the body of a
// range over a function in the one that has the loop.
func (r *replayer) deferCall(f *frame, i *ssa.Defer) {
	c := r.newCall(f, i)
	if fresh, ok := r.births(c); ok {
		r.birth(c, fresh)
		return
	}
	if i.DeferStack != nil {
		depth, ok := r.eval(f, i.DeferStack).(deferStack)
		if !ok {
			r.fail("deferred nobody knows where")
			return
		}
		f = r.frames[depth]
	}
	f.defers = append(f.defers, pending{i, c.callee, c.args})
}

// runDefers runs the deferred calls of a frame, the newest first.
func (r *replayer) runDefers(f *frame) {
	for len(f.defers) > 0 && !r.over() {
		d := f.defers[len(f.defers)-1]
		f.defers = f.defers[:len(f.defers)-1]
		r.runs(f, d)
	}
	// What is called some time after the function has returned: nobody
	// knows in which order.
	for r.root(f) && len(r.later) > 0 && !f.panicking && !r.over() {
		n := max(slices.IndexFunc(r.later, func(d pending) bool { return r.executes(d.instr) }), 0)
		d := r.later[n]
		r.later = slices.Concat(r.later[:n], r.later[n+1:])
		r.runs(f, d)
	}
}

func (r *replayer) runs(f *frame, d pending) {
	c := call{instr: d.instr, frame: f, callee: d.callee, args: d.args, deferred: true}
	if r.leavesOut(f, d) {
		r.notExecuted(c)
		return
	}
	r.perform(c)
}

// leavesOut reports whether the witness does not execute the literal of d,
// but only others that the same instruction deferred: those that reach the
// handle, and of equal ones the oldest.
func (r *replayer) leavesOut(f *frame, d pending) bool {
	if l, ok := d.callee.(*closure); !ok || l.fn.Parent() == nil {
		return false
	}
	kept := d.kept()
	missing, equals := 1, false
	for _, e := range f.defers {
		if e.instr == d.instr {
			missing++
			equals = equals || slices.Equal(kept, e.kept())
		}
	}
	executed, all := r.executions(d.instr)
	isMissing := missing > executed
	if !all { // the path ends before: others may be missing
		isMissing = !r.executes(d.instr)
	}
	return isMissing && (equals || !slices.ContainsFunc(kept, r.reaches))
}

// executions counts how often the witness executes a body because of a
// deferred call before the current frame is left, and reports whether it is
// left at all.
func (r *replayer) executions(of ssa.Instruction) (n int, all bool) {
	depth := 0
	for _, s := range r.w.Steps[r.pos:] {
		switch s.Kind {
		case mustcall.Call:
			depth++
			if s.Instr == of {
				n++
			}
		case mustcall.Leave:
			if depth--; depth < 0 {
				return n, true
			}
		}
	}
	return n, r.w.Exit.Kind == mustcall.Returned
}

// kept is what the call of a literal has kept: captured variables and
// arguments.
func (d pending) kept() []value { return slices.Concat(d.callee.(*closure).bindings, d.args) }

// unwinds takes the step that says that f panics.
func (r *replayer) unwinds(f *frame, at ssa.Instruction, what string) {
	if !r.takes(mustcall.Unwind, at) {
		r.fail("%s", what)
	}
	f.panics()
}

// unwind runs the deferred calls of a frame that panics. It reports whether
// the frame goes on, in its Recover block; if not, it is left.
func (r *replayer) unwind(f *frame) bool {
	r.runDefers(f)
	if f.recovered {
		if to := r.takeBlock(); to != f.fn.Recover {
			r.fail("a recovered function continues in its Recover block")
		}
		f.panicking = false
		f.block, f.pc = f.fn.Recover, 0
		return true
	}
	at := f.block.Instrs[f.pc-1]
	if r.root(f) {
		r.fail("nobody recovers from the panic")
	} else {
		r.leaves(at, "the panic leaves the frame here")
	}
	return false
}

// leaves takes the step that leaves a frame.
func (r *replayer) leaves(at ssa.Instruction, what string) {
	if !r.takes(mustcall.Leave, at) {
		r.fail("%s", what)
	}
}

// recovers is what recover returns: not nil if the current frame runs for
// one that panics.
func (r *replayer) recovers() value {
	n := len(r.frames)
	if n == 1 {
		return r.fresh(anyType) // nobody knows who called the root function
	}
	below := r.frames[n-2]
	if !r.frames[n-1].deferred || !below.panicking || below.recovered {
		return null{}
	}
	below.recovered = true
	return r.something(anyType)
}
