package mustcall

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// isOfParam reports whether v is a parameter of the root function, or a field
// of what one points to, or holds: what a caller can know of the arguments.
func (x *explorer) isOfParam(v val) bool {
	d := x.u.at(v)
	if d.kind == kField {
		if b := x.u.baseOf(d.loc); b.kind == foreignBase {
			d = x.u.at(b.of.(val))
		} else {
			return b.kind == resourceBase
		}
	}
	p, ok := d.sym.(*ssa.Parameter)
	return ok && d.kind == kSym && p.Parent() == x.root.fn
}

// called notes that a callee was given what parameters point to: what is
// learnt of that later says nothing about the beginning.
func (x *explorer) called(s state, c call) state {
	if !x.keepsParams {
		return s
	}
	for _, v := range c.args {
		d := x.u.at(v)
		if _, ok := d.sym.(*ssa.Parameter); ok && d.kind == kSym {
			s = s.store(x.u.sub(x.u.address(v), calledPath), x.u.constant(1))
		}
	}
	return s
}

func (x *explorer) isCalled(s state, b baseID) bool {
	_, ok := s.heap.get(uint32(x.u.loc(location{b, calledPath})))
	return ok
}

// isOption reports whether a location is a field of an argument by which the
// caller may say what is to be done: a boolean, or something that can be nil.
func (x *explorer) isOption(l locID, field *types.Var) bool {
	return isOptionType(field.Type()) && x.isOfParam(x.u.field(l))
}

// isOptionValue reports whether v can be the value of an option that is known.
func (x *explorer) isOptionValue(v val) bool {
	d := x.u.at(v)
	return d.kind == kNonNil || d.kind == kConst && (d.n == 0 || d.n == 1)
}

func isOptionType(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Basic:
		return isBoolean(t)
	case *types.Pointer, *types.Interface, *types.Signature, *types.Slice, *types.Map:
		return true
	}
	return false
}

func (u *universe) intervals(set setID) []Interval {
	var list []Interval
	for _, r := range u.sets[set] {
		list = append(list, Interval{r.lo, r.hi})
	}
	return list
}

func (u *universe) setOf(list []Interval) setID {
	var s intset
	for _, i := range list {
		s = append(s, intrange{i.Lo, i.Hi})
	}
	return u.set(s)
}

// meets is the state in which a condition on an argument holds; ok is false
// if it cannot.
func (x *explorer) meets(s state, c call, cond Condition) (_ state, ok bool) {
	if cond.Param >= len(c.args) {
		return s, true
	}
	return x.within(s, x.argAt(s, c, cond), x.u.setOf(cond.In))
}

// argAt is what a condition is about.
func (x *explorer) argAt(s state, c call, cond Condition) val {
	if cond.Param >= len(c.args) {
		return unknown
	}
	v := c.args[cond.Param]
	switch cond.Path {
	case "":
		return v
	case pointeePath:
		return x.loadNamed(s, x.u.address(v), pointee(c.argType(cond.Param)))
	}
	return x.fieldAt(s, v, cond.Path, c.argType(cond.Param))
}

// isDecidable reports whether it is known that a condition holds, or it is
// about something that has a name: asked again, it has the same answer.
func (x *explorer) isDecidable(s state, c call, cond Condition) bool {
	if cond.Param >= len(c.args) {
		return true
	}
	v := x.argAt(s, c, cond)
	d := x.u.at(v)
	if d.kind != kSym {
		return v != unknown
	}
	load, isLoad := d.sym.(*ssa.UnOp)
	return !isLoad || load.Op != token.MUL // what is in memory is another value each time
}

// canPassOn reports whether a condition on an argument holds in any case, or
// can be said of a parameter of the root function.
func (x *explorer) canPassOn(s state, c call, cond Condition) bool {
	v := x.argAt(s, c, cond)
	if !x.u.isBase(v) {
		return v != unknown
	}
	_, ofResource, ok := x.paramCondition(v, x.u.setOf(cond.In))
	return (ok || ofResource) && !x.isCalledOn(s, v)
}

// argType is the type of a parameter, a receiver being 0.
func (c call) argType(param int) types.Type {
	if r := c.fn.Signature().Recv(); r != nil {
		if param == 0 {
			return r.Type()
		}
		param--
	}
	if params := c.fn.Signature().Params(); param < params.Len() {
		return params.At(param).Type()
	}
	return types.Typ[types.Invalid]
}

// pointeePath is the path of a condition on what an argument points to.
const pointeePath = "*"

// fieldAt is a field of v, which is a struct of type t or points to one.
func (x *explorer) fieldAt(s state, v val, path string, t types.Type) val {
	field := typeAt(t, path)
	if isPointer(t) {
		return x.loadNamed(s, x.u.sub(x.u.address(v), path), field)
	}
	return x.part(v, path, field)
}

// loadNamed is what is at l, under the name of the place if it is unknown.
func (x *explorer) loadNamed(s state, l locID, t types.Type) val {
	if l == 0 {
		return unknown
	}
	v := x.loadType(s, l, t)
	if b := x.u.baseOf(l); v == unknown && (b.kind == foreignBase || b.kind == capturedBase) {
		return x.u.field(l)
	}
	return v
}

// typeAt is the type of what a path of fields leads to from a value of type
// t, or a pointer to one; nil if it leads nowhere.
func typeAt(t types.Type, path string) types.Type {
	for ; path != "" && t != nil; path = path[len(firstPart(path)):] {
		st, ok := derefStruct(t)
		n, isField := fieldIndex(firstPart(path))
		if !ok || !isField || n >= st.NumFields() {
			return nil
		}
		t = st.Field(n).Type()
	}
	return t
}

// fieldIndex is the index that a part of a path says, if it is a field's.
func fieldIndex(part string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(part, "."))
	return n, err == nil && part[0] == '.'
}

// within is the state in which v is in set; ok is false if it cannot be.
func (x *explorer) within(s state, v val, set setID) (_ state, ok bool) {
	u := x.u
	d := u.at(v)
	switch d.kind {
	case kConst:
		return s, u.intersect(u.only(d.n), set) != emptySet
	case kAtLeast:
		return s, u.intersect(u.above(d.n), set) != emptySet
	case kSym, kField, kTerm:
		return x.learn(s, v, set)
	case kIn:
		yes := u.intersect(set, u.except(0)) != emptySet
		no := u.intersect(set, u.only(0)) != emptySet
		if yes && no {
			return s, true
		}
		return x.assume(s, v, yes)
	}
	if u.isNeverNil(v) {
		return s, u.intersect(set, u.except(0)) != emptySet
	}
	return s, true
}

// conflicts reports whether two outcomes differ in what becomes of the duty,
// and excused does not say that a caller can tell them apart.
func conflicts(list []Outcome, excused func(a, b Outcome) bool) bool {
	for i, a := range list {
		for _, b := range list[i+1:] {
			same := a.Events == b.Events && a.Stored == b.Stored && a.Lost == b.Lost && a.Returns == b.Returns
			if !same && !excused(a, b) {
				return true
			}
		}
	}
	return false
}

// toldApart reports whether a caller can tell two outcomes apart: by the last
// result, or by what it knows of its arguments.
func toldApart(a, b Outcome) bool {
	differ := func(x, y Tri) bool { return x != Unknown && y != Unknown && x != y }
	return differ(a.Error, b.Error) || differ(a.Bool, b.Bool) || disjoint(a.If, b.If)
}

// toldByResult reports whether a caller tells two outcomes apart by the last
// result, if it tells them apart by results at all: after an error nobody looks
// at the others.
func toldByResult(a, b Outcome) bool {
	a.If, b.If = nil, nil
	return toldApart(a, b) || a.Error == No && b.Error == No
}

func compareConditions(a, b Condition) int {
	return cmp.Or(cmp.Compare(a.Param, b.Param), cmp.Compare(a.Path, b.Path), slices.CompareFunc(a.In, b.In, compareIntervals))
}

func compareIntervals(a, b Interval) int {
	return cmp.Or(cmp.Compare(a.Lo, b.Lo), cmp.Compare(a.Hi, b.Hi))
}

// compareOutcomes orders outcomes, those that differ in their conditions only
// beside each other.
func compareOutcomes(a, b Outcome) int {
	return cmp.Or(
		cmp.Compare(a.Events, b.Events), compareBools(a.Stored, b.Stored), cmp.Compare(a.Error, b.Error),
		cmp.Compare(a.Bool, b.Bool), cmp.Compare(a.Returns, b.Returns), cmp.Compare(a.As, b.As),
		compareBools(a.Lost, b.Lost), slices.CompareFunc(a.If, b.If, compareConditions))
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// mergeOutcomes sorts outcomes and merges those of which a caller could not
// tell which it has met: equal ones, and pairs that differ in the set of one
// condition. Nothing else is merged: conditions that are less than exact
// would make the callee do what it never does.
func mergeOutcomes(list []Outcome) []Outcome {
	for {
		slices.SortFunc(list, compareOutcomes)
		list = slices.CompactFunc(list, func(a, b Outcome) bool { return compareOutcomes(a, b) == 0 })
		i, j, merged, ok := mergeablePair(list, mergeTwoOutcomes)
		if !ok {
			return list
		}
		list[i] = merged
		list = slices.Delete(list, j, j+1)
	}
}

func mergeablePair[T any](list []T, merge func(a, b T) (T, bool)) (i, j int, merged T, ok bool) {
	for i = range list {
		for j = i + 1; j < len(list); j++ {
			if merged, ok = merge(list[i], list[j]); ok {
				return i, j, merged, true
			}
		}
	}
	return 0, 0, merged, false
}

func mergeTwoOutcomes(a, b Outcome) (Outcome, bool) {
	x, y := a, b
	x.If, y.If = nil, nil
	if compareOutcomes(x, y) != 0 {
		return Outcome{}, false
	}
	var ok bool
	x.If, ok = mergeConditions(a.If, b.If)
	return x, ok
}

// mergeConditions is the disjunction of two lists of conditions, if it is a
// conjunction: one implies the other, or they differ in one set.
func mergeConditions(a, b []Condition) ([]Condition, bool) {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < len(b) {
		// a is weaker if all it asks is asked by b.
		for _, c := range a {
			if !slices.ContainsFunc(b, func(d Condition) bool { return compareConditions(c, d) == 0 }) {
				return nil, false
			}
		}
		return a, true
	}
	differ := -1
	for k := range a {
		if a[k].Param != b[k].Param || a[k].Path != b[k].Path {
			return nil, false
		}
		if compareConditions(a[k], b[k]) != 0 {
			if differ >= 0 {
				return nil, false
			}
			differ = k
		}
	}
	if differ < 0 {
		return a, true
	}
	u := newUniverse()
	union := u.complement(u.intersect(u.complement(u.setOf(a[differ].In)), u.complement(u.setOf(b[differ].In))))
	merged := slices.Clone(a)
	if union == fullSet {
		return slices.Delete(merged, differ, differ+1), true
	}
	merged[differ].In = u.intervals(union)
	return merged, true
}
