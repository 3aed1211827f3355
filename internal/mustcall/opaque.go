package mustcall

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// opaque makes a call of something about which nothing is known. What it
// may do with an argument that reaches the handle is judged by the static
// type of the parameter: one that cannot name the release borrows.
func (x *explorer) opaque(p *path, c call) bool {
	standard := c.fn != nil && c.fn.Pkg() != nil && x.a.env.Table().IsStandard(c.fn.Pkg().Path())
	if len(c.args) > 0 && x.isYieldCall(c) {
		return x.rangeOver(p, c)
	}
	borrowed := false
	for i, v := range c.args {
		if !x.reaches(p.st, v) {
			continue
		}
		reason := x.judge(p.st, c, i, v, standard)
		if reason != "" {
			x.void(*p, reason)
			return false
		}
		borrowed = true
	}
	if x.reaches(p.st, c.callee) {
		x.void(*p, OpaqueDynamic)
		return false
	}
	if standard {
		p.st = x.clobber(p.st, c, nil)
	} else {
		p.st = x.leakPointers(p.st, c)
	}
	p.st = x.called(p.st, c)
	result := unknown
	if borrowed && !standard {
		result = x.derivedResult(c)
	}
	if result == unknown {
		result = x.sameAgain(c)
	}
	return x.finish(p, c, result)
}

// judge returns why an argument that reaches the handle makes the analysis
// lose track, or "" if it is borrowed.
func (x *explorer) judge(s state, c call, arg int, v val, standard bool) Reason {
	opaque := Opaque
	if c.fn == nil || c.dynamic {
		opaque = OpaqueDynamic
	}
	t, variadic := c.paramType(arg)
	if x.u.kind(v) == kFunc {
		if x.mayDischarge(s, c, v) {
			return OpaqueClosure
		}
		return ""
	}
	if t == nil { // a receiver
		if k := x.u.kind(v); c.dynamic && (k == kAddr || k == kStruct) {
			return OpaqueDynamic // whose method it is could not be found out
		}
		if x.row != nil && c.fn != nil && (c.fn.Name() == x.row.Release || !standard && !c.dynamic && x.canRelease(c.recvType(), nil)) {
			return opaque
		}
		return ""
	}
	switch {
	case isAny(t):
		// Printing is all that one does with any number of anythings.
		if standard || variadic && (c.fn == nil || !x.a.env.Asserts(c.fn)) {
			return ""
		}
		return OpaqueAny
	case x.canRelease(t, nil):
		return opaque
	case isInterface(t) && c.fn != nil && !standard && x.a.env.Asserts(c.fn):
		return opaque // it may ask what else its argument can do
	}
	return ""
}

// sameAgain is the result of a declared function of values that have names,
// if it is plain data: asked again for the same values, it is taken to be
// the same, until a loop begins its next round (see forgetAnswers).
//
//	if resp.Header.Get("Content-Encoding") == "gzip" { … }
//
// A method of a pointer, or of an interface, is not: Next, Scan and Load are
// there to answer differently. Those of the resource are.
func (x *explorer) sameAgain(c call) val {
	if c.fn == nil || c.dynamic || len(c.args) == 0 || c.sig.Results().Len() != 1 || !isBasic(c.sig.Results().At(0).Type()) {
		return unknown
	}
	if r := c.fn.Signature().Recv(); r != nil && isPointer(r.Type()) && x.u.kind(c.args[0]) != kResource {
		return unknown
	}
	for _, a := range c.args {
		if x.u.kind(a) != kResource && !x.isNamed(a, 0) {
			return unknown
		}
	}
	return x.u.intern(descr{kind: kTerm, op: opResult, sym: c.fn, list: packVals(c.args)})
}

// isNamed reports whether a value has a name that later ones can share.
// Results of results are one, but not without end.
func (x *explorer) isNamed(v val, depth int) bool {
	switch d := x.u.at(v); d.kind {
	case kConst, kSym, kField:
		return true
	case kTerm:
		if depth >= 2 {
			return false
		}
		for _, e := range append(x.u.list(v), d.a, d.b) {
			if e != unknown && x.u.kind(e) != kResource && !x.isNamed(e, depth+1) {
				return false
			}
		}
		return true
	}
	return false
}

// forgetAnswers drops what is known about answers of functions and maps:
// the next round of a loop asks anew.
func (x *explorer) forgetAnswers(s state) state {
	s.facts = s.facts.filter(func(f pair) bool { return !x.isAnswer(val(f.key), 0) })
	return s
}

func (x *explorer) isAnswer(v val, depth int) bool {
	d := x.u.at(v)
	switch {
	case d.kind != kTerm || depth > 4:
		return false
	case d.op == opResult || d.op == opLookup:
		return true
	}
	return x.isAnswer(d.a, depth+1) || x.isAnswer(d.b, depth+1)
}

// paramType is the type of the parameter for argument i (a receiver has
// none), and whether it is one of any number of arguments.
func (c call) paramType(i int) (t types.Type, variadic bool) {
	params := c.sig.Params()
	if len(c.args) > params.Len() {
		i -= len(c.args) - params.Len()
	}
	if i < 0 || i >= params.Len() {
		return nil, false
	}
	t = params.At(i).Type()
	if c.sig.Variadic() && i == params.Len()-1 {
		if s, ok := t.Underlying().(*types.Slice); ok {
			return s.Elem(), true
		}
	}
	return t, false
}

func (c call) recvType() types.Type {
	if recv := c.fn.Signature().Recv(); recv != nil {
		return recv.Type()
	}
	return types.Typ[types.Invalid]
}

// canRelease reports whether a value of type t can name the release: by a
// method, or a part that has one.
func (x *explorer) canRelease(t types.Type, seen []types.Type) bool {
	if len(seen) > 0 || x.row == nil {
		return x.canReleaseParts(t, seen)
	}
	key := releasing{t, x.row.Release}
	answer, ok := x.a.releases[key]
	if !ok {
		answer = x.canReleaseParts(t, nil)
		x.a.releases[key] = answer
	}
	return answer
}

// A releasing is a question that canRelease has answered.
type releasing struct {
	t       types.Type
	release string
}

func (x *explorer) canReleaseParts(t types.Type, seen []types.Type) bool {
	for _, s := range seen {
		if types.Identical(s, t) {
			return false
		}
	}
	if len(seen) > 6 {
		return true
	}
	seen = append(seen, t)
	if _, ok := types.Unalias(t).(*types.TypeParam); ok || isAny(t) {
		return true
	}
	if x.row == nil {
		return true
	}
	if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, x.row.Release); obj != nil {
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Pointer:
		return x.canRelease(t.Elem(), seen)
	case *types.Slice:
		return x.canRelease(t.Elem(), seen)
	case *types.Array:
		return x.canRelease(t.Elem(), seen)
	case *types.Map:
		return x.canRelease(t.Elem(), seen) || x.canRelease(t.Key(), seen)
	case *types.Chan:
		return x.canRelease(t.Elem(), seen)
	case *types.Signature:
		return true
	case *types.Struct:
		for f := range t.Fields() {
			if x.canRelease(f.Type(), seen) {
				return true
			}
		}
	}
	return false
}

func isAny(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true
	}
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}

// derivedResult is the result of an unknown function that borrowed the
// handle: if it can be closed, that may close the handle.
func (x *explorer) derivedResult(c call) val {
	res := c.sig.Results()
	list := make([]val, res.Len())
	found := false
	for i := range list {
		t := res.At(i).Type()
		if isError(t) || x.row == nil {
			continue
		}
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, x.row.Release); obj != nil {
			list[i], found = x.u.reader(true), true
		}
	}
	switch {
	case !found:
		return unknown
	case len(list) == 1:
		return list[0]
	}
	return x.u.tuple(list)
}

// leakPointers marks the objects that an unknown callee gets to know.
func (x *explorer) leakPointers(s state, c call) state {
	for _, v := range append(c.args[:len(c.args):len(c.args)], c.callee) {
		if !x.reaches(s, v) {
			s = x.escape(s, v)
		}
	}
	return s
}

// isYieldCall reports whether an unknown iterator is given the body of a
// range statement.
func (x *explorer) isYieldCall(c call) bool {
	v := c.args[len(c.args)-1]
	if x.u.kind(v) != kFunc {
		return false
	}
	return x.u.at(v).sym.(*ssa.Function).Synthetic == "range-over-func yield"
}

// rangeOver executes "for … := range iterator" for an iterator about which
// nothing is known: the body is executed any number of times.
func (x *explorer) rangeOver(p *path, c call) bool {
	body := c.args[len(c.args)-1]
	q := p.did(Step{Kind: Choose, Instr: c.instr, Choice: NotCalled})
	if x.finish(&q, c, unknown) {
		x.fork(q)
	}
	fn := x.u.at(body).sym.(*ssa.Function)
	return x.push(p, c, fn, x.u.list(body), nil, argumentCall)
}

func isInterface(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	return types.IsInterface(t)
}
