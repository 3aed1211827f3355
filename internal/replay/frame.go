package replay

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A frame is a function whose body is being executed.
type frame struct {
	fn    *ssa.Function
	env   layer[ssa.Value, value]
	block *ssa.BasicBlock
	pc    int // the instruction to be executed next
	// defers are the calls that are deferred in this frame, oldest first.
	defers []pending
	// panicking: a panic is on its way through this frame; recovered: one
	// of its deferred calls has recovered.
	panicking, recovered bool
	// deferred: the frame below deferred the call of this one.
	deferred bool
	// again is a function argument that the callee of the frame's current
	// call may still call.
	again value
}

func (r *replayer) root(f *frame) bool { return f == r.frames[0] }

// panics begins to unwind the stack.
func (f *frame) panics() { f.panicking, f.recovered = true, false }

// execute executes the body of a function, in a frame of its own.
func (r *replayer) execute(c call, fn *ssa.Function, bindings []value) value {
	f := r.push(fn, bindings, c.args)
	f.deferred = c.deferred
	result := r.run(f)
	if !r.over() {
		r.frames = r.frames[:len(r.frames)-1]
	}
	if f.panicking && !f.recovered {
		c.frame.panics()
	}
	return result
}

// push enters a function.
func (r *replayer) push(fn *ssa.Function, bindings, args []value) *frame {
	f := &frame{fn: fn}
	f.env = above(f.env)
	for i, v := range fn.FreeVars {
		f.env.set(v, r.given(bindings, i, v))
	}
	for i, v := range fn.Params {
		f.env.set(v, r.given(args, i, v))
	}
	r.frames = append(r.frames, f)
	if f.block = r.takeBlock(); f.block != fn.Blocks[0] {
		r.fail("%s is not entered at its first block", fn)
	}
	return f
}

func (r *replayer) given(list []value, i int, v ssa.Value) value {
	if i < len(list) && list[i] != nil {
		return list[i]
	}
	return r.fresh(v.Type())
}

// run executes a frame until it returns or panics, or the path is over, or
// pauses.
func (r *replayer) run(f *frame) value {
	for !r.over() && r.pos != r.until {
		if f.panicking {
			if !r.unwind(f) {
				return r.fresh(f.fn.Signature.Results())
			}
			continue
		}
		instr := f.block.Instrs[f.pc]
		if r.ends(instr, true) {
			break
		}
		f.pc++
		r.evaluated++
		switch i := instr.(type) {
		case *ssa.Jump:
			r.enter(f, r.takeBlock())
		case *ssa.If:
			r.branch(f, i)
		case *ssa.RunDefers:
			r.runDefers(f)
		case *ssa.Panic:
			r.unwinds(f, i, "the function panics here")
		case *ssa.Return:
			// go/ssa leaves out RunDefers where all defers come from the
			// body of a range over a function.
			if r.runDefers(f); !f.panicking && !r.over() {
				return r.returns(f, i)
			}
		default:
			r.instruction(f, instr)
		}
		r.ends(instr, false)
	}
	return nil
}

// enter passes control to a successor of the current block. All operands
// of its φs are read before any φ has its new value. (Where both sides of an
// If lead to one block, that has no φs.)
func (r *replayer) enter(f *frame, to *ssa.BasicBlock) {
	if r.over() {
		return
	}
	if !slices.Contains(f.block.Succs, to) {
		r.fail("control does not pass to block %d", to.Index)
		return
	}
	edge := slices.Index(to.Preds, f.block)
	next := make(map[ssa.Value]value)
	for _, instr := range to.Instrs {
		if phi, ok := instr.(*ssa.Phi); ok {
			next[phi] = r.eval(f, phi.Edges[edge])
		}
	}
	maps.Copy(f.env.top, next)
	f.block, f.pc = to, 0
}

// branch goes where the witness says, if that is possible.
func (r *replayer) branch(f *frame, i *ssa.If) {
	to := r.takeBlock()
	yes, no := to == f.block.Succs[0], to == f.block.Succs[1]
	if yes != no && !r.assume(r.eval(f, i.Cond), yes) {
		r.fail("the condition cannot be %v here", yes)
	}
	r.enter(f, to)
}

// returns leaves a frame.
func (r *replayer) returns(f *frame, i *ssa.Return) value {
	results := r.evalAll(f, i.Results)
	if r.root(f) {
		r.exits(f, i, results)
	} else {
		r.leaves(i, "the frame returns here")
	}
	return join(results)
}
