package mustcall

import "golang.org/x/tools/go/ssa"

// bindPhis gives the φs of a block their values on the edge from from. All
// operands are read before any φ is bound.
func (x *explorer) bindPhis(s state, from, to *ssa.BasicBlock) state {
	list := phis(to)
	if len(list) == 0 {
		return s
	}
	pred := 0
	for i, p := range to.Preds {
		if p == from {
			pred = i
		}
	}
	u := x.u
	values := make([]val, len(list))
	sets := make([]setID, len(list))
	for i, phi := range list {
		values[i] = x.eval(s, phi.Edges[pred])
		sets[i] = s.fact(values[i])
	}
	for i, phi := range list {
		if values[i] != u.sym(phi) {
			s = x.redefine(s, phi)
		}
	}
	f := s.top.fn
	for i, phi := range list {
		v := values[i]
		switch {
		case v == u.sym(phi):
		case isBasic(phi.Type()) && !f.decides.has(f.number(phi)):
			s = s.unbind(phi)
		case u.kind(v) != kSym:
			s = s.bind(phi, v)
		default:
			s = x.bindPhiToName(s, phi, v, to, sets[i])
		}
	}
	return s
}

// bindPhiToName binds a φ to an unknown value only if that stays live under
// its own name, or is a response or an error that says something about the
// other one. Otherwise the φ is a new name for it, which keeps what is known.
func (x *explorer) bindPhiToName(s state, phi *ssa.Phi, v val, to *ssa.BasicBlock, set setID) state {
	f := s.top.fn
	name := x.u.at(v).sym.(ssa.Value)
	if p, ok := name.(*ssa.Phi); ok && p.Block() == to {
		return s.unbind(phi) // renamed on this very edge
	}
	if n, ok := f.num[name]; !ok || f.live[to.Index].has(n) || x.beside(v) != unknown {
		return s.bind(phi, v)
	}
	s = s.unbind(phi)
	if len(s.facts) > 0 {
		// What is known about its fields, and comparisons with it, too.
		r := x.substitute()
		r.vals[v] = x.u.sym(phi)
		s = r.state(s)
	}
	if set != fullSet {
		s = s.withFact(x.u.sym(phi), set)
	}
	return s
}
