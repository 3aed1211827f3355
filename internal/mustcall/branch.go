package mustcall

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// compare is the value of "a op b".
func (x *explorer) compare(s state, op token.Token, a, b val) val {
	u := x.u
	if u.kind(a) == kConst && u.kind(b) != kConst {
		a, b, op = b, a, mirrored(op)
	}
	if u.kind(b) == kConst {
		return x.compareConst(s, op, a, u.at(b).n)
	}
	if u.kind(b) == kAtLeast {
		a, b, op = b, a, mirrored(op)
	}
	switch {
	case a == u.someError() || b == u.someError():
		return u.someError()
	case a == unknown || b == unknown:
		return unknown
	case u.kind(a) == kHandle && u.isBase(b) || u.kind(b) == kHandle && u.isBase(a):
		return x.term(s, op, a, b) // see takenOver
	case a == b && u.isBase(a) && (op == token.EQL || op == token.NEQ):
		return u.truth(op == token.EQL)
	case u.isBase(a) && u.isBase(b):
		return x.term(s, op, a, b)
	}
	return unknown
}

// compareConst is the value of "a op c".
func (x *explorer) compareConst(s state, op token.Token, a val, c int64) val {
	u := x.u
	d := *u.at(a)
	switch d.kind {
	case kUnsettled:
		if d.n == 0 || c != 0 {
			return a
		}
	case kConst:
		set, ok := u.satisfying(op, c)
		if !ok || d.n >= firstOpaque && op != token.EQL && op != token.NEQ {
			return unknown
		}
		return u.truth(u.isSubset(u.only(d.n), set))
	case kAtLeast:
		set, ok := u.satisfying(op, c)
		if !ok {
			return unknown
		}
		return x.decided(u.above(d.n), set)
	case kQuo:
		if set, ok := u.quotientSatisfying(op, d.n, c); ok {
			return x.member(s, d.a, set)
		}
		return unknown
	case kSym, kField, kTerm:
		if set, ok := u.satisfying(op, c); ok {
			return x.member(s, a, set)
		}
	case kIn:
		// A comparison of a truth with true or false.
		switch {
		case op == token.EQL && c == 1 || op == token.NEQ && c == 0:
			return a
		case op == token.EQL && c == 0 || op == token.NEQ && c == 1:
			return u.in(d.a, u.complement(d.set))
		}
	}
	if c == 0 && u.isNeverNil(a) {
		switch op {
		case token.EQL:
			return u.truth(false)
		case token.NEQ:
			return u.truth(true)
		}
	}
	return unknown
}

// compareOrder is the truth of a comparison of strings or floats by order.
func (x *explorer) compareOrder(s state, op token.Token, a, b val) val {
	comparable := func(v val) bool { return x.u.isBase(v) || x.u.kind(v) == kConst }
	if !comparable(a) || !comparable(b) {
		return unknown
	}
	return x.term(s, op, a, b)
}

// decided is true or false if all, or none, of known is in set.
func (x *explorer) decided(known, set setID) val {
	switch x.u.intersect(known, set) {
	case known:
		return x.u.truth(true)
	case emptySet:
		return x.u.truth(false)
	}
	return unknown
}

// member is the truth of "a is in set", for an a that facts are known about.
func (x *explorer) member(s state, a val, set setID) val {
	if v := x.decided(x.possible(s, a), set); v != unknown {
		return v
	}
	return x.u.in(a, set)
}

// possible is the set of integers that a can be.
func (x *explorer) possible(s state, a val) setID {
	set := s.fact(a)
	if d := x.u.at(a); d.kind == kTerm && d.op == opLength {
		set = x.u.intersect(set, x.u.above(0))
	}
	if x.isSentinel(a) {
		set = x.u.intersect(set, x.u.except(0))
	}
	return set
}

// isSentinel reports whether a is a package-level error that is never
// assigned, such as io.EOF: it is not nil. (Two of them may be the same, as
// os.ErrNotExist and fs.ErrNotExist are.)
func (x *explorer) isSentinel(a val) bool {
	d := x.u.at(a)
	if d.kind != kField || x.u.locs[d.loc].path != "" {
		return false
	}
	g, ok := x.u.baseOf(d.loc).of.(*ssa.Global)
	if !ok || !isError(g.Type().Underlying().(*types.Pointer).Elem()) {
		return false
	}
	v, ok := g.Object().(*types.Var)
	return ok && x.a.env.IsConstant(v)
}

// term is the truth of a comparison of two unknown values, named by them:
// asked again, it has the same answer.
func (x *explorer) term(s state, op token.Token, a, b val) val {
	yes := true
	switch op {
	case token.NEQ:
		yes = false
	case token.GTR:
		a, b = b, a
	case token.GEQ:
		yes = false
	case token.LEQ:
		a, b, yes = b, a, false
	}
	var t val
	if op == token.EQL || op == token.NEQ {
		t = x.u.term(opEqual, min(a, b), max(a, b), nil)
	} else {
		t = x.u.term(opLess, a, b, nil)
	}
	if yes {
		return x.member(s, t, x.u.except(0))
	}
	return x.member(s, t, x.u.only(0))
}

func mirrored(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.GTR:
		return token.LSS
	case token.LEQ:
		return token.GEQ
	case token.GEQ:
		return token.LEQ
	}
	return op
}

func isComparison(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

// truthOf turns a value of boolean type into one that a branch can learn
// from: a constant, a kIn, or unknown.
func (x *explorer) truthOf(s state, v val) val {
	switch x.u.kind(v) {
	case kConst, kUnsettled:
		return v
	case kIn:
		d := *x.u.at(v)
		return x.member(s, d.a, d.set)
	case kSym, kField, kTerm:
		return x.member(s, v, x.u.except(0))
	}
	return unknown
}

// not is the negation of a truth.
func (x *explorer) not(s state, v val) val {
	switch t := x.truthOf(s, v); x.u.kind(t) {
	case kConst:
		return x.u.truth(x.u.at(t).n == 0)
	case kIn:
		d := *x.u.at(t)
		return x.u.in(d.a, x.u.complement(d.set))
	case kUnsettled:
		return t
	}
	return unknown
}

// assume is the state in which v is true, or false; ok is false if it
// cannot be: that is all there is to feasibility.
func (x *explorer) assume(s state, v val, want bool) (_ state, ok bool) {
	u := x.u
	switch t := x.truthOf(s, v); u.kind(t) {
	case kConst:
		return s, (u.at(t).n != 0) == want
	case kIn:
		d := *u.at(t)
		set := d.set
		if !want {
			set = u.complement(set)
		}
		s, ok = x.learn(s, d.a, set)
		if on := *u.at(d.a); ok && on.kind == kTerm && on.op == opImpliesNonNil && s.fact(d.a) != fullSet &&
			u.intersect(s.fact(d.a), u.only(0)) == emptySet && u.isBase(on.a) {
			s, ok = x.learn(s, on.a, u.except(0))
		}
		if on := *u.at(d.a); ok && on.kind == kTerm && on.op == opEqual && u.intersect(s.fact(d.a), u.only(0)) == emptySet {
			s, ok = x.equal(s, on.a, on.b)
		}
		return s, ok
	}
	return s, true
}

// equal is the state in which two values are the same: what one cannot be,
// nil above all, the other cannot.
func (x *explorer) equal(s state, a, b val) (_ state, ok bool) {
	ok = true
	for _, p := range [2][2]val{{a, b}, {b, a}} {
		if k := x.u.kind(p[0]); ok && (k == kSym || k == kField) && x.u.intersect(x.possible(s, p[1]), x.u.only(0)) == emptySet {
			s, ok = x.learn(s, p[0], x.u.except(0))
		}
	}
	return s, ok
}

// learn is the state in which a is in set.
func (x *explorer) learn(s state, a val, set setID) (_ state, ok bool) {
	known := x.u.intersect(x.possible(s, a), set)
	s = s.withFact(a, known)
	if known == x.u.only(0) {
		// Of a call that opens, one result is not nil. (Both may not be: a
		// response can come with an error.)
		if other := x.beside(a); other != unknown {
			return x.learn(s, other, x.u.except(0))
		}
	}
	return s, known != emptySet
}

// beside is the resource beside an error, or the error beside a resource, if
// both are results of a call that opens one.
func (x *explorer) beside(a val) val {
	d := x.u.at(a)
	if d.kind != kSym {
		return unknown
	}
	e, ok := d.sym.(*ssa.Extract)
	if !ok {
		return unknown
	}
	call, ok := e.Tuple.(*ssa.Call)
	if !ok || x.a.opens(call.Common()) == nil {
		return unknown
	}
	last := call.Call.Signature().Results().Len() - 1
	if e.Index != 0 && e.Index != last {
		return unknown
	}
	for _, r := range *call.Referrers() {
		if o, ok := r.(*ssa.Extract); ok && o.Index == last-e.Index {
			return x.u.sym(o)
		}
	}
	return unknown
}

// takenOver reports whether the row says that, by what is known about a
// field of the resource, the duty has passed to somebody else.
//
// So does a handle that equals one of a library's own: there is nothing
// behind it.
//
//	if resp.Body == http.NoBody { return nil }
func (x *explorer) takenOver(s state) bool {
	for _, f := range s.facts {
		d := x.u.at(val(f.key))
		if d.kind == kTerm && d.op == opEqual && (d.a == x.u.handle() || d.b == x.u.handle()) &&
			x.u.intersect(setID(f.val), x.u.only(0)) == emptySet {
			return true
		}
	}
	for _, f := range x.takenOverBy {
		if known := s.fact(f.field); known != fullSet && x.u.isSubset(known, x.u.only(f.value)) {
			return true
		}
	}
	return false
}

// branch continues on the sides of an If that are possible.
func (x *explorer) branch(p path, i *ssa.If) {
	cond := x.eval(p.st, i.Cond)
	if x.u.kind(cond) == kUnsettled && p.st.phase == owed {
		x.void(p, Concurrent)
		return
	}
	if k := x.u.kind(x.truthOf(p.st, cond)); k != kConst {
		x.goal.branches(p.st, i, cond)
	}
	for side, want := range [2]bool{true, false} {
		q := p
		var ok bool
		if q.st, ok = x.assume(p.st, cond, want); !ok {
			continue
		}
		if q.st.phase == owed && x.takenOver(q.st) {
			x.void(q, TakenOver)
			continue
		}
		x.jump(q, side, i)
	}
}
