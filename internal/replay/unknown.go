package replay

import (
	"go/token"
	"go/types"
)

// An unknown is a value that is not determined. What the path has assumed
// about it so far is attached to it.
type unknown struct {
	typ types.Type
	// facts are the claims about it that were assumed.
	facts []claim
	// means is what it means for an unknown boolean to be true; if
	// onlyIf, then its being false means nothing.
	means  *claim
	onlyIf bool
	// quotient: it is the integer of divided by this, if not 0.
	of       *unknown
	quotient int64
	// nilWith is nil exactly if this is.
	nilWith *unknown
	// object is what it points to.
	object *object
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

const (
	equal    token.Token = token.EQL
	notEqual token.Token = token.NEQ
)

func (c claim) negated() claim {
	c.is = map[token.Token]token.Token{
		token.EQL: token.NEQ, token.NEQ: token.EQL,
		token.LSS: token.GEQ, token.GEQ: token.LSS,
		token.GTR: token.LEQ, token.LEQ: token.GTR,
	}[c.is]
	return c
}

// holds reports whether the claim is true of v.
func (c claim) holds(v value) bool {
	n, integer := v.(int64)
	m, _ := c.than.(int64)
	if c.div != 0 {
		n /= c.div
	}
	switch {
	case c.is == token.EQL && !integer:
		return v == c.than
	case c.is == token.NEQ && !integer:
		return v != c.than
	case c.is == token.EQL:
		return n == m
	case c.is == token.NEQ:
		return n != m
	case c.is == token.LSS:
		return n < m
	case c.is == token.LEQ:
		return n <= m
	case c.is == token.GTR:
		return n > m
	default:
		return n >= m
	}
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
	case int64:
		var list []value
		div := max(c.div, 1)
		for _, q := range []int64{than - 1, than, than + 1} {
			for _, d := range []int64{-1, 0, 1} {
				list = append(list, q*div+d)
			}
		}
		return list
	}
	return nil
}

// possible reports whether all claims, which are about the same unknown,
// can be true of it, given what was assumed about it.
func (u *unknown) possible(claims ...claim) bool {
	all := append(claims, u.facts...)
	for _, c := range all {
		for _, v := range c.samples() {
			if u.canBe(v) && holdAll(all, v) {
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
func (u *unknown) canBe(v value) bool {
	switch v := v.(type) {
	case int64:
		return v >= 0 || u.typ == nil || !hasInfo(u.typ, types.IsUnsigned)
	case bool:
		switch {
		case u.means == nil || !v && u.onlyIf:
			return true
		case v:
			return u.means.of.possible(*u.means)
		}
		return u.means.of.possible(u.means.negated())
	}
	return true
}

// about is the truth of a claim.
func about(c claim) value {
	if n := c.of.nilWith; n != nil && c.than == (null{}) {
		c.of = n
		return about(c)
	}
	if c.of.quotient != 0 && c.div == 0 {
		c.of, c.div = c.of.of, c.of.quotient
	}
	yes, no := c.of.possible(c), c.of.possible(c.negated())
	if yes != no {
		return yes
	}
	return &unknown{typ: types.Typ[types.Bool], means: &c}
}

// assume attaches to v, the value of a condition, that it is want. It
// reports whether that can be.
func assume(v value, want bool) bool {
	switch v := v.(type) {
	case bool:
		return v == want
	case *unknown:
		return v.learn(claim{of: v, is: equal, than: want})
	}
	return true
}

// learn attaches a claim to u. If that decides a boolean, what the boolean
// means is learnt as well.
func (u *unknown) learn(c claim) bool {
	if !u.possible(c) {
		return false
	}
	u.facts = append(u.facts, c)
	if u.means == nil {
		return true
	}
	is := func(b bool) claim { return claim{of: u, is: equal, than: b} }
	switch yes, no := u.possible(is(true)), u.possible(is(false)); {
	case yes && !no:
		return u.means.of.learn(*u.means)
	case no && !yes && !u.onlyIf:
		return u.means.of.learn(u.means.negated())
	}
	return true
}

// isNil reports whether v is known to be nil, or known not to be.
func isNil(v value) (is, known bool) {
	u, ok := v.(*unknown)
	if !ok {
		return v == (null{}), true
	}
	b, known := about(claim{of: u, is: equal, than: null{}}).(bool)
	return b, known
}

// not is the negation of a condition.
func not(v value) value {
	switch v := v.(type) {
	case bool:
		return !v
	case *unknown:
		return about(claim{of: v, is: equal, than: false})
	}
	return v
}
