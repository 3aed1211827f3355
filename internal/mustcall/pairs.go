package mustcall

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// pairs is an immutable map from numbers to values, as a slice sorted by
// key. The maps of a state are small, and states are compared all the time.
type pairs []pair

type pair struct {
	key uint32
	val val
}

func (p pairs) find(key uint32) (int, bool) {
	return slices.BinarySearchFunc(p, key, func(e pair, key uint32) int { return cmp.Compare(e.key, key) })
}

// get returns the value of key, and whether there is one.
func (p pairs) get(key uint32) (val, bool) {
	if i, ok := p.find(key); ok {
		return p[i].val, true
	}
	return unknown, false
}

func (p pairs) with(key uint32, v val) pairs {
	i, ok := p.find(key)
	if ok && p[i].val == v {
		return p
	}
	out := make(pairs, 0, len(p)+1)
	out = append(out, p[:i]...)
	out = append(out, pair{key, v})
	if ok {
		i++
	}
	return append(out, p[i:]...)
}

func (p pairs) without(key uint32) pairs {
	i, ok := p.find(key)
	if !ok {
		return p
	}
	out := make(pairs, 0, len(p)-1)
	out = append(out, p[:i]...)
	return append(out, p[i+1:]...)
}

// filter returns the pairs that keep holds for.
func (p pairs) filter(keep func(pair) bool) pairs {
	for i, e := range p {
		if keep(e) {
			continue
		}
		out := append(make(pairs, 0, len(p)-1), p[:i]...)
		for _, e := range p[i+1:] {
			if keep(e) {
				out = append(out, e)
			}
		}
		return out
	}
	return p
}

// sortPairs makes pairs of a list in any order, of which no key is there twice.
func sortPairs(list []pair) pairs {
	slices.SortFunc(list, func(a, b pair) int { return cmp.Compare(a.key, b.key) })
	return list
}

func (p pairs) appendKey(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(p)))
	for _, e := range p {
		b = binary.AppendUvarint(b, uint64(e.key))
		b = binary.AppendUvarint(b, uint64(e.val))
	}
	return b
}
