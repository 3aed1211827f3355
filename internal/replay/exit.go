package replay

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// exits is the end of the root function, at a Return or after a panic that
// it has recovered from.
func (r *replayer) exits(f *frame, at ssa.Instruction, results []value) {
	exit := r.w.Exit
	switch {
	case !r.finished():
		r.fail("the function returns, but the witness goes on")
	case exit.Kind != mustcall.Returned || exit.At != at:
		r.fail("the function returns, and that is not the exit")
	}
	for i, v := range results {
		if r.handsOver(v, f.fn.Signature.Results().At(i).Type()) {
			r.fail("result %d reaches the handle", i)
		}
	}
	if name := r.captive(); name != "" {
		r.fail("%s reaches the handle", name)
	}
	r.end()
}

// handsOver reports whether a result v of type t passes the duty on. Who
// gets the resource or its handle as an io.Reader cannot discharge it.
func (r *replayer) handsOver(v value, t types.Type) bool {
	if !r.reaches(v) {
		return false
	}
	if b, ok := v.(*boxed); ok {
		v = b.v
	}
	narrow := types.IsInterface(t) && !isError(t) && !r.canRelease(t, nil)
	a, ok := v.(address)
	itself := v == (handle{}) || ok && a.obj == r.resource
	return !narrow || !itself
}

// endsBefore reports whether the path ends before instr.
func (r *replayer) endsBefore(instr ssa.Instruction) bool {
	if !r.finished() {
		return false
	}
	exit := r.w.Exit
	switch {
	case exit.Kind == mustcall.Lost && exit.At == instr && isTerminator(instr):
	case exit.Kind == mustcall.Again && instr == r.w.Site:
		if exit.At != instr || r.endlessDefer() != nil {
			r.fail("the exit is not the site")
		}
	case exit.Kind == mustcall.EndlessDefer && instr == r.w.Site:
		if exit.At != r.endlessDefer() {
			r.fail("the exit is no deferred call that waits for ever")
		}
	default:
		return false
	}
	r.lost()
	return true
}

// endsAfter ends the path after the instruction by which the handle is lost.
func (r *replayer) endsAfter(instr ssa.Instruction) {
	if r.finished() && r.w.Exit.Kind == mustcall.Lost && r.w.Exit.At == instr {
		r.lost()
	}
}

func isTerminator(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.If, *ssa.Jump, *ssa.Return, *ssa.Panic:
		return true
	}
	return false
}

// lost ends the path in the middle: nothing may reach the handle any more.
func (r *replayer) lost() {
	if name := r.holder(); name != "" {
		r.fail("%s still reaches the handle", name)
	}
	r.end()
}

// end ends the path.
func (r *replayer) end() {
	switch {
	case r.over():
	case r.resource == nil:
		r.fail("the duty is never born")
	case r.takenOver():
		r.fail("the duty was taken over")
	default:
		r.done = true
	}
}

// endlessDefer returns the deferred call that would reach the handle if its
// frame could return.
func (r *replayer) endlessDefer() ssa.Instruction {
	for _, f := range r.frames {
		if d := r.holdsPending(f.defers); d != nil && !f.returns() {
			return d
		}
	}
	return nil
}

// takenOver reports whether the path has learnt that the duty is somebody
// else's.
func (r *replayer) takenOver() bool {
	for _, t := range r.row.TakenOver {
		path, _ := r.fieldNamed(t.Field)
		switch v := r.resource.cells[path].(type) {
		case int64:
			return v == t.Value
		case *unknown:
			return !v.possible(claim{of: v, is: notEqual, than: t.Value})
		}
	}
	return false
}
