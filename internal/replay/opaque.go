package replay

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

var anyType = types.Universe.Lookup("any").Type()

// opaque calls something about which nothing is known. What it may do with
// an argument that reaches the handle is judged by the static type of the
// parameter: through one that cannot name the release, nobody releases.
func (r *replayer) opaque(c call) value {
	standard := r.isStandard(c.fn)
	if c.fn == nil { // else what it is bound to is an argument
		r.handsOut(c.callee, "called, and nobody knows what that does")
	}
	borrowed := false
	for i, v := range c.args {
		switch {
		case isYield(v):
			r.callsArgument(c, v, howOften{0, anyNumber, &claim{is: token.EQL, than: true}})
		case r.saysHowOften(c, v):
			r.callsArgument(c, v, howOften{most: anyNumber})
		case r.reaches(v):
			r.lends(c, i, v)
			borrowed = true
		case standard && !holdsLiteral(v):
			r.forget(v)
		default:
			r.publish(v)
		}
	}
	if r.executes(c.instr) {
		r.fail("nobody knows that this calls %s", r.next().Fn)
	}
	if c.fn == nil || c.dynamic {
		r.changes(foreignPlace, capturedPlace)
	} else { // a function of the standard library may call what it was given before
		r.changes(foreignPlace)
	}
	results := split(r.fresh(c.results()))
	for _, v := range results {
		if u := v.(*unknown); borrowed && !standard && !isError(u.typ) {
			// It was perhaps made of the handle, and releases that.
			u.mayRelease = r.hasRelease(u.typ)
		}
	}
	return r.chooseResult(c, results)
}

// holdsLiteral reports whether v is a literal, also in an interface: whoever
// gets it can call it later, and change what it captures.
func holdsLiteral(v value) bool {
	switch v := v.(type) {
	case *boxed:
		return holdsLiteral(v.v)
	case *closure:
		return v.fn.Parent() != nil
	}
	return false
}

// isYield reports whether v is the body of a range over a function.
func isYield(v value) bool {
	f, ok := v.(*closure)
	return ok && f.fn.Synthetic == "range-over-func yield"
}

// saysHowOften reports whether the witness says how often a declared function
// calls a literal that it is given.
func (r *replayer) saysHowOften(c call, v value) bool {
	f, ok := v.(*closure)
	if !ok || f.fn.Parent() == nil || c.fn == nil || c.dynamic {
		return false
	}
	s := r.next()
	return s.Instr == c.instr && (s.Kind == mustcall.Call && s.Fn == origin(f.fn) || s.Kind == mustcall.Choose && s.Choice == mustcall.NotCalled)
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
	if i == 0 && v == (handle{}) && c.recv != nil {
		return // a method of the handle that the row does not list borrows
	}
	if i == 0 && c.dynamic && !r.isResource(v) {
		switch v.(type) {
		case address, record:
			r.fail("nobody knows whose method is called")
		}
	}
	if r.mayReleaseArg(c, i) {
		r.fail("a function nobody knows may release argument %d", i)
	}
}

// mayReleaseArg reports whether an unknown function may release its i'th
// argument, a receiver first.
func (r *replayer) mayReleaseArg(c call, i int) bool {
	standard := r.isStandard(c.fn)
	sig := c.signature()
	params := sig.Params()
	i -= len(c.args) - params.Len() // so that a receiver is -1
	if i < 0 {
		return c.fn == nil || c.fn.Name() == r.w.Row.Release || !standard && !c.dynamic && r.canRelease(c.recv, nil)
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
	if r.hasRelease(t) {
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

func (r *replayer) hasRelease(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, r.w.Row.Release)
	return obj != nil
}

// bodyMayRelease reports whether the body of a literal, executed some time,
// might release anything, or put anything that can be released elsewhere.
// It looks at types only.
func (r *replayer) bodyMayRelease(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if slices.ContainsFunc(b.Instrs, r.mayRelease) {
			return true
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, r.bodyMayRelease)
}

func (r *replayer) mayRelease(instr ssa.Instruction) bool {
	var used []ssa.Value
	switch i := instr.(type) {
	case *ssa.Store:
		used = []ssa.Value{i.Val}
	case *ssa.MakeClosure:
		if i.Fn.(*ssa.Function).Parent() == nil { // a bound method
			used = i.Bindings
		}
	case ssa.CallInstruction:
		return r.callMayRelease(i.Common())
	case *ssa.MapUpdate, *ssa.Send, *ssa.Select, *ssa.Return:
		for _, v := range instr.Operands(nil) {
			used = append(used, *v)
		}
	}
	return slices.ContainsFunc(used, r.nameable)
}

func (r *replayer) callMayRelease(c *ssa.CallCommon) bool {
	switch callee := c.Value.(type) {
	case *ssa.Builtin:
		return false
	case *ssa.Function:
		fn, _ := origin(callee).Object().(*types.Func)
		if f := r.table.Func(fn); f != nil && len(f.Args) == 0 {
			return false // it borrows
		}
		if recv := callee.Signature.Recv(); recv != nil && r.w.Row.Type.Named(recv.Type()) {
			if _, isEvent := r.w.Row.Method(callee.Name()); !isEvent { // as does this
				return slices.ContainsFunc(c.Args[1:], r.nameable)
			}
		}
	}
	if c.IsInvoke() {
		if _, isEvent := r.w.Row.Method(c.Method.Name()); isEvent {
			return true
		}
	}
	return slices.ContainsFunc(c.Args, r.nameable)
}

// nameable reports whether v is something that can be released.
func (r *replayer) nameable(v ssa.Value) bool {
	if _, isConst := v.(*ssa.Const); isConst || v == nil {
		return false
	}
	if i, ok := v.(*ssa.MakeInterface); ok {
		return r.nameable(i.X)
	}
	return r.canRelease(v.Type(), nil)
}
