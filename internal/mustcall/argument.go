package mustcall

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// callsArgument makes a call of a function that calls its argument.
func (x *explorer) callsArgument(p *path, c call, f *protocol.Func, a protocol.Arg) bool {
	callee := c.arg(x, a.Param)
	inner := x.apply(p.st, c.instr, callee, nil)
	if inner.body == nil || len(inner.body.Blocks) == 0 {
		return x.callsUnknown(p, c, f, a, inner)
	}
	if a.Does == protocol.CallsLater {
		d := deferred{instr: c.instr, callee: callee}
		p.st = p.st.replaceFrame(p.st.depth()-1, func(f *frame) {
			f.defers = append([]deferred{d}, f.defers...)
		})
		return x.finish(p, c, unknown)
	}
	if c.deferred {
		return x.push(p, c, inner.body, inner.bindings, nil, deferredCall)
	}
	if once := x.u.address(c.arg(x, 0)); a.Does == protocol.CallsFirst && once != 0 {
		done := x.u.sub(once, donePath)
		if _, ok := p.st.heap.get(uint32(done)); ok {
			*p = p.did(Step{Kind: Choose, Instr: c.instr, Choice: NotCalled})
			return x.finish(p, c, unknown)
		}
		p.st = p.st.store(done, x.u.constant(1))
	}
	how := lastArgumentCall
	if a.Does == protocol.CallsMany || a.Does == protocol.CallsUntilTrue {
		how = argumentCall
	}
	if mayNotCall(f, a) {
		q := p.did(Step{Kind: Choose, Instr: c.instr, Choice: NotCalled})
		result := unknown
		if a.Does == protocol.CallsUntilTrue && hasCallResult(f) {
			result = x.u.truth(false)
		}
		if x.finish(&q, c, result) {
			x.fork(q)
		}
	}
	return x.push(p, c, inner.body, inner.bindings, nil, how)
}

// mayNotCall reports whether a function can return without having called
// its argument. One that returns the error of the last call cannot.
func mayNotCall(f *protocol.Func, a protocol.Arg) bool {
	switch a.Does {
	case protocol.CallsMaybe, protocol.CallsUntilTrue:
		return true
	case protocol.CallsMany:
		return !hasCallResult(f)
	}
	return false
}

// callsUnknown is callsArgument for an argument that is not a literal: a
// bound method of the handle, or something about which nothing is known.
func (x *explorer) callsUnknown(p *path, c call, f *protocol.Func, a protocol.Arg, inner call) bool {
	if inner.fn != nil && len(inner.args) > 0 && x.u.kind(inner.args[0]) == kHandle {
		if m, ok := x.row.Method(inner.fn.Name()); ok {
			if mayNotCall(f, a) {
				q := p.did(Step{Kind: Choose, Instr: c.instr, Choice: NotCalled})
				if x.finish(&q, c, unknown) {
					x.fork(q)
				}
			}
			return !x.happens(p, m.Event, c.instr) && x.finish(p, c, unknown)
		}
	}
	if x.reaches(p.st, c.arg(x, a.Param)) {
		x.void(*p, OpaqueClosure)
		return false
	}
	p.st = x.escape(p.st, c.arg(x, a.Param))
	return x.finish(p, c, unknown)
}

func hasCallResult(f *protocol.Func) bool {
	for _, r := range f.Results {
		if r.Is == protocol.CallResult {
			return true
		}
	}
	return false
}

// argumentReturned goes on after a callee's call of its argument has
// returned: the callee returns, or calls it again. What was returned may
// rule that out: a function that retries is done after a success, one that
// searches after a hit, a range over a function when its body returns false.
func (x *explorer) argumentReturned(p *path, f *frame, result val) bool {
	instr := f.call.(ssa.CallInstruction)
	c := call{instr: instr, sig: instr.Common().Signature()}
	known := x.tableFunc(instr.Common())
	last := result
	if d := x.u.at(result); d.kind == kTuple {
		list := x.u.list(result)
		last = list[len(list)-1]
	}
	if f.how == argumentCall {
		q := *p
		again := true
		switch {
		case f.fn.isYield():
			q.st, again = x.assume(q.st, last, true)
		case known == nil:
		case callsUntilTrue(known):
			q.st, again = x.assume(q.st, last, false)
		case hasCallResult(known):
			q.st, again = x.assume(q.st, x.compare(q.st, token.NEQ, last, x.u.constant(0)), true)
		}
		if again {
			fn := x.u.at(f.callee).sym.(*ssa.Function)
			x.push(&q, c, fn, x.u.list(f.callee), nil, argumentCall)
		}
	}
	outcome := unknown
	if known != nil && hasCallResult(known) {
		outcome = last
	}
	return x.finish(p, c, x.asLastResult(c, outcome))
}

func callsUntilTrue(f *protocol.Func) bool {
	for _, a := range f.Args {
		if a.Does == protocol.CallsUntilTrue {
			return true
		}
	}
	return false
}

// asLastResult is the result of a call whose last result is v.
func (x *explorer) asLastResult(c call, v val) val {
	n := c.sig.Results().Len()
	if v == unknown || n == 0 {
		return unknown
	}
	if t := c.sig.Results().At(n - 1).Type(); !isError(t) && !isBoolean(t) {
		return unknown
	}
	if n == 1 {
		return v
	}
	list := make([]val, n)
	list[n-1] = v
	return x.u.tuple(list)
}
