package replay

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A place is a variable, what a make or an append made, or a part of one.
// A place is made when the path first speaks of it, and is nothing but a
// name: what is there is in the cells of the replayer.
type place struct {
	kind  placeKind // of the whole, at first
	whole *place
	// in is the place that this is a part of, and key says which; nil for
	// a whole.
	in  *place
	key any // a field or an element
	// vague: an index on the way is not known, so that a store is an
	// addition.
	vague bool
	parts []*place
	index map[any]*place
	// channel made the place, if it is a channel.
	channel *ssa.MakeChan
	// zeroRest: what a callee has not said of it is zero.
	zeroRest bool
	// holds: whatever is found in it may release the handle.
	holds bool
}

type placeKind uint8

const (
	// localPlace was made on the path, and nobody else knows it.
	localPlace placeKind = iota
	// returnedPlace was made by a callee, which has returned it: nobody else
	// knows it, but what it holds need not be zero.
	returnedPlace
	// resourcePlace is the resource.
	resourcePlace
	// capturedPlace is a variable that the root function captures. Its
	// contents at the end of the path are what others will find there.
	capturedPlace
	// foreignPlace is known to others: a package-level variable, what an
	// unknown pointer points to, what a pointer was handed out to.
	foreignPlace
	// sentinelPlace is a variable of another package that holds an error.
	sentinelPlace
	numKinds
)

// A field is the index of a field of a struct.
type field int

// An element is one of a slice, array or map: at an index, with a key, or,
// if at is nil, at one that is not known.
type element struct{ at value }

// mapKeys is the place of the keys of a map, as its unknown element.
const mapKeys field = -1

// hiddenField is where the handle is in a resource whose type is not known.
const hiddenField field = -2

// elementOf is the element at an index, or with a key.
func elementOf(key value) element {
	switch key.(type) {
	case int64, string, bool:
		return element{key}
	}
	return element{}
}

func newPlace(kind placeKind) *place {
	p := &place{kind: kind}
	p.whole = p
	return p
}

// part is a part of p.
func (p *place) part(key any) *place {
	q := p.index[key]
	if q == nil {
		q = &place{whole: p.whole, in: p, key: key, vague: p.vague || key == element{}}
		if p.index == nil {
			p.index = make(map[any]*place)
		}
		p.index[key] = q
		p.parts = append(p.parts, q)
	}
	return q
}

// part is the address of a part of what is at a.
func (a address) part(key any) address {
	a.at = a.at.part(key)
	return a
}

// elements lists the elements of p of which the path speaks.
func (p *place) elements() (list []*place) {
	for _, q := range p.parts {
		if _, ok := q.key.(element); ok {
			list = append(list, q)
		}
	}
	return list
}

// alike lists the places that p may be: elements that are not known may be
// any.
func (p *place) alike() (list []*place) {
	if p.in == nil {
		return []*place{p}
	}
	for _, in := range p.in.alike() {
		if p.key == (element{}) {
			list = append(list, in.elements()...)
			continue
		}
		if q := in.index[p.key]; q != nil {
			list = append(list, q)
		}
		if _, ok := p.key.(element); ok && in.index[element{}] != nil {
			list = append(list, in.index[element{}])
		}
	}
	return list
}

// A cell is what is at a place: one value, or all that were put there if
// the place is vague. If there is none, the cell of a place around it
// tells; or else it is zero in a local place, and unknown in any other.
type cell struct {
	values []value
	since  int
}

// kind is the kind of the whole that p is a part of.
func (r *replayer) kind(p *place) placeKind {
	if k, ok := r.kinds.get(p.whole); ok {
		return k
	}
	return p.whole.kind
}

// values are what is in the cell of p, unless others may have changed it.
// What reaches the handle they leave where it is.
func (r *replayer) values(p *place) []value {
	c := r.cells.of(p)
	if c.since >= r.forgotten[r.kind(p)] {
		return c.values
	}
	return r.keepReaching(c.values)
}

func (r *replayer) keepReaching(list []value) (kept []value) {
	for _, v := range list {
		if r.reaches(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// put changes the cell of p, and of no other place.
func (r *replayer) put(p *place, values ...value) { r.cells.set(p, cell{values, r.now}) }

// clear empties a place.
func (r *replayer) clear(p *place) {
	if _, used := r.cells.get(p); used {
		r.put(p)
	}
	for _, q := range p.parts {
		r.clear(q)
	}
}

// store puts v at a place. Who puts something that reaches the handle
// where others can get it hands it over.
func (r *replayer) store(p *place, v value) {
	if k := r.kind(p); k == foreignPlace || k == sentinelPlace {
		r.handsOut(v, "stored where others can reach it")
	}
	if !p.vague {
		r.clear(p)
	}
	r.write(p, v)
}

// write puts v into the cells of p, which are empty or vague.
func (r *replayer) write(p *place, v value) {
	if rec, ok := v.(record); ok {
		for _, q := range rec.at.parts {
			for _, w := range r.values(q) {
				r.write(p.part(q.key), w)
			}
		}
	} else if there := r.values(p); !slices.Contains(there, v) {
		r.put(p, append(slices.Clip(there), v)...)
	}
}

// load is the value of type t at a. Plain data in elements whose index is
// computed is unknown: a path through a loop over a table stands for the
// rounds of all its rows.
func (r *replayer) load(a address, t types.Type) value {
	if parts, ok := partsOf(t); ok {
		return r.record(parts, func(p part) value { return r.load(a.part(p.key), p.typ) })
	}
	v := r.content(a.at, t)
	if a.computed && isKnown(v) {
		return r.fresh(t)
	}
	return v
}

// content is what is at p, a value of type t that is not a record.
func (r *replayer) content(p *place, t types.Type) value {
	if v, ok := r.find(p, t); ok {
		return v
	}
	if k := r.kind(p); k == localPlace || k == returnedPlace && p.whole.zeroRest && !isPlain(t) {
		return r.zero(t)
	}
	v := r.fresh(t)
	if r.kind(p) == sentinelPlace {
		v = r.something(t)
	}
	if u, ok := v.(*unknown); ok && p.whole.holds {
		u.mayRelease = r.canRelease(t, nil)
	}
	if !p.vague {
		r.put(p, v)
	}
	return v
}

// isPlain reports whether t is a type of numbers or strings. A callee does not
// tell which of them it has stored.
func isPlain(t types.Type) bool { return hasInfo(t, types.IsNumeric|types.IsString) }

// find looks for what is at p in the cell of p, and of the places around it.
func (r *replayer) find(p *place, t types.Type) (value, bool) {
	var found []value
	for _, q := range p.alike() {
		found = append(found, r.values(q)...)
	}
	if len(found) > 0 {
		return r.pick(found, t), true
	}
	if p.in == nil {
		return nil, false
	}
	v, ok := r.find(p.in, nil)
	if !ok {
		return nil, false
	}
	return r.part(v, p.key, t), true
}

// part is a part of v, of type t, which is nil if that is not known.
func (r *replayer) part(v value, key any, t types.Type) value {
	if rec, ok := v.(record); ok {
		if w, ok := r.find(rec.at.part(key), t); ok {
			return w
		}
		return r.fresh(t)
	}
	if key == (element{}) {
		return r.fresh(t)
	}
	w := r.operation(operation{"part", v, key}, t)
	if u, ok := v.(*unknown); ok && u.mayRelease && t != nil {
		w.(*unknown).mayRelease = r.canRelease(t, nil)
	}
	return w
}

// pick chooses among what may be at a place: what reaches the handle, if
// anything does. Functions are left open, because the witness says which
// one is called.
func (r *replayer) pick(found []value, t types.Type) value {
	if kept := r.keepReaching(found); len(kept) > 0 {
		return kept[0]
	}
	if len(found) == 1 {
		return found[0]
	}
	for _, v := range found {
		if _, ok := v.(*closure); !ok {
			return r.fresh(t)
		}
	}
	return &oneOf{found}
}

// deref is the address that v is. It objects if v is known to be nil: what
// is done with it now would panic. If that is not known, nothing is learnt.
func (r *replayer) deref(v value) address {
	r.notNil(v)
	switch v := v.(type) {
	case address:
		return v
	case *unknown:
		if v.pointee == nil {
			v.pointee = newPlace(foreignPlace)
			v.pointee.holds = v.mayRelease
		}
		return address{at: v.pointee}
	case handle:
		return address{at: r.resource}
	}
	return address{at: newPlace(foreignPlace)}
}

func (r *replayer) notNil(v value) {
	if is, known := r.isNil(v); is && known {
		r.fail("nil is dereferenced or called: the path goes no further")
	}
}

// global is the place of a package-level variable.
func (r *replayer) global(g *ssa.Global) *place {
	p := r.globals[g]
	if p == nil {
		p = newPlace(foreignPlace)
		elem := g.Type().Underlying().(*types.Pointer).Elem()
		if isError(elem) && g.Pkg != r.w.Root.Package() {
			p.kind = sentinelPlace
		}
		r.globals[g] = p
	}
	return p
}
