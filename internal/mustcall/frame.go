package mustcall

import "golang.org/x/tools/go/ssa"

// maxFrames bounds the stack of literals that are executed in place.
const maxFrames = 16

// push executes the body of a literal in place.
func (x *explorer) push(p *path, c call, fn *ssa.Function, bindings, args []val, how callMode) bool {
	if p.st.depth() >= maxFrames || x.isRecursive(p.st, fn) {
		if x.anyReaches(p.st, bindings) || x.anyReaches(p.st, args) {
			x.void(*p, Depth)
			return false
		}
		x.goal.missed(fn)
		p.st = x.leakPointers(p.st, c)
		for _, b := range bindings {
			p.st = x.escape(p.st, b)
		}
		return x.finish(p, c, unknown)
	}
	below := *p.st.top
	below.live = below.fn.liveFrom(below.block, below.pc+1)
	if how == deferredCall {
		below.live = below.fn.liveFrom(below.block, below.pc)
	}
	below.env = below.env.filter(func(e pair) bool { return below.live.has(e.key) })
	f := &frame{fn: x.functionOf(fn), block: fn.Blocks[0], below: &below, call: c.instr, how: how}
	if how == argumentCall || how == lastArgumentCall {
		f.callee = x.u.function(fn, bindings)
	}
	q := p.did(Step{Kind: Call, Instr: c.instr, Fn: fn})
	q.st.top = f
	for i, v := range fn.FreeVars {
		q.st = x.bindEntry(q.st, v, bindings, i)
	}
	for i, v := range fn.Params {
		q.st = x.bindEntry(q.st, v, args, i)
	}
	x.enter(q.did(Step{Kind: EnterBlock, Block: f.block}), nil, false)
	return false
}

func (x *explorer) bindEntry(s state, v ssa.Value, to []val, i int) state {
	if i >= len(to) {
		return x.define(s, v, unknown)
	}
	return x.define(s, v, to[i])
}

// isRecursive reports whether fn is being executed twice already.
func (x *explorer) isRecursive(s state, fn *ssa.Function) bool {
	n := 0
	for f := range s.frames {
		if f.fn.fn == fn {
			n++
		}
	}
	return n >= 2
}

// returns ends a frame.
func (x *explorer) returns(p *path, i *ssa.Return) bool {
	f := p.st.top
	if len(f.defers) > 0 {
		// go/ssa leaves out RunDefers where all defers come from the body
		// of a range over a function.
		return x.runDefers(p)
	}
	results := x.evalAll(p.st, i.Results)
	if f.below == nil {
		x.goal.atEnd(*p, i, results)
		return false
	}
	return x.leave(p.did(Step{Kind: Leave, Instr: i}), p, results)
}

// leave pops the top frame of q and goes on in the one below.
func (x *explorer) leave(q path, p *path, results []val) bool {
	f := q.st.top
	q.st.top = f.below
	*p = q
	result := unknown
	switch len(results) {
	case 0:
	case 1:
		result = results[0]
	default:
		result = x.u.tuple(results)
	}
	switch f.how {
	case plainCall:
		return x.finish(p, call{instr: f.call.(ssa.CallInstruction)}, result)
	case goCall:
		p.st = p.st.next()
		return true
	case deferredCall:
		return true
	}
	return x.argumentReturned(p, f, result)
}
