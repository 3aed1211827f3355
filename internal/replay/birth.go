package replay

import (
	"go/types"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// births takes the step that says that the duty is born at a call. The
// callee opens by itself, or the step says what it returns, and what its
// arguments must be for that.
func (r *replayer) births(c call) (fresh *mustcall.Fresh, ok bool) {
	s := r.next()
	if c.instr != r.w.Site || !r.takes(mustcall.Birth, c.instr) {
		return nil, false
	}
	if s.Fresh != nil {
		r.resolve(&c)
		r.assumes(c, s.Fresh.If)
	}
	return s.Fresh, true
}

// birth is the result of the site in the world where it succeeds.
func (r *replayer) birth(c call, fresh *mustcall.Fresh) value {
	if r.resource != nil {
		r.fail("a second birth")
		return nil
	}
	r.opens(c.args)
	r.resource, r.own = newPlace(resourcePlace), make(map[*cancel]bool)
	if r.w.Row.Asks(protocol.Cancelled) {
		r.ownContexts(c.args)
	}
	results := c.instr.Common().Signature().Results()
	if fresh != nil {
		return join(r.returnsFresh(results, fresh))
	}
	return join(r.opened(results))
}

// opened is the results of a function that opens.
func (r *replayer) opened(results *types.Tuple) []value {
	list := make([]value, results.Len())
	born := false
	for i := range list {
		t := results.At(i).Type()
		switch {
		case !born && r.w.Row.Type.Named(t):
			list[i], born = r.newResource(t), true
		case i == len(list)-1 && isError(t):
			list[i] = null{}
		default:
			list[i] = r.fresh(t)
		}
	}
	if !born {
		r.fail("no result of the site is a %s", r.w.Row.Name)
	}
	return list
}

// opens does to arguments what whoever opens may do, as any function may of
// which nothing is known.
func (r *replayer) opens(args []value) {
	for _, v := range args {
		r.publish(v)
	}
	r.changes(foreignPlace)
}

// newResource is the resource as a value of type t. If that is not its own
// type, because an interface hides it, anything in it may be the handle.
func (r *replayer) newResource(t types.Type) value {
	if !r.w.Row.Type.Named(t) {
		r.resource.holds = true
		r.put(r.resource.part(hiddenField), handle{})
		return address{at: r.resource}
	}
	r.resourceType, r.handleType = t, t
	if r.w.Row.Handle == "" {
		return handle{}
	}
	var key field
	if key, r.handleType = r.fieldNamed(r.w.Row.Handle); r.handleType == nil {
		r.fail("the resource has no field %s", r.w.Row.Handle)
	}
	r.put(r.resource.part(key), handle{})
	if _, ok := partsOf(t); ok {
		return r.load(address{at: r.resource}, t)
	}
	return address{at: r.resource}
}

// fieldNamed is a field of the resource and its type, which is nil if there
// is none, or if the resource was never seen itself.
func (r *replayer) fieldNamed(name string) (field, types.Type) {
	if r.resourceType == nil {
		return 0, nil
	}
	obj, index, _ := types.LookupFieldOrMethod(r.resourceType, true, nil, name)
	if v, ok := obj.(*types.Var); ok {
		return field(index[0]), v.Type()
	}
	return 0, nil
}

// ownContexts finds out who can cancel the contexts that the resource is
// opened with.
func (r *replayer) ownContexts(args []value) {
	for _, v := range args {
		for d, ok := v.(*derived); ok; d, ok = d.parent.(*derived) {
			r.own[d.source] = true
		}
	}
}
