package mustcall

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// known makes a call of a function that the table knows.
func (x *explorer) known(p *path, c call, f *protocol.Func) bool {
	switch f.Ends {
	case protocol.NeverReturns:
		x.end(*p, endSilent, c.instr)
		return false
	case protocol.Panics:
		return x.panicsAt(p, c.instr)
	case protocol.FailsTest:
		x.void(*p, TestFailed)
		return false
	}
	var function *protocol.Arg
	for i, a := range f.Args {
		v := c.arg(x, a.Param)
		if a.Unless != protocol.NoVerdict && x.reaches(p.st, v) {
			return x.unless(p, c, a)
		}
		switch a.Does {
		case protocol.Closes:
			if x.reaches(p.st, v) && x.happens(p, protocol.Closed, c.instr) {
				return false
			}
		case protocol.Takes:
			if x.reaches(p.st, v) {
				x.end(*p, endTransferred, c.instr)
				return false
			}
			p.st = x.escape(p.st, v)
		case protocol.CallsOnce, protocol.CallsMaybe, protocol.CallsMany, protocol.CallsUntilTrue, protocol.CallsFirst, protocol.CallsLater, protocol.Starts:
			function = &f.Args[i]
		}
	}
	if function != nil {
		return x.callsArgument(p, c, f, *function)
	}
	p.st = x.clobber(p.st, c, f)
	return x.finish(p, c, x.knownResult(p.st, c, f))
}

// unless makes a call that does something to an argument, or has an outcome
// that says that it did not.
func (x *explorer) unless(p *path, c call, a protocol.Arg) bool {
	yes, no := x.verdicts(c, a.Unless)
	q := p.did(Step{Kind: Choose, Instr: c.instr, Choice: yes.choice})
	if x.finish(&q, c, yes.result) {
		x.fork(q)
	}
	*p = p.did(Step{Kind: Choose, Instr: c.instr, Choice: no.choice})
	if a.Does == protocol.Closes {
		return !x.happens(p, protocol.Closed, c.instr) && x.finish(p, c, no.result)
	}
	x.end(*p, endTransferred, c.instr)
	return false
}

// arg is the argument for a parameter, a receiver being parameter 0.
func (c call) arg(x *explorer, param int) val {
	if param < len(c.args) {
		return c.args[param]
	}
	return unknown
}

// clobber makes unknown what a known function may write through pointers
// that it is given and does not keep.
func (x *explorer) clobber(s state, c call, f *protocol.Func) state {
	for i, v := range c.args {
		if f != nil && x.listed(f, i) || x.reaches(s, v) {
			continue
		}
		s = x.forget(s, v)
	}
	return s
}

func (x *explorer) listed(f *protocol.Func, param int) bool {
	for _, a := range f.Args {
		if a.Param == param {
			return true
		}
	}
	return false
}

// knownResult is the result of a call, as far as the table knows it.
func (x *explorer) knownResult(s state, c call, f *protocol.Func) val {
	n := c.sig.Results().Len()
	list := make([]val, n)
	for _, r := range f.Results {
		if r.Index < n {
			list[r.Index] = x.resultOf(s, c, r)
		}
	}
	if n == 1 {
		return list[0]
	}
	for _, v := range list {
		if v != unknown {
			return x.u.tuple(list)
		}
	}
	return unknown
}

func (x *explorer) resultOf(s state, c call, r protocol.Result) val {
	u := x.u
	of := c.arg(x, r.Of)
	switch r.Is {
	case protocol.NonNil:
		return u.nonNil()
	case protocol.Same:
		return of
	case protocol.Reader:
		if x.reaches(s, of) {
			return u.reader(false)
		}
	case protocol.Wrapper:
		if x.reaches(s, of) {
			return of
		}
	case protocol.NilWithNil:
		if u.isBase(of) || u.kind(of) == kConst {
			return of
		}
		if u.isNeverNil(of) {
			return u.nonNil()
		}
	case protocol.TrueWithNil:
		return x.compare(s, token.EQL, of, u.constant(0))
	case protocol.FalseWithNil:
		return x.compare(s, token.NEQ, of, u.constant(0))
	case protocol.ImpliesNonNil:
		switch {
		case u.kind(of) == kConst && u.at(of).n == 0:
			return u.truth(false)
		case u.isBase(of):
			return x.impliesNonNil(s, c, of)
		}
	case protocol.Unsettled:
		return u.intern(descr{kind: kUnsettled})
	case protocol.Context:
		if call, ok := c.instr.(*ssa.Call); ok {
			return u.intern(descr{kind: kContext, a: of, sym: call})
		}
	case protocol.Cancel:
		if call, ok := c.instr.(*ssa.Call); ok {
			return u.intern(descr{kind: kCancel, sym: call})
		}
	}
	return unknown
}

// impliesNonNil is the truth of errors.Is(err, target) and its like. Asked
// for the same target it has the same answer; for a target that may change,
// each call is a question of its own.
func (x *explorer) impliesNonNil(s state, c call, of val) val {
	target, which := unknown, any(c.instr)
	if len(c.args) > 1 && x.u.kind(c.args[1]) == kConst {
		target, which = c.args[1], c.fn.FullName()
	}
	t := x.u.term(opImpliesNonNil, of, target, which)
	if x.decided(s.fact(of), x.u.only(0)) == x.u.truth(true) {
		return x.u.truth(false)
	}
	return x.member(s, t, x.u.except(0))
}

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
	if a.Does == protocol.CallsFirst {
		done := x.u.sub(x.u.address(c.arg(x, 0)), donePath)
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

// tableFunc is what the table knows about the static callee of a call.
func (x *explorer) tableFunc(c *ssa.CallCommon) *protocol.Func {
	return x.a.env.Table().Func(staticFunc(c))
}

// staticFunc is the declared function or method that a call names, or nil.
func staticFunc(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method
	}
	callee := c.StaticCallee()
	if callee == nil {
		return nil
	}
	if o := callee.Origin(); o != nil {
		callee = o
	}
	fn, _ := callee.Object().(*types.Func)
	return fn
}
