package replay

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

func (r *replayer) mapUpdate(f *frame, i *ssa.MapUpdate) {
	k, v := r.eval(f, i.Key), r.eval(f, i.Value)
	m := r.deref(r.eval(f, i.Map)).at
	r.store(m.part(elementOf(k)), v)
	if r.reaches(k) {
		r.store(m.part(mapKeys).part(element{}), k)
	}
}

// lookup reads a map, or indexes a string. An element that reaches the
// handle is there.
func (r *replayer) lookup(f *frame, i *ssa.Lookup) value {
	t := i.Type()
	if i.CommaOk {
		t = t.(*types.Tuple).At(0).Type()
	}
	v := r.fresh(t)
	if m, ok := r.eval(f, i.X).(address); ok {
		v = r.load(r.element(m, f, i.Index), t)
	}
	if !i.CommaOk {
		return v
	}
	found := value(true)
	if !r.reaches(v) {
		found = r.fresh(types.Typ[types.Bool])
	}
	return &tuple{[]value{v, found}}
}

// nextElement is a round of a range over a map or a string. A map that
// holds the handle has a first round.
func (r *replayer) nextElement(f *frame, i *ssa.Next) value {
	round := r.fresh(i.Type()).(*tuple)
	it, ok := r.eval(f, i.Iter).(iterator)
	if !ok {
		return round
	}
	m := it.over.at
	for n, p := range []*place{m.part(mapKeys).part(element{}), m.part(element{})} {
		v := r.load(address{at: p}, i.Type().(*types.Tuple).At(n+1).Type())
		if r.reaches(v) {
			round.list[n+1] = v
			if !it.started {
				round.list[0] = true
			}
		}
	}
	it.started = true
	f.env.set(i.Iter, it)
	return round
}

// slice is a part of a slice, array or string. If it leads to the handle, and
// does not begin where the whole does or ends before that, it is a place of
// its own. Any other counts as the whole, but its elements and its length are
// not known.
func (r *replayer) slice(i *ssa.Slice, x value) value {
	if _, array := i.X.Type().Underlying().(*types.Pointer); array {
		x = r.deref(x)
	}
	a, ok := x.(address)
	if !ok {
		if x == (null{}) || i.Low == nil && i.High == nil {
			return x
		}
		return r.fresh(i.Type())
	}
	low, isKnown := constantIndex(i.Low, 0)
	high, _ := constantIndex(i.High, -1)
	// (The witness says where something of an unknown index is left out.)
	leftOut := r.next().Choice == mustcall.NotInPart && r.takes(mustcall.Choose, i)
	if r.kind(a.at) == localPlace && r.reaches(a) && (leftOut || isKnown && (low > 0 || high == 0)) {
		return address{at: r.window(a.at, low, high, leftOut), cut: true}
	}
	if i.Low != nil {
		for _, p := range a.at.elements() {
			if !p.vague {
				r.add(a.at.part(element{}), p, false)
				r.clear(p)
			}
		}
	}
	a.cut = a.cut || i.Low != nil || i.High != nil
	return a
}

// constantIndex is an index of a slice expression; if it is not given or not
// known, another one.
func constantIndex(v ssa.Value, other int64) (n int64, isKnown bool) {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil {
		return constant.Int64Val(c.Value)
	}
	return other, v == nil
}

// window copies the elements of p from low up to high, which is negative if
// it is not known, and those whose index is not known; without what leads to
// the handle, if that is left out.
func (r *replayer) window(p *place, low, high int64, leftOut bool) *place {
	q := newPlace(localPlace)
	for _, e := range p.elements() {
		n, isKnown := e.key.(element).at.(int64)
		switch {
		case !isKnown:
			r.add(q.part(element{}), e, leftOut)
		case n < low || high >= 0 && n >= high:
		case leftOut && high >= 0 && r.reaches(address{at: e}):
			r.fail("the part holds what leads to the handle")
		default:
			r.add(q.part(element{n - low}), e, leftOut)
		}
	}
	return q
}

// add stores at a place what is at another; without what leads to the
// handle, if that is left out.
func (r *replayer) add(to, from *place, leftOut bool) {
	for _, v := range r.values(from) {
		if !leftOut || !r.reaches(v) {
			r.store(to, v)
		}
	}
	for _, p := range from.parts {
		r.add(to.part(p.key), p, leftOut)
	}
}

// builtin calls a builtin function.
func (r *replayer) builtin(c call, name string) value {
	var x value
	if len(c.args) > 0 {
		x = c.args[0]
	}
	a, isAddress := x.(address)
	switch name {
	case "append":
		return r.appends(x, c.args[1], c.results().At(0).Type())
	case "copy":
		if !isAddress {
			r.handsOut(c.args[1], "copied nobody knows where")
			break
		}
		r.copyElements(a, c.args[1])
	case "len":
		return r.length(x, c.instr.Common().Args[0].Type())
	case "clear":
		if isAddress {
			r.clear(a.at)
		}
	case "delete":
		if e := elementOf(c.args[1]); isAddress && e.at != nil {
			r.clear(a.at.part(e))
		}
	case "recover":
		return r.recovers()
	case "ssa:deferstack":
		return deferStack(len(r.frames) - 1)
	}
	return r.fresh(c.results())
}

// appends appends. The result counts as the slice that was appended to:
// where the elements live does not matter.
func (r *replayer) appends(s, elements value, t types.Type) value {
	if s == (null{}) {
		if _, ok := elements.(address); ok {
			s = address{at: newPlace(localPlace)}
		}
	}
	to, ok := s.(address)
	if !ok {
		r.handsOut(elements, "appended to a slice nobody knows")
		return r.fresh(t)
	}
	r.copyElements(to, elements)
	return to
}

// copyElements puts what is in a slice into another, at indices that are
// not known.
func (r *replayer) copyElements(to address, from value) {
	switch from := from.(type) {
	case address:
		for _, p := range from.at.elements() {
			r.add(to.at.part(element{}), p, false)
		}
	case *unknown:
		r.store(to.at.part(element{}), &unknown{})
	}
}

// length is the length of v, of type t.
func (r *replayer) length(v value, t types.Type) value {
	_, isSlice := t.Underlying().(*types.Slice)
	least := int64(0)
	switch v := v.(type) {
	case null:
		return least
	case string:
		return int64(len(v))
	case address:
		if isSlice && !v.cut && r.hasElements(v.at) {
			least = 1
		}
	case *unknown:
		if isSlice || hasInfo(t, types.IsString) {
			n := r.operation(operation{"len", v, nil}, types.Typ[types.Int])
			r.claims(n, token.GEQ, least)
			return n
		}
	}
	return r.such(types.Typ[types.Int], token.GEQ, least)
}

// hasElements reports whether something was put into a slice.
func (r *replayer) hasElements(p *place) bool {
	for _, q := range p.elements() {
		if r.hasContent(q) {
			return true
		}
	}
	return false
}

func (r *replayer) hasContent(p *place) bool {
	if len(r.values(p)) > 0 {
		return true
	}
	for _, q := range p.parts {
		if r.hasContent(q) {
			return true
		}
	}
	return false
}
