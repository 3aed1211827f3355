package replay

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// returnsFresh is the results of a site that does not open by itself, but
// returns what it has opened, as the witness says.
func (r *replayer) returnsFresh(results *types.Tuple, fresh *mustcall.Fresh) []value {
	if fresh.Row != r.w.Row.Name || len(fresh.Results) != results.Len() {
		r.fail("the function that is called returns something else")
		return nil
	}
	list := make([]value, results.Len())
	for i := range list {
		list[i] = r.shaped(fresh.Results[i], results.At(i).Type())
	}
	if !slices.ContainsFunc(list, r.reaches) {
		r.fail("no result of the site reaches the handle")
	}
	for _, f := range fresh.Fields {
		if r.resourceType == nil {
			break // it has not been returned itself
		}
		t := r.resourceType
		if !isPointer(t) {
			t = types.NewPointer(t)
		}
		if v, t := r.follow(address{at: r.resource}, t, f.Path); !r.isIn(v, t, f.In) {
			r.fail("field %s of the resource cannot be such", f.Path)
		}
	}
	return list
}

// shaped is a value of type t and of a shape, with whatever it leads to.
func (r *replayer) shaped(s mustcall.Shape, t types.Type) value {
	switch s.Kind {
	case mustcall.ShapeResource:
		return r.newResource(t)
	case mustcall.ShapeHandle:
		if r.handleType == nil {
			r.handleType = t
		}
		return handle{}
	case mustcall.ShapeReleaser:
		return releaser{}
	case mustcall.ShapeConst:
		return r.number(s.Const, t)
	case mustcall.ShapeNonNil:
		if hasInfo(t, types.IsBoolean) {
			return true
		}
		return r.something(t)
	case mustcall.ShapePointer, mustcall.ShapeContainer:
		return address{at: r.shapedPlace(s, t)}
	case mustcall.ShapeStruct:
		p := r.shapedPlace(s, t)
		if _, ok := partsOf(t); !ok {
			return record{p} // in an interface: nobody knows its type
		}
		return r.load(address{at: p}, t)
	}
	return r.fresh(t)
}

// shapedPlace makes a place with the parts of a shape; t is the type of what
// is there, or of a pointer to it.
func (r *replayer) shapedPlace(s mustcall.Shape, t types.Type) *place {
	p := newPlace(returnedPlace)
	p.zeroRest = s.ZeroRest
	for _, part := range s.Parts {
		at, typ := p, t
		for _, key := range keysOf(part.Path) {
			at, typ = at.part(key), partType(typ, key)
		}
		r.store(at, r.shaped(part.Shape, typ))
	}
	if s.ZeroRest {
		r.forgetNumbers(p, t)
	}
	return p
}

// forgetNumbers makes unknown the numbers and strings of a struct that the
// shape does not speak of: it never does.
func (r *replayer) forgetNumbers(p *place, t types.Type) {
	st, ok := derefStruct(t)
	if !ok {
		return
	}
	for i := range st.NumFields() {
		f := st.Field(i).Type()
		if _, basic := f.Underlying().(*types.Basic); basic && !hasInfo(f, types.IsBoolean) && p.index[field(i)] == nil {
			r.put(p.part(field(i)), r.fresh(f))
		}
	}
}

// partType is the type of a field or an element of a value of type t, or of
// what t points to; it is invalid if that is not known.
func partType(t types.Type, key any) types.Type {
	if n, ok := key.(field); ok {
		if s, ok := derefStruct(t); ok && int(n) < s.NumFields() {
			return s.Field(int(n)).Type()
		}
	} else if c, ok := t.Underlying().(interface{ Elem() types.Type }); ok {
		if a, ok := c.Elem().Underlying().(*types.Array); ok && isPointer(t) {
			return a.Elem()
		}
		return c.Elem()
	}
	return types.Typ[types.Invalid]
}

// number is the constant of type t that a number stands for.
func (r *replayer) number(n int64, t types.Type) value {
	switch {
	case hasInfo(t, types.IsBoolean):
		return n != 0
	case isInteger(t) && n < maxNumber && fits(n, t):
		return n
	case n == 0 && isNilable(t):
		return null{}
	case isNilable(t):
		return r.such(t, token.NEQ, null{})
	}
	return r.fresh(t)
}
