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

// apply is the call of a function value; i is nil if there is no such call.
func (x *explorer) apply(s state, i ssa.CallInstruction, callee val, args []val) call {
	c := call{instr: i, callee: callee, args: args}
	if i != nil {
		c.sig = i.Common().Signature()
	}
	if x.u.kind(callee) != kFunc {
		c.fn = x.heldBy(callee)
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

// heldBy is the declared function that a package-level variable, of which v is
// the content, holds for good; or nil.
//
//	var exit = os.Exit
func (x *explorer) heldBy(v val) *types.Func {
	d := x.u.at(v)
	if d.kind != kField || x.u.locs[d.loc].path != "" {
		return nil
	}
	g, ok := x.u.baseOf(d.loc).of.(*ssa.Global)
	if !ok {
		return nil
	}
	obj, ok := g.Object().(*types.Var)
	if !ok {
		return nil
	}
	return x.a.env.Holds(obj)
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
		if x.u.locs[d.loc].path != "" {
			break
		}
		switch of := x.u.baseOf(d.loc).of.(type) {
		case *ssa.Alloc:
			t = pointee(of.Type())
		case made:
			t = pointee(of.typ)
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

// pointee is the type that a pointer type points to; nil if t is none.
func pointee(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return nil
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
		if x.runsForEver(p.st, c) {
			p.st = x.leakPointers(p.st, c)
			return x.finish(p, c, unknown)
		}
		return x.push(p, c, c.body, c.bindings, c.args, x.modeOf(c))
	case !c.deferred && x.goal.isSite(c.instr):
		return x.reachSite(p, c)
	}
	if len(c.args) > 0 && c.fn != nil && c.fn.Signature().Recv() != nil {
		switch x.u.kind(c.args[0]) {
		case kHandle:
			if m, ok := x.row.Method(c.fn.Name()); ok {
				return x.event(p, c, m)
			}
			if x.a.known(c.fn) == nil {
				return x.unlisted(p, c)
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
	if f := x.a.known(c.fn); f != nil {
		return x.known(p, c, f)
	}
	if goesOn, ok := x.summarized(p, c); ok {
		return goesOn
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

// reachSite makes a call that the goal wants to see. If the path goes on, it
// is anybody's call: the one that is tracked was, or will be, another.
func (x *explorer) reachSite(p *path, c call) bool {
	if !x.goal.atSite(*p, c.instr) {
		return false
	}
	if _, ok := c.instr.(*ssa.Defer); ok {
		p.st = p.st.next()
		return true
	}
	p.st = x.leakPointers(p.st, c)
	return x.finish(p, c, unknown)
}

// unlisted makes a call of a method of the handle that the row does not list:
// it borrows. But of a type that only an assertion told, any method may
// release:
//
//	if t, ok := resp.Body.(*tracked); ok { t.CloseQuietly() }
func (x *explorer) unlisted(p *path, c call) bool {
	standard := c.fn.Pkg() != nil && x.a.env.Table().IsStandard(c.fn.Pkg().Path())
	if !c.dynamic && !standard && !x.row.Type.Named(c.recvType()) {
		x.void(*p, Opaque)
		return false
	}
	p.st = x.leakPointers(p.st, c)
	return x.finish(p, c, unknown)
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

// runsForEver reports whether a go statement starts a literal that never
// returns and has nothing to do with the handle: the function goes on beside
// it, with whatever it captures in other hands.
func (x *explorer) runsForEver(s state, c call) bool {
	if _, ok := c.instr.(*ssa.Go); !ok || x.functionOf(c.body).returns[0] {
		return false
	}
	return !x.anyReaches(s, c.args) && !x.anyReaches(s, c.bindings)
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
