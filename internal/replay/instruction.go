package replay

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// eval is the value of an operand.
func (r *replayer) eval(f *frame, v ssa.Value) value {
	switch v := v.(type) {
	case *ssa.Const:
		return r.constant(v)
	case *ssa.Global:
		return address{obj: r.global(v)}
	case *ssa.Function:
		return &closure{fn: v}
	case *ssa.Builtin:
		return null{}
	}
	e, ok := f.env[v]
	if !ok {
		e = r.fresh(v.Type())
		f.env[v] = e
	}
	return e
}

func (r *replayer) evalAll(f *frame, vs []ssa.Value) []value {
	list := make([]value, len(vs))
	for i, v := range vs {
		list[i] = r.eval(f, v)
	}
	return list
}

// instruction executes an instruction that does not pass control.
func (r *replayer) instruction(f *frame, instr ssa.Instruction) {
	switch i := instr.(type) {
	case *ssa.Phi, *ssa.DebugRef:
		// φs have their values from the edge.
	case *ssa.Defer:
		r.deferCall(f, i)
	case ssa.CallInstruction:
		v := r.callInstruction(f, i)
		if c, ok := i.(*ssa.Call); ok {
			f.env[c] = v
		}
	case *ssa.Store:
		r.storeInstruction(f, i)
	case *ssa.MapUpdate:
		r.mapUpdate(r.eval(f, i.Map), r.eval(f, i.Key), r.eval(f, i.Value), i.Value.Type())
	case *ssa.Send:
		r.handsOut(r.eval(f, i.X), "sent on a channel")
	case *ssa.Select:
		f.env[i] = r.selects(f, i)
	case ssa.Value:
		f.env[i] = r.compute(f, i)
	default:
		r.fail("an instruction that the replay does not know: %T", instr)
	}
}

// compute is the value of an instruction that calls nothing.
func (r *replayer) compute(f *frame, v ssa.Value) value {
	switch i := v.(type) {
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap:
		return address{obj: newObject()}
	case *ssa.MakeChan:
		return something(i.Type())
	case *ssa.MakeClosure:
		return &closure{fn: i.Fn.(*ssa.Function), bindings: r.evalAll(f, i.Bindings)}
	case *ssa.MakeInterface:
		if isTypeParam(i.X.Type()) {
			return r.eval(f, i.X) // may be an interface already, and nil
		}
		return &boxed{r.eval(f, i.X), i.X.Type()}
	case *ssa.BinOp:
		return r.binary(i, r.eval(f, i.X), r.eval(f, i.Y))
	case *ssa.UnOp:
		return r.unary(i, r.eval(f, i.X))
	case *ssa.ChangeType:
		return r.eval(f, i.X)
	case *ssa.ChangeInterface:
		return r.eval(f, i.X)
	case *ssa.SliceToArrayPointer:
		return r.eval(f, i.X)
	case *ssa.Convert:
		return r.convert(r.eval(f, i.X), i.X.Type(), i.Type())
	case *ssa.MultiConvert:
		return r.fresh(i.Type())
	case *ssa.TypeAssert:
		return r.typeAssert(i, r.eval(f, i.X))
	case *ssa.Extract:
		if t, ok := r.eval(f, i.Tuple).(*tuple); ok {
			return t.list[i.Index]
		}
		return r.fresh(i.Type())
	case *ssa.Range:
		return &iterator{over: r.eval(f, i.X)}
	case *ssa.Next:
		return r.nextElement(i, r.eval(f, i.Iter))
	}
	return r.place(f, v)
}

// place is the value of an instruction that selects a part of something.
func (r *replayer) place(f *frame, v ssa.Value) value {
	switch i := v.(type) {
	case *ssa.FieldAddr:
		return r.subAddress(r.eval(f, i.X), fieldPath(i.Field), true, i.Type())
	case *ssa.IndexAddr:
		_, isConst := i.Index.(*ssa.Const)
		return r.subAddress(r.eval(f, i.X), keyPath(r.eval(f, i.Index)), isConst, i.Type())
	case *ssa.Field:
		return r.part(r.eval(f, i.X), fieldPath(i.Field), i.Type())
	case *ssa.Index:
		return r.part(r.eval(f, i.X), keyPath(r.eval(f, i.Index)), i.Type())
	case *ssa.Lookup:
		return r.lookup(i, r.eval(f, i.X), r.eval(f, i.Index))
	case *ssa.Slice:
		return r.slice(f, i)
	}
	r.fail("an instruction that the replay does not know: %T", v)
	return nil
}

func (r *replayer) subAddress(v value, path string, written bool, t types.Type) value {
	if a, ok := r.deref(v); ok {
		a.anyRow = a.anyRow || !written
		return a.part(path)
	}
	return r.fresh(t)
}

func (r *replayer) unary(i *ssa.UnOp, x value) value {
	switch i.Op {
	case token.NOT:
		return not(x)
	case token.MUL:
		if a, ok := r.deref(x); ok {
			return r.load(a, i.Type())
		}
	case token.SUB:
		if n, ok := x.(int64); ok && fits(-n, i.Type()) {
			return -n
		}
	}
	return r.fresh(i.Type())
}

// storeInstruction stores. The witness may note that the handle's field is
// what is overwritten.
func (r *replayer) storeInstruction(f *frame, i *ssa.Store) {
	a, ok := r.deref(r.eval(f, i.Addr))
	v := r.eval(f, i.Val)
	if r.takes(mustcall.Replace, i) && (!ok || a.obj != r.resource) {
		r.fail("this does not store into the resource")
	}
	if ok {
		r.store(a, v, i.Val.Type())
	} else {
		r.handsOut(v, "stored nobody knows where")
	}
}

// handsOut is the end of v's privacy.
func (r *replayer) handsOut(v value, how string) {
	if r.reaches(v) {
		r.fail("what reaches the handle is %s", how)
	}
	r.publish(v)
}

func (r *replayer) mapUpdate(m, k, v value, t types.Type) {
	if a, ok := r.deref(m); ok {
		r.store(a.part(keyPath(k)), v, t)
		if r.reaches(k) {
			r.store(a.part(keysPath), k, t)
		}
	} else {
		r.handsOut(v, "put into a map nobody knows")
		r.handsOut(k, "put into a map nobody knows")
	}
}

// lookup reads a map, or indexes a string. An element that reaches the
// handle is there.
func (r *replayer) lookup(i *ssa.Lookup, m, k value) value {
	t := i.Type()
	if i.CommaOk {
		t = t.(*types.Tuple).At(0).Type()
	}
	v := r.fresh(t)
	if a, ok := m.(address); ok {
		_, isConst := i.Index.(*ssa.Const)
		a.anyRow = !isConst
		v = r.load(a.part(keyPath(k)), t)
	}
	if !i.CommaOk {
		return v
	}
	found := value(true)
	if !r.reaches(v) {
		found = r.fresh(types.Typ[types.Bool])
	}
	return &tuple{[]value{v, found}}
}

// nextElement is a round of a range over a map or a string. A map that
// holds the handle has a first round.
func (r *replayer) nextElement(i *ssa.Next, v value) value {
	round := r.fresh(i.Type()).(*tuple)
	it, ok := v.(*iterator)
	if !ok {
		return round
	}
	a, isMap := it.over.(address)
	if !isMap || i.IsString {
		return round
	}
	for n, path := range map[int]string{1: keysPath, 2: anyElement} {
		t := i.Type().(*types.Tuple).At(n).Type()
		if v := r.load(a.part(path), t); r.reaches(v) {
			round.list[n] = v
			if !it.started {
				round.list[0] = true
			}
		}
	}
	it.started = true
	return round
}

// typeAssert is x.(T). The dynamic type of a boxed value is known, of the
// handle only what its static type has.
func (r *replayer) typeAssert(i *ssa.TypeAssert, x value) value {
	v, ok := x, r.fresh(types.Typ[types.Bool])
	iface, toInterface := i.AssertedType.Underlying().(*types.Interface)
	isNil, known := isNil(x)
	box, isBoxed := x.(*boxed)
	switch {
	case isTypeParam(i.AssertedType):
	case known && isNil:
		ok = false
	case isBoxed && toInterface:
		ok = types.Implements(box.typ, iface)
	case isBoxed:
		if ok = types.Identical(box.typ, i.AssertedType); ok == true {
			v = box.v
		}
	case toInterface:
		t := i.X.Type()
		if x == (handle{}) {
			t = r.handleType
		}
		if known && types.Implements(t, iface) {
			ok = true
		}
	case !r.reaches(x):
		v = r.operation(operation{"assert " + i.AssertedType.String(), x, nil}, i.AssertedType)
	}
	switch {
	case ok == false && !i.CommaOk:
		r.fail("the type assertion cannot succeed")
	case ok == false:
		v = r.zero(i.AssertedType)
	}
	if i.CommaOk {
		return &tuple{[]value{v, ok}}
	}
	return v
}

// selects takes the case that the witness names.
func (r *replayer) selects(f *frame, i *ssa.Select) value {
	step := r.takeChoice(i)
	if step.Choice != mustcall.SelectCase || step.Case < -1 || step.Case >= len(i.States) || step.Case < 0 && i.Blocking {
		r.fail("the witness does not say which case is taken")
		return nil
	}
	result := r.fresh(i.Type()).(*tuple)
	result.list[0] = int64(step.Case)
	if step.Case >= 0 && i.States[step.Case].Dir == types.SendOnly {
		r.handsOut(r.eval(f, i.States[step.Case].Send), "sent on a channel")
	}
	return result
}
