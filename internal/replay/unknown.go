package replay

import (
	"go/token"
	"go/types"
	"slices"
)

// An unknown is a value that is not determined. What the path has assumed
// about it so far is among the facts of the replayer.
type unknown struct {
	typ types.Type // nil if nobody asked
	// means is what it means for an unknown boolean to be true; if
	// onlyIf, then its being false means nothing.
	means  *claim
	onlyIf bool
	// quotient: it is the integer of divided by this, if not 0.
	of       *unknown
	quotient int64
	// nilWith is nil exactly if this is.
	nilWith *unknown
	// pointee is what it points to.
	pointee *place
	// mayRelease: something made it from the handle, and releasing it may
	// release the handle.
	mayRelease bool
}

// A claim compares an unknown, divided by div if that is not 0, with
// something known.
type claim struct {
	of   *unknown
	div  int64
	is   token.Token
	than value // null, bool, int64 or string
}

// equals is the claim that u is v.
func equals(u *unknown, v value) claim { return claim{of: u, is: token.EQL, than: v} }

// negations and mirrored relate "x op y" to its negation, and to "y op x".
var (
	negations = map[token.Token]token.Token{
		token.EQL: token.NEQ, token.NEQ: token.EQL,
		token.LSS: token.GEQ, token.GEQ: token.LSS,
		token.GTR: token.LEQ, token.LEQ: token.GTR,
	}
	mirrored = map[token.Token]token.Token{
		token.EQL: token.EQL, token.NEQ: token.NEQ,
		token.LSS: token.GTR, token.GTR: token.LSS,
		token.LEQ: token.GEQ, token.GEQ: token.LEQ,
	}
)

func (c claim) negated() claim {
	c.is = negations[c.is]
	return c
}

// holds reports whether the claim is true of v, which is known.
func (c claim) holds(v value) bool {
	n, _ := v.(int64)
	m, integer := c.than.(int64)
	if integer && c.div != 0 {
		n /= c.div
		v = n
	}
	switch c.is {
	case token.EQL:
		return v == c.than
	case token.NEQ:
		return v != c.than
	case token.LSS:
		return n < m
	case token.LEQ:
		return n <= m
	case token.GTR:
		return n > m
	}
	return n >= m
}

// samples lists values on both sides of every border that the claim draws:
// if no sample satisfies a set of claims, nothing does.
func (c claim) samples() []value {
	switch than := c.than.(type) {
	case bool:
		return []value{true, false}
	case null:
		return []value{null{}, "something"}
	case string:
		return []value{than, than + "?"}
	}
	var list []value
	n, div := c.than.(int64), max(c.div, 1)
	for _, q := range []int64{n - 1, n, n + 1} {
		list = append(list, q*div-1, q*div, q*div+1)
	}
	return list
}

// possible reports whether all claims, which are about u, can be true of
// it, given what was assumed about it.
func (r *replayer) possible(u *unknown, claims ...claim) bool {
	all := append(claims, r.facts.of(u)...)
	for _, c := range all {
		for _, v := range c.samples() {
			if r.canBe(u, v) && holdAll(all, v) {
				return true
			}
		}
	}
	return len(all) == 0
}

func holdAll(claims []claim, v value) bool {
	for _, c := range claims {
		if !c.holds(v) {
			return false
		}
	}
	return true
}

// canBe reports whether the type and the meaning of u leave room for v.
func (r *replayer) canBe(u *unknown, v value) bool {
	switch v := v.(type) {
	case int64:
		return v >= 0 || u.typ == nil || !hasInfo(u.typ, types.IsUnsigned)
	case bool:
		switch {
		case u.means == nil || !v && u.onlyIf:
			return true
		case v:
			return r.possible(u.means.of, *u.means)
		}
		return r.possible(u.means.of, u.means.negated())
	}
	return true
}

// about is the truth of a claim.
func (r *replayer) about(c claim) value {
	if n := c.of.nilWith; n != nil && c.than == (null{}) {
		c.of = n
		return r.about(c)
	}
	if c.of.quotient != 0 && c.div == 0 {
		c.of, c.div = c.of.of, c.of.quotient
	}
	yes, no := r.possible(c.of, c), r.possible(c.of, c.negated())
	if yes != no {
		return yes
	}
	return &unknown{typ: types.Typ[types.Bool], means: &c}
}

// claims makes a claim about v, which need not be unknown. It reports
// whether that can be.
func (r *replayer) claims(v value, is token.Token, than value) bool {
	u, ok := v.(*unknown)
	if !ok {
		return claim{is: is, than: than}.holds(v)
	}
	return r.assume(r.about(claim{of: u, is: is, than: than}), true)
}

// assume attaches to v, the value of a condition, that it is want. It
// reports whether that can be.
func (r *replayer) assume(v value, want bool) bool {
	if u, ok := v.(*unknown); ok {
		return r.learn(equals(u, want))
	}
	return v == want
}

// learn attaches a claim to what it is about. If that decides a boolean,
// what the boolean means is learnt as well.
func (r *replayer) learn(c claim) bool {
	u := c.of
	if !r.possible(u, c) {
		return false
	}
	r.facts.set(u, append(slices.Clip(r.facts.of(u)), c))
	if u.means == nil {
		return true
	}
	switch yes, no := r.possible(u, equals(u, true)), r.possible(u, equals(u, false)); {
	case yes && !no:
		return r.learn(*u.means)
	case no && !yes && !u.onlyIf:
		return r.learn(u.means.negated())
	}
	return true
}

// isNil reports whether v is known to be nil, or known not to be.
func (r *replayer) isNil(v value) (is, known bool) {
	u, ok := v.(*unknown)
	if !ok {
		return v == (null{}), true
	}
	b, known := r.about(equals(u, null{})).(bool)
	return b, known
}

// not is the negation of a condition.
func (r *replayer) not(v value) value {
	if u, ok := v.(*unknown); ok {
		return r.about(equals(u, false))
	}
	return v == false
}
