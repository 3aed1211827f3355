package mustcall

import (
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// summarized makes a call of a declared function that is handed something
// that leads to the handle, by what is known of the ways in which it ends:
// the path forks once for each that the state does not contradict. ok is
// false if nothing is known.
func (x *explorer) summarized(p *path, c call) (goesOn, ok bool) {
	param, outcomes, ok := x.outcomesOf(p.st, c)
	if !ok {
		return false, false
	}
	if param >= 0 && x.u.kind(c.args[param]) == kFunc && x.callsLiteral(c, param) {
		if !callsFreely(outcomes) {
			return false, false
		}
		return x.callsArgument(p, c, callsAtLeast(outcomes), protocol.Arg{Param: param, Does: protocol.CallsMany}), true
	}
	failed := x.u.nonNil()
	if errorsDiffer(outcomes) {
		failed = x.u.someError()
	}
	conflict := conflicts(outcomes, func(a, b Outcome) bool { return false })
	for i := range outcomes {
		x.outcome(*p, c, param, &outcomes[i], failed, conflict)
	}
	return false, true
}

// outcomesOf asks for the outcomes of a call. With more than one argument
// that leads to the handle there is an answer only if nothing is done to all
// but one of them; with none (param is -1) they are those of the function.
func (x *explorer) outcomesOf(s state, c call) (param int, list []Outcome, ok bool) {
	if c.fn == nil || c.dynamic || x.row == nil {
		return 0, nil, false
	}
	param = -1
	for i, v := range c.args {
		if !x.reaches(s, v) && v != x.u.resource() {
			continue
		}
		seed, ok := x.seedFor(s, c, i, v)
		if !ok {
			return 0, nil, false
		}
		outcomes, ok := x.a.env.Outcomes(c.fn, i, seed)
		switch {
		case !ok:
			return 0, nil, false
		case param < 0 || isBorrow(list):
			param, list = i, outcomes
		case !isBorrow(outcomes):
			return 0, nil, false
		}
	}
	if x.reaches(s, c.callee) {
		return 0, nil, false
	}
	if param < 0 || saysNothing(list) {
		if all, known := x.a.env.Outcomes(c.fn, 0, SeedNothing); known {
			return param, all, true
		}
	}
	return param, list, param >= 0
}

// saysNothing reports whether an argument is only borrowed, and not even the
// result says anything about it.
func saysNothing(list []Outcome) bool {
	return len(list) == 1 && isBorrow(list) && list[0].Error == Unknown && list[0].Bool == Unknown && len(list[0].If) == 0
}

// isBorrow reports whether nothing is done to an argument, whatever happens.
func isBorrow(list []Outcome) bool {
	for _, o := range list {
		if o.Events != 0 || o.Stored || o.Lost || o.Returns >= 0 {
			return false
		}
	}
	return true
}

// seedFor is the seed for an argument that leads to the handle.
func (x *explorer) seedFor(s state, c call, i int, v val) (Seed, bool) {
	if seed, ok := x.plainSeed(v); ok {
		return seed, true
	}
	switch d := x.u.at(v); d.kind {
	case kAddr:
		if isSlice(c.argType(i)) {
			_, ok := x.plainSeed(x.loadType(s, x.u.sub(d.loc, anyElement), nil))
			return SeedElement, ok
		}
		return x.ownerSeed(x.cellsBelow(s, d.loc), s)
	case kStruct:
		return x.ownerSeed(unpackPairs(d.list), s)
	}
	return 0, false
}

// plainSeed is the seed for a value that leads to the handle by itself.
func (x *explorer) plainSeed(v val) (Seed, bool) {
	switch x.u.kind(v) {
	case kResource:
		return SeedResource, true
	case kHandle:
		return SeedHandle, true
	case kReleaser, kFunc:
		return SeedCallable, true
	}
	return 0, false
}

// ownerSeed is the seed for a struct one of whose fields leads to the handle.
func (x *explorer) ownerSeed(cells []pair, s state) (seed Seed, ok bool) {
	for _, c := range cells {
		if !x.reaches(s, c.val) {
			continue
		}
		field, isField := fieldIndex(x.u.locs[c.key].path)
		of, plain := x.plainSeed(c.val)
		if ok || !isField || !plain {
			return 0, false // by two of them, or deeper
		}
		if seed, ok = of.At(field); !ok {
			return 0, false
		}
	}
	return seed, ok
}

// callsLiteral reports whether an argument is a literal that is to be
// executed in place where the callee calls it.
func (x *explorer) callsLiteral(c call, param int) bool {
	inner := x.apply(state{}, c.instr, c.args[param], nil)
	return inner.body != nil
}

// callsFreely reports whether nothing is known of when, or how often, a
// function calls its argument, but that it does, or may.
func callsFreely(outcomes []Outcome) bool {
	for _, o := range outcomes {
		if o.Stored || o.Returns >= 0 {
			return false
		}
		if o.Events&protocol.Closed == 0 && (len(outcomes) > 2 || o.Error != Unknown || o.Bool != Unknown || len(o.If) > 0) {
			return false // a caller may know that it does not
		}
	}
	return true
}

// callsAtLeast says whether a function that is called any number of times, by
// its outcomes, is called at all: whoever returns its last result has.
func callsAtLeast(outcomes []Outcome) *protocol.Func {
	for _, o := range outcomes {
		if o.Events&protocol.Closed == 0 {
			return &protocol.Func{}
		}
	}
	return &protocol.Func{Results: []protocol.Result{{Is: protocol.CallResult}}}
}

// errorsDiffer reports whether a function that returns an error has done more
// for some errors than for others.
func errorsDiffer(list []Outcome) bool {
	var first *Outcome
	for i, o := range list {
		switch {
		case o.Error != No:
		case first == nil:
			first = &list[i]
		case o.Events != first.Events || o.Stored != first.Stored || o.Lost != first.Lost || o.Returns != first.Returns:
			return true
		}
	}
	return false
}

// outcome goes on after a call with one of its outcomes, at a node of its own.
func (x *explorer) outcome(p path, c call, param int, o *Outcome, failed val, conflict bool) {
	for _, cond := range o.If {
		var ok bool
		if p.st, ok = x.meets(p.st, c, cond); !ok {
			return
		}
		if conflict && !x.isDecidable(p.st, c, cond) {
			x.void(p, Opaque)
			return
		}
	}
	p = p.did(Step{Kind: Summarized, Instr: c.instr, Param: param, Outcome: o})
	arg := unknown
	if param >= 0 {
		arg = c.args[param]
	}
	if o.Events != 0 && x.happens(&p, x.eventsOf(p.st, c, arg, o.Events), c.instr) {
		return
	}
	if o.Stored {
		x.end(p, endTransferred, c.instr)
		return
	}
	result := x.outcomeResult(p.st, c, arg, o, failed)
	for i, v := range c.args {
		if i == param || x.reaches(p.st, v) {
			p.st = x.forgetBeside(p.st, v)
		} else {
			p.st = x.escape(p.st, v)
		}
	}
	p.st = x.called(p.st, c)
	if o.Lost && x.handleLoc != 0 {
		p.st = x.put(p.st, x.handleLoc, x.u.nonNil(), nil)
	}
	if x.finish(&p, c, result) {
		x.fork(p)
	}
}

// forgetBeside makes unknown what a callee may change that is given an object
// which leads to the handle: all of it but what does.
func (x *explorer) forgetBeside(s state, v val) state {
	for _, b := range x.objects(s, v, nil) {
		if x.isEscaped(s, b) {
			continue
		}
		old := s.heap
		s.heap = s.heap.filter(func(c pair) bool { return x.u.locs[c.key].base != b })
		s.facts = s.facts.filter(func(f pair) bool {
			d := x.u.at(val(f.key))
			return d.kind != kField || x.u.locs[d.loc].base != b
		})
		// A branch on what the callee may have written would go both ways.
		s = s.store(x.u.loc(location{base: b}), x.u.intern(descr{kind: kUnsettled}))
		for _, c := range old {
			if x.u.locs[c.key].base == b && x.reaches(s, c.val) {
				s.heap = s.heap.with(c.key, c.val)
			}
		}
	}
	return s
}

// eventsOf is what the events of an outcome are for an argument: that a
// function was called means what the function does.
func (x *explorer) eventsOf(s state, c call, v val, ev protocol.Event) protocol.Event {
	switch d := x.u.at(v); d.kind {
	case kReleaser:
		return protocol.Event(d.n)
	case kFunc:
		return x.callEvents(s, c.instr, v)
	case kAddr, kStruct:
		if k := x.u.kind(x.partOfArg(s, v)); k == kReleaser || k == kFunc {
			return x.eventsOf(s, c, x.partOfArg(s, v), ev)
		}
	}
	return ev
}

// partOfArg is the part of an argument that leads to the handle.
func (x *explorer) partOfArg(s state, v val) val {
	d := x.u.at(v)
	cells := unpackPairs(d.list)
	if d.kind == kAddr {
		cells = x.cellsBelow(s, d.loc)
	}
	for _, c := range cells {
		for _, m := range x.members(c.val) {
			if x.reaches(s, m) {
				return m
			}
		}
	}
	return unknown
}

// callEvents is what surely happens when a function value is called: a method
// that is bound to the handle, or a literal.
func (x *explorer) callEvents(s state, at ssa.CallInstruction, v val) protocol.Event {
	inner := x.apply(s, at, v, nil)
	if inner.fn != nil && len(inner.args) > 0 && x.u.kind(inner.args[0]) == kHandle {
		m, _ := x.row.Method(inner.fn.Name())
		return m.Event
	}
	q := x.probe(s, at, v)
	switch {
	case q == nil || q.result.Transferred > 0 || len(q.result.Voids) > 0:
		return 0
	case q.exits == 0 && q.result.Released > 0:
		return protocol.Closed
	}
	return q.events
}

// outcomeResult is the result of a call with an outcome.
func (x *explorer) outcomeResult(s state, c call, arg val, o *Outcome, failed val) val {
	n := c.sig.Results().Len()
	if n == 0 {
		return unknown
	}
	list := make([]val, n)
	last := c.sig.Results().At(n - 1).Type()
	switch {
	case isError(last) && o.Error == Yes:
		list[n-1] = x.u.constant(0)
	case isError(last) && o.Error == No:
		list[n-1] = failed
	case isBoolean(last) && o.Bool != Unknown:
		list[n-1] = x.u.truth(o.Bool == Yes)
	}
	if o.Returns >= 0 && int(o.Returns) < n {
		list[o.Returns] = x.returned(s, arg, o.As)
	}
	if n == 1 {
		return list[0]
	}
	return x.u.tuple(list)
}

func (x *explorer) returned(s state, arg val, as ReturnKind) val {
	switch as {
	case ReturnsArgument:
		return arg
	case ReturnsPart:
		return x.partOfArg(s, arg)
	case ReturnsHandle:
		return x.load(s, x.handleLoc)
	case ReturnsReleaser:
		return x.u.releaser(protocol.Closed)
	}
	return x.u.reader(true)
}
