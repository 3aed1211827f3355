package replay

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A value is what is known of a Go value: a bool, int64 or string that is
// known, or one of the types below. All are comparable.
type value any

type (
	// null is nil, of any type.
	null struct{}

	// handle is the original handle of the resource.
	handle struct{}

	// releaser is a function that a callee has made, and whose call
	// discharges.
	releaser struct{}

	// address is a pointer to a place, or a slice or map, whose elements
	// are parts of a place.
	address struct {
		at *place
		// computed: an index on the way was not a constant. See load.
		computed bool
		// cut: it is a part of a slice, of unknown length.
		cut bool
	}

	// record is a struct or an array. Its place is not written any more.
	record struct{ at *place }

	// closure is a function with the values that it captures, or the
	// receiver that is bound.
	closure struct {
		fn       *ssa.Function
		bindings []value
	}

	// boxed is a value of a concrete type in an interface.
	boxed struct {
		v   value
		typ types.Type
	}

	// tuple is the result of something that has several, or of a range.
	tuple struct{ list []value }

	// oneOf is one of several functions: an element of a container, at
	// an index that is not known.
	oneOf struct{ list []value }

	// iterator is the state of a range over a map.
	iterator struct {
		over    address
		started bool
	}

	// derived is a context that source cancels.
	derived struct {
		parent value
		source *cancel
	}

	// cancel is a function that cancels a context.
	cancel struct{ by ssa.Instruction }

	// deferStack is where the calls deferred by a frame are, by its depth.
	deferStack int
)

// join is several results as one value.
func join(list []value) value {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return &tuple{list}
}

// split is join undone.
func split(v value) []value {
	switch v := v.(type) {
	case nil:
		return nil
	case *tuple:
		return v.list
	}
	return []value{v}
}

// fresh is an unknown value of type t. It is another one each time.
func (r *replayer) fresh(t types.Type) value {
	if tup, ok := t.(*types.Tuple); ok {
		list := make([]value, tup.Len())
		for i := range list {
			list[i] = r.fresh(tup.At(i).Type())
		}
		return join(list)
	}
	return &unknown{typ: t}
}

// such is an unknown value of type t of which a claim holds.
func (r *replayer) such(t types.Type, is token.Token, than value) value {
	u := &unknown{typ: t}
	r.facts.set(u, []claim{{of: u, is: is, than: than}})
	return u
}

// something is an unknown value that is not nil.
func (r *replayer) something(t types.Type) value { return r.such(t, token.NEQ, null{}) }

// record makes a struct or an array of its parts.
func (r *replayer) record(parts []part, of func(part) value) value {
	rec := record{newPlace(localPlace)}
	for _, p := range parts {
		r.put(rec.at.part(p.key), of(p))
	}
	return rec
}

// zero is the zero value of type t.
func (r *replayer) zero(t types.Type) value {
	if parts, ok := partsOf(t); ok {
		return r.record(parts, func(p part) value { return r.zero(p.typ) })
	}
	if isTypeParam(t) {
		return r.fresh(t)
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch info := u.Info(); {
		case info&types.IsBoolean != 0:
			return false
		case info&types.IsInteger != 0:
			return int64(0)
		case info&types.IsString != 0:
			return ""
		case info&types.IsNumeric != 0:
			return r.fresh(t)
		}
	case *types.Array:
		return r.fresh(t) // too large to be followed
	}
	return null{}
}

// constant is the value of a constant.
func (r *replayer) constant(c *ssa.Const) value {
	if c.Value == nil {
		return r.zero(c.Type())
	}
	switch v := constant.Val(c.Value).(type) {
	case bool, string:
		return v
	case int64:
		if isInteger(c.Type()) && fits(v, types.Typ[types.Int]) {
			return v
		}
	}
	return r.fresh(c.Type())
}

// isKnown reports whether v can be compared with by a claim.
func isKnown(v value) bool {
	switch v.(type) {
	case null, bool, int64, string:
		return true
	}
	return false
}

// A part is a field of a struct or an element of an array.
type part struct {
	key any
	typ types.Type
}

// maxArray is the largest array whose elements are followed when it is
// copied as a whole.
const maxArray = 64

// partsOf lists the parts of a type whose values are followed part by part.
func partsOf(t types.Type) (list []part, ok bool) {
	if isTypeParam(t) {
		return nil, false
	}
	switch t := t.Underlying().(type) {
	case *types.Struct:
		for i := range t.NumFields() {
			list = append(list, part{field(i), t.Field(i).Type()})
		}
		return list, true
	case *types.Array:
		for i := range min(t.Len(), maxArray) {
			list = append(list, part{element{i}, t.Elem()})
		}
		return list, t.Len() <= maxArray
	}
	return nil, false
}

// derefStruct is the struct type that t is, or points to.
func derefStruct(t types.Type) (*types.Struct, bool) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	return s, ok
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func isInteger(t types.Type) bool { return hasInfo(t, types.IsInteger) }

func hasInfo(t types.Type, info types.BasicInfo) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&info != 0
}
