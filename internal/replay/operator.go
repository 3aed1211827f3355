package replay

import (
	"go/constant"
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
	v, ok := r.same.get(o)
	if !ok {
		v = r.fresh(t)
		r.same.set(o, v)
	}
	return v
}

func (r *replayer) unary(i *ssa.UnOp, x value) value {
	switch i.Op {
	case token.NOT:
		return r.not(x)
	case token.MUL:
		return r.load(r.deref(x), i.Type())
	case token.SUB:
		if n, ok := x.(int64); ok && fits(-n, i.Type()) {
			return -n
		}
	}
	return r.fresh(i.Type())
}

// binary is the value of "x op y".
func (r *replayer) binary(i *ssa.BinOp, x, y value) value {
	if _, ok := mirrored[i.Op]; ok {
		return r.compare(i.Op, x, y, i.X.Type())
	}
	a, known := x.(int64)
	b, constant := y.(int64)
	if known && constant {
		return r.count(i, a, b)
	}
	v := r.operation(operation{i.Op.String(), x, y}, i.Type())
	if u, ok := x.(*unknown); ok && i.Op == token.QUO && b > 0 && isInteger(i.Type()) && u.quotient == 0 {
		v.(*unknown).of, v.(*unknown).quotient = u, b
	}
	return v
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
		return r.such(i.Type(), token.GTR, int64(maxCount))
	}
	return n
}

func arithmetic(op token.Token, a, b int64) (int64, bool) {
	switch {
	case op == token.QUO && b != 0:
		op = token.QUO_ASSIGN // to package constant, QUO is exact
	case op != token.ADD && op != token.SUB && op != token.MUL && (op != token.REM || b == 0):
		return 0, false
	}
	return constant.Int64Val(constant.BinaryOp(constant.MakeInt64(a), op, constant.MakeInt64(b)))
}

// fits reports whether n is a value of the integer type t on every machine,
// and arithmetic with it cannot overflow unnoticed.
func fits(n int64, t types.Type) bool {
	if !isInteger(t) {
		return false
	}
	bits := min(8*types.SizesFor("gc", "386").Sizeof(t), 32)
	if hasInfo(t, types.IsUnsigned) {
		return 0 <= n && n < 1<<min(bits, 31)
	}
	return -1<<(bits-1) <= n && n < 1<<(bits-1)
}

// convert is v as a value of type to.
func (r *replayer) convert(v value, from, to types.Type) value {
	if n, ok := v.(int64); ok && fits(n, to) {
		return n
	}
	if isInteger(from) && isInteger(to) {
		return r.operation(operation{"convert " + to.String(), v, nil}, to)
	}
	if r.reaches(v) {
		r.fail("what reaches the handle is converted to an unsafe.Pointer, or from one")
	}
	return r.fresh(to)
}

// compare is the value of "x op y", for operands of type t.
func (r *replayer) compare(op token.Token, x, y value, t types.Type) value {
	if isKnown(x) && !isKnown(y) {
		x, y, op = y, x, mirrored[op]
	}
	equality := op == token.EQL || op == token.NEQ
	u, isUnknown := x.(*unknown)
	a, isBoxed := x.(*boxed)
	b, alsoBoxed := y.(*boxed)
	_, number := y.(int64)
	switch {
	case isKnown(y) && (equality || number):
		switch {
		case isUnknown:
			return r.about(claim{of: u, is: op, than: y})
		case isKnown(x) || y == null{}: // what is not unknown is not nil
			return claim{is: op, than: y}.holds(x)
		}
	case x == y && !hasInfo(t, types.IsFloat|types.IsComplex): // NaN differs from itself
		return op == token.EQL || op == token.LEQ || op == token.GEQ
	case equality && isBoxed && alsoBoxed:
		if types.Identical(a.typ, b.typ) {
			return r.compare(op, a.v, b.v, a.typ)
		}
		return op == token.NEQ
	}
	return r.relation(op, x, y, t)
}

// relation is the truth of "x op y" for operands of which at least one is
// not known. All ways to ask the same question have the same answer.
func (r *replayer) relation(op token.Token, x, y value, t types.Type) value {
	total := isInteger(t) || hasInfo(t, types.IsString)
	switch {
	case op == token.NEQ:
		return r.not(r.relation(token.EQL, x, y, t))
	case op == token.GTR:
		return r.relation(token.LSS, y, x, t)
	case op == token.GEQ && total:
		return r.not(r.relation(token.LSS, x, y, t))
	case op == token.LEQ && total:
		return r.not(r.relation(token.LSS, y, x, t))
	case op == token.EQL:
		if v, ok := r.same.get(operation{op.String(), y, x}); ok {
			return v
		}
	}
	return r.operation(operation{op.String(), x, y}, types.Typ[types.Bool])
}
