package mustcall

import "slices"

// reaches reports whether the original handle can be got from v: the one
// question that is asked of values. Carrying, transfer and loss are all
// answers to it.
func (x *explorer) reaches(s state, v val) bool {
	if s.phase != owed {
		return false
	}
	return x.reach(s, v, &[]baseID{})
}

// reach is reaches; seen are the objects that have been looked into.
func (x *explorer) reach(s state, v val, seen *[]baseID) bool {
	u := x.u
	switch d := u.at(v); d.kind {
	case kHandle, kReleaser:
		return true
	case kReader:
		// A reader by a known function cannot close; one by an unknown
		// function might.
		return d.n == 1
	case kResource:
		return x.reach(s, x.load(s, x.handleLoc), seen)
	case kAddr:
		return x.reachBase(s, u.locs[d.loc].base, seen)
	case kFunc, kTuple, kOneOf:
		for _, e := range u.list(v) {
			if x.reach(s, e, seen) {
				return true
			}
		}
	case kStruct:
		for _, p := range unpackPairs(d.list) {
			if x.reach(s, p.val, seen) {
				return true
			}
		}
	}
	return false
}

// reachBase reports whether the handle can be got from an object: from any
// part of it, since a pointer to one leads to all.
func (x *explorer) reachBase(s state, b baseID, seen *[]baseID) bool {
	if slices.Contains(*seen, b) {
		return false
	}
	*seen = append(*seen, b)
	for _, cell := range s.heap {
		if x.u.locs[cell.key].base == b && x.reach(s, cell.val, seen) {
			return true
		}
	}
	return x.u.bases[b].kind == resourceBase && x.reach(s, x.load(s, x.handleLoc), seen)
}

// anyReaches reports whether one of vs reaches the handle.
func (x *explorer) anyReaches(s state, vs []val) bool {
	for _, v := range vs {
		if x.reaches(s, v) {
			return true
		}
	}
	return false
}

// carries reports whether v is more than an unknown or plain value: it
// reaches the handle, or is an address, a function, or made of those.
func (x *explorer) carries(s state, v val) bool {
	switch d := x.u.at(v); d.kind {
	case kResource, kHandle, kReader, kAddr, kFunc, kReleaser, kContext, kCancel:
		return true
	case kTuple, kOneOf:
		for _, e := range x.u.list(v) {
			if x.carries(s, e) {
				return true
			}
		}
	case kStruct:
		for _, p := range unpackPairs(d.list) {
			if x.carries(s, p.val) {
				return true
			}
		}
		return d.loc != 0
	}
	return false
}
