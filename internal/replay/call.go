package replay

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// A call is a call to be made: everything is evaluated.
type call struct {
	instr ssa.CallInstruction
	frame *frame
	// callee is the function value that is called; nil for a method of an
	// interface.
	callee value
	// args are the arguments, a receiver first.
	args     []value
	deferred bool

	// What resolve adds:

	// fn is the declared function or method, if it is known.
	fn *types.Func
	// recv is the type that fn is a method of, if it is known to be
	// another than fn says. dynamic: fn is a method of an interface.
	recv    types.Type
	dynamic bool
	// literal is the function literal that is called.
	literal *closure
	// source is the cancellation that the call makes, if it makes one.
	source *cancel
}

// callInstruction makes a call or starts a goroutine.
func (r *replayer) callInstruction(f *frame, i ssa.CallInstruction) value {
	c := r.newCall(f, i)
	born := i == r.w.Site && r.takes(mustcall.Birth, i)
	result, panicked := r.perform(c)
	if _, isGo := i.(*ssa.Go); isGo && panicked {
		r.fail("nobody recovers from the panic of a goroutine")
	}
	if panicked {
		f.panicking, f.recovered = true, false
	}
	if born {
		return r.birth(i, c.args)
	}
	return result
}

func (r *replayer) newCall(f *frame, i ssa.CallInstruction) call {
	com := i.Common()
	c := call{instr: i, frame: f, args: r.evalAll(f, com.Args)}
	if com.IsInvoke() {
		c.args = append([]value{r.eval(f, com.Value)}, c.args...)
	} else {
		c.callee = r.eval(f, com.Value)
	}
	return c
}

// deferCall registers a deferred call: in this frame, or from the body of a
// range over a function in the one that has the loop.
func (r *replayer) deferCall(f *frame, i *ssa.Defer) {
	if i == r.w.Site && r.takes(mustcall.Birth, i) {
		r.birth(i, r.evalAll(f, i.Call.Args))
		return
	}
	c := r.newCall(f, i)
	to := f
	if i.DeferStack != nil {
		if of, ok := r.eval(f, i.DeferStack).(*frame); ok {
			to = of
		} else {
			r.fail("deferred nobody knows where")
		}
	}
	to.defers = append(to.defers, pending{i, c.callee, c.args})
}

// perform makes a call.
func (r *replayer) perform(c call) (result value, panicked bool) {
	if b, ok := c.instr.Common().Value.(*ssa.Builtin); ok {
		return r.builtin(c, b.Name()), false
	}
	r.resolve(&c)
	switch {
	case c.literal != nil:
		return r.callLiteral(c)
	case r.isReleased(c):
		return r.event(c), false
	}
	if fn := r.declared(c); fn != nil {
		return r.execute(fn, nil, c.args, c.runsFor())
	}
	if k, ok := c.callee.(*cancel); ok {
		if r.own[k] {
			r.happen(protocol.Cancelled)
		}
		return nil, false
	}
	if f := r.table.Func(c.fn); f != nil {
		return r.known(c, f)
	}
	return r.opaque(c), false
}

// resolve finds out what is called.
func (r *replayer) resolve(c *call) {
	if list, ok := c.callee.(*oneOf); ok {
		c.callee = r.chosen(list, c.instr)
	}
	if c.callee == nil {
		c.fn, c.dynamic = c.instr.Common().Method, true
	} else if f, ok := c.callee.(*closure); ok {
		if f.fn.Parent() != nil {
			c.literal = f
			return
		}
		c.fn, _ = origin(f.fn).Object().(*types.Func)
		c.args = append(append([]value(nil), f.bindings...), c.args...)
		if strings.HasPrefix(f.fn.Synthetic, "thunk") && len(c.args) > 0 {
			c.args[0] = &boxed{c.args[0], f.fn.Signature.Params().At(0).Type()}
		}
	}
	if c.dynamic {
		r.notNil(c.args[0])
	} else {
		r.notNil(c.callee)
	}
	if c.fn == nil || c.fn.Signature().Recv() == nil || len(c.args) == 0 {
		return
	}
	c.dynamic = types.IsInterface(c.fn.Signature().Recv().Type())
	if b, ok := c.args[0].(*boxed); ok {
		r.promote(c, b)
	}
}

// chosen is the function that the witness executes, of several that it
// could be; the first one if it executes none.
func (r *replayer) chosen(list *oneOf, instr ssa.Instruction) value {
	for _, v := range list.list {
		if f := v.(*closure); r.executes(instr) && r.next().Fn == origin(f.fn) {
			return f
		}
	}
	return list.list[0]
}

// promote follows embedded fields to the one whose method is called. To
// close
//
//	struct { io.Reader; io.Closer }{r, resp.Body}
//
// is to close its second field.
func (r *replayer) promote(c *call, b *boxed) {
	obj, index, _ := types.LookupFieldOrMethod(b.typ, true, c.fn.Pkg(), c.fn.Name())
	fn, ok := obj.(*types.Func)
	if !ok {
		c.args[0] = b.v
		return
	}
	v, t := b.v, b.typ
	for _, i := range index[:len(index)-1] {
		s, ok := derefStruct(t)
		if !ok {
			break
		}
		next := s.Field(i).Type()
		if _, pointer := t.Underlying().(*types.Pointer); pointer {
			a, ok := r.deref(v)
			if !ok {
				break
			}
			v = r.load(a.part(fieldPath(i)), next)
		} else {
			v = r.part(v, fieldPath(i), next)
		}
		t = next
	}
	c.fn, c.recv = fn, t
	c.dynamic = types.IsInterface(t)
	c.args = append([]value{v}, c.args[1:]...)
	if inner, ok := v.(*boxed); ok {
		r.promote(c, inner)
	}
}

func (c call) runsFor() *frame {
	if c.deferred {
		return c.frame
	}
	return nil
}

// results is the type of the results of the call.
func (c call) results() *types.Tuple { return c.signature().Results() }

func (c call) signature() *types.Signature {
	if f, ok := c.callee.(*closure); ok {
		return f.fn.Signature
	}
	return c.instr.Common().Signature()
}

func origin(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		return o
	}
	return fn
}

// callLiteral executes a literal if the witness does. If it does not, it
// must not matter.
func (r *replayer) callLiteral(c call) (result value, panicked bool) {
	fn := origin(c.literal.fn)
	if s := r.next(); r.takes(mustcall.Call, c.instr) {
		if s.Fn != fn {
			r.fail("this calls %s, not %s", fn, s.Fn)
		}
		if r.over() {
			return nil, false
		}
		return r.execute(fn, c.literal.bindings, c.args, c.runsFor())
	}
	if r.reaches(c.literal) || slices.ContainsFunc(c.args, r.reaches) {
		r.fail("a literal that reaches the handle is not executed")
	}
	r.forgetAll(c.literal, c.args)
	return r.fresh(c.results()), false
}

// forgetAll makes unknown what a literal that is not executed may change.
func (r *replayer) forgetAll(callee value, args []value) {
	r.forget(callee)
	for _, a := range args {
		r.forget(a)
	}
}

// declared is the body of a declared function, if the witness executes it.
func (r *replayer) declared(c call) *ssa.Function {
	s := r.next()
	f, ok := c.callee.(*closure)
	if !ok || !r.executes(c.instr) || s.Fn != origin(f.fn) || len(s.Fn.Blocks) == 0 || s.Fn.Synthetic != "" {
		return nil
	}
	r.pos++
	return s.Fn
}

// isReleased reports whether a call is of a method of the handle, or of
// something that owns the handle, that the row knows.
func (r *replayer) isReleased(c call) bool {
	if c.fn == nil || len(c.args) == 0 {
		return false
	}
	_, known := r.row.Method(c.fn.Name())
	switch v := c.args[0].(type) {
	case handle:
		return known
	case *owner:
		return known && r.reaches(v)
	}
	return false
}

// event calls a method of the handle. Where its result says what has
// happened, the witness says which it is; if not, the duty goes on.
func (r *replayer) event(c call) value {
	m, _ := r.row.Method(c.fn.Name())
	r.happen(m.Event)
	if r.row.Handle == "" {
		r.resource.drop("", r.reaches) // a resource changes when it is used
	}
	results := split(r.fresh(c.results()), c.results().Len())
	if len(results) == 0 {
		return nil
	}
	last := &results[len(results)-1]
	choice := r.takeChoice(c.instr).Choice
	switch m.On {
	case protocol.ErrorResult:
		*last = null{}
		if choice == mustcall.ErrorNonNil {
			*last = something(c.results().At(len(results) - 1).Type())
			r.happen(m.OnEvent)
		}
	case protocol.FalseResult:
		*last = true
		if choice == mustcall.ResultFalse {
			*last = false
			r.happen(m.OnEvent)
		}
	}
	return join(results)
}
