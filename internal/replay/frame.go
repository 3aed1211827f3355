package replay

import (
	"go/constant"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// A frame is a function whose body is being executed.
type frame struct {
	fn    *ssa.Function
	env   map[ssa.Value]value
	block *ssa.BasicBlock
	pc    int // the instruction to be executed next
	// defers are the calls that are deferred in this frame, oldest first.
	defers []pending
	// panicking: a panic is on its way through this frame; recovered: one
	// of its deferred calls has recovered.
	panicking, recovered bool
	// runsFor is the frame that deferred the call of this one.
	runsFor *frame
	// again is a function argument that the callee of the frame's current
	// call may still call.
	again value
}

// A pending call was deferred: its function and arguments are evaluated.
type pending struct {
	instr  ssa.CallInstruction
	callee value
	args   []value
}

func (r *replayer) root(f *frame) bool { return f == r.frames[0] }

// execute executes the body of a function in a frame of its own.
func (r *replayer) execute(fn *ssa.Function, bindings, args []value, runsFor *frame) (result value, panicked bool) {
	f := &frame{fn: fn, env: make(map[ssa.Value]value), runsFor: runsFor}
	for i, v := range fn.FreeVars {
		f.env[v] = r.given(bindings, i, v)
	}
	for i, v := range fn.Params {
		f.env[v] = r.given(args, i, v)
	}
	r.frames = append(r.frames, f)
	if b := r.takeBlock(); b != fn.Blocks[0] {
		r.fail("%s is not entered at its first block", fn)
		return nil, false
	}
	f.block = fn.Blocks[0]
	result, panicked = r.run(f)
	if !r.over() {
		r.frames = r.frames[:len(r.frames)-1]
	}
	return result, panicked
}

func (r *replayer) given(list []value, i int, v ssa.Value) value {
	if i < len(list) && list[i] != nil {
		return list[i]
	}
	return r.fresh(v.Type())
}

// run executes a frame until it returns or panics, or the path is over.
func (r *replayer) run(f *frame) (result value, panicked bool) {
	for !r.over() {
		if f.panicking {
			if !r.unwind(f) {
				return r.fresh(f.fn.Signature.Results()), !f.recovered
			}
			continue
		}
		instr := f.block.Instrs[f.pc]
		if r.endsBefore(instr) {
			break
		}
		f.pc++
		switch i := instr.(type) {
		case *ssa.Jump:
			r.enter(f, r.takeBlock(), 0)
		case *ssa.If:
			r.branch(f, i)
		case *ssa.RunDefers:
			r.runDefers(f)
		case *ssa.Panic:
			r.panics(f, i)
		case *ssa.Return:
			// go/ssa leaves out RunDefers where all defers come from the
			// body of a range over a function.
			if r.runDefers(f); !f.panicking && !r.over() {
				return r.returns(f, i), false
			}
		default:
			r.instruction(f, instr)
		}
		r.endsAfter(instr)
	}
	return nil, false
}

// enter passes control to the successor at index side of the current block.
// All operands of its φs are read before any φ has its new value.
func (r *replayer) enter(f *frame, to *ssa.BasicBlock, side int) {
	from := f.block
	if r.over() {
		return
	}
	if side >= len(from.Succs) || to != from.Succs[side] {
		r.fail("control does not pass to block %d", to.Index)
		return
	}
	edge := edgeOf(from, side)
	next := make(map[ssa.Value]value)
	for _, instr := range to.Instrs {
		if phi, ok := instr.(*ssa.Phi); ok {
			next[phi] = r.eval(f, phi.Edges[edge])
		}
	}
	maps.Copy(f.env, next)
	f.block, f.pc = to, 0
}

// edgeOf is the index, among the predecessors of a successor of from, of
// the edge that leads there. If both sides of an If lead to one block, that
// has two edges from there.
func edgeOf(from *ssa.BasicBlock, side int) int {
	to := from.Succs[side]
	first := slices.Index(to.Preds, from)
	if side == 1 && from.Succs[0] == to {
		return first + 1 + slices.Index(to.Preds[first+1:], from)
	}
	return first
}

// branch goes where the witness says, if that is possible.
func (r *replayer) branch(f *frame, i *ssa.If) {
	to := r.takeBlock()
	if r.over() {
		return
	}
	cond := r.eval(f, i.Cond)
	yes, no := to == f.block.Succs[0], to == f.block.Succs[1]
	side := 0
	switch {
	case yes && no:
		if cond == false {
			side = 1
		}
	case !yes && !no:
		r.fail("control does not pass to block %d", to.Index)
	default:
		if no {
			side = 1
		}
		if !assume(cond, yes) {
			r.fail("the condition cannot be %v here", yes)
		}
	}
	r.enter(f, to, side)
}

// returns leaves a frame.
func (r *replayer) returns(f *frame, i *ssa.Return) value {
	results := r.evalAll(f, i.Results)
	if r.root(f) {
		r.exits(f, i, results)
	} else if !r.takes(mustcall.Leave, i) {
		r.fail("the frame returns here")
	}
	return join(results)
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
		n := len(r.later) - 1
		for i, d := range r.later {
			if s := r.next(); s.Kind == mustcall.Call && s.Instr == d.instr {
				n = i
				break
			}
		}
		d := r.later[n]
		r.later = append(r.later[:n:n], r.later[n+1:]...)
		r.runs(f, d)
	}
}

func (r *replayer) runs(f *frame, d pending) {
	if r.leavesOut(f, d) {
		r.forgetAll(d.callee, d.args)
		return
	}
	_, panicked := r.perform(call{instr: d.instr, frame: f, callee: d.callee, args: d.args, deferred: true})
	if panicked {
		f.panicking, f.recovered = true, false
	}
}

// leavesOut reports whether the witness does not execute the literal of d,
// but only others that the same instruction deferred: those that reach the
// handle, and of equal ones the oldest.
func (r *replayer) leavesOut(f *frame, d pending) bool {
	if l, ok := d.callee.(*closure); !ok || l.fn.Parent() == nil {
		return false
	}
	missing, equals := 1, false
	for _, e := range f.defers {
		if e.instr == d.instr {
			missing++
			equals = equals || slices.Equal(d.values(), e.values())
		}
	}
	for _, s := range r.w.Steps[r.pos:] {
		if s.Kind == mustcall.Call && s.Instr == d.instr {
			missing--
		}
	}
	return missing > 0 && (equals || !slices.ContainsFunc(d.values(), r.reaches))
}

// values are what the call has kept: captured variables and arguments.
func (d pending) values() []value {
	if f, ok := d.callee.(*closure); ok {
		return append(append([]value(nil), f.bindings...), d.args...)
	}
	return append([]value{d.callee}, d.args...)
}

// panics begins to unwind the stack.
func (r *replayer) panics(f *frame, i *ssa.Panic) {
	switch {
	case isNoReturn(i):
		r.fail("the call before does not return")
	case !r.takes(mustcall.Unwind, i):
		r.fail("the function panics here")
	}
	f.panicking, f.recovered = true, false
}

// isNoReturn recognises what go/ssa puts after a call that does not return:
//
//	t3 = make interface{} <- string ("noreturn":string)
//	panic t3
func isNoReturn(i *ssa.Panic) bool {
	m, ok := i.X.(*ssa.MakeInterface)
	if !ok {
		return false
	}
	c, ok := m.X.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == "noreturn"
}

// unwind runs the deferred calls of a frame that panics. It reports whether
// the frame goes on, in its Recover block; if not, it is left, returning
// normally if it has recovered.
func (r *replayer) unwind(f *frame) bool {
	r.runDefers(f)
	if r.over() {
		return true
	}
	if f.recovered && f.fn.Recover != nil {
		if to := r.takeBlock(); to != f.fn.Recover {
			r.fail("a recovered function continues in its Recover block")
		}
		f.panicking = false
		f.block, f.pc = f.fn.Recover, 0
		return true
	}
	at := f.block.Instrs[f.pc-1]
	switch {
	case r.root(f) && f.recovered:
		r.exits(f, at, nil)
	case r.root(f):
		r.fail("nobody recovers from the panic")
	case !r.takes(mustcall.Leave, at):
		r.fail("the panic leaves the frame here")
	}
	return false
}
