package mustcall

import (
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// event is a call of a method of the handle that means something.
func (x *explorer) event(p *path, c call, m protocol.Method) bool {
	if m.Event != 0 && x.happens(p, m.Event, c.instr) {
		return false
	}
	if m.On == protocol.NoVerdict {
		return x.finish(p, c, unknown)
	}
	// Both verdicts happen, each in a world of its own; what the caller
	// does with the result is then decided by itself.
	yes, no := x.verdicts(c, m.On)
	q := p.did(Step{Kind: Choose, Instr: c.instr, Choice: yes.choice})
	if !x.happens(&q, m.OnEvent, c.instr) && x.finish(&q, c, yes.result) {
		x.fork(q)
	}
	r := p.did(Step{Kind: Choose, Instr: c.instr, Choice: no.choice})
	if x.finish(&r, c, no.result) {
		x.fork(r)
	}
	return false
}

type verdict struct {
	choice Choice
	result val
}

func (x *explorer) verdicts(c call, on protocol.Verdict) (yes, no verdict) {
	u := x.u
	last := func(v val) val {
		n := c.sig.Results().Len()
		if n == 1 {
			return v
		}
		list := make([]val, n)
		list[n-1] = v
		return u.tuple(list)
	}
	if on == protocol.FalseResult {
		return verdict{ResultFalse, last(u.truth(false))}, verdict{ResultTrue, last(u.truth(true))}
	}
	return verdict{ErrorNonNil, last(u.nonNil())}, verdict{ErrorNil, last(u.constant(0))}
}

// happens records events. It reports whether they end the path, because
// nothing is owed any more.
func (x *explorer) happens(p *path, ev protocol.Event, at ssa.Instruction) bool {
	if p.st.phase != owed {
		return false
	}
	p.st.events |= ev
	if !x.row.IsReleased(p.st.events) {
		return false
	}
	x.end(*p, endReleased, at)
	return true
}
