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
	// recv is the type that fn is a method of, if it is one. dynamic: it
	// is an interface.
	recv    types.Type
	dynamic bool
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

// callInstruction makes a call or starts a goroutine.
func (r *replayer) callInstruction(f *frame, i ssa.CallInstruction) value {
	c := r.newCall(f, i)
	fresh, born := r.births(c)
	result := r.perform(c)
	if _, ok := i.(*ssa.Go); ok && f.panicking {
		r.fail("nobody recovers from the panic of a goroutine")
	}
	if born {
		return r.birth(c, fresh)
	}
	return result
}

// perform makes a call.
func (r *replayer) perform(c call) value {
	r.evaluated++
	if b, ok := c.instr.Common().Value.(*ssa.Builtin); ok {
		return r.builtin(c, b.Name())
	}
	r.resolve(&c)
	if m, ok := r.event(c); ok {
		return r.happens(c, m)
	}
	if f, ok := c.callee.(*closure); ok {
		isLiteral := f.fn.Parent() != nil
		switch fn := origin(f.fn); {
		case r.executes(c.instr) && r.next().Fn == fn && len(fn.Blocks) > 0 && (isLiteral || fn.Synthetic == ""):
			r.pos++
			return r.execute(c, fn, f.bindings)
		case isLiteral && r.executes(c.instr):
			r.fail("this calls %s, not %s", fn, r.next().Fn)
		case isLiteral && (r.reaches(f) || slices.ContainsFunc(c.args, r.reaches)):
			r.fail("a literal that reaches the handle is not executed")
		}
		if isLiteral {
			return r.notExecuted(c)
		}
	}
	switch k := c.callee.(type) {
	case *cancel:
		if r.own[k] {
			r.happen(protocol.Cancelled)
		}
		return nil
	case releaser:
		r.happen(r.w.Row.Released[0])
		return r.fresh(c.results())
	}
	if f := r.table.Func(c.fn); f != nil {
		return r.known(c, f)
	}
	if r.summarizes(c.instr) {
		return r.summarized(c)
	}
	return r.opaque(c)
}

// notExecuted is a call of a literal of which the witness does not show the
// execution: so it must not matter.
func (r *replayer) notExecuted(c call) value {
	_, isGo := c.instr.(*ssa.Go)
	if fn := c.callee.(*closure).fn; !isGo && !canReturn(fn.Blocks[0]) {
		r.fail("a literal that does not return is not executed")
	}
	for _, v := range append(c.args, c.callee) {
		if isGo {
			r.publish(v) // it goes on beside the path
		} else {
			r.forget(v)
		}
	}
	return r.fresh(c.results())
}

// resolve finds out what is called.
func (r *replayer) resolve(c *call) {
	if list, ok := c.callee.(*oneOf); ok {
		c.callee = r.chosen(list, c.instr)
	}
	if c.callee == nil {
		c.fn = c.instr.Common().Method
		r.notNil(c.args[0])
	} else if f, ok := c.callee.(*closure); !ok {
		r.notNil(c.callee)
	} else if f.fn.Parent() == nil {
		c.fn, _ = origin(f.fn).Object().(*types.Func)
		c.args = slices.Concat(f.bindings, c.args)
		if strings.HasPrefix(f.fn.Synthetic, "thunk") && len(c.args) > 0 {
			c.args[0] = &boxed{c.args[0], f.fn.Signature.Params().At(0).Type()}
		}
	}
	if c.fn == nil || c.fn.Signature().Recv() == nil || len(c.args) == 0 {
		return
	}
	c.recv = c.fn.Signature().Recv().Type()
	c.dynamic = types.IsInterface(c.recv)
	if b, ok := c.args[0].(*boxed); ok {
		r.promote(c, b)
	}
}

// chosen is the function that the witness executes, of several that it
// could be; the first one if it executes none.
func (r *replayer) chosen(list *oneOf, instr ssa.Instruction) value {
	for _, v := range list.list {
		if r.executes(instr) && r.next().Fn == origin(v.(*closure).fn) {
			return v
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
	v, t := b.v, b.typ
	obj, index, _ := types.LookupFieldOrMethod(t, true, c.fn.Pkg(), c.fn.Name())
	fn, ok := obj.(*types.Func)
	if !ok {
		return
	}
	for _, i := range index[:len(index)-1] {
		s, _ := derefStruct(t)
		next := s.Field(i).Type()
		if _, pointer := t.Underlying().(*types.Pointer); pointer {
			v = r.load(r.deref(v).part(field(i)), next)
		} else {
			v = r.part(v, field(i), next)
		}
		t = next
	}
	c.fn, c.recv, c.dynamic = fn, t, types.IsInterface(t)
	c.args = slices.Concat([]value{v}, c.args[1:])
	if inner, ok := v.(*boxed); ok {
		r.promote(c, inner)
	}
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

// event is what the row knows of a method of the handle that is called.
func (r *replayer) event(c call) (m protocol.Method, ok bool) {
	if c.fn == nil || len(c.args) == 0 || c.args[0] != (handle{}) {
		return m, false
	}
	return r.w.Row.Method(c.fn.Name())
}

// happens calls a method of the handle. Where its result says what has
// happened, the witness says which it is; if not, the duty goes on.
func (r *replayer) happens(c call, m protocol.Method) value {
	r.happen(m.Event)
	if r.w.Row.Handle == "" {
		r.changes(resourcePlace) // it is used itself
	}
	results := split(r.fresh(c.results()))
	if len(results) == 0 {
		return nil
	}
	last := &results[len(results)-1]
	choice := r.takeChoice(c.instr).Choice
	switch m.On {
	case protocol.ErrorResult:
		*last = null{}
		if choice == mustcall.ErrorNonNil {
			*last = r.something(c.results().At(len(results) - 1).Type())
			r.happen(m.OnEvent)
		}
	case protocol.FalseResult:
		*last = choice != mustcall.ResultFalse
		if choice == mustcall.ResultFalse {
			r.happen(m.OnEvent)
		}
	}
	return join(results)
}

// happen records events, and objects if nothing is owed after them.
func (r *replayer) happen(ev protocol.Event) {
	r.events |= ev
	if r.resource != nil && r.w.Row.IsReleased(r.events) {
		r.fail("the duty is discharged here")
	}
}
