package mustcall

import "slices"

// collect forgets what no later instruction can ask for, so that states
// that differ in nothing that matters become the same: dead variables,
// objects that cannot be reached, fields that will not be read, facts about
// values without a name. It also finds out whether anything still reaches
// the handle; that is how a lost obligation is noticed.
//
// live are the values of the top frame that are live.
func (x *explorer) collect(s state, live bitset) state {
	top := *s.top
	top.live = live
	top.env = top.env.filter(func(p pair) bool { return live.has(p.key) })
	s.top = &top

	m := x.marker
	m.start(x, s)
	var reads fieldset
	for f := range s.frames {
		reads |= f.fn.reads[f.block.Index]
		for _, e := range f.env {
			m.visit(e.val)
		}
		m.visit(f.callee)
		if x.defersRun(f) {
			m.visitDefers(f)
		}
	}
	for _, c := range s.heap {
		switch x.u.baseOf(locID(c.key)).kind {
		case localBase, resourceBase:
		default:
			m.visit(c.val)
		}
	}
	if x.held != unknown {
		m.visit(x.held)
	}
	reached := m.handle
	for f := range s.frames {
		m.visitDefers(f) // those that never run keep their objects, too
	}
	if s.phase == owed && !reached {
		s.phase = lost
	}
	s.heap = s.heap.filter(func(c pair) bool { return x.keepCell(s, locID(c.key), c.val, reads) })
	s.facts = s.facts.filter(func(f pair) bool { return m.named(val(f.key), reads) })
	return s
}

// defersRun reports whether the pending calls of a frame can still run. In
// a loop that never ends they do not, unless a panic is recovered.
func (x *explorer) defersRun(f *frame) bool {
	if f.fn.returns[f.block.Index] || f.unwinding {
		return true
	}
	return slices.ContainsFunc(f.defers, x.recovers)
}

func (x *explorer) keepCell(s state, l locID, v val, reads fieldset) bool {
	b := x.u.baseOf(l)
	switch b.kind {
	case localBase:
		if !x.marker.bases[x.u.locs[l].base] {
			return false
		}
	case resourceBase:
		if s.phase == lost {
			return true // what replaced the handle is still not the handle
		}
	}
	// What leads to other objects is kept: who gets to know this one gets to
	// know them.
	// Where the function may return the object, its caller may read any field;
	// and a callee that is given an option by it.
	return x.keepsParams || b.kind == localBase && x.isOptionValue(v) || readable(x.u.locs[l].path, reads) || x.carries(s, v)
}

// readable reports whether the last part of a path is a field that can
// still be read, or no field.
func readable(path string, reads fieldset) bool {
	for i := len(path) - 1; i >= 0; i-- {
		switch path[i] {
		case '#':
			return reads&lengthRead != 0
		case '[', '!':
			return true
		case '.':
			n := 0
			for _, c := range path[i+1:] {
				n = n*10 + int(c-'0')
			}
			return reads&oneField(n) != 0
		}
	}
	return true
}

// A marker finds what can be got at in a state.
type marker struct {
	x      *explorer
	s      state
	vals   map[val]bool
	bases  map[baseID]bool
	cells  map[baseID][]val // the contents of local objects
	handle bool             // the handle can be got at
}

func (m *marker) start(x *explorer, s state) {
	m.x, m.s, m.handle = x, s, false
	clear(m.vals)
	clear(m.bases)
	clear(m.cells)
	for _, c := range s.heap {
		b := x.u.locs[c.key].base
		m.cells[b] = append(m.cells[b], c.val)
	}
}

func (m *marker) visitDefers(f *frame) {
	for _, d := range f.defers {
		m.visit(d.callee)
		for _, a := range unpackVals(d.args) {
			m.visit(a)
		}
	}
}

func (m *marker) visit(v val) {
	if v == unknown || m.vals[v] {
		return
	}
	m.vals[v] = true
	u := m.x.u
	d := *u.at(v)
	switch d.kind {
	case kHandle, kReleaser:
		m.handle = true
	case kReader:
		m.handle = m.handle || d.n == 1
	case kResource:
		m.visit(m.x.load(m.s, m.x.handleLoc))
	case kAddr, kField:
		m.visitBase(u.locs[d.loc].base)
	case kFunc, kTuple, kOneOf:
		for _, e := range u.list(v) {
			m.visit(e)
		}
	case kStruct:
		for _, p := range unpackPairs(d.list) {
			m.visit(p.val)
		}
		if d.loc != 0 {
			m.visitOrigin(u.locs[d.loc].base)
		}
	case kIn, kQuo, kContext:
		m.visit(d.a)
	case kTerm:
		m.visit(d.a)
		m.visit(d.b)
		for _, e := range u.list(v) {
			m.visit(e)
		}
	}
}

func (m *marker) visitBase(b baseID) {
	if m.bases[b] {
		return
	}
	m.bases[b] = true
	switch d := m.x.u.bases[b]; d.kind {
	case foreignBase:
		m.visit(d.of.(val))
	case localBase:
		for _, v := range m.cells[b] {
			m.visit(v)
		}
	case resourceBase:
		m.visit(m.x.u.resource())
	}
}

// visitOrigin visits the object that a struct value is a copy of: what it
// leads to now is not what the copy leads to, except that facts about its
// initial content stay of interest.
func (m *marker) visitOrigin(b baseID) {
	if d := m.x.u.bases[b]; d.kind == foreignBase {
		m.visit(d.of.(val))
	}
}

// named reports whether anything can still ask about v: it is mentioned
// somewhere, or made of values that are live.
func (m *marker) named(v val, reads fieldset) bool {
	if m.vals[v] || m.x.keepsParams && m.x.isOfParam(v) {
		return true
	}
	u := m.x.u
	switch d := *u.at(v); d.kind {
	case kConst, kUnknown:
		return true
	case kSym:
		for f := range m.s.frames {
			if n, ok := f.fn.numberOf(d.sym); ok && f.live != nil && f.live.has(n) {
				return true
			}
		}
	case kField:
		if !readable(u.locs[d.loc].path, reads) {
			return false
		}
		switch b := u.baseOf(d.loc); b.kind {
		case foreignBase:
			return m.named(b.of.(val), reads)
		case resourceBase:
			return m.vals[u.resource()]
		}
		return true
	case kTerm:
		for _, e := range u.list(v) {
			if !m.named(e, reads) {
				return false
			}
		}
		return m.named(d.a, reads) && m.named(d.b, reads)
	}
	return false
}
