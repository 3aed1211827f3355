package mustcall

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// builtin executes a call of a builtin function.
func (x *explorer) builtin(p *path, i ssa.CallInstruction, b *ssa.Builtin) bool {
	c := call{instr: i}
	args := x.evalAll(p.st, i.Common().Args)
	switch b.Name() {
	case "append":
		return x.appendTo(p, i, args)
	case "copy":
		t := elementType(i, 1)
		add := x.contents(p.st, args[1], t)
		if !x.isLocal(p.st, args[0]) && x.anyReaches(p.st, add) {
			x.end(*p, endTransferred, i)
			return false
		}
		p.st = x.addMembers(p.st, args[0], add, t)
	case "len":
		return x.finish(p, c, x.length(p.st, args[0]))
	case "recover":
		return x.recover(p, c)
	case "clear":
		// Forgets: what was there may be lost, which collect would have to
		// notice; silent instead.
		if x.reaches(p.st, args[0]) {
			x.void(*p, Forgotten)
			return false
		}
	case "ssa:wrapnilchk":
		return x.finish(p, c, args[0])
	}
	// The others neither keep nor release: cap, close, complex, delete, imag, max,
	// min, new, panic (an instruction of its own), print, println, real,
	// ssa:deferstack and those of unsafe. Their results are unknown.
	return x.finish(p, c, unknown)
}

// recover executes a call of recover. In a deferred call that runs because
// of a panic it returns what is not nil, once, and the panic is over when the
// deferred calls are.
func (x *explorer) recover(p *path, c call) bool {
	f := p.st.top
	switch {
	case f.below == nil:
		return x.finish(p, c, unknown)
	case f.how != deferredCall || !f.below.unwinding || f.below.recovered:
		return x.finish(p, c, x.u.constant(0))
	}
	p.st = p.st.replaceFrame(1, func(f *frame) { f.recovered = true })
	return x.finish(p, c, x.u.nonNil())
}

// elementType is the type of the elements of an argument that is a slice.
func elementType(i ssa.CallInstruction, arg int) types.Type {
	if s, ok := i.Common().Args[arg].Type().Underlying().(*types.Slice); ok {
		return s.Elem()
	}
	return nil // a string
}

// length is the length of a container: what a slice expression or append made
// it, positive if it holds something, or an unknown one with a name.
func (x *explorer) length(s state, v val) val {
	u := x.u
	d := *u.at(v)
	switch {
	case d.kind == kUnsettled:
		return v
	case d.kind == kConst && d.n == 0:
		return u.constant(0) // a nil slice or map
	case d.kind == kAddr:
		if n, ok := s.heap.get(uint32(u.sub(d.loc, lengthPath))); ok && n != unknown {
			return n
		}
		for _, c := range x.cellsBelow(s, d.loc) {
			if u.locs[c.key].path[0] == '[' && slices.ContainsFunc(x.members(c.val), func(e val) bool { return x.carries(s, e) }) {
				return u.atLeast(1)
			}
		}
	case u.isBase(v):
		return u.intern(descr{kind: kTerm, op: opLength, a: v})
	}
	return unknown
}

// maxLength is how far the length of a slice is followed.
const maxLength = 2

// grow is the length of a slice of length n after an append of k elements.
func (x *explorer) grow(n, k val) val {
	dn, dk := *x.u.at(n), *x.u.at(k)
	counted := func(d descr) bool { return d.kind == kConst || d.kind == kAtLeast }
	switch {
	case !counted(dn) && !counted(dk):
		return unknown
	case !counted(dn):
		dn.kind, dn.n = kAtLeast, 0
	case !counted(dk):
		dk.kind, dk.n = kAtLeast, 0
	}
	sum := min(dn.n, maxLength+1) + min(dk.n, maxLength+1)
	if dn.kind == kConst && dk.kind == kConst && sum <= maxLength {
		return x.u.constant(sum)
	}
	return x.u.atLeast(min(sum, maxLength+1))
}

// contents lists what is known to be in a container of elements of type t.
func (x *explorer) contents(s state, v val, t types.Type) []val {
	u := x.u
	d := *u.at(v)
	if d.kind != kAddr {
		return nil
	}
	at := u.locs[d.loc]
	var list []val
	for _, cell := range s.heap {
		c := u.locs[cell.key]
		rest, ok := isBelow(c.path, at.path)
		if c.base != at.base || !ok || rest == "" || rest[0] != '[' {
			continue
		}
		whole := x.loadType(s, u.sub(d.loc, firstPart(rest)), t)
		if x.carries(s, whole) || x.isResourceType(t) {
			list = append(list, x.members(whole)...)
		}
	}
	return sortVals(list)
}

// addMembers puts values into a container, at places that are not known.
func (x *explorer) addMembers(s state, to val, vs []val, t types.Type) state {
	d := x.u.at(to)
	if d.kind != kAddr {
		return s // (callers have seen to what reaches the handle)
	}
	for _, v := range vs {
		s = x.put(s, x.u.sub(d.loc, anyElement), v, t)
	}
	return s
}

// appendTo executes append. Appending to a slice that was made here gives
// the same slice: where it lives does not matter. Appending something to
// one that was not makes a new object that holds what was appended.
//
//	t5 = new [1]*http.Response (varargs)
//	*(&t5[0]) = resp
//	t7 = slice t5[:]
//	t8 = append(rs, t7...)
func (x *explorer) appendTo(p *path, i ssa.CallInstruction, args []val) bool {
	c := call{instr: i}
	s, u := p.st, x.u
	t := elementType(i, 1)
	to, add := args[0], x.contents(s, args[1], t)
	length := x.grow(x.length(s, to), x.length(s, args[1]))
	if d := u.at(to); d.kind == kAddr {
		b := u.locs[d.loc].base
		if u.bases[b].kind == localBase && !x.isEscaped(s, b) {
			p.st = x.addMembers(s, to, add, t).store(u.sub(d.loc, lengthPath), length)
			return x.finish(p, c, to)
		}
		if x.anyReaches(s, add) {
			x.end(*p, endTransferred, i)
			return false
		}
		for _, v := range add {
			s = x.escape(s, v)
		}
		p.st = s
		return x.finish(p, c, unknown)
	}
	if len(add) == 0 {
		return x.finish(p, c, unknown)
	}
	v, ok := i.(*ssa.Call)
	if !ok || !x.allocate(p, v) {
		return false
	}
	list := x.eval(p.st, v)
	p.st = x.addMembers(p.st, list, add, t).store(u.sub(u.at(list).loc, lengthPath), length).next()
	return true
}
