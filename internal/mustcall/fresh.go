package mustcall

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// What a function returns while the duty is owed, its caller owes for. Each
// end without an error at which a result leads to the handle is an
// alternative: the shapes of all results (so that "resp == nil" and "ok" say
// what they say) and what must have been true of the arguments. An obligation
// of the caller begins with one of them, put into memory of its own.
//
//	func (c *Client) open(u string) (*Page, error)     one alternative:
//	    &Page{resp: <open>, cached: false}, nil

// maxFresh is how many alternatives are told apart, maxParts how many parts
// a shape has, and maxShape how deep it is.
const (
	maxFresh = 6
	maxParts = 8
	maxShape = 3
)

// Fresh returns the ways in which fn returns a resource that its caller owes
// for, sorted; none if they are too many, or not all can be told.
func (a *Analysis) Fresh(fn *ssa.Function) []Fresh {
	var list []Fresh
	var results []Result
	a.explore(fn, forCallers, &results)
	for _, r := range results {
		if r.Root != fn {
			continue
		}
		if r.Voids[Budget] > 0 {
			return nil
		}
		for _, f := range r.fresh {
			if f.Results == nil {
				return nil
			}
			list = append(list, f)
		}
	}
	if list = mergeFresh(list); len(list) > maxFresh {
		return nil
	}
	return list
}

// exclusive leaves out the alternatives of which a caller cannot tell whether
// it owes: the resource may as well come closed.
//
//	if !opts.keep { resp.Body.Close() }
//	return resp, nil
func exclusive(list, closed []Fresh) []Fresh {
	return slices.DeleteFunc(list, func(f Fresh) bool {
		return slices.ContainsFunc(closed, func(c Fresh) bool { return !disjoint(f.conditions(), c.conditions()) })
	})
}

// disjoint reports whether two lists of conditions contradict each other.
func disjoint(a, b []Condition) bool {
	u := newUniverse()
	for _, c := range a {
		for _, d := range b {
			if c.Param == d.Param && c.Path == d.Path && u.intersect(u.setOf(c.In), u.setOf(d.In)) == emptySet {
				return true
			}
		}
	}
	return false
}

// returnsFresh notes an end of the root function at which a result leads to
// the handle.
func (o *obligation) returnsFresh(st state, results []val) {
	sig := o.root.fn.Signature.Results()
	last := len(results) - 1
	if isError(sig.At(last).Type()) {
		var ok bool
		if st, ok = o.assume(st, o.compare(st, token.EQL, results[last], o.u.constant(0)), true); !ok {
			return // with an error nobody looks at the others
		}
	}
	f := Fresh{Row: o.row.Name}
	if o.closing != nil {
		f.If, f.Fields = o.conditionsOf(st)
		o.result.fresh = append(o.result.fresh, f)
		return
	}
	for i, v := range results {
		if o.isBuried(st, v, sig.At(i).Type()) {
			return
		}
		shape, ok := o.shapeOf(st, v, sig.At(i).Type(), 0)
		if !ok {
			o.result.fresh = append(o.result.fresh, Fresh{Row: o.row.Name})
			return
		}
		f.Results = append(f.Results, shape)
	}
	if isError(sig.At(last).Type()) {
		f.Results[last] = Shape{Kind: ShapeConst}
	}
	f.If, f.Fields = o.conditionsOf(st)
	o.result.fresh = append(o.result.fresh, f)
}

// conditionsOf is what a state says of the arguments, and of the resource.
func (x *explorer) conditionsOf(s state) (conds []Condition, fields []Field) {
	for _, fact := range s.facts {
		c, ofResource, ok := x.paramCondition(val(fact.key), setID(fact.val))
		switch {
		case ofResource:
			fields = append(fields, Field{c.Path, c.In})
		case ok && !x.isCalledOn(s, val(fact.key)):
			conds = append(conds, c)
		}
	}
	slices.SortFunc(conds, compareConditions)
	slices.SortFunc(fields, compareFields)
	return conds, fields
}

// isCalledOn reports whether v is a field of something that a callee was given.
func (x *explorer) isCalledOn(s state, v val) bool {
	d := x.u.at(v)
	return d.kind == kField && x.isCalled(s, x.u.locs[d.loc].base)
}

// isBuried reports whether a value is an owner whose field leads to the
// handle, and neither its callers nor its methods can get at that: whose fault
// it is, its callers' it is not.
func (x *explorer) isBuried(s state, v val, t types.Type) bool {
	d := x.u.at(v)
	if d.kind != kAddr && d.kind != kStruct {
		return false
	}
	cells := unpackPairs(d.list)
	if d.kind == kAddr {
		cells = x.cellsBelow(s, d.loc)
	}
	return x.isBuriedIn(cells, t)
}

func (x *explorer) isBuriedIn(cells []pair, t types.Type) bool {
	st, ok := derefStruct(t)
	if !ok {
		return false
	}
	buried := false
	for _, c := range cells {
		n, isField := fieldIndex(x.u.locs[c.key].path)
		seed, plain := x.plainSeed(c.val)
		if !isField || !plain {
			continue
		}
		if st.Field(n).Exported() || x.someMethodReaches(t, seed, n) {
			return false
		}
		buried = true
	}
	return buried
}

// someMethodReaches reports whether a method of an owner releases, hands out,
// or may release what a field of it leads to.
func (x *explorer) someMethodReaches(t types.Type, seed Seed, field int) bool {
	at, ok := seed.At(field)
	if !ok {
		return true
	}
	if !isPointer(t) {
		t = types.NewPointer(t)
	}
	for m := range types.NewMethodSet(t).Methods() {
		fn, ok := m.Obj().(*types.Func)
		if !ok || len(m.Index()) > 1 {
			continue
		}
		if list, known := x.a.env.Outcomes(fn.Origin(), 0, at); !known || !isBorrow(list) {
			return true
		}
	}
	return false
}

// paramCondition is a fact as a condition on a parameter of the root
// function, or a field of what one points to; or on a field of the resource.
func (x *explorer) paramCondition(v val, set setID) (c Condition, ofResource, ok bool) {
	c.In = x.u.intervals(set)
	d := x.u.at(v)
	of := v
	switch d.kind {
	case kSym:
	case kField:
		c.Path = x.u.locs[d.loc].path
		switch b := x.u.baseOf(d.loc); b.kind {
		case resourceBase:
			return c, true, true
		case foreignBase:
			of = b.of.(val)
			if c.Path == "" {
				c.Path = pointeePath
			}
		default:
			return c, false, false
		}
	default:
		return c, false, false
	}
	for i, p := range x.root.fn.Params {
		if of == x.u.sym(p) {
			c.Param = i
			return c, false, true
		}
	}
	return c, false, false
}

func compareFields(a, b Field) int {
	return cmp.Or(strings.Compare(a.Path, b.Path), slices.CompareFunc(a.In, b.In, compareIntervals))
}

func compareFresh(a, b Fresh) int {
	return cmp.Or(
		strings.Compare(a.Row, b.Row), slices.CompareFunc(a.Results, b.Results, compareShapes),
		slices.CompareFunc(a.If, b.If, compareConditions), slices.CompareFunc(a.Fields, b.Fields, compareFields))
}

// mergeFresh sorts alternatives, and merges those that differ in nothing, or
// in the set of one condition.
func mergeFresh(list []Fresh) []Fresh {
	for {
		slices.SortFunc(list, compareFresh)
		list = slices.CompactFunc(list, func(a, b Fresh) bool { return compareFresh(a, b) == 0 })
		i, j, merged, ok := mergeablePair(list, mergeTwoFresh)
		if !ok {
			return list
		}
		list[i] = merged
		list = slices.Delete(list, j, j+1)
	}
}

// fieldParam stands for the resource among the parameters of conditions.
const fieldParam = -1

func mergeTwoFresh(a, b Fresh) (Fresh, bool) {
	x, y := a, b
	x.If, x.Fields, y.If, y.Fields = nil, nil, nil, nil
	if compareFresh(x, y) != 0 {
		return Fresh{}, false
	}
	conds, ok := mergeConditions(a.conditions(), b.conditions())
	if !ok {
		return Fresh{}, false
	}
	for _, c := range conds {
		if c.Param == fieldParam {
			x.Fields = append(x.Fields, Field{c.Path, c.In})
		} else {
			x.If = append(x.If, c)
		}
	}
	return x, true
}

func (f Fresh) conditions() []Condition {
	list := slices.Clone(f.If)
	for _, field := range f.Fields {
		list = append(list, Condition{Param: fieldParam, Path: field.Path, In: field.In})
	}
	slices.SortFunc(list, compareConditions)
	return list
}
