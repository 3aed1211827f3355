package replay

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// summarizes reports whether the witness says how a call ends of which it
// does not show the execution.
func (r *replayer) summarizes(instr ssa.Instruction) bool {
	s := r.next()
	return s.Kind == mustcall.Summarized && s.Instr == instr
}

// summarized gives a call of a declared function the end that the witness
// says it has, seen through the argument that leads to the handle. The other
// arguments that do stay ours: whoever said how the call ends has looked at
// all of them.
func (r *replayer) summarized(c call) value {
	s := r.next()
	r.pos++
	o := s.Outcome
	if o == nil || c.fn == nil || c.dynamic || s.Param >= len(c.args) {
		r.fail("nobody can say that the call ends so")
		return nil
	}
	r.assumes(c, o.If)
	var arg value
	for i, v := range c.args {
		switch reaches := r.reaches(v); {
		case i == s.Param:
			arg = v
			if !reaches && !r.isResource(v) {
				r.fail("argument %d does not reach the handle", i)
			}
		case !reaches:
			r.publish(v)
		case s.Param < 0:
			r.fail("argument %d reaches the handle, and the witness does not say what becomes of that", i)
		}
	}
	if o.Events != 0 && r.reaches(arg) {
		r.undergoes(r.leading(arg), o.Events)
	}
	if o.Stored && r.reaches(arg) {
		r.fail("%s keeps what reaches the handle, or hands it on", c.fn.Name())
	}
	r.changes(foreignPlace)
	return r.outcome(c, arg, o)
}

// isResource reports whether v is the resource, with or without its handle.
func (r *replayer) isResource(v value) bool {
	a, ok := unboxed(v).(address)
	return ok && r.resource != nil && a.at == r.resource
}

func unboxed(v value) value {
	if b, ok := v.(*boxed); ok {
		return unboxed(b.v)
	}
	return v
}

// leading is the part of an argument that leads to the handle: the element
// or the field that does, or the argument itself.
func (r *replayer) leading(v value) value {
	v = unboxed(v)
	var at *place
	switch v := v.(type) {
	case address:
		at = v.at
	case record:
		at = v.at
	}
	if at == nil || at == r.resource {
		return v
	}
	if part := r.leadingAt(at); part != nil {
		return part
	}
	return v
}

func (r *replayer) leadingAt(p *place) value {
	if kept := r.keepReaching(r.cells.of(p).values); len(kept) > 0 {
		return unboxed(kept[0])
	}
	for _, q := range p.parts {
		if v := r.leadingAt(q); v != nil {
			return v
		}
	}
	return nil
}

// undergoes makes events happen to what leads to the handle. That a function
// is closed means that it was called.
func (r *replayer) undergoes(v value, ev protocol.Event) {
	switch v := v.(type) {
	case releaser:
		r.happen(r.w.Row.Released[0])
	case *cancel:
		r.happen(protocol.Cancelled)
	case *closure:
		r.calledElsewhere(v)
	case *unknown, *oneOf:
		r.fail("a function nobody knows is called, and reaches the handle")
	default:
		r.happen(ev)
	}
}

// calledElsewhere is a call of a function argument somewhere in a callee.
func (r *replayer) calledElsewhere(f *closure) {
	if f.fn.Parent() != nil {
		if r.bodyMayRelease(f.fn) {
			r.fail("a literal that may release is called")
		}
		return
	}
	m, ok := r.w.Row.Method(f.fn.Object().Name())
	if !ok || len(f.bindings) == 0 || f.bindings[0] != (handle{}) {
		r.fail("a method that may release is called")
	}
	r.happen(m.Event)
}

// outcome is the results of a call with an outcome. The handle may be taken
// out of the resource by it, and returned.
func (r *replayer) outcome(c call, arg value, o *mustcall.Outcome) value {
	results := split(r.fresh(c.results()))
	if n := len(results) - 1; n >= 0 {
		t := c.results().At(n).Type()
		switch {
		case isError(t) && o.Error == mustcall.Yes:
			results[n] = null{}
		case isError(t) && o.Error == mustcall.No:
			results[n] = r.something(t)
		case hasInfo(t, types.IsBoolean) && o.Bool != mustcall.Unknown:
			results[n] = o.Bool == mustcall.Yes
		}
	}
	if i := int(o.Returns); 0 <= i && i < len(results) {
		results[i] = r.returned(arg, o.As, c.results().At(i).Type())
	}
	if o.Lost && r.resource != nil && r.w.Row.Handle != "" {
		if key, t := r.fieldNamed(r.w.Row.Handle); t != nil {
			r.store(r.resource.part(key), r.something(t))
		}
	}
	for _, v := range c.args {
		if r.reaches(v) {
			r.forget(v)
		}
	}
	return join(results)
}

// returned is a result of type t that leads to the handle, as arg does.
func (r *replayer) returned(arg value, as mustcall.ReturnKind, t types.Type) value {
	switch as {
	case mustcall.ReturnsArgument:
		return r.asType(arg, t)
	case mustcall.ReturnsPart:
		return r.asType(r.leading(arg), t)
	case mustcall.ReturnsHandle:
		if key, typ := r.fieldNamed(r.w.Row.Handle); typ != nil {
			return r.load(address{at: r.resource.part(key)}, typ)
		}
		return handle{}
	case mustcall.ReturnsReleaser:
		return releaser{}
	}
	u := r.something(t).(*unknown)
	u.mayRelease = true
	return u
}

// asType is v as a value of type t, which is an interface or not.
func (r *replayer) asType(v value, t types.Type) value {
	b, isBoxed := v.(*boxed)
	switch isInterface := types.IsInterface(t) && !isTypeParam(t); {
	case isBoxed && !isInterface:
		return b.v
	case !isBoxed && isInterface && r.isResource(v) && !types.IsInterface(r.resourceType):
		return &boxed{v, r.resourceType}
	}
	return v
}
