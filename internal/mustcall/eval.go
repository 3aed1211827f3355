package mustcall

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// compute is the value of an instruction that has no effect; unknown if it
// is best named by the instruction itself.
func (x *explorer) compute(s state, v ssa.Value) val {
	u := x.u
	switch i := v.(type) {
	case *ssa.BinOp:
		return x.binop(s, i)
	case *ssa.UnOp:
		return x.unop(s, i)
	case *ssa.ChangeType:
		return x.eval(s, i.X)
	case *ssa.ChangeInterface:
		return x.eval(s, i.X)
	case *ssa.MakeInterface:
		return x.box(s, i)
	case *ssa.Convert:
		return x.convert(s, i.X, i.Type())
	case *ssa.TypeAssert:
		return x.typeAssert(s, i)
	case *ssa.MakeClosure:
		return u.function(i.Fn.(*ssa.Function), x.evalAll(s, i.Bindings))
	case *ssa.Extract:
		if t := x.eval(s, i.Tuple); u.kind(t) == kTuple {
			return u.list(t)[i.Index]
		}
	case *ssa.FieldAddr:
		if v := x.eval(s, i.X); u.kind(v) == kHandle && x.canRelease(i.Type().Underlying().(*types.Pointer).Elem(), nil) {
			return u.reader(true) // what is inside a handle may close it
		}
		if l := u.address(x.eval(s, i.X)); l != 0 {
			return u.addr(u.sub(l, fieldPath(i.Field)))
		}
	case *ssa.Field:
		return x.part(x.eval(s, i.X), fieldPath(i.Field), i.Type())
	case *ssa.IndexAddr:
		if l := u.address(x.eval(s, i.X)); l != 0 {
			return u.addr(u.sub(l, x.index(s, i.Index)))
		}
	case *ssa.Index:
		return x.part(x.eval(s, i.X), x.index(s, i.Index), i.Type())
	case *ssa.Lookup:
		return x.lookup(s, i)
	case *ssa.Range:
		return x.eval(s, i.X)
	case *ssa.SliceToArrayPointer:
		return x.eval(s, i.X)
	case *ssa.MultiConvert, *ssa.Phi:
		// Conversions between type parameters; a φ is bound on its edge.
	default:
		panic(fmt.Sprintf("mustcall: unknown instruction %T: %s in %s", v, v, v.Parent()))
	}
	return unknown
}

func (x *explorer) index(s state, v ssa.Value) string {
	if d := x.u.at(x.eval(s, v)); d.kind == kConst && d.n >= 0 && d.n < 1<<20 {
		return elementPath(d.n)
	}
	return anyElement
}

func (x *explorer) binop(s state, i *ssa.BinOp) val {
	u := x.u
	a, b := x.eval(s, i.X), x.eval(s, i.Y)
	if isComparison(i.Op) {
		if isBoolean(i.X.Type()) && (u.kind(a) == kConst || u.kind(b) == kConst) {
			if u.kind(a) == kConst {
				a, b = b, a
			}
			if (u.at(b).n != 0) == (i.Op == token.EQL) {
				return x.truthOf(s, a)
			}
			return x.not(s, a)
		}
		if i.Op != token.EQL && i.Op != token.NEQ && !isInteger(i.X.Type()) {
			return x.compareOrder(s, i.Op, a, b)
		}
		return x.compare(s, i.Op, a, b)
	}
	if !isInteger(i.Type()) {
		return unknown
	}
	return x.arithmetic(i, a, b)
}

// arithmetic follows counters, and divisions by constants, which is how
// classes of status codes are asked for.
func (x *explorer) arithmetic(i *ssa.BinOp, a, b val) val {
	u := x.u
	da, db := *u.at(a), *u.at(b)
	if db.kind != kConst {
		if i.Op == token.ADD && da.kind == kConst {
			da, db, a, b = db, da, b, a
		} else {
			return unknown
		}
	}
	switch {
	case i.Op == token.QUO && db.n > 0 && u.isBase(a):
		return u.quo(a, db.n)
	case (i.Op == token.REM || i.Op == token.AND) && u.isBase(a):
		return u.intern(descr{kind: kTerm, op: opArithmetic, n: db.n, a: a, sym: i.Op})
	case da.kind == kAtLeast && i.Op == token.ADD && db.n >= 0 && widens(types.Typ[types.Int32], i.Type()):
		return a
	case da.kind == kAtLeast && i.Op == token.SUB && db.n >= 0 && da.n-db.n >= 0:
		return u.atLeast(da.n - db.n)
	case da.kind != kConst || da.n > 1<<31 || da.n < -1<<31 || db.n > 1<<31 || db.n < -1<<31:
		return unknown
	}
	n := da.n
	switch i.Op {
	case token.ADD:
		n += db.n
	case token.SUB:
		n -= db.n
	case token.MUL:
		n *= db.n
	case token.QUO, token.REM:
		if db.n == 0 {
			return unknown
		}
		if n /= db.n; i.Op == token.REM {
			n = da.n % db.n
		}
	default:
		return unknown
	}
	if !fits(n, i.Type()) {
		return unknown // it wraps
	}
	limit, counted := x.functionOf(i.Parent()).caps[i]
	if !counted {
		limit = maxCounter
	}
	switch {
	case n > limit:
		return u.atLeast(limit + 1)
	case n < -maxCounter:
		return unknown
	}
	return u.constant(n)
}

func isBoolean(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func (x *explorer) unop(s state, i *ssa.UnOp) val {
	v := x.eval(s, i.X)
	switch i.Op {
	case token.NOT:
		return x.not(s, v)
	case token.SUB:
		if d := x.u.at(v); d.kind == kConst && d.n < maxCounter {
			return x.u.constant(-d.n)
		}
	case token.MUL:
		return x.loadInstr(s, i, v)
	}
	return unknown
}

// loadInstr is the value of "*v". What is in a field of an object that was
// not made here is named by the field only if two branches ask for it:
// elsewhere the name would buy states and no verdict.
func (x *explorer) loadInstr(s state, i *ssa.UnOp, v val) val {
	u := x.u
	if u.kind(v) == kReader {
		return v
	}
	l := u.address(v)
	if l == 0 {
		return unknown
	}
	to := x.loadType(s, l, i.Type())
	b := u.baseOf(l)
	if to == unknown && (b.kind == foreignBase || b.kind == capturedBase || x.isEscaped(s, u.locs[l].base)) {
		field := fieldVar(i.X)
		if field != nil && x.a.isHandle(i.X.(*ssa.FieldAddr).X.Type(), field) {
			return u.nonNil() // of a resource that is not the tracked one
		}
		switch v := i.X.(type) {
		case *ssa.FreeVar:
			if isAskedTwice(v) {
				return u.field(l)
			}
		case *ssa.Parameter:
			if x.keepsParams && isOptionType(i.Type()) {
				return u.field(l) // "*err"
			}
		}
		if field != nil && (x.a.askedTwice(s.top.fn.fn, field) || x.keepsParams && x.isOption(l, field)) {
			return u.field(l)
		}
	}
	return to
}

// box is a value as an interface: the value itself, unless that would make
// a nil of a nil pointer, or a number comparable with nil.
func (x *explorer) box(s state, i *ssa.MakeInterface) val {
	switch v := x.eval(s, i.X); x.u.kind(v) {
	case kConst, kAtLeast, kIn, kQuo, kTerm:
		return x.u.nonNil()
	case kSym, kField, kUnknown:
		if _, ok := i.X.Type().Underlying().(*types.Interface); !ok {
			return x.u.nonNil()
		}
		return v
	default:
		return v
	}
}

func (x *explorer) convert(s state, from ssa.Value, to types.Type) val {
	v := x.eval(s, from)
	if isInteger(from.Type()) && isInteger(to) {
		if d := x.u.at(v); d.kind == kConst && fits(d.n, to) || widens(from.Type(), to) {
			return v
		}
		return unknown
	}
	switch x.u.kind(v) {
	case kResource, kHandle, kAddr, kFunc:
		return v // unsafe.Pointer and back
	}
	return unknown
}

// typeAssert keeps the value. Whether the handle has another type is known
// if its static type has all the methods asked for, and unknown otherwise.
func (x *explorer) typeAssert(s state, i *ssa.TypeAssert) val {
	v := x.eval(s, i.X)
	if d := x.u.at(v); i.CommaOk && d.kind == kConst && d.n == 0 {
		return x.u.tuple([]val{x.u.zero(i.AssertedType), x.u.truth(false)}) // nil has no type
	}
	carries := x.carries(s, v)
	if !i.CommaOk {
		if carries {
			return v
		}
		return unknown
	}
	if !carries {
		return unknown
	}
	ok := x.implements(v, i.X.Type(), i.AssertedType)
	if ok == x.u.truth(false) {
		return x.u.tuple([]val{x.u.zero(i.AssertedType), ok})
	}
	return x.u.tuple([]val{v, ok})
}

// implements reports whether a value that leads to the handle, and is of type
// t as far as the code says, has the methods of an interface. The handle has
// at least those that discharge.
func (x *explorer) implements(v val, t, asserted types.Type) val {
	iface, ok := asserted.Underlying().(*types.Interface)
	if !ok {
		return unknown
	}
	if x.u.kind(v) != kHandle {
		if types.Implements(t, iface) {
			return x.u.truth(true)
		}
		return unknown
	}
	if x.handleType != nil {
		t = x.handleType
	}
	for m := range iface.Methods() {
		_, listed := x.row.Method(m.Name())
		switch has, _, _ := types.LookupFieldOrMethod(t, false, m.Pkg(), m.Name()); {
		case listed && x.token:
			return x.u.truth(false) // it is the resource, not its handle
		case !listed && has == nil:
			return unknown
		}
	}
	return x.u.truth(true)
}

// lookup reads a map, or indexes a string.
func (x *explorer) lookup(s state, i *ssa.Lookup) val {
	l := x.u.address(x.eval(s, i.X))
	v := unknown
	if l != 0 {
		v, _ = x.cell(s, x.u.locs[l].base, x.u.locs[l].path+anyElement)
	}
	if !x.carries(s, v) {
		return x.lookupAgain(s, i)
	}
	if i.CommaOk {
		return x.u.tuple([]val{v, x.u.truth(true)})
	}
	return v
}

// lookupAgain is what an unknown map has for a key: asked again, the same.
func (x *explorer) lookupAgain(s state, i *ssa.Lookup) val {
	m, k := x.eval(s, i.X), x.eval(s, i.Index)
	if !x.isNamed(m, 0) || !x.isNamed(k, 0) {
		return unknown
	}
	at := func(what string) val { return x.u.term(opLookup, m, k, what) }
	switch {
	case i.CommaOk:
		return x.u.tuple([]val{at("value"), at("ok")})
	case isBasic(i.Type()) || isSlice(i.Type()):
		return at("value")
	}
	return unknown
}

func isSlice(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// next is a round of a range over a map or a string: (ok, key, value). A
// map that is known to hold something has a first round.
func (x *explorer) next(s state, i *ssa.Next) val {
	m := x.eval(s, i.Iter)
	if i.IsString || x.u.kind(m) != kAddr {
		return unknown
	}
	at := x.u.locs[x.u.at(m).loc]
	v, _ := x.cell(s, at.base, at.path+anyElement)
	if !x.reaches(s, v) {
		return unknown
	}
	key := v // it may be a set
	if isBasic(i.Type().(*types.Tuple).At(1).Type()) {
		key = unknown
	}
	return x.u.tuple([]val{x.u.truth(true), key, v})
}
