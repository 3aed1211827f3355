package mustcall

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A channel that is made here, and handed to nobody but literals, is a
// container: what is sent is in it until it is received.
//
//	answers := make(chan answer, 1)
//	go func() { resp, err := get(); answers <- answer{resp, err} }()
//	select {
//	case a := <-answers: …
//	case <-time.After(limit): return errLate       the response stays in it
//	}
//
// Goroutines run where they are started, so that what they send is there at
// once; who receives gets ours, which errs on the side of silence. But a
// goroutine that finds nothing will wait for it: from then on the channel is
// its business, and sending hands over. So does a send in a select on a
// channel without room, where the other side may have gone: then the select
// takes another case.

// send executes a send, or the case of a select that sends. It reports
// whether the path goes on.
func (x *explorer) send(p *path, instr ssa.Instruction, ch, v ssa.Value) bool {
	to, what := x.eval(p.st, ch), x.eval(p.st, v)
	_, selects := instr.(*ssa.Select)
	if m := x.ownChannel(p.st, to); m != nil && !(selects && isUnbuffered(m)) {
		p.st = x.put(p.st, x.u.sub(x.u.at(to).loc, anyElement), what, v.Type())
		return true
	}
	if x.reaches(p.st, what) {
		x.end(*p, endTransferred, instr)
		return false
	}
	p.st = x.escape(p.st, what)
	return true
}

// received is what a receive from a channel gets, and the state after it;
// unknown if nothing is known to be in the channel.
func (x *explorer) received(s state, ch val, elem types.Type) (state, val) {
	m := x.ownChannel(s, ch)
	if m == nil {
		return s, unknown
	}
	at := x.u.sub(x.u.at(ch).loc, anyElement)
	v := x.loadType(s, at, elem)
	if !x.reaches(s, v) {
		if s.top.fn.fn != m.Parent() {
			s = x.escape(s, ch) // it waits
		}
		return s, unknown
	}
	base := x.u.locs[at].base
	s.heap = s.heap.filter(func(c pair) bool { return x.u.locs[c.key].base != base })
	return s, v
}

// receive executes a receive that is not a case of a select.
func (x *explorer) receive(p *path, i *ssa.UnOp) bool {
	s, v := x.received(p.st, x.eval(p.st, i.X), elemOfChan(i.X.Type()))
	if v != unknown && i.CommaOk {
		v = x.u.tuple([]val{v, x.u.truth(true)})
	}
	p.st = x.define(s, i, v).next()
	return true
}

func elemOfChan(t types.Type) types.Type {
	if c, ok := t.Underlying().(*types.Chan); ok {
		return c.Elem()
	}
	return nil
}

// selects forks: one path a case.
func (x *explorer) selects(p *path, i *ssa.Select) bool {
	first := 0
	if !i.Blocking {
		first = -1
	}
	x.goal.branches(p.st, nil, unknown)
	if x.isReady(p.st, i) {
		first = 0 // there is no default
	} else {
		p.st = x.waits(p.st, i)
	}
	for c := first; c < len(i.States); c++ {
		q := p.did(Step{Kind: Choose, Instr: i, Choice: SelectCase, Case: c})
		results := make([]val, i.Type().(*types.Tuple).Len())
		results[0] = x.u.constant(int64(c))
		if c >= 0 && !x.selectCase(&q, i, c, results) {
			continue
		}
		q.st = x.define(q.st, i, x.u.tuple(results)).next()
		x.run(q) // into a branch on the case
	}
	return false
}

// isReady reports whether a select can receive ours.
func (x *explorer) isReady(s state, i *ssa.Select) bool {
	return slices.ContainsFunc(i.States, func(c *ssa.SelectState) bool {
		ch := x.eval(s, c.Chan)
		return c.Dir == types.RecvOnly && x.ownChannel(s, ch) != nil && x.reaches(s, ch)
	})
}

// waits gives up the channels from which another goroutine's select receives,
// also if it is another case's turn.
func (x *explorer) waits(s state, i *ssa.Select) state {
	for _, c := range i.States {
		ch := x.eval(s, c.Chan)
		if m := x.ownChannel(s, ch); c.Dir == types.RecvOnly && m != nil && s.top.fn.fn != m.Parent() {
			s = x.escape(s, ch)
		}
	}
	return s
}

// selectCase takes a case of a select. It reports whether the path goes on.
func (x *explorer) selectCase(q *path, i *ssa.Select, c int, results []val) bool {
	state := i.States[c]
	if state.Dir == types.SendOnly {
		return x.send(q, i, state.Chan, state.Send)
	}
	ch := x.eval(q.st, state.Chan)
	if x.u.kind(ch) == kUnsettled && x.isInChannel(q.st) {
		// Cancelled: whoever opens will not succeed, or not for long.
		x.void(*q, Concurrent)
		return false
	}
	if x.ownChannel(q.st, ch) != nil && x.isEmpty(q.st, ch) && x.isInChannel(q.st) {
		return false // who would have sent has sent elsewhere
	}
	n := 2 // the index, and whether something was received
	for _, other := range i.States[:c] {
		if other.Dir == types.RecvOnly {
			n++
		}
	}
	var v val
	if q.st, v = x.received(q.st, ch, elemOfChan(state.Chan.Type())); v != unknown {
		results[1], results[n] = x.u.truth(true), v
	}
	return true
}

// isEmpty reports whether nothing is known to have been sent to a channel.
func (x *explorer) isEmpty(s state, ch val) bool {
	_, sent := s.heap.get(uint32(x.u.sub(x.u.at(ch).loc, anyElement)))
	return !sent
}

// isInChannel reports whether the handle can be got from a channel.
func (x *explorer) isInChannel(s state) bool {
	return slices.ContainsFunc(s.heap, func(c pair) bool {
		_, made := x.u.baseOf(locID(c.key)).of.(*ssa.MakeChan)
		return made && x.reaches(s, c.val)
	})
}

// ownChannel is where a channel is made, if that is a container.
func (x *explorer) ownChannel(s state, v val) *ssa.MakeChan {
	d := x.u.at(v)
	if d.kind != kAddr || x.isEscaped(s, x.u.locs[d.loc].base) {
		return nil
	}
	m, ok := x.u.baseOf(d.loc).of.(*ssa.MakeChan)
	if !ok || !x.a.isContainer(m) {
		return nil
	}
	return m
}

func isUnbuffered(m *ssa.MakeChan) bool {
	n, known := smallInt(m.Size)
	return known && n == 0
}

// isContainer reports whether all that is done with a channel is known.
func (a *Analysis) isContainer(m *ssa.MakeChan) bool {
	is, ok := a.containers[m]
	if !ok {
		is = usedAsContainer(m, 0)
		a.containers[m] = is
	}
	return is
}

// maxChannelUses is how deep the uses of a channel are followed.
const maxChannelUses = 8

// usedAsContainer reports whether v, a channel or a variable with one, is
// sent to, received from, closed, measured, or handed to literals.
func usedAsContainer(v ssa.Value, depth int) bool {
	if depth > maxChannelUses || v.Referrers() == nil {
		return false
	}
	return !slices.ContainsFunc(*v.Referrers(), func(r ssa.Instruction) bool { return !isContainerUse(r, v, depth) })
}

func isContainerUse(r ssa.Instruction, v ssa.Value, depth int) bool {
	switch r := r.(type) {
	case *ssa.DebugRef:
		return true
	case *ssa.Send:
		return r.X != v
	case *ssa.Select:
		return !slices.ContainsFunc(r.States, func(s *ssa.SelectState) bool { return s.Send == v })
	case *ssa.UnOp:
		switch r.Op {
		case token.ARROW:
			return true
		case token.MUL:
			return usedAsContainer(r, depth+1)
		}
	case *ssa.ChangeType:
		return usedAsContainer(r, depth+1)
	case *ssa.Store:
		alloc, ok := r.Addr.(*ssa.Alloc)
		return ok && (r.Addr == v || usedAsContainer(alloc, depth+1))
	case *ssa.MakeClosure:
		fn := r.Fn.(*ssa.Function)
		return usedAsContainer(fn.FreeVars[slices.Index(r.Bindings, v)], depth+1)
	case ssa.CallInstruction:
		return isContainerCall(r.Common(), v, depth)
	}
	return false
}

// isContainerCall reports whether a channel is closed or measured, or handed
// to a literal.
func isContainerCall(c *ssa.CallCommon, v ssa.Value, depth int) bool {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := literalOf(c.Value)
	if fn == nil || fn.Parent() == nil || len(fn.Params) != len(c.Args) {
		return false
	}
	for i, arg := range c.Args {
		if arg == v && !usedAsContainer(fn.Params[i], depth+1) {
			return false
		}
	}
	return true
}
