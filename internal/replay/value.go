package replay

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A value is what is known of a Go value: a bool, int64 or string that is
// known, an *unknown, null, handle or address, or a pointer to another of
// the types below. So all are comparable.
type value any

type (
	// null is nil, of any type.
	null struct{}

	// handle is the original handle of the resource.
	handle struct{}

	// address is a pointer to a part of an object, or a slice or map,
	// whose elements are parts of an object.
	address struct {
		obj  *object
		path string
		// anyRow: an index on the path was computed. See load.
		anyRow bool
	}

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

	// aggregate is a struct or an array, as its scalar parts by path.
	aggregate struct {
		typ   types.Type
		parts map[string]value
	}

	// tuple is the result of something that has several, or of a range.
	tuple struct{ list []value }

	// oneOf is one of several functions: an element of a container, at
	// an index that is not known.
	oneOf struct{ list []value }

	// owner is something that a known function made from the handle, and
	// that releases it when it is released itself.
	owner struct{ of value }

	// iterator is the state of a range over a map or a string.
	iterator struct {
		over    value
		started bool
	}

	// derived is a context that source cancels.
	derived struct {
		parent value
		source *cancel
	}

	// cancel is a function that cancels a context.
	cancel struct{ by ssa.Instruction }
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

// split is join undone, for n results.
func split(v value, n int) []value {
	if t, ok := v.(*tuple); ok {
		return t.list
	}
	list := make([]value, n)
	if n > 0 {
		list[0] = v
	}
	return list
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

// something is an unknown value that is not nil.
func something(t types.Type) value {
	u := &unknown{typ: t}
	u.facts = []claim{{of: u, is: notEqual, than: null{}}}
	return u
}

// zero is the zero value of type t.
func (r *replayer) zero(t types.Type) value {
	if isComposite(t) {
		a := &aggregate{typ: t, parts: make(map[string]value)}
		for _, l := range leaves(t) {
			a.parts[l.path] = r.zero(l.typ)
		}
		return a
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
		case u.Kind() == types.UnsafePointer || u.Kind() == types.UntypedNil:
			return null{}
		}
		return r.fresh(t)
	case *types.Struct, *types.Array:
		return r.fresh(t) // too large to be followed
	}
	return null{}
}

// constant is the value of a constant.
func (r *replayer) constant(c *ssa.Const) value {
	if c.Value == nil {
		return r.zero(c.Type())
	}
	switch c.Value.Kind() {
	case constant.Bool:
		return constant.BoolVal(c.Value)
	case constant.String:
		return constant.StringVal(c.Value)
	case constant.Int:
		if n, ok := constant.Int64Val(c.Value); ok && small(n) && isInteger(c.Type()) {
			return n
		}
	}
	return r.fresh(c.Type())
}

// small reports whether arithmetic with n cannot overflow unnoticed.
func small(n int64) bool { return -1<<31 <= n && n < 1<<31 }

// A leaf is a scalar part of a struct or an array.
type leaf struct {
	path string
	typ  types.Type
}

// maxArray is the largest array whose elements are followed when it is
// copied as a whole.
const maxArray = 64

// isComposite reports whether values of type t are followed part by part.
func isComposite(t types.Type) bool {
	if isTypeParam(t) {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Struct:
		return true
	case *types.Array:
		return t.Len() <= maxArray
	}
	return false
}

// leaves lists the scalar parts of type t.
func leaves(t types.Type) []leaf {
	if !isComposite(t) {
		return []leaf{{"", t}}
	}
	var list []leaf
	add := func(path string, t types.Type) {
		for _, l := range leaves(t) {
			list = append(list, leaf{path + l.path, l.typ})
		}
	}
	switch t := t.Underlying().(type) {
	case *types.Struct:
		for i := range t.NumFields() {
			add(fieldPath(i), t.Field(i).Type())
		}
	case *types.Array:
		for i := range t.Len() {
			add(elementPath(i), t.Elem())
		}
	}
	return list
}

// part is the part of v at path, a value of type t.
func (r *replayer) part(v value, path string, t types.Type) value {
	a, ok := v.(*aggregate)
	switch {
	case !ok:
		return r.operation(operation{"part " + path, v, nil}, t)
	case isUnknownPlace(path):
		var found []value
		for _, l := range leaves(a.typ) {
			if samePlace(l.path, path) {
				found = append(found, a.parts[l.path])
			}
		}
		return r.pick(found, t)
	case !isComposite(t):
		if p, ok := a.parts[path]; ok {
			return p
		}
		return r.fresh(t)
	}
	b := &aggregate{typ: t, parts: make(map[string]value)}
	for _, l := range leaves(t) {
		b.parts[l.path] = r.part(a, path+l.path, l.typ)
	}
	return b
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
