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
		return address{at: r.global(v)}
	case *ssa.Function:
		return &closure{fn: v}
	case *ssa.Builtin:
		return null{}
	}
	e, ok := f.env.get(v)
	if !ok {
		e = r.fresh(v.Type())
		f.env.set(v, e)
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
	case *ssa.Go:
		r.callInstruction(f, i)
	case *ssa.Store:
		r.storeInstruction(f, i)
	case *ssa.MapUpdate:
		r.mapUpdate(f, i)
	case *ssa.Send:
		r.sends(r.eval(f, i.Chan), r.eval(f, i.X), false)
	case ssa.Value:
		f.env.set(i, r.compute(f, i))
	default:
		r.fail("an instruction that the replay does not know: %T", instr)
	}
}

// compute is the value of an instruction.
func (r *replayer) compute(f *frame, v ssa.Value) value {
	switch i := v.(type) {
	case *ssa.Call:
		return r.callInstruction(f, i)
	case *ssa.Select:
		return r.selects(f, i)
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap:
		return address{at: newPlace(localPlace)}
	case *ssa.MakeClosure:
		return &closure{i.Fn.(*ssa.Function), r.evalAll(f, i.Bindings)}
	case *ssa.MakeInterface:
		if isTypeParam(i.X.Type()) {
			return r.eval(f, i.X) // may be an interface already, and nil
		}
		return &boxed{r.eval(f, i.X), i.X.Type()}
	case *ssa.BinOp:
		return r.binary(i, r.eval(f, i.X), r.eval(f, i.Y))
	case *ssa.UnOp:
		if i.Op == token.ARROW {
			return r.receive(f, i)
		}
		return r.unary(i, r.eval(f, i.X))
	case *ssa.ChangeType, *ssa.ChangeInterface, *ssa.SliceToArrayPointer:
		return r.eval(f, *v.(ssa.Instruction).Operands(nil)[0])
	case *ssa.Convert:
		return r.convert(r.eval(f, i.X), i.X.Type(), i.Type())
	case *ssa.MakeChan:
		return newChannel(i)
	case *ssa.MultiConvert:
		return r.fresh(v.Type())
	case *ssa.TypeAssert:
		return r.typeAssert(i, r.eval(f, i.X))
	case *ssa.Extract:
		if t, ok := r.eval(f, i.Tuple).(*tuple); ok {
			return t.list[i.Index]
		}
		return r.fresh(i.Type())
	case *ssa.FieldAddr:
		return r.deref(r.eval(f, i.X)).part(field(i.Field))
	case *ssa.IndexAddr:
		return r.element(r.deref(r.eval(f, i.X)), f, i.Index)
	case *ssa.Field:
		return r.part(r.eval(f, i.X), field(i.Field), i.Type())
	case *ssa.Index:
		return r.part(r.eval(f, i.X), elementOf(r.eval(f, i.Index)), i.Type())
	case *ssa.Slice:
		return r.slice(i, r.eval(f, i.X))
	case *ssa.Lookup:
		return r.lookup(f, i)
	case *ssa.Range:
		if a, ok := r.eval(f, i.X).(address); ok {
			return iterator{over: a}
		}
		return null{}
	case *ssa.Next:
		return r.nextElement(f, i)
	}
	r.fail("an instruction that the replay does not know: %T", v)
	return nil
}

// element is the address of an element of what is at a.
func (r *replayer) element(a address, f *frame, index ssa.Value) address {
	_, isConst := index.(*ssa.Const)
	a.computed = a.computed || !isConst
	return a.part(elementOf(r.eval(f, index)))
}

// storeInstruction stores. The witness may note that the handle's field is
// what is overwritten.
func (r *replayer) storeInstruction(f *frame, i *ssa.Store) {
	a := r.deref(r.eval(f, i.Addr))
	if r.takes(mustcall.Replace, i) && a.at.whole != r.resource {
		r.fail("this does not store into the resource")
	}
	r.store(a.at, r.eval(f, i.Val))
}

// typeAssert is x.(T). The dynamic type of a boxed value is known, of the
// handle only what its static type has.
func (r *replayer) typeAssert(i *ssa.TypeAssert, x value) value {
	v, ok := x, r.fresh(types.Typ[types.Bool])
	iface, toInterface := i.AssertedType.Underlying().(*types.Interface)
	isNil, known := r.isNil(x)
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
