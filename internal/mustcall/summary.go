package mustcall

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A summary explores what a function does with an argument: the same walk as
// that for an obligation, begun at the entry with the duty already born in a
// parameter, and followed to every end, because what is returned matters also
// after the release. The caller holds on to its argument, so that nothing is
// lost unless the handle is taken out of the resource.
//
// Events are collected, and never end a path: only the row of the caller
// knows what they are worth.
type summary struct {
	anyEnd
	*explorer
	param    *ssa.Parameter
	part     val    // what leads to the handle: the argument, an element, a field
	at       uint32 // where in the argument that is, as a location without a base
	outcomes []Outcome
	unknown  bool // some path was lost track of
	// hidden: a branch depends on what a caller may know, and no condition
	// can say it.
	hidden bool
}

// maxOutcomes is how many ways of ending a summary tells apart.
const maxOutcomes = 12

// maxSummaryStates bounds the exploration of one summary.
const maxSummaryStates = 600

// Outcomes returns the ways in which fn, a declared function with a body,
// can end as seen by a caller that hands it something through a parameter,
// sorted. No answer (false) means unknown.
func (a *Analysis) Outcomes(fn *ssa.Function, param int, seed Seed) ([]Outcome, bool) {
	if len(fn.Blocks) == 0 || param >= len(fn.Params) && seed != SeedNothing {
		return nil, false
	}
	s := &summary{explorer: a.newExplorer(newUniverse(), fn)}
	s.goal = s
	s.budget = maxSummaryStates
	s.keepsParams = true
	switch {
	case seed == SeedNothing:
		s.row = a.env.Table().Neutral()
		s.start()
	case !s.begin(fn.Params[param], seed):
		return nil, false
	}
	s.explore()
	if s.unknown {
		return nil, false
	}
	list := mergeOutcomes(s.outcomes)
	switch {
	case len(list) > maxOutcomes:
		return nil, false
	case s.hidden && conflicts(list, toldApart):
		return nil, false // it depends on what the caller may know, and cannot be said
	case (s.wrote || s.saysMore(list)) && conflicts(list, toldByResult):
		return nil, false // so does what is returned, or written
	}
	return list, true
}

// saysMore reports whether a function has results of which the outcomes say
// nothing: a caller may tell by them how it ended.
func (s *summary) saysMore(list []Outcome) bool {
	res := s.root.fn.Signature.Results()
	for i := range res.Len() {
		t := res.At(i).Type()
		told := i == res.Len()-1 && (isError(t) || isBoolean(t))
		for _, o := range list {
			told = told || int(o.Returns) == i
		}
		if !told {
			return true
		}
	}
	return false
}

// begin puts the walk at the entry of the function, where the parameter is
// the resource, or leads to the handle in another way. ok is false if its
// type cannot.
func (s *summary) begin(param *ssa.Parameter, seed Seed) (ok bool) {
	s.param = param
	p := path{st: state{top: &frame{fn: s.root, block: s.root.fn.Blocks[0]}, phase: owed}}
	t := s.param.Type()
	s.row = s.a.env.Table().Neutral()
	object := s.u.loc(location{base: s.u.base(base{kind: localBase, of: made{typ: t}})})
	field, of := seed.Field()
	switch {
	case field >= 0:
		owner, isStruct := derefStruct(t)
		if !isStruct || field >= owner.NumFields() {
			return false
		}
		s.part, ok = s.seedOf(of, owner.Field(field).Type())
		p.st = p.st.store(s.u.sub(object, fieldPath(field)), s.part)
		s.at = uint32(s.u.loc(location{path: fieldPath(field)}))
		s.held = s.u.addr(object)
		if !isPointer(t) {
			s.held = s.gather(p.st, object, t)
		}
	case seed == SeedElement:
		slice, isSlice := t.Underlying().(*types.Slice)
		if !isSlice {
			return false
		}
		s.part, ok = s.seedOf(s.a.SeedFor(slice.Elem()), slice.Elem())
		p.st = p.st.store(s.u.sub(object, anyElement), s.part)
		s.at = uint32(s.u.loc(location{path: anyElement}))
		s.held = s.u.addr(object)
	default:
		s.part, ok = s.seedOf(seed, t)
		s.held = s.part
	}
	if !ok {
		return false
	}
	p.st = p.st.bind(s.param, s.held)
	s.enter(p.did(Step{Kind: EnterBlock, Block: p.st.top.block}), nil, false)
	return true
}

// SeedFor is the seed for a value of type t that leads to the handle.
func (a *Analysis) SeedFor(t types.Type) Seed {
	if a.env.Table().RowOfType(t) != nil {
		return SeedResource
	}
	if _, ok := t.Underlying().(*types.Signature); ok {
		return SeedCallable
	}
	return SeedHandle
}

// seedOf is the value of a seed of type t. A resource whose type cannot be
// named here is a token: nothing can be done with it but pass it on.
func (s *summary) seedOf(seed Seed, t types.Type) (val, bool) {
	switch seed {
	case SeedResource:
		if row := s.a.env.Table().RowOfType(t); row != nil {
			s.forRow(row.Neutral(), t)
			if s.handleLoc == 0 {
				return s.u.handle(), true
			}
			return s.u.resource(), true
		}
		s.handleType, s.token = t, true
		return s.u.handle(), isAny(t)
	case SeedHandle:
		s.handleType = t
		return s.u.handle(), true
	case SeedCallable:
		_, ok := t.Underlying().(*types.Signature)
		return s.u.releaser(protocol.Closed), ok || isAny(t)
	}
	return unknown, false
}

// branches notes on what a branch depends that can go both ways; i is nil for a
// select.
func (s *summary) branches(st state, i *ssa.If, cond val) {
	s.hidden = s.hidden || !s.canSay(st, cond) && (i == nil || !isOfError(i.Cond))
}

// canSay reports whether the truth of v is a condition of the summary.
func (s *summary) canSay(st state, v val) bool {
	d := s.u.at(s.truthOf(st, v))
	if d.kind != kIn {
		return false
	}
	_, ofResource, ok := s.paramCondition(d.a, d.set)
	if on := s.u.at(d.a); ok && on.kind == kField && s.isCalled(st, s.u.locs[on.loc].base) {
		return false // a callee may have changed it since
	}
	return ok || ofResource && s.held == s.part
}

// isOfError reports whether a condition is about an error of the function's
// own, which no caller knows: that reading has failed.
func isOfError(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.BinOp:
		return isFresh(v.X) || isFresh(v.Y)
	case *ssa.UnOp:
		return isOfError(v.X)
	case *ssa.Call:
		return len(v.Call.Args) > 0 && isError(v.Call.Args[0].Type())
	}
	return false
}

// isFresh reports whether v is an error that a call has just returned.
func isFresh(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Extract, *ssa.Call, *ssa.Phi:
		return isError(v.Type())
	}
	return false
}

// ended is told of paths that end before the function does.
func (s *summary) ended(p path, k endKind, _ ssa.Instruction, r Reason) {
	switch {
	case p.st.phase == unborn && r == TestFailed:
		// What a failed test leaves behind is of no interest.
	case k == endTransferred, k == endVoid && (r == TakenOver || r == TestFailed):
		// Somebody else's, or nobody's, from here on.
		s.add(p.st, Outcome{Stored: true, Returns: -1})
	case k == endVoid:
		s.unknown, s.queue = true, nil
	}
}

// atEnd records an outcome for each combination of what can be seen of the
// error, or the boolean, that is the last result.
func (s *summary) atEnd(p path, _ ssa.Instruction, results []val) {
	out := Outcome{Returns: -1, Lost: s.isLost(p.st)}
	if s.param != nil && s.held != s.part && p.st.events == 0 && !s.isHeld(p.st) {
		s.unknown, s.queue = true, nil // an owner that has been emptied
		return
	}
	for i, v := range results {
		as := s.returnKind(p.st, v)
		switch {
		case as == 0:
		case out.Returns >= 0:
			s.unknown, s.queue = true, nil // through two of them
			return
		default:
			out.Returns, out.As = int8(i), as
		}
	}
	for _, w := range s.lastResult(p.st, results) {
		o := out
		o.Error, o.Bool = w.err, w.truth
		s.add(w.st, o)
	}
}

// isHeld reports whether what the caller holds on to leads to the handle, and
// by the same part as before.
func (s *summary) isHeld(st state) bool {
	st.phase = owed
	d := s.u.at(s.held)
	if d.kind != kAddr {
		return s.reaches(st, s.held)
	}
	held := false
	for _, c := range s.cellsBelow(st, d.loc) {
		switch ours := c.val == s.part; {
		case ours && c.key == s.at:
			held = true
		case s.reaches(st, c.val):
			return false // it has been moved, or copied
		}
	}
	return held
}

// isLost reports whether the handle has been taken out of the resource.
func (s *summary) isLost(st state) bool {
	st.phase = owed
	return s.param != nil && s.part == s.u.resource() && !s.reaches(st, s.part)
}

// returnKind says how a result leads to the handle; 0 if it does not.
func (s *summary) returnKind(st state, v val) ReturnKind {
	if s.param == nil {
		return 0
	}
	st.phase = owed
	switch {
	case v == s.held: // a resource also without its handle
		return ReturnsArgument
	case v == s.part:
		return ReturnsPart
	case !s.reaches(st, v):
		return 0
	case v == s.u.handle():
		return ReturnsHandle
	case s.u.kind(v) == kReleaser:
		return ReturnsReleaser
	case s.u.kind(v) == kFunc && s.callEvents(st, nil, v)&protocol.Closed != 0:
		return ReturnsReleaser
	}
	return ReturnsHolder
}

// An endingWorld is a state at the end of a function in which its last result
// is known as far as it can be.
type endingWorld struct {
	st         state
	err, truth Tri
}

// lastResult splits the end of a function by its last result, if that is an
// error or a boolean, and by what the arguments must have been for it.
func (s *summary) lastResult(st state, results []val) []endingWorld {
	n := len(results)
	if n == 0 {
		return []endingWorld{{st: st}}
	}
	t := s.root.fn.Signature.Results().At(n - 1).Type()
	var question val
	switch v := results[n-1]; {
	case isError(t):
		question = s.compare(st, token.NEQ, v, s.u.constant(0))
	case isBoolean(t):
		question = s.truthOf(st, v)
	default:
		return []endingWorld{{st: st}}
	}
	world := func(st state, truth Tri) endingWorld {
		if !isError(t) {
			return endingWorld{st: st, truth: truth}
		}
		return endingWorld{st: st, err: negated(truth)}
	}
	if question == unknown {
		return []endingWorld{world(st, Unknown)}
	}
	var list []endingWorld
	for _, want := range []bool{true, false} {
		if next, ok := s.assume(st, question, want); ok {
			list = append(list, world(next, triOf(want)))
		}
	}
	return list
}

func triOf(b bool) Tri {
	if b {
		return Yes
	}
	return No
}

func negated(t Tri) Tri {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Unknown
}

// add adds an outcome in a state, with what that says about the arguments.
func (s *summary) add(st state, o Outcome) {
	o.Events = st.events
	for _, f := range st.facts {
		c, ofResource, ok := s.paramCondition(val(f.key), setID(f.val))
		if ofResource {
			c.Param = slices.Index(s.root.fn.Params, s.param)
			ok = s.held == s.part // nobody could say which field it is, elsewhere
		}
		if ok && !s.isCalledOn(st, val(f.key)) {
			o.If = append(o.If, c)
		}
	}
	slices.SortFunc(o.If, compareConditions)
	s.outcomes = append(s.outcomes, o)
}
