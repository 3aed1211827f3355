package mustcall

import (
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A slice expression makes a part of a container that is followed here.
// Where that part begins at the container's beginning, it counts as the
// container itself: what is stored through one is seen through the other.
//
// Two kinds of parts do not, if the container leads to the handle: what is
// left after the first elements, and what is left before the last ones.
//
//	t3 = slice t1[1:int]      the rest of a queue
//	t9 = slice t1[:t8]        the rest of a stack, if t8 = len(t1) - 1
//
// Whether ours is in such a part is known if the places of the elements are.
// If not, the path forks: a queue that is emptied, element by element, would
// never end otherwise, because the whole of it leads to the handle for ever.
// Each side has an object of its own. In other parts ours is taken to be,
// which errs on the side of silence: for x[i:j] in a loop over i it is not
// feasible that it is in none of them.

// A part is what a slice expression takes of a container: from low up to
// high, or up to its last less elements.
type part struct {
	low, high, less int64
	lowOK, highOK   bool // they are known
}

func (x *explorer) partOf(s state, i *ssa.Slice) part {
	p := part{lowOK: i.Low == nil}
	if i.Low != nil {
		p.low, p.lowOK = smallInt(i.Low)
	}
	if i.High != nil {
		p.high, p.highOK = smallInt(i.High)
		p.less = lengthLess(i.High, i.X)
	} else if ptr, ok := i.X.Type().Underlying().(*types.Pointer); ok {
		if array, ok := ptr.Elem().Underlying().(*types.Array); ok {
			p.high, p.highOK = array.Len(), true
		}
	}
	if d := x.u.at(x.length(s, x.eval(s, i.X))); d.kind == kConst && !p.highOK && (p.less > 0 || i.High == nil) {
		p.high, p.highOK = d.n-p.less, true
	}
	return p
}

// lengthLess returns by how much v is less than the length of the container
// of; 0 if it is not known to be.
func lengthLess(v, of ssa.Value) int64 {
	sub, ok := v.(*ssa.BinOp)
	if !ok || sub.Op != token.SUB || !isLength(sub.X) || sub.X.(*ssa.Call).Call.Args[0] != of {
		return 0
	}
	n, _ := smallInt(sub.Y)
	return max(n, 0)
}

// sliceInstr executes a slice expression.
func (x *explorer) sliceInstr(p *path, i *ssa.Slice) bool {
	v := x.eval(p.st, i.X)
	if x.u.kind(v) != kAddr {
		p.st = x.define(p.st, i, unknown).next()
		return true
	}
	take := x.partOf(p.st, i)
	fromStart := take.lowOK && take.low == 0
	switch {
	case take.lowOK && (take.low > 0 || take.less > 0 || take.highOK && take.high == 0) &&
		x.isLocal(p.st, v) && x.reaches(p.st, v):
		return x.cut(p, i, v, take)
	case !fromStart:
		p.st = x.loosen(p.st, v)
	case i.High != nil || take.highOK:
		p.st = x.noteLength(p.st, v, take)
	}
	p.st = x.define(p.st, i, v).next()
	return true
}

// noteLength notes the length of a part that counts as its container. So do
// two parts of different lengths, which have none that is known.
//
//	t0 = new [64]byte (makeslice)
//	t1 = slice t0[:0:int]
func (x *explorer) noteLength(s state, v val, take part) state {
	d := x.u.at(v)
	if x.u.baseOf(d.loc).kind != localBase {
		return s
	}
	length := unknown
	if take.highOK {
		length = x.u.constant(take.high)
	}
	l := x.u.sub(d.loc, lengthPath)
	if old, ok := s.heap.get(uint32(l)); ok && old != length {
		length = unknown
	}
	return s.store(l, length)
}

// loosen forgets at which places of a container its elements are.
func (x *explorer) loosen(s state, v val) state {
	at := x.u.locs[x.u.at(v).loc]
	t := s
	for _, cell := range s.heap {
		c := x.u.locs[cell.key]
		rest, ok := isBelow(c.path, at.path)
		if c.base != at.base || !ok || rest == "" || rest[0] != '[' || strings.HasPrefix(rest, anyElement) {
			continue
		}
		t.heap = t.heap.without(cell.key)
		t = x.put(t, x.u.loc(location{c.base, at.path + anyElement + rest[len(firstPart(rest)):]}), cell.val, nil)
	}
	t.heap = t.heap.without(uint32(x.u.sub(x.u.at(v).loc, lengthPath)))
	return t
}

// cut makes the rest of a container that leads to the handle: with ours in
// it, without, or either.
func (x *explorer) cut(p *path, i *ssa.Slice, v val, take part) bool {
	at := x.u.locs[x.u.at(v).loc]
	old := p.st
	var cells []pair // of the container, by the path below it
	for _, c := range old.heap {
		if loc := x.u.locs[c.key]; loc.base == at.base {
			if rest, ok := isBelow(loc.path, at.path); ok && rest != "" && rest[0] == '[' {
				cells = append(cells, pair{uint32(x.u.loc(location{path: rest})), c.val})
			}
		}
	}
	in, out := x.whereIsOurs(old, cells, take)
	if m, ok := x.u.bases[at.base].of.(made); ok && m.site == nil && in && out {
		// It is the caller who knows which of its arguments is ours.
		x.void(*p, Forgotten)
		return false
	}
	length := unknown
	if take.highOK {
		length = x.u.constant(max(take.high-take.low, 0))
	}
	if !x.allocate(p, i) {
		return false
	}
	list := x.u.at(x.eval(p.st, i)).loc
	fill := func(s state, in bool) state {
		for _, c := range cells {
			rest, ok := shifted(x.u.locs[c.key].path, take.low)
			switch {
			case !ok:
				continue
			case !in && x.reaches(old, c.val):
				s = s.store(x.u.sub(list, rest), unknown)
			default:
				s = s.store(x.u.sub(list, rest), c.val)
			}
		}
		return s.store(x.u.sub(list, lengthPath), length).next()
	}
	if out {
		q := p.did(Step{Kind: Choose, Instr: i, Choice: NotInPart})
		q.st = fill(q.st, false)
		if !in {
			*p = q
			return true
		}
		x.fork(q)
	}
	p.st = fill(p.st, true)
	return true
}

// whereIsOurs reports whether the handle can be got from what is left of a
// container, and whether it can be that it is not.
func (x *explorer) whereIsOurs(s state, cells []pair, take part) (in, out bool) {
	if take.highOK && take.high <= take.low {
		return false, true // nothing is left
	}
	others := make(map[int64]bool) // places of other elements
	anywhere := false
	for _, c := range cells {
		n, exact := place(x.u.locs[c.key].path)
		switch ours := x.reaches(s, c.val); {
		case !exact:
			anywhere = anywhere || ours
		case !ours:
			others[n] = true
		case n >= take.low && (!take.highOK || n < take.high):
			return true, false
		}
	}
	out = take.less == 1
	if take.low == 1 {
		out = out || !others[0]
	} // (Of several that are left out, each would have to be ours.)
	return anywhere, out || !anywhere
}

// place is the place that a path begins with, if it is known.
func place(path string) (n int64, ok bool) {
	part := firstPart(path)
	n, err := strconv.ParseInt(strings.Trim(part, "[]"), 10, 64)
	return n, err == nil
}

// shifted is a path of a container in what is left of it after the first n
// elements; ok is false if it is among those.
func shifted(path string, n int64) (_ string, ok bool) {
	at, exact := place(path)
	if !exact {
		return path, true
	}
	return elementPath(at-n) + path[len(firstPart(path)):], at >= n
}
