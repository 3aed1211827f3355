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
		if a.If != 0 && x.reaches(p.st, v) && !x.asked(p, c, f, a) {
			return false
		}
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

// asked goes on in the world in which the caller asks for what a function
// does only if it is told to. In the other one the argument is borrowed.
func (x *explorer) asked(p *path, c call, f *protocol.Func, a protocol.Arg) (ok bool) {
	truth := c.arg(x, a.If)
	q := *p
	if q.st, ok = x.assume(p.st, truth, false); ok {
		q.st = x.clobber(q.st, c, nil)
		if x.finish(&q, c, x.knownResult(q.st, c, f)) {
			x.fork(q)
		}
	}
	p.st, ok = x.assume(p.st, truth, true)
	return ok
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
		case of == u.someError():
			return of
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
	if len(c.args) > 1 && x.isNamed(c.args[1], 0) {
		target, which = c.args[1], c.fn.FullName()
	}
	t := x.u.term(opImpliesNonNil, of, target, which)
	if x.decided(s.fact(of), x.u.only(0)) == x.u.truth(true) {
		return x.u.truth(false)
	}
	return x.member(s, t, x.u.except(0))
}

// tableFunc is what the table knows about the static callee of a call.
func (x *explorer) tableFunc(c *ssa.CallCommon) *protocol.Func {
	return x.a.known(staticFunc(c))
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
