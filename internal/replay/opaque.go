package replay

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// opaque calls something about which nothing is known. What it may do with
// an argument that reaches the handle is judged by the static type of the
// parameter: through one that cannot name the release, nobody releases.
func (r *replayer) opaque(c call) value {
	standard := r.isStandard(c.fn)
	if r.reaches(c.callee) {
		r.fail("what is called reaches the handle")
	}
	borrowed := false
	for i, v := range c.args {
		if isYield(v) {
			r.callsArgument(c, v, howOften{0, anyNumber, &claim{is: equal, than: true}})
			continue
		}
		switch {
		case r.reaches(v):
			r.lends(c, i, v)
			borrowed = true
		case standard:
			r.forget(v)
		default:
			r.publish(v)
		}
	}
	if r.executes(c.instr) {
		r.fail("nobody knows that this calls %s", r.next().Fn)
	}
	if !standard {
		r.publish(c.callee)
	}
	// A function of the standard library may call what it was given before.
	r.forgetOthers(c.fn == nil || c.dynamic)
	result := r.fresh(c.results())
	if borrowed && !standard {
		r.taint(result)
	}
	return r.chooseResult(c, split(result, c.results().Len()))
}

// isYield reports whether v is the body of a range over a function.
func isYield(v value) bool {
	f, ok := v.(*closure)
	return ok && f.fn.Synthetic == "range-over-func yield"
}

// lends objects if the callee may release its i'th argument, which reaches
// the handle.
func (r *replayer) lends(c call, i int, v value) {
	if f, ok := v.(*closure); ok && f.fn.Parent() != nil {
		if r.bodyMayRelease(f.fn) {
			r.fail("a literal that may release is handed to a function nobody knows")
		}
		return
	}
	if _, own := v.(handle); own && i == 0 && c.fn != nil && c.fn.Signature().Recv() != nil {
		return // a method of the handle that the row does not list borrows
	}
	recv := c.recv
	if recv == nil && c.fn != nil && c.fn.Signature().Recv() != nil {
		recv = c.fn.Signature().Recv().Type()
	}
	if r.calleeMayRelease(c.fn, c.signature(), recv, c.dynamic, i, len(c.args)) {
		r.fail("a function nobody knows may release argument %d", i)
	}
}

// calleeMayRelease reports whether an unknown function may release the i'th
// of n arguments, a receiver first.
func (r *replayer) calleeMayRelease(fn *types.Func, sig *types.Signature, recv types.Type, dynamic bool, i, n int) bool {
	standard := r.isStandard(fn)
	params := sig.Params()
	i -= n - params.Len() // so that a receiver is -1
	if i < 0 {
		return fn == nil || fn.Name() == r.row.Release || !standard && !dynamic && r.canRelease(recv, nil)
	}
	t := params.At(i).Type()
	if s, ok := t.Underlying().(*types.Slice); ok && sig.Variadic() && i == params.Len()-1 {
		// Printing is all that one does with any number of anythings.
		return !isAny(s.Elem()) && r.canRelease(s.Elem(), nil)
	}
	if isAny(t) {
		return !standard
	}
	return r.canRelease(t, nil)
}

func (r *replayer) isStandard(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && r.table.IsStandard(fn.Pkg().Path())
}

// canRelease reports whether a value of type t can name the release, by a
// method of its own or of one of its parts.
func (r *replayer) canRelease(t types.Type, seen []types.Type) bool {
	for _, s := range seen {
		if types.Identical(s, t) {
			return false
		}
	}
	seen = append(seen, t)
	if isAny(t) || len(seen) > 6 {
		return true
	}
	if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, r.row.Release); obj != nil {
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Map:
		return r.canRelease(t.Key(), seen) || r.canRelease(t.Elem(), seen)
	case *types.Struct:
		for f := range t.Fields() {
			if r.canRelease(f.Type(), seen) {
				return true
			}
		}
	case interface{ Elem() types.Type }: // pointer, slice, array, channel
		return r.canRelease(t.Elem(), seen)
	}
	return false
}

func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return isTypeParam(t) || ok && i.NumMethods() == 0
}

// taint marks the results that can be released: an unknown function that
// was lent the handle made them, perhaps of it.
func (r *replayer) taint(v value) {
	if t, ok := v.(*tuple); ok {
		for _, e := range t.list {
			r.taint(e)
		}
		return
	}
	if u, ok := v.(*unknown); ok && !isError(u.typ) {
		obj, _, _ := types.LookupFieldOrMethod(u.typ, true, nil, r.row.Release)
		u.mayRelease = obj != nil
	}
}

// bodyMayRelease reports whether the body of a literal, executed some time,
// might release anything, or put anything that can be released elsewhere.
// It looks at types only.
func (r *replayer) bodyMayRelease(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if r.mayRelease(instr) {
				return true
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		if r.bodyMayRelease(anon) {
			return true
		}
	}
	return false
}

func (r *replayer) mayRelease(instr ssa.Instruction) bool {
	switch i := instr.(type) {
	case *ssa.Store:
		return !isLocal(i.Addr) && r.nameable(i.Val)
	case *ssa.MapUpdate:
		return r.nameable(i.Value) || r.nameable(i.Key)
	case *ssa.Send:
		return r.nameable(i.X)
	case *ssa.Select:
		for _, s := range i.States {
			if s.Send != nil && r.nameable(s.Send) {
				return true
			}
		}
	case *ssa.Return:
		for _, v := range i.Results {
			if r.nameable(v) {
				return true
			}
		}
	case *ssa.MakeClosure:
		return r.isEvent(i.Fn.Name())
	case ssa.CallInstruction:
		return r.callMayRelease(i.Common())
	}
	return false
}

func (r *replayer) callMayRelease(c *ssa.CallCommon) bool {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return false
	}
	fn, args := c.Method, c.Args
	if c.IsInvoke() {
		args = append([]ssa.Value{c.Value}, args...)
	} else if callee := c.StaticCallee(); callee != nil {
		fn, _ = origin(callee).Object().(*types.Func)
	}
	if fn != nil && r.isEvent(fn.Name()) {
		return true
	}
	known := r.table.Func(fn)
	for i, a := range args {
		switch {
		case !r.nameable(a):
		case i == 0 && fn != nil && fn.Signature().Recv() != nil && r.row.Type.Named(a.Type()) && r.row.Handle == "":
			// A method of the handle, which the row does not list, borrows.
		case known != nil:
			if effectOn(known, i).Does != protocol.Borrows {
				return true
			}
		default:
			var recv types.Type
			if i == 0 {
				recv = a.Type()
			}
			if r.calleeMayRelease(fn, c.Signature(), recv, c.IsInvoke(), i, len(args)) {
				return true
			}
		}
	}
	return false
}

// isEvent reports whether a method of the handle with this name means
// something to the row. Wrappers of bound methods are named like it.
func (r *replayer) isEvent(name string) bool {
	for _, m := range r.row.Methods {
		if name == m.Name || name == m.Name+"$bound" {
			return true
		}
	}
	return false
}

// nameable reports whether v is something that can be released.
func (r *replayer) nameable(v ssa.Value) bool {
	for {
		switch i := v.(type) {
		case *ssa.Const:
			return false
		case *ssa.MakeInterface:
			v = i.X
		case *ssa.ChangeInterface:
			v = i.X
		default:
			return r.canRelease(v.Type(), nil)
		}
	}
}

// isLocal reports whether an address is of a variable of this call.
func isLocal(addr ssa.Value) bool {
	for {
		switch i := addr.(type) {
		case *ssa.Alloc:
			return true
		case *ssa.FieldAddr:
			addr = i.X
		case *ssa.IndexAddr:
			addr = i.X
		default:
			return false
		}
	}
}
