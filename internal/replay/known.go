package replay

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// known calls a function of the table.
func (r *replayer) known(c call, f *protocol.Func) (result value, panicked bool) {
	switch f.Ends {
	case protocol.NeverReturns:
		r.fail("%s does not return", f.Name)
	case protocol.Panics:
		if !r.takes(mustcall.Unwind, c.instr) {
			r.fail("%s panics", f.Name)
		}
		return nil, true
	}
	c.source = &cancel{by: c.instr}
	var last value // what the last call of a function argument returned
	for i, v := range c.args {
		if l := r.argument(c, f, effectOn(f, i), v); l != nil {
			last = l
		}
	}
	if f.Opens != "" {
		// Whoever opens may do what an unknown function may.
		for _, v := range c.args {
			r.publish(v)
		}
		r.forgetOthers(false)
	}
	results := split(r.fresh(c.results()), c.results().Len())
	for _, res := range f.Results {
		if res.Index < len(results) {
			t := c.results().At(res.Index).Type()
			results[res.Index] = r.resultOf(c, res, results[res.Index], last, t)
		}
	}
	return r.chooseResult(c, results), false
}

// argument does to an argument what the function does. It returns what the
// argument's last call returned, if it is called.
func (r *replayer) argument(c call, f *protocol.Func, a protocol.Arg, v value) (last value) {
	if r.prevents(a.Unless, c.instr) {
		return nil
	}
	if a.If != 0 && r.reaches(v) && assume(c.args[a.If], false) {
		return nil // or there would be no leak
	}
	switch a.Does {
	case protocol.Closes:
		if r.reaches(v) {
			r.fail("%s releases what reaches the handle", f.Name)
		}
	case protocol.Takes:
		if r.reaches(v) {
			r.fail("%s takes what reaches the handle", f.Name)
		}
		r.publish(v)
	case protocol.Borrows:
		r.forget(v)
	case protocol.CallsLater:
		r.later = append(r.later, pending{instr: c.instr, callee: v})
	default:
		last = r.callsArgument(c, v, rounds(f, a.Does))
		if a.Does == protocol.Starts && c.frame.panicking {
			r.fail("nobody recovers from the panic of a goroutine")
		}
	}
	return last
}

// effectOn is what a function does with its i'th parameter.
func effectOn(f *protocol.Func, i int) protocol.Arg {
	for _, a := range f.Args {
		if a.Param == i {
			return a
		}
	}
	return protocol.Arg{Param: i, Does: protocol.Borrows}
}

// prevents reports whether the witness chooses the outcome that means that
// something was not done.
func (r *replayer) prevents(unless protocol.Verdict, instr ssa.Instruction) bool {
	s := r.next()
	return s.Kind == mustcall.Choose && s.Instr == instr &&
		(unless == protocol.ErrorResult && s.Choice == mustcall.ErrorNonNil ||
			unless == protocol.FalseResult && s.Choice == mustcall.ResultFalse)
}

// resultOf is what the table knows of a result; v is the unknown that it
// is otherwise, and last what the last call of an argument returned.
func (r *replayer) resultOf(c call, res protocol.Result, v, last value, t types.Type) value {
	of := value(&unknown{})
	if res.Of < len(c.args) {
		of = c.args[res.Of]
	}
	switch res.Is {
	case protocol.NonNil:
		return something(t)
	case protocol.Same:
		return of
	case protocol.Wrapper:
		if r.reaches(of) {
			return &owner{of}
		}
	case protocol.NilWithNil, protocol.TrueWithNil, protocol.FalseWithNil, protocol.ImpliesNonNil:
		return r.followsNil(res.Is, of, v, t)
	case protocol.CallResult:
		if last != nil {
			return last
		}
		if hasInfo(t, types.IsBoolean) {
			return false // never called
		}
	case protocol.Context:
		return &derived{parent: of, source: c.source}
	case protocol.Cancel:
		return c.source
	}
	return v
}

// followsNil is a result that depends on whether of is nil.
func (r *replayer) followsNil(how protocol.ResultKind, of, v value, t types.Type) value {
	u, isUnknown := of.(*unknown)
	switch {
	case how == protocol.TrueWithNil:
		return r.compare(equal, of, null{}, t)
	case how == protocol.FalseWithNil:
		return r.compare(notEqual, of, null{}, t)
	case how == protocol.NilWithNil && isUnknown:
		v.(*unknown).nilWith = u
	case how == protocol.NilWithNil && of == (null{}):
		return of
	case how == protocol.NilWithNil:
		return something(t)
	case isUnknown: // ImpliesNonNil
		b := v.(*unknown)
		b.means, b.onlyIf = &claim{of: u, is: notEqual, than: null{}}, true
	case of == (null{}):
		return false
	}
	return v
}

// chooseResult gives a call the outcome that the witness says it has.
func (r *replayer) chooseResult(c call, results []value) value {
	if r.next().Choice == mustcall.NotCalled || len(results) == 0 {
		return join(results)
	}
	step := r.takeChoice(c.instr)
	last := results[len(results)-1]
	possible := true
	switch step.Choice {
	case mustcall.ErrorNil:
		possible = claimed(&claim{is: equal, than: null{}}, last)
	case mustcall.ErrorNonNil:
		possible = claimed(&claim{is: notEqual, than: null{}}, last)
	case mustcall.ResultTrue, mustcall.ResultFalse:
		possible = assume(last, step.Choice == mustcall.ResultTrue)
	}
	if !possible {
		r.fail("the call cannot have this result")
	}
	return join(results)
}

// A howOften says how often a function calls its argument.
type howOften struct {
	least, most int
	// again is what a call must have returned if there is another: a
	// claim about its last result.
	again *claim
}

const anyNumber = 1 << 30

func rounds(f *protocol.Func, does protocol.Effect) howOften {
	returnsLast := false
	for _, res := range f.Results {
		returnsLast = returnsLast || res.Is == protocol.CallResult
	}
	switch {
	case does == protocol.CallsMaybe:
		return howOften{0, 1, nil}
	case does == protocol.CallsUntilTrue:
		return howOften{0, anyNumber, &claim{is: equal, than: false}}
	case does == protocol.CallsMany && returnsLast: // until it succeeds
		return howOften{1, anyNumber, &claim{is: notEqual, than: null{}}}
	case does == protocol.CallsMany:
		return howOften{0, anyNumber, nil}
	}
	return howOften{1, 1, nil}
}

// callsArgument calls a function argument as often as the witness does, as
// far as the callee can, and returns what the last call returned.
func (r *replayer) callsArgument(c call, v value, how howOften) (last value) {
	if list, ok := v.(*oneOf); ok {
		v = r.chosen(list, c.instr)
	}
	f, ok := v.(*closure)
	if !ok {
		r.handsOut(v, "called nobody knows when")
		return nil
	}
	wasPanicking := c.frame.panicking
	for n := 0; n < how.most && !r.over() && c.frame.panicking == wasPanicking; n++ {
		executed := r.executes(c.instr)
		leftOut := f.fn.Parent() != nil && !executed
		if n >= how.least && (r.takesNotCalled(c.instr) || leftOut) || n > 0 && !executed {
			break
		}
		if n > 0 && !claimed(how.again, last) {
			r.fail("the argument is not called again after such a result")
		}
		if last = r.callOnce(c, f, how.most > 1); leftOut {
			break
		}
	}
	return last
}

// callOnce calls a function argument, and returns its last result.
func (r *replayer) callOnce(c call, f *closure, maybeAgain bool) value {
	if maybeAgain {
		c.frame.again = f
	}
	last, panicked := r.perform(call{instr: c.instr, frame: c.frame, callee: f})
	c.frame.again = nil
	if panicked { // on its way through a callee that is not executed
		c.frame.panicking, c.frame.recovered = true, false
	}
	if t, ok := last.(*tuple); ok {
		last = t.list[len(t.list)-1]
	}
	return last
}

// claimed makes a claim about v. It reports whether that can be.
func claimed(c *claim, v value) bool {
	if c == nil {
		return true
	}
	u, ok := v.(*unknown)
	if !ok {
		return c.holds(v)
	}
	return assume(about(claim{of: u, is: c.is, than: c.than}), true)
}

// executes reports whether the witness executes a body because of instr.
func (r *replayer) executes(instr ssa.Instruction) bool {
	s := r.next()
	return s.Kind == mustcall.Call && s.Instr == instr
}

// takesNotCalled takes the step that says that a function argument is not
// called (any more), if there is one.
func (r *replayer) takesNotCalled(instr ssa.Instruction) bool {
	return r.next().Choice == mustcall.NotCalled && r.takes(mustcall.Choose, instr)
}
