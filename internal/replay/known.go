package replay

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// known calls a function of the table.
func (r *replayer) known(c call, f *protocol.Func) value {
	switch f.Ends {
	case protocol.NeverReturns:
		r.fail("%s does not return", f.Name)
	case protocol.Panics:
		r.unwinds(c.frame, c.instr, "the call panics")
		return nil
	}
	var last value // what the last call of a function argument returned
	for i, v := range c.args {
		if l := r.argument(c, f, effectOn(f, i), v); l != nil {
			last = l
		}
	}
	if f.Opens != "" {
		r.opens(c.args)
	}
	results := split(r.fresh(c.results()))
	source := &cancel{by: c.instr}
	for _, res := range f.Results {
		if res.Index < len(results) {
			results[res.Index] = r.resultOf(c, res, results[res.Index], last, source)
		}
	}
	return r.chooseResult(c, results)
}

// argument does to an argument what the function does. It returns what the
// argument's last call returned, if it is called.
func (r *replayer) argument(c call, f *protocol.Func, a protocol.Arg, v value) (last value) {
	if r.prevents(a.Unless, c.instr) {
		return nil
	}
	if a.If != 0 && r.reaches(v) && r.assume(c.args[a.If], false) {
		return nil // or there would be no leak
	}
	switch a.Does {
	case protocol.Closes, protocol.Takes:
		if r.reaches(v) {
			r.fail("%s releases or takes what reaches the handle", f.Name)
		}
		r.publish(v)
	case protocol.Borrows:
		r.forget(v)
	case protocol.CallsLater:
		r.later = append(r.later, pending{instr: c.instr, callee: v})
	default:
		last = r.callsArgument(c, v, r.rounds(c, f, a.Does))
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
func (r *replayer) resultOf(c call, res protocol.Result, v, last value, source *cancel) value {
	u := v.(*unknown)
	of := value(&unknown{})
	if res.Of < len(c.args) {
		of = c.args[res.Of]
	}
	about, _ := of.(*unknown)
	switch res.Is {
	case protocol.NonNil:
		return r.something(u.typ)
	case protocol.Same:
		return of
	case protocol.Wrapper:
		if r.reaches(of) {
			return of // to release the one is to release the other
		}
	case protocol.TrueWithNil:
		return r.compare(token.EQL, of, null{}, u.typ)
	case protocol.FalseWithNil:
		return r.compare(token.NEQ, of, null{}, u.typ)
	case protocol.NilWithNil:
		switch {
		case about != nil:
			u.nilWith = about
		case of != null{}:
			return r.something(u.typ)
		default:
			return of
		}
	case protocol.ImpliesNonNil:
		if of == (null{}) {
			return false
		}
		if about != nil {
			u.means, u.onlyIf = &claim{of: about, is: token.NEQ, than: null{}}, true
		}
	case protocol.CallResult:
		if last != nil {
			return last
		}
		if hasInfo(u.typ, types.IsBoolean) {
			return false // never called
		}
	case protocol.Context:
		return &derived{parent: of, source: source}
	case protocol.Cancel:
		return source
	}
	return v
}

// chooseResult gives a call the outcome that the witness says it has.
func (r *replayer) chooseResult(c call, results []value) value {
	if r.next().Choice == mustcall.NotCalled || len(results) == 0 {
		return join(results)
	}
	last := results[len(results)-1]
	possible := true
	switch choice := r.takeChoice(c.instr).Choice; choice {
	case mustcall.ErrorNil:
		possible = r.claims(last, token.EQL, null{})
	case mustcall.ErrorNonNil:
		possible = r.claims(last, token.NEQ, null{})
	case mustcall.ResultTrue, mustcall.ResultFalse:
		possible = r.assume(last, choice == mustcall.ResultTrue)
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

func (r *replayer) rounds(c call, f *protocol.Func, does protocol.Effect) howOften {
	returnsLast := slices.ContainsFunc(f.Results, func(res protocol.Result) bool { return res.Is == protocol.CallResult })
	switch {
	case does == protocol.CallsMaybe:
		return howOften{most: 1}
	case does == protocol.CallsFirst:
		return r.first(c.args[0])
	case does == protocol.CallsUntilTrue:
		return howOften{0, anyNumber, &claim{is: token.EQL, than: false}}
	case does == protocol.CallsMany && returnsLast: // until it succeeds
		return howOften{1, anyNumber, &claim{is: token.NEQ, than: null{}}}
	case does == protocol.CallsMany:
		return howOften{most: anyNumber}
	}
	return howOften{least: 1, most: 1}
}

// first is how often a function calls its argument that only its first call
// with the same receiver calls.
func (r *replayer) first(receiver value) howOften {
	asked := operation{"first call", receiver, nil}
	if _, ok := r.same.get(asked); ok {
		return howOften{}
	}
	r.same.set(asked, true)
	if a, ok := receiver.(address); ok && r.kind(a.at) == localPlace {
		return howOften{least: 1, most: 1}
	}
	return howOften{most: 1} // others may have called it before
}

// callsArgument calls a function argument as often as the witness does, as
// far as the callee can, and returns what the last call returned.
func (r *replayer) callsArgument(c call, v value, how howOften) (last value) {
	f, ok := v.(*closure)
	if !ok {
		r.handsOut(v, "called nobody knows when")
		return nil
	}
	wasPanicking := c.frame.panicking
	for n := 0; !r.over() && c.frame.panicking == wasPanicking; n++ {
		executed := r.executes(c.instr)
		leftOut := f.fn.Parent() != nil && !executed
		if n == how.most || n >= how.least && (leftOut || r.next().Choice == mustcall.NotCalled) || n > 0 && !executed {
			r.takesNotCalled(c.instr)
			break
		}
		if n > 0 && how.again != nil && !r.claims(last, how.again.is, how.again.than) {
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
	list := split(r.perform(call{instr: c.instr, frame: c.frame, callee: f}))
	c.frame.again = nil
	if len(list) == 0 {
		return nil
	}
	return list[len(list)-1]
}
