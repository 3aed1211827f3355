package replay

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// An object is a variable, or what a make or an append made.
type object struct {
	kind objectKind
	// cells are the contents of parts, by path. What is not there is in a
	// cell of a part that contains it; or else it is zero in a local
	// object, and unknown in any other.
	cells map[string]value
	// bag are contents of elements at indices that are not known.
	bag []member
	// cutShort: a part of the slice was taken, so that its length is
	// unknown.
	cutShort bool
}

type member struct {
	path string
	v    value
}

type objectKind uint8

const (
	// localObject was made on the path, and nobody else knows it.
	localObject objectKind = iota
	// resourceObject is the resource.
	resourceObject
	// capturedObject is a variable that the root function captures. Its
	// contents at the end of the path are what others will find there.
	capturedObject
	// foreignObject is known to others: a package-level variable, what an
	// unknown pointer points to, what a pointer was handed out to.
	foreignObject
	// sentinelObject is a variable of another package that holds an error.
	sentinelObject
)

func newObject() *object { return &object{cells: make(map[string]value)} }

// other makes an object that was there before the path.
func (r *replayer) other(k objectKind) *object {
	o := newObject()
	o.kind = k
	r.others = append(r.others, o)
	return o
}

// captured are the variables that the root function captures.
func (r *replayer) captured(root *ssa.Function) []value {
	var list []value
	for _, v := range root.FreeVars {
		if _, ok := v.Type().Underlying().(*types.Pointer); ok {
			list = append(list, address{obj: r.other(capturedObject)})
		} else {
			list = append(list, r.fresh(v.Type()))
		}
	}
	return list
}

func (r *replayer) global(g *ssa.Global) *object {
	o := r.globals[g]
	if o == nil {
		o = r.other(foreignObject)
		elem := g.Type().Underlying().(*types.Pointer).Elem()
		if isError(elem) && g.Pkg != r.w.Root.Package() {
			o.kind = sentinelObject
			o.cells[""] = something(elem)
		}
		r.globals[g] = o
	}
	return o
}

// part is the address of a part of what is at a.
func (a address) part(path string) address {
	a.path += path
	return a
}

// notNil objects if v is known to be nil, because what is done with it now
// would panic. If v is not known, nothing is learnt about it.
func (r *replayer) notNil(v value) {
	if is, known := isNil(v); is && known {
		r.fail("nil is dereferenced or called: the path goes no further")
	}
}

// deref is the object that v points to.
func (r *replayer) deref(v value) (address, bool) {
	r.notNil(v)
	switch v := v.(type) {
	case address:
		return v, true
	case *unknown:
		if v.object == nil {
			v.object = r.other(foreignObject)
		}
		return address{obj: v.object}, true
	case handle:
		return address{obj: r.resource}, true
	}
	return address{}, false
}

// load is the value of type t at a. Plain data in elements whose index is
// computed is unknown: a path through a loop over a table stands for the
// rounds of all its rows.
func (r *replayer) load(a address, t types.Type) value {
	if isComposite(t) {
		agg := &aggregate{typ: t, parts: make(map[string]value)}
		for _, l := range leaves(t) {
			agg.parts[l.path] = r.load(a.part(l.path), l.typ)
		}
		return agg
	}
	v := r.content(a, t)
	if a.anyRow && isKnown(v) {
		return r.fresh(t)
	}
	return v
}

// content is what is at a.
func (r *replayer) content(a address, t types.Type) value {
	if found := a.obj.find(a.path); len(found) > 0 {
		return r.pick(found, t)
	}
	for top := a.path; top != ""; {
		top, _ = cut(top)
		if found := a.obj.find(top); len(found) > 0 {
			return r.part(r.pick(found, nil), a.path[len(top):], t)
		}
	}
	if a.obj.kind == localObject {
		return r.zero(t)
	}
	v := r.fresh(t)
	if !isUnknownPlace(a.path) {
		a.obj.cells[a.path] = v
	}
	return v
}

// find lists what may be at path.
func (o *object) find(path string) []value {
	v, exact := o.cells[path]
	if !hasElement(path) {
		if exact {
			return []value{v}
		}
		return nil
	}
	var found []value
	if exact {
		found = append(found, v)
	} else if isUnknownPlace(path) {
		for _, p := range slices.Sorted(maps.Keys(o.cells)) {
			if samePlace(p, path) {
				found = append(found, o.cells[p])
			}
		}
	}
	for _, m := range o.bag {
		if samePlace(m.path, path) {
			found = append(found, m.v)
		}
	}
	return found
}

// pick chooses among what may be at a place: what reaches the handle, if
// anything does. Functions are left open, because the witness says which
// one is called.
func (r *replayer) pick(found []value, t types.Type) value {
	functions := len(found) > 0
	for _, v := range found {
		if r.reaches(v) {
			return v
		}
		_, is := v.(*closure)
		functions = functions && is
	}
	switch {
	case len(found) == 1:
		return found[0]
	case functions:
		return &oneOf{found}
	}
	return r.fresh(t)
}

// store puts v, a value of type t, at a. Who puts something that reaches
// the handle where others can get it hands it over.
func (r *replayer) store(a address, v value, t types.Type) {
	switch a.obj.kind {
	case foreignObject, sentinelObject:
		if r.reaches(v) {
			r.fail("the handle is stored where others can reach it")
		}
		r.publish(v)
	}
	agg, ok := v.(*aggregate)
	if !ok || !isComposite(t) {
		a.obj.put(a.path, v)
		return
	}
	for _, l := range leaves(t) {
		a.obj.put(a.path+l.path, r.part(agg, l.path, l.typ))
	}
}

// put replaces what is at path.
func (o *object) put(path string, v value) {
	if !isUnknownPlace(path) {
		o.drop(path, func(value) bool { return false })
	}
	o.add(path, v)
}

func (o *object) add(path string, v value) {
	if isUnknownPlace(path) {
		o.bag = append(o.bag, member{path, v})
	} else {
		o.cells[path] = v
	}
}

// drop removes what is below path and not to be kept.
func (o *object) drop(path string, keep func(value) bool) {
	maps.DeleteFunc(o.cells, func(p string, v value) bool { return isBelow(p, path) && !keep(v) })
	o.bag = slices.DeleteFunc(o.bag, func(m member) bool { return isBelow(m.path, path) && !keep(m.v) })
}

// publish hands out what can be got at from v: others may change it now.
func (r *replayer) publish(v value) {
	r.visit(v, func(a address) bool {
		if a.obj.kind != localObject {
			return false
		}
		a.obj.kind = foreignObject
		r.others = append(r.others, a.obj)
		return true
	})
	r.forgetOthers(false)
}

// forget makes unknown what a callee may have changed that was given v. It
// neither keeps v nor replaces anything that reaches the handle.
func (r *replayer) forget(v value) {
	seen := make(map[address]bool)
	r.visit(v, func(a address) bool {
		if a.obj.kind == resourceObject || a.obj.kind == sentinelObject || seen[a] {
			return false
		}
		seen[a] = true
		return true
	})
	for a := range seen {
		a.obj.drop(a.path, r.reaches)
		if _, kept := a.obj.cells[a.path]; !kept {
			a.obj.add(a.path, &unknown{})
		}
	}
}

// forgetOthers makes unknown what others may have changed: variables that
// the root function captures only if somebody runs who may know them, too.
func (r *replayer) forgetOthers(captured bool) {
	for _, o := range r.others {
		if o.kind == foreignObject || captured && o.kind == capturedObject {
			o.drop("", r.reaches)
		}
	}
}

// visit calls enter for the addresses that v holds, and goes on with what
// is stored there if enter says so.
func (r *replayer) visit(v value, enter func(address) bool) {
	for _, p := range within(v) {
		r.visit(p, enter)
	}
	a, ok := v.(address)
	if !ok || !enter(a) {
		return
	}
	for _, p := range slices.Sorted(maps.Keys(a.obj.cells)) {
		if isBelow(p, a.path) {
			r.visit(a.obj.cells[p], enter)
		}
	}
	for _, m := range a.obj.bag {
		if isBelow(m.path, a.path) {
			r.visit(m.v, enter)
		}
	}
}

// within lists the values that v is made of.
func within(v value) []value {
	switch v := v.(type) {
	case *closure:
		return v.bindings
	case *boxed:
		return []value{v.v}
	case *aggregate:
		return slices.Collect(maps.Values(v.parts))
	case *tuple:
		return v.list
	case *oneOf:
		return v.list
	case *owner:
		return []value{v.of}
	case *iterator:
		return []value{v.over}
	}
	return nil
}

// loosen forgets the indices of the elements at path.
func (o *object) loosen(path string) {
	for _, p := range slices.Sorted(maps.Keys(o.cells)) {
		rest := strings.TrimPrefix(p, path)
		if !isBelow(p, path) || rest == "" || rest[0] != '[' {
			continue
		}
		o.bag = append(o.bag, member{path + anyElement + rest[len(first(rest)):], o.cells[p]})
		delete(o.cells, p)
	}
}
