package mustcall

// escape marks the objects that can be got from v: from now on others know
// them.
func (x *explorer) escape(s state, v val) state {
	for _, b := range x.objects(s, v, nil) {
		s.heap = s.heap.filter(func(p pair) bool { return x.u.locs[p.key].base != b })
		s = s.store(x.u.loc(location{b, escapedPath}), x.u.constant(1))
	}
	return s
}

// forget makes the contents of the object that v points to unknown, because
// a callee that does not keep the pointer may have written through it.
func (x *explorer) forget(s state, v val) state {
	for _, b := range x.objects(s, v, nil) {
		if x.isEscaped(s, b) {
			continue
		}
		s.heap = s.heap.filter(func(p pair) bool { return x.u.locs[p.key].base != b })
		s = s.store(x.u.loc(location{base: b}), unknown)
	}
	return s
}

// objects lists the local objects that can be got from v, and the functions
// that cancel contexts made here.
func (x *explorer) objects(s state, v val, seen []baseID) []baseID {
	u := x.u
	switch d := u.at(v); d.kind {
	case kCancel:
		seen = append(seen, u.base(base{kind: cancelBase, of: d.sym}))
	case kAddr:
		b := u.locs[d.loc].base
		if u.bases[b].kind != localBase {
			return seen
		}
		for _, o := range seen {
			if o == b {
				return seen
			}
		}
		seen = append(seen, b)
		for _, cell := range s.heap {
			if u.locs[cell.key].base == b {
				seen = x.objects(s, cell.val, seen)
			}
		}
	case kFunc, kTuple, kOneOf:
		for _, e := range u.list(v) {
			seen = x.objects(s, e, seen)
		}
	case kStruct:
		for _, p := range unpackPairs(d.list) {
			seen = x.objects(s, p.val, seen)
		}
	}
	return seen
}

// isLocal reports whether v is a container that was made here and that
// nobody else knows.
func (x *explorer) isLocal(s state, v val) bool {
	d := x.u.at(v)
	return d.kind == kAddr && x.u.baseOf(d.loc).kind == localBase && !x.isEscaped(s, x.u.locs[d.loc].base)
}

func (x *explorer) isEscaped(s state, b baseID) bool {
	_, ok := s.heap.get(uint32(x.u.loc(location{b, escapedPath})))
	return ok
}
