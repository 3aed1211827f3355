package mustcall

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A path is one execution, somewhere between two block entries.
type path struct {
	st    state
	trace *trace
}

// A trace is the steps since the last block entry, newest first.
type trace struct {
	prev *trace
	step Step
}

func (p path) did(s Step) path {
	p.trace = &trace{p.trace, s}
	return p
}

// longBlock is after how many instructions of one block what has piled up
// is looked through, instead of at the next block.
const longBlock = 128

// run executes a path until it ends, or enters a block.
func (x *explorer) run(p path) {
	for n := 1; ; n++ {
		f := p.st.top
		if n%longBlock == 0 && len(f.env)+len(p.st.heap) > longBlock {
			p.st = x.collect(p.st, f.fn.liveFrom(f.block, f.pc))
		}
		if f.unwinding {
			if !x.unwind(&p) {
				return
			}
			continue
		}
		if !x.step(&p, f.block.Instrs[f.pc]) {
			return
		}
	}
}

// step executes one instruction. It reports whether the path goes on in
// the same block; if not, whatever follows has been queued or recorded.
func (x *explorer) step(p *path, instr ssa.Instruction) bool {
	if v := dereferenced(instr); v != nil && !x.dereference(p, v) {
		return x.panicsAt(p, instr)
	}
	switch i := instr.(type) {
	case ssa.CallInstruction:
		return x.callInstr(p, i)
	case *ssa.If:
		x.branch(*p, i)
		return false
	case *ssa.Jump:
		x.jump(*p, 0, nil)
		return false
	case *ssa.Return:
		return x.returns(p, i)
	case *ssa.RunDefers:
		return x.runDefers(p)
	case *ssa.Panic:
		return x.panics(p, i)
	case *ssa.Store:
		if !x.storeInstr(p, i) {
			return false
		}
	case *ssa.MapUpdate:
		if !x.mapUpdate(p, i) {
			return false
		}
	case *ssa.Send:
		if x.reaches(p.st, x.eval(p.st, i.X)) {
			x.end(*p, endTransferred, i)
			return false
		}
		p.st = x.escape(p.st, x.eval(p.st, i.X))
	case *ssa.Select:
		return x.selects(p, i)
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap, *ssa.MakeChan:
		if !x.allocate(p, i.(ssa.Value)) {
			return false
		}
	case *ssa.Next:
		v := x.next(p.st, i)
		p.st = x.define(p.st, i, v)
		if v != unknown {
			// The next round is not known to be one.
			p.st = p.st.bind(i.Iter, x.u.nonNil())
		}
	case *ssa.Slice:
		p.st = x.define(x.forgetLength(p.st, i), i, x.compute(p.st, i))
	case ssa.Value:
		p.st = x.define(p.st, i, x.compute(p.st, i))
	case *ssa.DebugRef:
		// Names a value for debuggers.
	default:
		panic(fmt.Sprintf("mustcall: unknown instruction %T: %s in %s", instr, instr, instr.Parent()))
	}
	p.st = p.st.next()
	return true
}

// dereferenced is the pointer that an instruction goes through, or nil.
func dereferenced(instr ssa.Instruction) ssa.Value {
	switch i := instr.(type) {
	case *ssa.FieldAddr:
		return i.X
	case *ssa.UnOp:
		if i.Op == token.MUL {
			return i.X
		}
	case *ssa.Store:
		return i.Addr
	case *ssa.TypeAssert:
		if !i.CommaOk {
			return i.X
		}
	}
	return nil
}

// dereference goes through a pointer: one that is nil panics, any other is
// not nil from here on. That is only noted if a branch may ask for it.
func (x *explorer) dereference(p *path, ptr ssa.Value) bool {
	v := x.eval(p.st, ptr)
	switch d := x.u.at(v); d.kind {
	case kConst:
		return d.n != 0
	case kSym, kField:
		if n, ok := p.st.top.fn.numberOf(ptr); ok && p.st.top.fn.decides.has(n) {
			s, ok := x.learn(p.st, v, x.u.except(0))
			p.st = s
			return ok
		}
		return x.possible(p.st, v) != x.u.only(0)
	}
	return true
}

// define gives v the value that its instruction computes.
func (x *explorer) define(s state, v ssa.Value, to val) state {
	s = x.redefine(s, v)
	if to == unknown || to == x.u.sym(v) {
		return s.unbind(v)
	}
	return s.bind(v, to)
}

// eval is the value of an operand.
func (x *explorer) eval(s state, v ssa.Value) val {
	switch v := v.(type) {
	case nil:
		return unknown
	case *ssa.Const:
		return x.u.ofConst(v)
	case *ssa.Global:
		return x.u.addr(x.u.loc(location{base: x.u.base(base{kind: globalBase, of: v})}))
	case *ssa.Function:
		return x.u.function(v, nil)
	case *ssa.Builtin:
		return unknown
	}
	if e, ok := s.top.env.get(s.top.fn.number(v)); ok {
		return e
	}
	if fv, ok := v.(*ssa.FreeVar); ok && isPointer(fv.Type()) {
		return x.u.addr(x.u.loc(location{base: x.u.base(base{kind: capturedBase, of: fv})}))
	}
	return x.u.sym(v)
}

func (x *explorer) evalAll(s state, vs []ssa.Value) []val {
	list := make([]val, len(vs))
	for i, v := range vs {
		list[i] = x.eval(s, v)
	}
	return list
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

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
	case *ssa.Slice:
		// A part of a container counts as the container (see sliceInstr).
		if v := x.eval(s, i.X); u.kind(v) == kAddr {
			return v
		}
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
	case da.kind == kAtLeast && i.Op == token.ADD && db.n >= 0:
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
	l := u.address(v)
	if l == 0 {
		return unknown
	}
	to := x.loadType(s, l, i.Type())
	b := u.baseOf(l)
	if to == unknown && (b.kind == foreignBase || b.kind == capturedBase) {
		field := fieldVar(i.X)
		if field != nil && x.a.askedTwice(s.top.fn.fn, field) {
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
		return v
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
	ok := unknown
	t := i.X.Type()
	if x.u.kind(v) == kHandle && x.handleType != nil {
		t = x.handleType
	}
	if iface, is := i.AssertedType.Underlying().(*types.Interface); is && types.Implements(t, iface) {
		ok = x.u.truth(true)
	}
	return x.u.tuple([]val{v, ok})
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
	return x.u.tuple([]val{x.u.truth(true), unknown, v})
}

// allocate makes an object.
func (x *explorer) allocate(p *path, v ssa.Value) bool {
	s, b, ok := x.renew(p.st, v)
	if !ok {
		x.void(*p, Forgotten)
		return false
	}
	s.heap = s.heap.filter(func(c pair) bool { return x.u.locs[c.key].base != b })
	s.facts = s.facts.filter(func(f pair) bool {
		d := x.u.at(val(f.key))
		return d.kind != kField || x.u.locs[d.loc].base != b
	})
	p.st = s.bind(v, x.u.addr(x.u.loc(location{base: b})))
	return true
}

// storeInstr stores. A store to a place that others can see transfers what
// reaches the handle.
func (x *explorer) storeInstr(p *path, i *ssa.Store) bool {
	u, s := x.u, p.st
	l, v := u.address(x.eval(s, i.Addr)), x.eval(s, i.Val)
	t := i.Val.Type()
	kind := noBase
	if l != 0 {
		kind = u.baseOf(l).kind
		if kind == localBase && x.isEscaped(s, u.locs[l].base) {
			kind = foreignBase
		}
	}
	switch kind {
	case localBase, resourceBase, capturedBase:
		if isBasic(t) && u.locs[l].path != "" && !isBoolean(t) && kind == localBase {
			return true // not followed: see findReads
		}
		if x.row != nil && l == x.handleLoc && s.phase == owed {
			p.st = x.put(s, l, v, t)
			x.noteReplaced(p, i)
			return true
		}
		p.st = x.put(s, l, v, t)
		return true
	}
	if x.reaches(s, v) {
		x.end(*p, endTransferred, i)
		return false
	}
	s = x.escape(s, v)
	if kind == foreignBase || kind == globalBase {
		if field := fieldVar(i.Addr); field != nil && x.a.askedTwice(s.top.fn.fn, field) {
			s = x.put(s, l, v, t)
		} else {
			s.heap = s.heap.without(uint32(l))
		}
	}
	p.st = s
	return true
}

func (x *explorer) mapUpdate(p *path, i *ssa.MapUpdate) bool {
	s := p.st
	m, v := x.eval(s, i.Map), x.eval(s, i.Value)
	if k := x.eval(s, i.Key); x.reaches(s, k) {
		v = k // a set of responses
	}
	if d := x.u.at(m); d.kind == kAddr && x.u.baseOf(d.loc).kind == localBase && !x.isEscaped(s, x.u.locs[d.loc].base) {
		p.st = x.put(s, x.u.sub(d.loc, anyElement), v, i.Value.Type())
		return true
	}
	if x.reaches(s, v) {
		x.end(*p, endTransferred, i)
		return false
	}
	p.st = x.escape(s, v)
	return true
}

// selects forks: one path a case.
func (x *explorer) selects(p *path, i *ssa.Select) bool {
	first := 0
	if !i.Blocking {
		first = -1
	}
	for c := first; c < len(i.States); c++ {
		q := p.did(Step{Kind: Choose, Instr: i, Choice: SelectCase, Case: c})
		if c >= 0 && i.States[c].Dir == types.SendOnly && x.reaches(q.st, x.eval(q.st, i.States[c].Send)) {
			x.end(q, endTransferred, i)
			continue
		}
		results := make([]val, i.Type().(*types.Tuple).Len())
		results[0] = x.u.constant(int64(c))
		q.st = x.define(q.st, i, x.u.tuple(results)).next()
		x.run(q) // into a branch on the case
	}
	return false
}
