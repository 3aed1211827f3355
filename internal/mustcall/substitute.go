package mustcall

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A substitution replaces values and objects throughout a state: what was
// the newest object becomes the one before it, what an SSA value named
// before it was computed again becomes unknown.
type substitution struct {
	x     *explorer
	u     *universe
	vals  map[val]val       // also remembers what was computed
	bases map[baseID]baseID // 0: forgotten
	used  bool
}

func (x *explorer) substitute() *substitution {
	return &substitution{x: x, u: x.u, vals: make(map[val]val), bases: make(map[baseID]baseID)}
}

func (r *substitution) val(v val) val {
	if v == unknown {
		return v
	}
	if w, ok := r.vals[v]; ok {
		r.used = r.used || w != v
		return w
	}
	d := *r.u.at(v)
	switch d.kind {
	case kField, kAddr:
		if d.loc = r.loc(d.loc); d.loc == 0 {
			d = descr{}
		}
	case kTerm:
		list := r.u.list(v)
		known := true
		for i, e := range list {
			list[i] = r.val(e)
			known = known && list[i] != unknown
		}
		a, b := r.val(d.a), r.val(d.b)
		if d.a != unknown && a == unknown || d.b != unknown && b == unknown || !known {
			d = descr{}
		} else {
			d.a, d.b, d.list = a, b, packVals(list)
		}
	case kQuo, kIn:
		if d.a = r.val(d.a); d.a == unknown {
			d = descr{}
		}
	case kContext:
		d.a = r.val(d.a)
	case kFunc, kTuple, kOneOf:
		list := r.u.list(v)
		for i := range list {
			list[i] = r.val(list[i])
		}
		if d.kind == kOneOf {
			list = sortVals(list)
		}
		d.list = packVals(list)
	case kStruct:
		d.loc = r.loc(d.loc)
		parts := unpackPairs(d.list)
		for i := range parts {
			parts[i].val = r.val(parts[i].val)
		}
		d.list = packPairs(parts)
	}
	w := r.u.intern(d)
	r.vals[v] = w
	r.used = r.used || w != v
	return w
}

func (r *substitution) loc(l locID) locID {
	loc := r.u.locs[l]
	b := r.base(loc.base)
	if b == loc.base {
		return l
	}
	if b == 0 {
		return 0
	}
	return r.u.loc(location{b, loc.path})
}

func (r *substitution) base(b baseID) baseID {
	if c, ok := r.bases[b]; ok {
		return c
	}
	d := r.u.bases[b]
	if d.kind != foreignBase {
		return b
	}
	v := r.val(d.of.(val))
	switch {
	case v == d.of.(val):
		return b
	case v == unknown:
		return 0
	}
	return r.u.base(base{kind: foreignBase, of: v})
}

// state applies the substitution to everything in s.
func (r *substitution) state(s state) state {
	s.heap = r.heap(s.heap)
	s.top = r.frame(s, s.top)
	var facts []pair
	for _, f := range s.facts {
		if v := r.val(val(f.key)); v != unknown {
			facts = append(facts, pair{uint32(v), f.val})
		}
	}
	s.facts = unique(facts)
	return s
}

func (r *substitution) heap(h pairs) pairs {
	var cells []pair
	for _, c := range h {
		if l := r.loc(locID(c.key)); l != 0 {
			cells = append(cells, pair{uint32(l), r.val(c.val)})
		}
	}
	return unique(cells)
}

func (r *substitution) frame(s state, f *frame) *frame {
	if f == nil {
		return nil
	}
	g := *f
	g.below = r.frame(s, f.below)
	g.callee = r.val(f.callee)
	g.env = make(pairs, 0, len(f.env))
	for _, e := range f.env {
		if v := r.val(e.val); v != unknown || e.val == unknown {
			g.env = append(g.env, pair{e.key, v})
		} else {
			g.env = append(g.env, pair{e.key, unknown})
		}
	}
	// Calls that have become the same are merged: otherwise those of a loop
	// pile up, and its states never repeat.
	g.defers = make([]deferred, 0, len(f.defers))
	for _, d := range f.defers {
		args := unpackVals(d.args)
		for j := range args {
			args[j] = r.val(args[j])
		}
		d = deferred{d.instr, r.val(d.callee), packVals(args)}
		if !isPendingOften(g.defers, d) && r.x.isWorthKeeping(s, d) {
			g.defers = append(g.defers, d)
		}
	}
	return &g
}

// unique sorts a list of pairs and keeps the first of each key.
func unique(list []pair) pairs {
	slices.SortStableFunc(list, func(a, b pair) int { return int(a.key) - int(b.key) })
	return slices.CompactFunc(list, func(a, b pair) bool { return a.key == b.key })
}

func sortVals(vs []val) []val {
	slices.Sort(vs)
	return slices.Compact(vs)
}

// redefine prepares for v to be computed (again): whatever is named by it
// still means its former value, which has no name now.
func (x *explorer) redefine(s state, v ssa.Value) state {
	f := s.top
	if f.below == nil && !f.fn.inLoop[f.block.Index] {
		return s
	}
	old, ok := x.u.byDescr[descr{kind: kSym, sym: v}]
	if !ok || !x.mentions(s, old) {
		return s
	}
	r := x.substitute()
	r.vals[old] = unknown
	return r.state(s)
}

// mentions reports whether a state has a value in which old occurs.
func (x *explorer) mentions(s state, old val) bool {
	for _, f := range s.facts {
		if x.u.mentions(val(f.key), old) {
			return true
		}
	}
	for _, c := range s.heap {
		if x.u.mentions(c.val, old) || x.u.mentionsLoc(locID(c.key), old) {
			return true
		}
	}
	for f := range s.frames {
		for _, e := range f.env {
			if x.u.mentions(e.val, old) {
				return true
			}
		}
		for _, d := range f.defers {
			if x.u.mentions(d.callee, old) {
				return true
			}
			for _, a := range unpackVals(d.args) {
				if x.u.mentions(a, old) {
					return true
				}
			}
		}
	}
	return false
}

// mentions reports whether old occurs in v.
func (u *universe) mentions(v, old val) bool {
	switch d := u.at(v); d.kind {
	case kSym:
		return v == old
	case kAddr, kField:
		return u.mentionsLoc(d.loc, old)
	case kIn, kQuo, kContext:
		return u.mentions(d.a, old)
	case kTerm, kFunc, kTuple, kOneOf:
		if d.kind == kTerm && (u.mentions(d.a, old) || u.mentions(d.b, old)) {
			return true
		}
		for _, e := range u.list(v) {
			if u.mentions(e, old) {
				return true
			}
		}
	case kStruct:
		for _, p := range unpackPairs(d.list) {
			if u.mentions(p.val, old) {
				return true
			}
		}
		return u.mentionsLoc(d.loc, old)
	}
	return false
}

func (u *universe) mentionsLoc(l locID, old val) bool {
	b := u.baseOf(l)
	return b.kind == foreignBase && u.mentions(b.of.(val), old)
}

// maxGenerations is how many objects made by one instruction are told
// apart, the newest ones.
const maxGenerations = 4

// renew makes room for a new object made by v: the newest one so far becomes
// the one before, and so on. The oldest is forgotten, unless it leads to the
// handle: then the one after it is. ok is false if both do.
func (x *explorer) renew(s state, v ssa.Value) (_ state, b baseID, ok bool) {
	u := x.u
	generation := func(n uint8) baseID { return u.base(base{kind: localBase, of: v, gen: n}) }
	f := s.top
	if f.below == nil && !f.fn.inLoop[f.block.Index] {
		return s, generation(0), true
	}
	r := x.substitute()
	oldest := uint8(maxGenerations - 1)
	if s.phase == owed && x.reachBase(s, generation(oldest), &[]baseID{}) {
		oldest--
		if x.reachBase(s, generation(oldest), &[]baseID{}) {
			return s, generation(0), false
		}
	}
	for n := range oldest {
		r.bases[generation(n)] = generation(n + 1)
	}
	r.bases[generation(oldest)] = 0
	if t := r.state(s); r.used || len(t.heap) != len(s.heap) {
		s = t
	}
	return s, generation(0), true
}
