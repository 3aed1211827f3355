package mustcall

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// shapeOf is what a caller can know of a result. ok is false if it leads to
// the handle in a way that no shape describes.
func (x *explorer) shapeOf(s state, v val, t types.Type, depth int) (shape Shape, ok bool) {
	u := x.u
	v = x.pick(s, v)
	reaches := x.reaches(s, v)
	switch d := u.at(v); d.kind {
	case kResource:
		if reaches {
			return Shape{Kind: ShapeResource}, x.load(s, x.handleLoc) == u.handle()
		}
	case kHandle:
		return Shape{Kind: ShapeHandle}, true
	case kReleaser:
		return Shape{Kind: ShapeReleaser}, true
	case kFunc:
		if reaches {
			return Shape{Kind: ShapeReleaser}, x.row.IsReleased(x.callEvents(s, nil, v))
		}
	case kAddr:
		if reaches {
			shape := Shape{Kind: ShapePointer, ZeroRest: x.isZeroRest(s, d.loc)}
			if t != nil && !isPointer(t) && !isInterface(t) {
				shape.Kind = ShapeContainer
			}
			return x.withParts(s, shape, x.cellsBelow(s, d.loc), t, depth)
		}
	case kStruct:
		if reaches || depth > 0 {
			return x.withParts(s, Shape{Kind: ShapeStruct, ZeroRest: d.loc == 0}, unpackPairs(d.list), t, depth)
		}
	case kConst:
		return Shape{Kind: ShapeConst, Const: d.n}, true
	}
	if u.isNeverNil(v) {
		return Shape{Kind: ShapeNonNil}, !reaches
	}
	return Shape{}, !reaches
}

// cellsBelow lists what is stored below a location, by the path from there.
func (x *explorer) cellsBelow(s state, l locID) []pair {
	at := x.u.locs[l]
	var list []pair
	for _, c := range s.heap {
		loc := x.u.locs[c.key]
		if loc.base != at.base {
			continue
		}
		if rest, ok := isBelow(loc.path, at.path); ok && rest != "" {
			list = append(list, pair{uint32(x.u.loc(location{path: rest})), c.val})
		}
	}
	return list
}

// isZeroRest reports whether what has not been stored in an object is zero.
func (x *explorer) isZeroRest(s state, l locID) bool {
	b := x.u.baseOf(l)
	m, byCallee := b.of.(made)
	return b.kind == localBase && !x.isEscaped(s, x.u.locs[l].base) && (!byCallee || m.zeroRest)
}

// withParts is the shape of something of type t that leads to the handle by
// its parts.
func (x *explorer) withParts(s state, shape Shape, cells []pair, t types.Type, depth int) (Shape, bool) {
	if depth >= maxShape {
		return shape, false
	}
	for _, c := range cells {
		path := x.u.locs[c.key].path
		inner, ok := x.shapeOf(s, c.val, partType(t, path), depth+1)
		if !ok {
			return shape, false
		}
		if inner.Kind != ShapeUnknown || shape.ZeroRest {
			shape.Parts = append(shape.Parts, Part{path, inner})
		}
	}
	slices.SortFunc(shape.Parts, func(a, b Part) int { return strings.Compare(a.Path, b.Path) })
	return shape, len(shape.Parts) <= maxParts
}

// A made object is one that a call has made and returned: what is not known
// of it is not zero, unless the callee says so.
type made struct {
	site     ssa.CallInstruction
	path     string
	typ      types.Type // nil if it is not known
	zeroRest bool
}

// instantiate is a value of a shape, with whatever it leads to.
func (x *explorer) instantiate(s state, m made, shape Shape) (state, val) {
	u := x.u
	switch shape.Kind {
	case ShapeResource:
		return s, u.resource()
	case ShapeHandle:
		return s, u.handle()
	case ShapeReleaser:
		return s, u.releaser(x.row.Released[0])
	case ShapeConst:
		return s, u.constant(shape.Const)
	case ShapeNonNil:
		if m.typ != nil && isBoolean(m.typ) {
			return s, u.truth(true)
		}
		return s, u.nonNil()
	case ShapePointer, ShapeContainer, ShapeStruct:
		m.zeroRest = shape.ZeroRest
		object := u.loc(location{base: u.base(base{kind: localBase, of: m})})
		for _, p := range shape.Parts {
			inner := made{site: m.site, path: m.path + p.Path, typ: partType(m.typ, p.Path)}
			var v val
			s, v = x.instantiate(s, inner, p.Shape)
			s = s.store(u.sub(object, p.Path), v)
		}
		if shape.Kind == ShapeStruct {
			return s, x.gather(s, object, m.typ)
		}
		return s, u.addr(object)
	}
	return s, unknown
}

// partType is the type of what a path leads to from a value of type t, nil if
// it is not known.
func partType(t types.Type, path string) types.Type {
	for ; path != "" && t != nil; path = path[len(firstPart(path)):] {
		if _, isField := fieldIndex(firstPart(path)); isField {
			t = typeAt(t, firstPart(path))
			continue
		}
		u := t.Underlying()
		if p, ok := u.(*types.Pointer); ok {
			u = p.Elem().Underlying() // to an array
		}
		switch u := u.(type) {
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		case *types.Map:
			t = u.Elem()
		case *types.Chan:
			t = u.Elem()
		default:
			return nil
		}
	}
	return t
}

// resourceIn is the type of the resource in a shape of type t; nil if the
// shape has none.
func resourceIn(shape Shape, t types.Type) types.Type {
	if shape.Kind == ShapeResource {
		return t
	}
	for _, p := range shape.Parts {
		if found := resourceIn(p.Shape, partType(t, p.Path)); found != nil {
			return found
		}
	}
	return nil
}

func compareShapes(a, b Shape) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Const, b.Const), compareBools(a.ZeroRest, b.ZeroRest), slices.CompareFunc(a.Parts, b.Parts, func(p, q Part) int {
		return cmp.Or(strings.Compare(p.Path, q.Path), compareShapes(p.Shape, q.Shape))
	}))
}
