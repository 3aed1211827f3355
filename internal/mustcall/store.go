package mustcall

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// allocate makes an object.
func (x *explorer) allocate(p *path, v ssa.Value) bool {
	s, b, ok := x.renew(p.st, v)
	if !ok {
		x.void(*p, Forgotten)
		return false
	}
	s.heap = s.heap.filter(func(c pair) bool { return x.u.locs[c.key].base != b })
	s.facts = s.facts.filter(func(f pair) bool {
		d := x.u.at(val(f.key))
		return d.kind != kField || x.u.locs[d.loc].base != b
	})
	p.st = s.bind(v, x.u.addr(x.u.loc(location{base: b})))
	return true
}

// storeInstr stores. A store to a place that others can see transfers what
// reaches the handle.
func (x *explorer) storeInstr(p *path, i *ssa.Store) bool {
	u, s := x.u, p.st
	l, v := u.address(x.eval(s, i.Addr)), x.eval(s, i.Val)
	t := i.Val.Type()
	kind := noBase
	if l != 0 {
		kind = u.baseOf(l).kind
		if kind == localBase && x.isEscaped(s, u.locs[l].base) {
			kind = foreignBase
		}
	}
	if kind == foreignBase || kind == globalBase || kind == localBase && x.isArgument(l) {
		x.wrote = true
	}
	switch kind {
	case localBase, resourceBase, capturedBase:
		if isBasic(t) && u.locs[l].path != "" && !isBoolean(t) && kind == localBase {
			// Not followed: which numbers have been set so far would make
			// states that differ in nothing else. Where one is known, it is
			// not any more.
			if x.loadType(s, l, t) != unknown {
				p.st = x.put(s, l, unknown, t)
			}
			return true
		}
		p.st = x.put(s, l, v, t)
		if x.row != nil && l == x.handleLoc && s.phase == owed {
			*p = p.did(Step{Kind: Replace, Instr: i})
		}
		return true
	}
	if x.reaches(s, v) {
		x.end(*p, endTransferred, i)
		return false
	}
	s = x.escape(s, v)
	if kind == foreignBase || kind == globalBase {
		field := fieldVar(i.Addr)
		asked := field != nil && x.a.askedTwice(s.top.fn.fn, field)
		if asked || kind == globalBase && u.locs[l].path == "" && (!isBasic(t) || isBoolean(t)) {
			s = x.put(s, l, v, t)
		} else {
			s.heap = s.heap.without(uint32(l))
		}
	}
	p.st = s
	return true
}

// isArgument reports whether a location is in what a summary's caller gave.
func (x *explorer) isArgument(l locID) bool {
	m, ok := x.u.baseOf(l).of.(made)
	return ok && m.site == nil
}

func (x *explorer) mapUpdate(p *path, i *ssa.MapUpdate) bool {
	s := p.st
	m, v := x.eval(s, i.Map), x.eval(s, i.Value)
	if k := x.eval(s, i.Key); x.reaches(s, k) {
		v = k // a set of responses
	}
	if d := x.u.at(m); d.kind == kAddr && x.u.baseOf(d.loc).kind == localBase && !x.isEscaped(s, x.u.locs[d.loc].base) {
		p.st = x.put(s, x.u.sub(d.loc, anyElement), v, i.Value.Type())
		return true
	}
	if x.reaches(s, v) {
		x.end(*p, endTransferred, i)
		return false
	}
	p.st = x.escape(s, v)
	return true
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
