package mustcall

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A call is a call to be made: everything is evaluated, and bound methods
// and method expressions are resolved.
type call struct {
	instr ssa.CallInstruction
	// method or function that is called, if it is declared (not a literal).
	fn *types.Func
	// fn is called through an interface.
	dynamic bool
	// callee is the function value, for a call that is not of a method.
	callee val
	// body is the literal that is called, with the values it captures.
	body     *ssa.Function
	bindings []val
	// args are the arguments, a receiver first.
	args []val
	// sig is the signature without a receiver.
	sig *types.Signature
	// deferred: the call was deferred and runs now.
	deferred bool
}

// resolve works out what a call instruction calls.
func (x *explorer) resolve(s state, i ssa.CallInstruction) call {
	c := i.Common()
	args := x.evalAll(s, c.Args)
	if c.IsInvoke() {
		recv := x.eval(s, c.Value)
		return x.method(s, call{instr: i, fn: c.Method, dynamic: true, args: append([]val{recv}, args...), sig: c.Signature()})
	}
	return x.apply(s, i, x.eval(s, c.Value), args)
}

// apply is the call of a function value.
func (x *explorer) apply(s state, i ssa.CallInstruction, callee val, args []val) call {
	c := call{instr: i, callee: callee, args: args, sig: i.Common().Signature()}
	if x.u.kind(callee) != kFunc {
		return c
	}
	fn := x.u.at(callee).sym.(*ssa.Function)
	bindings := x.u.list(callee)
	if o := fn.Origin(); o != nil {
		fn = o
	}
	switch {
	case fn.Parent() != nil:
		c.body, c.bindings = fn, bindings
	case strings.HasPrefix(fn.Synthetic, "bound method wrapper"):
		c.fn, _ = fn.Object().(*types.Func)
		c.args = append(bindings, args...)
		c.dynamic = isInterfaceMethod(c.fn)
		return x.method(s, c)
	default:
		c.fn, _ = fn.Object().(*types.Func)
		if strings.HasPrefix(fn.Synthetic, "thunk") {
			c.dynamic = isInterfaceMethod(c.fn)
			return x.method(s, c)
		}
	}
	return c
}

// method finds the field that a promoted method of a boxed or addressed
// struct is called on: what is closed by closing
//
//	struct { io.Reader; io.Closer }{r, resp.Body}
//
// is the second field.
func (x *explorer) method(s state, c call) call {
	if c.fn == nil || len(c.args) == 0 {
		return c
	}
	recv := c.args[0]
	var t types.Type
	switch d := x.u.at(recv); d.kind {
	case kStruct:
		t = x.u.types[d.typ]
	case kAddr:
		if a, ok := x.u.baseOf(d.loc).of.(*ssa.Alloc); ok && x.u.locs[d.loc].path == "" {
			t = a.Type().Underlying().(*types.Pointer).Elem()
		}
	}
	if t == nil {
		return c
	}
	obj, index, _ := types.LookupFieldOrMethod(t, true, c.fn.Pkg(), c.fn.Name())
	fn, ok := obj.(*types.Func)
	if !ok {
		return c
	}
	c.fn = fn
	for _, i := range index[:len(index)-1] {
		st, ok := derefStruct(t)
		if !ok {
			return c
		}
		t = st.Field(i).Type()
		switch d := x.u.at(recv); d.kind {
		case kStruct:
			recv = x.part(recv, fieldPath(i), t)
		default:
			recv = x.loadType(s, x.u.sub(x.u.address(recv), fieldPath(i)), t)
		}
	}
	c.dynamic = types.IsInterface(t)
	c.args = append([]val{recv}, c.args[1:]...)
	return c
}

func derefStruct(t types.Type) (*types.Struct, bool) {
	t = t.Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	s, ok := t.(*types.Struct)
	return s, ok
}

func isInterfaceMethod(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// callInstr executes a call, go or defer instruction.
func (x *explorer) callInstr(p *path, i ssa.CallInstruction) bool {
	if d, ok := i.(*ssa.Defer); ok {
		return x.deferInstr(p, d)
	}
	if b, ok := i.Common().Value.(*ssa.Builtin); ok {
		return x.builtin(p, i, b)
	}
	callee := x.eval(p.st, i.Common().Value)
	if !i.Common().IsInvoke() && x.u.kind(callee) == kOneOf {
		// A table of functions: any of them.
		args := x.evalAll(p.st, i.Common().Args)
		for _, f := range x.u.list(callee) {
			q := *p
			if x.perform(&q, x.apply(q.st, i, f, args)) {
				x.fork(q)
			}
		}
		return false
	}
	return x.perform(p, x.resolve(p.st, i))
}

// perform makes a call. It reports whether the path goes on after it.
func (x *explorer) perform(p *path, c call) bool {
	switch {
	case c.body != nil && len(c.body.Blocks) > 0:
		return x.push(p, c, c.body, c.bindings, c.args, x.modeOf(c))
	case !c.deferred && x.isSite(c.instr):
		return x.reachSite(p, c)
	}
	if len(c.args) > 0 && c.fn != nil && c.fn.Signature().Recv() != nil {
		switch x.u.kind(c.args[0]) {
		case kHandle:
			if m, ok := x.row.Method(c.fn.Name()); ok {
				return x.event(p, c, m)
			}
			if x.a.env.Table().Func(c.fn) == nil {
				// A method that the row does not list borrows.
				p.st = x.leakPointers(p.st, c)
				return x.finish(p, c, unknown)
			}
		case kReader:
			if x.row != nil && c.fn.Name() == x.row.Release && x.u.at(c.args[0]).n == 1 {
				x.void(*p, DerivedClosed)
				return false
			}
		}
	}
	if x.callsNil(p.st, c) {
		return x.panicsAt(p, c.instr)
	}
	if f := x.a.env.Table().Func(c.fn); f != nil {
		return x.known(p, c, f)
	}
	if x.u.kind(c.callee) == kCancel {
		p.st = x.escape(p.st, c.callee) // cancelled already: nobody's business later
		return x.finish(p, c, unknown)
	}
	if x.u.kind(c.callee) == kReleaser {
		ev := protocol.Event(x.u.at(c.callee).n)
		return !x.happens(p, ev, c.instr) && x.finish(p, c, unknown)
	}
	return x.opaque(p, c)
}

// callsNil reports whether a call is of a method of a nil interface, such as
// err.Error(), or of a nil function.
func (x *explorer) callsNil(s state, c call) bool {
	v := c.callee
	if c.dynamic && len(c.args) > 0 {
		v = c.args[0]
	}
	if x.u.isBase(v) {
		return x.possible(s, v) == x.u.only(0)
	}
	return v == x.u.constant(0)
}

func (x *explorer) modeOf(c call) callMode {
	if c.deferred {
		return deferredCall
	}
	if _, ok := c.instr.(*ssa.Go); ok {
		return goCall
	}
	return plainCall
}

// finish binds the result of a call that is over, and moves on.
func (x *explorer) finish(p *path, c call, result val) bool {
	if c.deferred {
		return true // the frame is still at its RunDefers, Return or Panic
	}
	if v, ok := c.instr.(*ssa.Call); ok {
		p.st = x.define(p.st, v, result)
	}
	p.st = p.st.next()
	return true
}

// maxFrames bounds the stack of literals that are executed in place.
const maxFrames = 16

// push executes the body of a literal in place.
func (x *explorer) push(p *path, c call, fn *ssa.Function, bindings, args []val, how callMode) bool {
	if p.st.depth() >= maxFrames || x.isRecursive(p.st, fn) {
		if x.anyReaches(p.st, bindings) || x.anyReaches(p.st, args) {
			x.void(*p, Depth)
			return false
		}
		x.tooDeep = x.tooDeep || x.siteIn[fn]
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
		x.exit(*p, i, results)
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

// event is a call of a method of the handle that means something.
func (x *explorer) event(p *path, c call, m protocol.Method) bool {
	if m.Event != 0 && x.happens(p, m.Event, c.instr) {
		return false
	}
	if m.On == protocol.NoVerdict {
		return x.finish(p, c, unknown)
	}
	// Both verdicts happen, each in a world of its own; what the caller
	// does with the result is then decided by itself.
	yes, no := x.verdicts(c, m.On)
	q := p.did(Step{Kind: Choose, Instr: c.instr, Choice: yes.choice})
	if !x.happens(&q, m.OnEvent, c.instr) && x.finish(&q, c, yes.result) {
		x.fork(q)
	}
	r := p.did(Step{Kind: Choose, Instr: c.instr, Choice: no.choice})
	if x.finish(&r, c, no.result) {
		x.fork(r)
	}
	return false
}

type verdict struct {
	choice Choice
	result val
}

func (x *explorer) verdicts(c call, on protocol.Verdict) (yes, no verdict) {
	u := x.u
	last := func(v val) val {
		n := c.sig.Results().Len()
		if n == 1 {
			return v
		}
		list := make([]val, n)
		list[n-1] = v
		return u.tuple(list)
	}
	if on == protocol.FalseResult {
		return verdict{ResultFalse, last(u.truth(false))}, verdict{ResultTrue, last(u.truth(true))}
	}
	return verdict{ErrorNonNil, last(u.nonNil())}, verdict{ErrorNil, last(u.constant(0))}
}

// happens records events. It reports whether they end the path, because
// nothing is owed any more.
func (x *explorer) happens(p *path, ev protocol.Event, at ssa.Instruction) bool {
	if p.st.phase != owed {
		return false
	}
	p.st.events |= ev
	if !x.row.IsReleased(p.st.events) {
		return false
	}
	x.end(*p, endReleased, at)
	return true
}
