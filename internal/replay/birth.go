package replay

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// birth is the result of the site in the world where it succeeds.
func (r *replayer) birth(site ssa.CallInstruction, args []value) value {
	if r.resource != nil {
		r.fail("a second birth")
		return nil
	}
	// Whoever opens may do what an unknown function may.
	for _, v := range args {
		r.publish(v)
	}
	r.forgetOthers(false)
	r.resource = &object{kind: resourceObject, cells: make(map[string]value)}
	r.ownContexts(args)
	results := site.Common().Signature().Results()
	list := make([]value, results.Len())
	born := false
	for i := range list {
		t := results.At(i).Type()
		switch {
		case !born && r.row.Type.Named(t):
			list[i], born = r.newResource(t), true
		case i == len(list)-1 && isError(t):
			list[i] = null{}
		default:
			list[i] = r.fresh(t)
		}
	}
	if !born {
		r.fail("no result of the site is a %s", r.row.Name)
	}
	return join(list)
}

// newResource is the resource as a value of type t.
func (r *replayer) newResource(t types.Type) value {
	if r.row.Handle == "" {
		r.handleType = t
		return handle{}
	}
	if path, field := r.fieldNamed(r.row.Handle); path != "" {
		r.handleType = field
		r.resource.cells[path] = handle{}
	} else {
		r.fail("the resource has no field %s", r.row.Handle)
	}
	if !isComposite(t) {
		return address{obj: r.resource}
	}
	return r.load(address{obj: r.resource}, t)
}

// fieldNamed is the path to a field of the resource, and its type; or "".
func (r *replayer) fieldNamed(name string) (string, types.Type) {
	results := r.w.Site.Common().Signature().Results()
	for i := range results.Len() {
		t := results.At(i).Type()
		s, ok := derefStruct(t)
		if !ok || !r.row.Type.Named(t) {
			continue
		}
		for i := range s.NumFields() {
			if s.Field(i).Name() == name {
				return fieldPath(i), s.Field(i).Type()
			}
		}
	}
	return "", nil
}

// ownContexts finds out who can cancel the contexts that the resource is
// opened with, if that means anything to the row.
func (r *replayer) ownContexts(args []value) {
	matters := false
	for _, alt := range r.row.Released {
		matters = matters || alt&protocol.Cancelled != 0
	}
	for _, v := range args {
		if b, ok := v.(*boxed); ok {
			v = b.v
		}
		for d, ok := v.(*derived); ok && matters; d, ok = d.parent.(*derived) {
			r.own[d.source] = true
		}
	}
}
