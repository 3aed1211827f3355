package mustcall

import (
	"encoding/binary"
	"go/token"
	"math"
)

const (
	minInt = math.MinInt64
	maxInt = math.MaxInt64
)

// An intset is a set of integers: sorted, disjoint, non-adjacent ranges.
// It says what is known of a value: {0} is nil or false, its complement is
// "not nil" or true, and of an integer it says which ones are possible.
type intset []intrange

type intrange struct{ lo, hi int64 } // both inclusive

// A setID is the number of a set in a universe.
type setID uint32

const (
	emptySet setID = 0
	fullSet  setID = 1
)

func (u *universe) set(s intset) setID {
	b := make([]byte, 0, 16*len(s))
	for _, r := range s {
		b = binary.LittleEndian.AppendUint64(b, uint64(r.lo))
		b = binary.LittleEndian.AppendUint64(b, uint64(r.hi))
	}
	if id, ok := u.bySet[string(b)]; ok {
		return id
	}
	id := setID(len(u.sets))
	u.sets = append(u.sets, s)
	u.bySet[string(b)] = id
	return id
}

// only is the set of the one integer n; except is its complement.
func (u *universe) only(n int64) setID   { return u.set(intset{{n, n}}) }
func (u *universe) except(n int64) setID { return u.complement(u.only(n)) }

// above is the set of integers >= n.
func (u *universe) above(n int64) setID { return u.set(intset{{n, maxInt}}) }

func (u *universe) complement(id setID) setID {
	var out intset
	next := int64(minInt)
	for _, r := range u.sets[id] {
		if r.lo > next {
			out = append(out, intrange{next, r.lo - 1})
		}
		if r.hi == maxInt {
			return u.set(out)
		}
		next = r.hi + 1
	}
	return u.set(append(out, intrange{next, maxInt}))
}

func (u *universe) intersect(a, b setID) setID {
	switch {
	case a == b || b == fullSet:
		return a
	case a == fullSet:
		return b
	}
	x, y := u.sets[a], u.sets[b]
	var out intset
	for i, j := 0, 0; i < len(x) && j < len(y); {
		lo, hi := max(x[i].lo, y[j].lo), min(x[i].hi, y[j].hi)
		if lo <= hi {
			out = append(out, intrange{lo, hi})
		}
		if x[i].hi < y[j].hi {
			i++
		} else {
			j++
		}
	}
	return u.set(out)
}

// isSubset reports whether a is a subset of b.
func (u *universe) isSubset(a, b setID) bool { return u.intersect(a, b) == a }

// satisfying is the set of x with "x op c", and whether there is one: op is
// a comparison.
func (u *universe) satisfying(op token.Token, c int64) (setID, bool) {
	if op != token.EQL && op != token.NEQ && c >= firstOpaque {
		return emptySet, false // no order
	}
	switch op {
	case token.EQL:
		return u.only(c), true
	case token.NEQ:
		return u.except(c), true
	case token.GEQ:
		return u.above(c), true
	case token.LSS:
		return u.complement(u.above(c)), true
	case token.GTR:
		if c == maxInt {
			return emptySet, true
		}
		return u.above(c + 1), true
	case token.LEQ:
		if c == maxInt {
			return fullSet, true
		}
		return u.complement(u.above(c + 1)), true
	}
	return emptySet, false
}

// quotientSatisfying is the set of x with "x/k op c" for k > 0 and c >= 1,
// where rounding towards zero is rounding down.
func (u *universe) quotientSatisfying(op token.Token, k, c int64) (setID, bool) {
	if c < 1 || c > 1<<31 || k > 1<<31 {
		return emptySet, false
	}
	is := u.set(intset{{c * k, c*k + k - 1}})
	switch op {
	case token.EQL:
		return is, true
	case token.NEQ:
		return u.complement(is), true
	case token.GEQ:
		return u.above(c * k), true
	case token.LSS:
		return u.complement(u.above(c * k)), true
	case token.GTR:
		return u.above((c + 1) * k), true
	case token.LEQ:
		return u.complement(u.above((c + 1) * k)), true
	}
	return emptySet, false
}
