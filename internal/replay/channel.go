package replay

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// A channel that is made on the path is a place: what is sent is there until
// it is received. It stays one as long as nobody else knows the channel, and
// none but the function that has made it receives; who knows it can take out
// what leads to the handle, as from any other place.

// newChannel makes a channel.
func newChannel(i *ssa.MakeChan) value {
	p := newPlace(localPlace)
	p.channel = i
	return address{at: p}
}

// sends sends v on a channel. A send in a select on a channel without room
// hands over: that the other side is there is not known before.
func (r *replayer) sends(ch, v value, selects bool) {
	r.notNil(ch)
	a, ok := ch.(address)
	if !ok || a.at.channel == nil || selects && !hasRoom(a.at.channel) {
		r.handsOut(v, "sent on a channel")
		return
	}
	r.store(a.at.part(element{}), v)
}

// hasRoom reports whether a channel has a buffer, for all that is known.
func hasRoom(i *ssa.MakeChan) bool {
	c, ok := i.Size.(*ssa.Const)
	return !ok || constant.Sign(c.Value) != 0
}

// receives is what f receives from a channel, of element type t: what leads
// to the handle, if that is in it.
func (r *replayer) receives(f *frame, ch value, t types.Type) value {
	r.notNil(ch)
	a, ok := ch.(address)
	if !ok || a.at.channel == nil {
		return r.fresh(t)
	}
	v := r.load(a.part(element{}), t)
	if !r.reaches(v) {
		v = r.fresh(t)
	} else {
		r.clear(a.at.part(element{}))
	}
	if f.fn != a.at.channel.Parent() {
		r.handsOut(ch, "in a channel from which others receive")
	}
	return v
}

// receive is "<-ch". A channel that holds the handle is not empty.
func (r *replayer) receive(f *frame, i *ssa.UnOp) value {
	t := i.Type()
	if i.CommaOk {
		t = t.(*types.Tuple).At(0).Type()
	}
	v := r.receives(f, r.eval(f, i.X), t)
	if !i.CommaOk {
		return v
	}
	return &tuple{[]value{v, r.isReceived(v)}}
}

func (r *replayer) isReceived(v value) value {
	if r.reaches(v) {
		return true
	}
	return r.fresh(types.Typ[types.Bool])
}

// selects takes the case that the witness names.
func (r *replayer) selects(f *frame, i *ssa.Select) value {
	step := r.takeChoice(i)
	if step.Choice != mustcall.SelectCase || step.Case < -1 || step.Case >= len(i.States) || step.Case < 0 && i.Blocking {
		r.fail("the witness does not say which case is taken")
		return nil
	}
	result := r.fresh(i.Type()).(*tuple)
	result.list[0] = int64(step.Case)
	if step.Case < 0 {
		return result
	}
	state := i.States[step.Case]
	if state.Dir == types.SendOnly {
		r.sends(r.eval(f, state.Chan), r.eval(f, state.Send), true)
		return result
	}
	n := 2 // after the index, and whether something was received
	for _, s := range i.States[:step.Case] {
		if s.Dir == types.RecvOnly {
			n++
		}
	}
	v := r.receives(f, r.eval(f, state.Chan), i.Type().(*types.Tuple).At(n).Type())
	result.list[1], result.list[n] = r.isReceived(v), v
	return result
}
