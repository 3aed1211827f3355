package replay

// reaches reports whether the original handle can be got from v.
func (r *replayer) reaches(v value) bool {
	if r.resource == nil {
		return false // not born yet
	}
	switch v := v.(type) {
	case nil, null, bool, int64, string:
		return false
	case *unknown:
		return v.mayRelease
	}
	return r.explore(v, make(map[*place]bool))
}

// explore adds the places that can be got at from v. It reports whether the
// handle is there.
func (r *replayer) explore(v value, seen map[*place]bool) bool {
	found := false
	switch v := v.(type) {
	case handle, releaser:
		return r.resource != nil
	case *unknown:
		return v.mayRelease
	case *cancel:
		return r.own[v]
	case address:
		return r.exploreAt(v.at, seen)
	case record:
		return r.exploreAt(v.at, seen)
	case *closure:
		found = r.exploreAll(v.bindings, seen)
	case *tuple:
		found = r.exploreAll(v.list, seen)
	case *oneOf:
		found = r.exploreAll(v.list, seen)
	case *boxed:
		found = r.explore(v.v, seen)
	case iterator:
		found = r.explore(v.over, seen)
	}
	return found
}

func (r *replayer) exploreAll(list []value, seen map[*place]bool) bool {
	found := false
	for _, v := range list {
		found = r.explore(v, seen) || found
	}
	return found
}

func (r *replayer) exploreAt(p *place, seen map[*place]bool) bool {
	if seen[p] {
		return false
	}
	seen[p] = true
	found := r.exploreAll(r.cells.of(p).values, seen)
	for _, q := range p.parts {
		found = r.exploreAt(q, seen) || found
	}
	return found
}

// handsOut is the end of v's privacy: others may change now what can be got
// at from it.
func (r *replayer) handsOut(v value, how string) {
	if r.reaches(v) {
		r.fail("what reaches the handle is %s", how)
	}
	r.publish(v)
}

func (r *replayer) publish(v value) {
	seen := make(map[*place]bool)
	r.explore(v, seen)
	for p := range seen {
		if k := r.kind(p); k == localPlace || k == returnedPlace {
			r.kinds.set(p.whole, foreignPlace)
		}
	}
	r.changes(foreignPlace)
}

// forget makes unknown what a callee may have changed that was given v. It
// neither keeps v nor replaces anything that reaches the handle.
func (r *replayer) forget(v value) {
	seen := make(map[*place]bool)
	r.explore(v, seen)
	for p := range seen {
		if k := r.kind(p); k == resourcePlace || k == sentinelPlace {
			continue
		}
		kept := r.keepReaching(r.cells.of(p).values)
		if len(kept) == 0 {
			kept = []value{&unknown{}}
		}
		r.put(p, kept...)
	}
}

// changes makes unknown what others may have changed: places of some kinds.
func (r *replayer) changes(kinds ...placeKind) {
	r.now++
	for _, k := range kinds {
		r.forgotten[k] = r.now
	}
}
