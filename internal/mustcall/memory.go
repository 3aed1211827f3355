package mustcall

import (
	"go/types"
	"strings"
)

// load returns what is at l, for the reader of a value of type t (nil if it
// does not matter). unknown means just that.
func (x *explorer) load(s state, l locID) val { return x.loadType(s, l, nil) }

func (x *explorer) loadType(s state, l locID, t types.Type) val {
	if l == 0 {
		return unknown
	}
	if isComposite(t) {
		return x.gather(s, l, t)
	}
	loc := x.u.locs[l]
	for path := loc.path; ; path = parentPath(path) {
		if v, ok := x.cell(s, loc.base, path); ok {
			return x.part(v, loc.path[len(path):], t)
		}
		if path == "" {
			return x.initial(s, l, t)
		}
	}
}

// cell returns what is stored at exactly one place. If the place is an
// element, that may be what was stored at another one, if one of the two is
// not known; and if that leads to the handle, it is taken to be. Otherwise a
// loop over the elements could end before it has come to ours.
//
//	open[i] = resp                          [0]: another one, [*]: ours
//	for _, r := range open { r.Body.Close() }
func (x *explorer) cell(s state, b baseID, path string) (val, bool) {
	v, exact := s.heap.get(uint32(x.u.loc(location{b, path})))
	v = x.pick(s, v)
	if !strings.Contains(path, "[") || exact && x.reaches(s, v) {
		return v, exact
	}
	var found []val
	for _, cell := range s.heap {
		c := x.u.locs[cell.key]
		if c.base == b && samePlace(c.path, path) {
			found = append(found, x.members(cell.val)...)
		}
	}
	if len(found) == 0 {
		return unknown, false
	}
	if w := x.pick(s, x.u.oneOf(sortVals(found))); !exact || x.reaches(s, w) {
		return w, true
	}
	return v, true
}

// pick chooses among the possible contents of a cell that stands for
// several: the one that reaches the handle, because that errs on the side
// of silence.
func (x *explorer) pick(s state, v val) val {
	if x.u.kind(v) != kOneOf {
		return v
	}
	functions := true
	for _, e := range x.u.list(v) {
		if x.reaches(s, e) {
			return e
		}
		functions = functions && x.u.kind(e) == kFunc
	}
	if functions {
		return v
	}
	return unknown
}

func (x *explorer) members(v val) []val {
	if x.u.kind(v) == kOneOf {
		return x.u.list(v)
	}
	return []val{v}
}

// samePlace reports whether two paths can be the same place: they are equal
// but for elements that are not known.
func samePlace(p, q string) bool {
	for p != "" && q != "" {
		a, b := firstPart(p), firstPart(q)
		if a != b && !(a[0] == '[' && b[0] == '[' && (a == anyElement || b == anyElement)) {
			return false
		}
		p, q = p[len(a):], q[len(b):]
	}
	return p == q
}

func firstPart(p string) string {
	if i := strings.IndexAny(p[1:], ".[#!"); i >= 0 {
		return p[:i+1]
	}
	return p
}

func parentPath(p string) string { return p[:strings.LastIndexAny(p, ".[")] }

// part returns the part at path of a struct or array value.
func (x *explorer) part(v val, path string, t types.Type) val {
	u := x.u
	if path == "" {
		return v
	}
	switch d := u.at(v); d.kind {
	case kStruct:
		return x.partOfStruct(d, path, t)
	case kSym, kField:
		return u.field(u.sub(u.address(v), path))
	case kUnsettled:
		return v
	}
	return unknown
}

// partOfStruct is the part at path of a struct or array value: what has been
// put there, or into what contains it, with what has been put below.
func (x *explorer) partOfStruct(d *descr, path string, t types.Type) val {
	u := x.u
	whole, at := unknown, -1
	var below pairs
	for _, p := range unpackPairs(d.list) {
		if rest, ok := isBelow(path, u.locs[p.key].path); ok {
			if n := len(path) - len(rest); n > at {
				whole, at = x.part(p.val, rest, t), n
			}
		} else if rest, ok := isBelow(u.locs[p.key].path, path); ok {
			below = append(below, pair{uint32(u.loc(location{path: rest})), p.val})
		}
	}
	switch w := u.at(whole); {
	case at >= 0 && (len(below) == 0 || w.kind != kStruct):
		return whole
	case at >= 0:
		for _, p := range unpackPairs(w.list) {
			if !covered(below, p.key) {
				below = append(below, p)
			}
		}
		return u.structure(t, w.loc, sortPairs(below))
	case isComposite(t):
		origin := locID(0)
		if d.loc != 0 {
			origin = u.sub(d.loc, path)
		}
		return u.structure(t, origin, sortPairs(below))
	case strings.Contains(path, "["):
		return x.elementOf(d, path)
	case d.loc == 0:
		return u.zeroField(t)
	}
	return x.initial(state{}, u.sub(d.loc, path), t)
}

// initial is what a location holds if nothing was stored there: zero in an
// object that was made here, something unknown in any other.
func (x *explorer) initial(s state, l locID, t types.Type) val {
	switch b := x.u.baseOf(l); b.kind {
	case localBase:
		if x.isEscaped(s, x.u.locs[l].base) || x.u.isWeak(l) {
			return unknown
		}
		if m, byCallee := b.of.(made); byCallee && !m.zeroRest {
			return x.u.field(l)
		}
		if x.u.locs[l].path != "" {
			return x.u.zeroField(t)
		}
		return x.u.zeroOf(t)
	case resourceBase:
		if l == x.handleLoc {
			return x.u.handle()
		}
		return x.u.field(l)
	case globalBase:
		return x.u.field(l)
	}
	return unknown
}

// elementOf is what is at a path with an element in an array value: what is
// known to be at that place, if it is one; an element that is not known may
// be any.
func (x *explorer) elementOf(d *descr, path string) val {
	if strings.Contains(path, anyElement) {
		return unknown
	}
	for _, p := range unpackPairs(d.list) {
		if samePlace(x.u.locs[p.key].path, path) {
			return unknown
		}
	}
	return x.u.constant(0)
}

// zeroField is the zero of a part of an object that was made here. Numbers
// and strings there are not followed: see storeInstr.
func (u *universe) zeroField(t types.Type) val {
	if t == nil || isBasic(t) && !isBoolean(t) {
		return unknown
	}
	return u.zero(t)
}

// zeroOf is zero, and unknown for a type that is not known.
func (u *universe) zeroOf(t types.Type) val {
	if t == nil {
		return unknown
	}
	return u.zero(t)
}

// gather reads a whole struct or array. Of an element it is what leads to the
// handle, if there is such a thing at a place that is not known: see cell.
func (x *explorer) gather(s state, l locID, t types.Type) val {
	loc := x.u.locs[l]
	v := x.gatherAt(s, l, t)
	if !strings.Contains(loc.path, "[") || x.reaches(s, v) {
		return v
	}
	for _, cell := range s.heap {
		c := x.u.locs[cell.key]
		if c.base == loc.base && c.path != loc.path && samePlace(c.path, loc.path) {
			if w := x.pick(s, cell.val); x.reaches(s, w) {
				return w
			}
		}
	}
	return v
}

func (x *explorer) gatherAt(s state, l locID, t types.Type) val {
	u := x.u
	loc := u.locs[l]
	var parts []pair
	for _, cell := range s.heap {
		c := u.locs[cell.key]
		if c.base != loc.base {
			continue
		}
		if rest, ok := isBelow(c.path, loc.path); ok && rest != "" {
			parts = append(parts, pair{uint32(u.loc(location{path: rest})), cell.val})
		}
	}
	if l == u.address(u.resource()) && !covered(parts, uint32(u.loc(location{path: x.handlePath}))) {
		// A copy of the resource leads to the handle by a part of its own.
		parts = append(parts, pair{uint32(u.loc(location{path: x.handlePath})), u.handle()})
	}
	whole, found := unknown, false
	for path := loc.path; !found; path = parentPath(path) {
		if v, ok := x.cell(s, loc.base, path); ok {
			whole, found = x.part(v, loc.path[len(path):], t), true
		}
		if path == "" {
			break
		}
	}
	origin := l
	switch {
	case found && len(parts) == 0:
		return whole
	case found && u.kind(whole) == kStruct:
		origin = u.at(whole).loc
		for _, p := range unpackPairs(u.at(whole).list) {
			if !covered(parts, p.key) {
				parts = append(parts, p)
			}
		}
	case found:
		origin = u.address(whole) // of an unknown value: its own parts
		if origin == 0 {
			return unknown
		}
	case u.baseOf(l).kind == localBase:
		if x.isEscaped(s, loc.base) || u.isWeak(l) {
			return unknown
		}
		if m, byCallee := u.baseOf(l).of.(made); !byCallee || m.zeroRest {
			origin = 0
		}
	}
	return u.structure(t, origin, sortPairs(parts))
}

func covered(parts []pair, key uint32) bool {
	for _, p := range parts {
		if p.key == key {
			return true
		}
	}
	return false
}

func isComposite(t types.Type) bool {
	if t == nil {
		return false
	}
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// isResourceType reports whether values of type t carry a duty.
func (x *explorer) isResourceType(t types.Type) bool {
	return t != nil && x.a.env.Table().RowOfType(t) != nil
}
