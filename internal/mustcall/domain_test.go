package mustcall

import (
	"go/token"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// Sets of integers are compared with their members among these: a few around
// zero, and the ends.
func someInts() []int64 {
	list := []int64{minInt, minInt + 1, maxInt - 1, maxInt}
	for n := int64(-40); n <= 40; n++ {
		list = append(list, n)
	}
	return list
}

func (u *universe) has(id setID, n int64) bool {
	return slices.ContainsFunc(u.sets[id], func(r intrange) bool { return r.lo <= n && n <= r.hi })
}

// checkSet compares a set with a predicate, and demands the one form that a
// set has: sorted, disjoint, non-adjacent, not empty ranges.
func checkSet(t *testing.T, u *universe, id setID, name string, want func(int64) bool) {
	t.Helper()
	for _, n := range someInts() {
		if got := u.has(id, n); got != want(n) {
			t.Fatalf("%s: %v has %d is %t", name, u.sets[id], n, got)
		}
	}
	for i, r := range u.sets[id] {
		if r.lo > r.hi || i > 0 && u.sets[id][i-1].hi+1 >= r.lo {
			t.Fatalf("%s: %v is not in its normal form", name, u.sets[id])
		}
	}
	if u.set(slices.Clone(u.sets[id])) != id {
		t.Fatalf("%s: %v has two numbers", name, u.sets[id])
	}
}

// randomSet makes a set of the integers between two ends, or beyond them.
func randomSet(r *rand.Rand, u *universe) setID {
	id := u.above(r.Int64N(60) - 30)
	for range r.IntN(4) {
		other := u.above(r.Int64N(60) - 30)
		if r.IntN(2) == 0 {
			other = u.only(r.Int64N(60) - 30)
		}
		switch r.IntN(3) {
		case 0:
			id = u.intersect(id, other)
		case 1: // their union
			id = u.complement(u.intersect(u.complement(id), u.complement(other)))
		default:
			id = u.complement(id)
		}
	}
	return id
}

func TestSetOperations(t *testing.T) {
	r, u := rand.New(rand.NewPCG(1, 1)), newUniverse()
	list := []setID{emptySet, fullSet, u.only(minInt), u.only(maxInt), u.except(minInt), u.except(maxInt), u.above(minInt), u.above(maxInt)}
	for range 200 {
		list = append(list, randomSet(r, u))
	}
	for _, a := range list {
		checkSet(t, u, u.complement(a), "complement", func(n int64) bool { return !u.has(a, n) })
		if u.complement(u.complement(a)) != a {
			t.Fatalf("%v is not the complement of its complement", u.sets[a])
		}
		for _, b := range list {
			checkSet(t, u, u.intersect(a, b), "intersection", func(n int64) bool { return u.has(a, n) && u.has(b, n) })
			subset := true
			for _, n := range someInts() {
				subset = subset && (!u.has(a, n) || u.has(b, n))
			}
			if got := u.isSubset(a, b); got != subset {
				t.Fatalf("%v is a subset of %v: %t", u.sets[a], u.sets[b], got)
			}
		}
	}
}

// comparisons are the operators, and what they mean.
var comparisons = map[token.Token]func(a, b int64) bool{
	token.EQL: func(a, b int64) bool { return a == b },
	token.NEQ: func(a, b int64) bool { return a != b },
	token.LSS: func(a, b int64) bool { return a < b },
	token.LEQ: func(a, b int64) bool { return a <= b },
	token.GTR: func(a, b int64) bool { return a > b },
	token.GEQ: func(a, b int64) bool { return a >= b },
}

func TestSatisfying(t *testing.T) {
	u := newUniverse()
	for op, holds := range comparisons {
		for _, c := range someInts() {
			set, ok := u.satisfying(op, c)
			if c >= firstOpaque && op != token.EQL && op != token.NEQ {
				if ok {
					t.Fatalf("x %s %d has a set, though such numbers have no order", op, c)
				}
				continue
			}
			if !ok {
				t.Fatalf("x %s %d has no set", op, c)
			}
			checkSet(t, u, set, op.String(), func(x int64) bool { return holds(x, c) })
			// Mirrored, "c op x" is "x op' c".
			for _, x := range someInts() {
				if holds(c, x) != comparisons[mirrored(op)](x, c) {
					t.Fatalf("%s is not mirrored by %s", op, mirrored(op))
				}
			}
		}
	}
	if _, ok := u.satisfying(token.ADD, 1); ok {
		t.Error("an addition is taken for a comparison")
	}
}

func TestQuotientSatisfying(t *testing.T) {
	u := newUniverse()
	for op, holds := range comparisons {
		for k := int64(1); k <= 7; k++ {
			for c := int64(1); c <= 5; c++ {
				set, ok := u.quotientSatisfying(op, k, c)
				if !ok {
					t.Fatalf("x/%d %s %d has no set", k, op, c)
				}
				checkSet(t, u, set, op.String(), func(x int64) bool { return holds(x/k, c) })
			}
		}
		// Where rounding towards zero is not rounding down, and where
		// products overflow, nothing is claimed.
		for _, bad := range [][2]int64{{3, 0}, {3, -1}, {3, maxInt}, {maxInt, 3}} {
			if _, ok := u.quotientSatisfying(op, bad[0], bad[1]); ok {
				t.Errorf("x/%d %s %d has a set", bad[0], op, bad[1])
			}
		}
	}
}

// TestPairs does the same to pairs and to a map.
func TestPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 300 {
		var p pairs
		model := map[uint32]val{}
		for range 30 {
			before, copied := p, slices.Clone(p)
			key, v := uint32(r.IntN(12)), val(r.IntN(4))
			switch r.IntN(3) {
			case 0:
				p = p.with(key, v)
				model[key] = v
			case 1:
				p = p.without(key)
				delete(model, key)
			default:
				odd := func(e pair) bool { return (e.key+uint32(e.val))%3 != 0 }
				p = p.filter(odd)
				maps.DeleteFunc(model, func(key uint32, v val) bool { return !odd(pair{key, v}) })
			}
			if !slices.Equal(before, copied) {
				t.Fatalf("%v became %v: pairs are immutable", copied, before)
			}
			checkPairs(t, p, model)
		}
		list := slices.Clone(p)
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		checkPairs(t, sortPairs(list), model)
		if got := unpackPairs(packPairs(p)); !slices.Equal(got, p) {
			t.Fatalf("%v is unpacked as %v", p, got)
		}
	}
}

func checkPairs(t *testing.T, p pairs, model map[uint32]val) {
	t.Helper()
	if len(p) != len(model) || !slices.IsSortedFunc(p, func(a, b pair) int { return int(a.key) - int(b.key) }) {
		t.Fatalf("%v is not sorted, or not %v", p, model)
	}
	for key := range uint32(12) {
		v, ok := p.get(key)
		if want, is := model[key]; v != want || ok != is {
			t.Fatalf("%v: get(%d) = %d, %t, want %d, %t", p, key, v, ok, want, is)
		}
	}
}

func TestPackVals(t *testing.T) {
	for _, list := range [][]val{{}, {0}, {1, 255, 256, 65535, 1 << 24, 1<<32 - 1}} {
		if got := unpackVals(packVals(list)); !slices.Equal(got, list) {
			t.Errorf("%v is unpacked as %v", list, got)
		}
	}
}
