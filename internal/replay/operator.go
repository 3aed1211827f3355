package replay

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// An operation on values that has no effect and depends on nothing else:
// done again, it has the same result, unknown though that may be.
type operation struct {
	op   string
	x, y value
}

func (r *replayer) operation(o operation, t types.Type) value {
	v, ok := r.same[o]
	if !ok {
		v = r.fresh(t)
		r.same[o] = v
	}
	return v
}

// binary is the value of "x op y".
func (r *replayer) binary(i *ssa.BinOp, x, y value) value {
	switch i.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return r.compare(i.Op, x, y, i.X.Type())
	}
	switch a := x.(type) {
	case int64:
		if b, ok := y.(int64); ok {
			return r.count(i, a, b)
		}
	case *unknown:
		b, ok := y.(int64)
		if ok && i.Op == token.QUO && b > 0 && isInteger(i.Type()) && a.quotient == 0 {
			u := r.operation(operation{"/", x, y}, i.Type()).(*unknown)
			u.of, u.quotient = a, b
			return u
		}
	}
	return r.operation(operation{i.Op.String(), x, y}, i.Type())
}

// maxCount is how far a counter is followed.
const maxCount = 8

// count is the value of "a op b" as far as counters are followed. Beyond
// that, a path stands for all that go more often through the same loops.
func (r *replayer) count(i *ssa.BinOp, a, b int64) value {
	n, ok := arithmetic(i.Op, a, b)
	switch {
	case !ok || !fits(n, i.Type()) || n < -maxCount:
		return r.fresh(i.Type())
	case n > maxCount:
		return atLeast(maxCount+1, i.Type())
	}
	return n
}

// atLeast is an unknown number that is no less than n.
func atLeast(n int64, t types.Type) value {
	u := &unknown{typ: t}
	u.facts = []claim{{of: u, is: token.GEQ, than: n}}
	return u
}

func arithmetic(op token.Token, a, b int64) (int64, bool) {
	switch {
	case op == token.ADD:
		return a + b, true
	case op == token.SUB:
		return a - b, true
	case op == token.MUL:
		return a * b, true
	case op == token.QUO && b != 0:
		return a / b, true
	case op == token.REM && b != 0:
		return a % b, true
	}
	return 0, false
}

// fits reports whether n is a value of the integer type t on every machine.
func fits(n int64, t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return false
	}
	low, high := int64(-1<<31), int64(1<<31-1)
	switch b.Kind() {
	case types.Int8:
		low, high = -1<<7, 1<<7-1
	case types.Int16:
		low, high = -1<<15, 1<<15-1
	case types.Uint8:
		low, high = 0, 1<<8-1
	case types.Uint16:
		low, high = 0, 1<<16-1
	case types.Uint, types.Uint32, types.Uint64, types.Uintptr:
		low = 0
	}
	return low <= n && n <= high
}

// convert is v as a value of type to.
func (r *replayer) convert(v value, from, to types.Type) value {
	if !isInteger(from) || !isInteger(to) {
		switch v.(type) {
		case address, handle, null:
			return v // unsafe.Pointer and back
		}
		if hasInfo(from, types.IsString) && hasInfo(to, types.IsString) {
			return v
		}
		return r.fresh(to)
	}
	if n, ok := v.(int64); ok && fits(n, to) {
		return n
	}
	return r.operation(operation{"convert " + to.String(), v, nil}, to)
}

// compare is the value of "x op y", for operands of type t.
func (r *replayer) compare(op token.Token, x, y value, t types.Type) value {
	if isKnown(x) && !isKnown(y) {
		x, y, op = y, x, mirrored[op]
	}
	ordered := op != token.EQL && op != token.NEQ
	switch {
	case isKnown(y) && isKnown(x):
		if _, number := x.(int64); number || !ordered {
			return claim{is: op, than: y}.holds(x)
		}
	case y == (null{}) && !ordered:
		u, ok := x.(*unknown)
		if !ok {
			return op == token.NEQ // neither is nil itself
		}
		return about(claim{of: u, is: op, than: y})
	case isKnown(y):
		u, ok := x.(*unknown)
		if _, number := y.(int64); ok && (number || !ordered) {
			return about(claim{of: u, is: op, than: y})
		}
	case x == y && isReflexive(t):
		return op == token.EQL || op == token.LEQ || op == token.GEQ
	case !ordered:
		a, okA := x.(*boxed)
		b, okB := y.(*boxed)
		if okA && okB {
			if !types.Identical(a.typ, b.typ) {
				return op == token.NEQ
			}
			return r.compare(op, a.v, b.v, a.typ)
		}
	}
	return r.relation(op, x, y, t)
}

// isKnown reports whether v can be compared with by a claim.
func isKnown(v value) bool {
	switch v.(type) {
	case null, bool, int64, string:
		return true
	}
	return false
}

var mirrored = map[token.Token]token.Token{
	token.EQL: token.EQL, token.NEQ: token.NEQ,
	token.LSS: token.GTR, token.GTR: token.LSS,
	token.LEQ: token.GEQ, token.GEQ: token.LEQ,
}

// isReflexive reports whether every value of type t equals itself.
func isReflexive(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsFloat|types.IsComplex) == 0
	case *types.Pointer, *types.Chan:
		return true
	}
	return isError(t)
}

// relation is the truth of "x op y" for operands of which at least one is
// not known. All ways to ask the same question have the same answer.
func (r *replayer) relation(op token.Token, x, y value, t types.Type) value {
	total := isInteger(t) || hasInfo(t, types.IsString)
	ask := func(op token.Token, x, y value) value {
		return r.operation(operation{op.String(), x, y}, types.Typ[types.Bool])
	}
	switch {
	case op == token.NEQ:
		return not(r.relation(token.EQL, x, y, t))
	case op == token.EQL:
		if v, ok := r.same[operation{op.String(), y, x}]; ok {
			return v
		}
	case op == token.GTR:
		return ask(token.LSS, y, x)
	case op == token.GEQ && total:
		return not(ask(token.LSS, x, y))
	case op == token.LEQ && total:
		return not(ask(token.LSS, y, x))
	}
	return ask(op, x, y)
}
