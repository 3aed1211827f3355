package replay

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
)

// builtin calls a builtin function.
func (r *replayer) builtin(c call, name string) value {
	var x value
	if len(c.args) > 0 {
		x = c.args[0]
	}
	switch name {
	case "append":
		return r.appendTo(x, c.args[1], c.results().At(0).Type())
	case "copy":
		if a, ok := x.(address); ok {
			r.copyElements(a, c.args[1])
		} else if r.reaches(c.args[1]) {
			r.fail("what reaches the handle is copied nobody knows where")
		}
	case "len":
		return r.length(x, c.instr.Common().Args[0].Type())
	case "clear":
		if a, ok := x.(address); ok {
			a.obj.drop(a.path, func(value) bool { return false })
		}
	case "delete":
		if a, ok := x.(address); ok {
			if path := a.path + keyPath(c.args[1]); !isUnknownPlace(path) {
				a.obj.drop(path, func(value) bool { return false })
			}
		}
	case "recover":
		return r.recovers(c.frame)
	case "ssa:wrapnilchk":
		return x
	case "ssa:deferstack":
		return c.frame
	}
	return r.fresh(c.results())
}

// recovers is what recover returns in frame f: not nil if the call of f was
// deferred by a frame that panics.
func (r *replayer) recovers(f *frame) value {
	of := f.runsFor
	switch {
	case r.root(f):
		return r.fresh(types.Universe.Lookup("any").Type()) // nobody knows who called it
	case of == nil || !of.panicking || of.recovered:
		return null{}
	}
	of.recovered = true
	return something(types.Universe.Lookup("any").Type())
}

// length is the length of v, of type t.
func (r *replayer) length(v value, t types.Type) value {
	number := types.Typ[types.Int]
	_, isSlice := t.Underlying().(*types.Slice)
	switch v := v.(type) {
	case null:
		return int64(0)
	case string:
		return int64(len(v))
	case address:
		if isSlice && !v.obj.cutShort && len(v.obj.elements(v.path)) > 0 {
			return atLeast(1, number)
		}
	case *unknown:
		if isSlice || hasInfo(t, types.IsString) {
			n := r.operation(operation{"len", v, nil}, number).(*unknown)
			n.facts = append(n.facts, claim{of: n, is: token.GEQ, than: int64(0)})
			return n
		}
	}
	return atLeast(0, number)
}

// elements lists the parts of elements at path, without their indices.
func (o *object) elements(path string) []member {
	var list []member
	add := func(p string, v value) {
		if rest := p[min(len(path), len(p)):]; isBelow(p, path) && rest != "" && rest[0] == '[' {
			list = append(list, member{rest[len(first(rest)):], v})
		}
	}
	for _, p := range slices.Sorted(maps.Keys(o.cells)) {
		add(p, o.cells[p])
	}
	for _, m := range o.bag {
		add(m.path, m.v)
	}
	return list
}

// copyElements puts what is in a slice into another, at indices that are
// not known.
func (r *replayer) copyElements(to address, from value) {
	a, ok := from.(address)
	if !ok {
		if _, unk := from.(*unknown); unk {
			to.obj.add(to.path+anyElement, &unknown{})
		}
		return
	}
	for _, m := range a.obj.elements(a.path) {
		r.store(to.part(anyElement+m.path), m.v, nil)
	}
}

// appendTo appends. The result counts as the slice that was appended to:
// where the elements live does not matter.
func (r *replayer) appendTo(s, elements value, t types.Type) value {
	switch s := s.(type) {
	case address:
		r.copyElements(s, elements)
		return s
	case null:
		if elements == (null{}) {
			return s
		}
		if _, ok := elements.(address); ok {
			to := address{obj: newObject()}
			r.copyElements(to, elements)
			return to
		}
	}
	r.handsOut(elements, "appended to a slice nobody knows")
	return r.fresh(t)
}
