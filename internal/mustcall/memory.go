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
// not known.
func (x *explorer) cell(s state, b baseID, path string) (val, bool) {
	if v, ok := s.heap.get(uint32(x.u.loc(location{b, path}))); ok {
		return x.pick(s, v), true
	}
	if !strings.Contains(path, "[") {
		return unknown, false
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
	return x.pick(s, x.u.oneOf(sortVals(found))), true
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
		var below pairs
		for _, p := range unpackPairs(d.list) {
			if rest, ok := isBelow(path, u.locs[p.key].path); ok {
				if rest == "" {
					return p.val
				}
				return x.part(p.val, rest, t)
			}
			if rest, ok := isBelow(u.locs[p.key].path, path); ok {
				below = append(below, pair{uint32(u.loc(location{path: rest})), p.val})
			}
		}
		if isComposite(t) {
			origin := locID(0)
			if d.loc != 0 {
				origin = u.sub(d.loc, path)
			}
			return u.structure(t, origin, sortPairs(below))
		}
		if strings.Contains(path, "[") {
			return x.elementOf(v, path)
		}
		if d.loc == 0 {
			return u.zeroField(t)
		}
		return x.initial(state{}, u.sub(d.loc, path), t)
	case kSym, kField:
		return u.field(u.sub(u.address(v), path))
	}
	return unknown
}

// initial is what a location holds if nothing was stored there: zero in an
// object that was made here, something unknown in any other.
func (x *explorer) initial(s state, l locID, t types.Type) val {
	switch b := x.u.baseOf(l); b.kind {
	case localBase:
		if x.isEscaped(s, x.u.locs[l].base) || x.u.isWeak(l) {
			return unknown
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
func (x *explorer) elementOf(v val, path string) val {
	if strings.Contains(path, anyElement) {
		return unknown
	}
	for _, p := range unpackPairs(x.u.at(v).list) {
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

// gather reads a whole struct or array.
func (x *explorer) gather(s state, l locID, t types.Type) val {
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
		origin = 0
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

// put stores v, a value of type t, at l, whatever l is. Stores of values
// that reach the handle to places others can see are not its business.
func (x *explorer) put(s state, l locID, v val, t types.Type) state {
	u := x.u
	if u.isWeak(l) {
		if !x.carries(s, v) && (u.kind(v) != kConst || !x.isResourceType(t)) {
			v = unknown // something else: not zero, as if nothing had been stored
		}
		all := []val{v}
		if old, ok := s.heap.get(uint32(l)); ok {
			all = append(all, x.members(old)...)
		}
		return s.store(l, u.oneOf(sortVals(all)))
	}
	loc := u.locs[l]
	s.heap = s.heap.filter(func(p pair) bool {
		c := u.locs[p.key]
		if c.base != loc.base {
			return true
		}
		_, below := isBelow(c.path, loc.path)
		return !below
	})
	local := u.baseOf(l).kind == localBase
	d := u.at(v)
	if isComposite(t) && d.kind == kStruct {
		if d.loc != 0 || !local || loc.path != "" {
			s = s.store(l, u.structure(t, d.loc, nil))
		}
		for _, p := range unpackPairs(d.list) {
			s = s.store(u.sub(l, u.locs[p.key].path), p.val)
		}
		return s
	}
	if local && t != nil && v == u.zero(t) && loc.path == "" {
		return s // as if nothing had been stored
	}
	return s.store(l, v)
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
