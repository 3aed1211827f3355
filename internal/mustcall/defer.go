package mustcall

import (
	"go/constant"

	"golang.org/x/tools/go/ssa"
)

// deferInstr registers a deferred call. Its function and arguments are
// evaluated now: "defer resp.Body.Close()" closes today's body, however
// often resp is assigned later; a deferred literal reads resp when it runs.
func (x *explorer) deferInstr(p *path, i *ssa.Defer) bool {
	if x.goal.isSite(i) {
		return x.reachSite(p, call{instr: i, sig: i.Call.Signature()})
	}
	if b, ok := i.Call.Value.(*ssa.Builtin); ok {
		if b.Name() == "panic" {
			x.end(*p, endSilent, i) // the function will not return
			return false
		}
		p.st = p.st.next()
		return true
	}
	d := deferred{instr: i}
	var callee val
	args := x.evalAll(p.st, i.Call.Args)
	if callee = x.eval(p.st, i.Call.Value); i.Call.IsInvoke() {
		if callee == x.u.constant(0) {
			return x.panicsAt(p, i) // the method of a nil interface
		}
		args, callee = append([]val{callee}, args...), unknown
	}
	d.callee, d.args = callee, packVals(args)
	if x.closesForSure(p.st, d) {
		x.end(*p, endReleased, i)
		return false
	}
	if x.isWorthKeeping(p.st, d) {
		p.st = x.register(p.st, d, i)
	}
	p.st = p.st.next()
	return true
}

// register adds a deferred call to the frame it belongs to: the top one, or
// for the body of a range over a function the one that has the loop.
// A call that is pending maxPending times already is not added: it would do
// what is done, and in a loop the states would never repeat.
func (x *explorer) register(s state, d deferred, i *ssa.Defer) state {
	level := 0
	f := s.top
	for i.DeferStack != nil && f.fn.isYield() && f.below != nil {
		f, level = f.below, level+1
	}
	if isPendingOften(f.defers, d) {
		return s
	}
	return s.replaceFrame(level, func(f *frame) {
		f.defers = append(append([]deferred(nil), f.defers...), d)
	})
}

// maxPending is how many equal pending calls are told apart.
const maxPending = 4

func isPendingOften(list []deferred, d deferred) bool {
	n := 0
	for _, e := range list {
		if e == d {
			n++
		}
	}
	return n >= maxPending
}

// isYield reports whether the function is the body of a range over a
// function.
func (f *function) isYield() bool { return f.fn.Synthetic == "range-over-func yield" }

// replaceFrame changes a copy of the frame at a level below the top.
func (s state) replaceFrame(level int, change func(*frame)) state {
	s.top = replaceFrame(s.top, level, change)
	return s
}

func replaceFrame(f *frame, level int, change func(*frame)) *frame {
	g := *f
	if level == 0 {
		change(&g)
	} else {
		g.below = replaceFrame(f.below, level-1, change)
	}
	return &g
}

// closesForSure reports whether a deferred call discharges the duty
// whatever happens next: it closes the handle itself, or is a literal that
// does, and the function can return.
func (x *explorer) closesForSure(s state, d deferred) bool {
	i := d.instr.(*ssa.Defer)
	if s.phase != owed || !s.top.fn.returns[s.top.block.Index] {
		return false
	}
	c := x.deferredCall(s, d)
	if c.body != nil {
		return x.surelyDischarges(s, i, d.callee)
	}
	if c.fn == nil || len(c.args) == 0 || x.u.kind(c.args[0]) != kHandle {
		return false
	}
	m, ok := x.row.Method(c.fn.Name())
	return ok && i.DeferStack == nil && x.row.IsReleased(s.events|m.Event)
}

// isWorthKeeping reports whether a deferred call can matter: it recovers,
// opens or panics, or it can get at an object that is followed here.
func (x *explorer) isWorthKeeping(s state, d deferred) bool {
	if x.recovers(d) || x.u.kind(d.callee) == kOneOf || d.callee == x.u.constant(0) {
		return true
	}
	if x.u.kind(d.callee) == kFunc {
		fn := x.u.at(d.callee).sym.(*ssa.Function)
		if x.goal.seeks(fn) || fn.Parent() != nil && !x.functionOf(fn).returns[0] {
			return true // it opens, or nothing returns once it runs
		}
	}
	for _, v := range append(unpackVals(d.args), d.callee) {
		switch x.u.kind(v) {
		case kResource, kHandle, kReader, kReleaser, kCancel, kStruct:
			return true
		case kFunc:
			for _, e := range x.u.list(v) {
				if x.carries(s, e) {
					return true
				}
			}
		}
		if len(x.objects(s, v, nil)) > 0 {
			return true
		}
	}
	return false
}

// deferredCall is the call that a deferred makes when it runs.
func (x *explorer) deferredCall(s state, d deferred) call {
	i := d.instr.(ssa.CallInstruction)
	args := unpackVals(d.args)
	var c call
	// (A call that is not a defer calls its argument later: t.Cleanup(f).)
	if _, ok := i.(*ssa.Defer); ok && i.Common().IsInvoke() {
		c = x.method(s, call{instr: i, fn: i.Common().Method, dynamic: true, args: args, sig: i.Common().Signature()})
	} else {
		c = x.apply(s, i, d.callee, args)
	}
	c.deferred = true
	return c
}

// runDefers runs the pending calls of the top frame, the newest first: one
// at a time, since each may fork or enter a body.
func (x *explorer) runDefers(p *path) bool {
	f := p.st.top
	n := len(f.defers)
	if n == 0 {
		p.st = p.st.next()
		return true
	}
	d := f.defers[n-1]
	p.st = p.st.withDefers(f.defers[: n-1 : n-1])
	if x.u.kind(d.callee) == kOneOf {
		for _, one := range x.u.list(d.callee) {
			q := *p
			d.callee = one
			if x.perform(&q, x.deferredCall(q.st, d)) {
				x.fork(q)
			}
		}
		return false
	}
	return x.perform(p, x.deferredCall(p.st, d))
}

// panics executes a panic. That is no way out, unless a frame recovers.
func (x *explorer) panics(p *path, i *ssa.Panic) bool {
	if isNoReturnMark(i) {
		x.end(*p, endSilent, i)
		return false
	}
	return x.panicsAt(p, i)
}

func (x *explorer) panicsAt(p *path, i ssa.Instruction) bool {
	if !x.someRecovers(p.st) {
		x.end(*p, endSilent, i)
		return false
	}
	*p = p.did(Step{Kind: Unwind, Instr: i})
	p.st = p.st.replaceFrame(0, func(f *frame) { f.unwinding = true })
	return true
}

// isNoReturnMark recognises what go/ssa puts after a call that does not
// return:
//
//	t3 = make interface{} <- string ("noreturn":string)
//	panic t3
func isNoReturnMark(i *ssa.Panic) bool { return panicText(i) == "noreturn" }

// panicText is the constant that a panic is called with, or "".
func panicText(i *ssa.Panic) string {
	m, ok := i.X.(*ssa.MakeInterface)
	if !ok {
		return ""
	}
	c, ok := m.X.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return ""
	}
	return constant.StringVal(c.Value)
}

// someRecovers reports whether a pending deferred call of some frame
// recovers. One that is declared, not a literal, is not looked into: then
// the path ends here, silently.
func (x *explorer) someRecovers(s state) bool {
	for f := range s.frames {
		for _, d := range f.defers {
			if x.recovers(d) {
				return true
			}
		}
		if f.how == goCall {
			return false // nobody outside the goroutine can
		}
	}
	return false
}

func (x *explorer) recovers(d deferred) bool {
	if x.u.kind(d.callee) != kFunc {
		return false
	}
	fn := x.u.at(d.callee).sym.(*ssa.Function)
	return fn.Parent() != nil && x.functionOf(fn).recovers
}

// unwind makes one step of a panic that is on its way through the top
// frame: a deferred call, then either back to normal by the Recover block,
// or on to the frame below.
func (x *explorer) unwind(p *path) bool {
	f := p.st.top
	if len(f.defers) > 0 {
		return x.runDefers(p)
	}
	if f.recovered {
		p.st = p.st.replaceFrame(0, func(f *frame) { f.unwinding, f.recovered = false, false })
		if r := f.fn.fn.Recover; r != nil {
			p.st = p.st.at(r, 0)
			x.enter(p.did(Step{Kind: EnterBlock, Block: r}), nil, false)
			return false
		}
		at := f.block.Instrs[f.pc]
		if f.below == nil {
			x.goal.atEnd(*p, at, nil)
			return false
		}
		return x.leave(p.did(Step{Kind: Leave, Instr: at}), p, nil)
	}
	if f.below == nil || f.how == goCall {
		x.end(*p, endSilent, f.block.Instrs[f.pc])
		return false
	}
	p.st.top = f.below
	*p = p.did(Step{Kind: Leave, Instr: f.block.Instrs[f.pc]})
	p.st = p.st.replaceFrame(0, func(f *frame) { f.unwinding = true })
	return true
}
