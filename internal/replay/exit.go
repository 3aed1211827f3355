package replay

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// exits is the end of the root function, at a Return or after a panic that
// it has recovered from.
func (r *replayer) exits(f *frame, at ssa.Instruction, results []value) {
	switch {
	case !r.finished():
		r.fail("the function returns, but the witness goes on")
	case r.w.Exit.Kind != mustcall.Returned || r.w.Exit.At != at:
		r.fail("the function returns, and that is not the exit")
	}
	for i, v := range results {
		if r.handsOver(v, f.fn.Signature.Results().At(i).Type()) {
			r.fail("result %d reaches the handle", i)
		}
	}
	if slices.ContainsFunc(r.captured, r.reaches) {
		r.fail("a variable that others see reaches the handle")
	}
	r.end()
}

// handsOver reports whether a result v of type t passes the duty on. Who
// gets the resource or its handle as an io.Reader cannot discharge it.
func (r *replayer) handsOver(v value, t types.Type) bool {
	if !r.reaches(v) {
		return false
	}
	narrow := types.IsInterface(t) && !isError(t) && !r.canRelease(t, nil)
	a, ok := v.(address)
	itself := v == (handle{}) || ok && a.at.whole == r.resource
	return !narrow || !itself
}

// ends ends the path, if it ends at instr, before or after that is executed.
// The handle is lost after the last instruction that leads to it; one that
// passes control goes with what comes after it.
func (r *replayer) ends(instr ssa.Instruction, before bool) bool {
	exit := r.w.Exit
	switch {
	case !r.finished():
		return false
	case exit.Kind == mustcall.Lost && exit.At == instr && isTerminator(instr) == before:
	case exit.Kind == mustcall.Again && instr == r.w.Site && before:
		if exit.At != instr || r.endless(nil) {
			r.fail("the exit is not the site")
		}
	case exit.Kind == mustcall.EndlessDefer && instr == r.w.Site && before:
		if !r.endless(exit.At) {
			r.fail("the exit is no deferred call that waits for ever")
		}
	default:
		return false
	}
	if name := r.holder(); name != "" {
		r.fail("%s still reaches the handle", name)
	}
	r.end()
	return true
}

func isTerminator(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.If, *ssa.Jump, *ssa.Return, *ssa.Panic:
		return true
	}
	return false
}

// end ends the path.
func (r *replayer) end() {
	switch {
	case r.resource == nil:
		r.fail("the duty is never born")
	case r.takenOver():
		r.fail("the duty was taken over")
	default:
		r.done = true
	}
}

// takenOver reports whether the path has learnt that the duty is somebody
// else's.
func (r *replayer) takenOver() bool {
	for _, t := range r.w.Row.TakenOver {
		key, typ := r.fieldNamed(t.Field)
		for _, v := range r.values(r.resource.part(key)) {
			if r.compare(token.EQL, v, t.Value, typ) == true {
				return true
			}
		}
	}
	return false
}

// holder names something by which code that can still run reaches the
// handle; it is empty if there is nothing. Deferred calls of frames that
// never return do not count.
func (r *replayer) holder() string {
	for i, f := range r.frames {
		var called any // what the next frame will return is not there yet
		if i < len(r.frames)-1 {
			called = f.block.Instrs[f.pc-1]
		}
		isHolder := func(v ssa.Value) bool { return v != called && r.reaches(f.env.of(v)) && f.uses(v) }
		switch {
		case slices.ContainsFunc(f.env.keys(), isHolder):
			return "a value in " + f.fn.String()
		case r.reaches(f.again):
			return "a function that may be called again"
		case canReturn(f.block) && slices.ContainsFunc(f.defers, r.holds):
			return "a deferred call"
		}
	}
	switch {
	case slices.ContainsFunc(r.later, r.holds):
		return "a function that is called later"
	case slices.ContainsFunc(r.captured, r.reaches):
		return "a variable that others see"
	}
	return ""
}

// endless reports whether a call deferred by d, or by any instruction if d
// is nil, would reach the handle if its frame could return.
func (r *replayer) endless(d ssa.Instruction) bool {
	for _, f := range r.frames {
		if !canReturn(f.block) && slices.ContainsFunc(f.defers, func(p pending) bool {
			return (d == nil || d == p.instr) && r.holds(p)
		}) {
			return true
		}
	}
	return false
}

// holds reports whether a pending call reaches the handle.
func (r *replayer) holds(d pending) bool {
	return r.reaches(d.callee) || slices.ContainsFunc(d.args, r.reaches)
}

// uses reports whether an instruction that can still be executed in the
// frame uses v as it is now.
func (f *frame) uses(v ssa.Value) bool {
	var defined *ssa.BasicBlock // where v gets another value
	if i, ok := v.(ssa.Instruction); ok {
		defined = i.Block()
		if _, phi := i.(*ssa.Phi); !phi && defined == f.block && slices.Contains(f.block.Instrs[f.pc:], i) {
			return false
		}
	}
	ahead := reachable(f.block, defined)
	for _, use := range *v.Referrers() {
		b := use.Block()
		phi, ok := use.(*ssa.Phi)
		if !ok {
			if ahead[b] || b == f.block && slices.Contains(b.Instrs[f.pc:], use) {
				return true
			}
			continue
		}
		for i, from := range b.Preds { // a φ is evaluated on the edge
			if phi.Edges[i] == v && (from == f.block || ahead[from]) {
				return true
			}
		}
	}
	return false
}

// canReturn reports whether a function can return from block b on.
func canReturn(b *ssa.BasicBlock) bool {
	returns := func(b *ssa.BasicBlock) bool {
		_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		return ok
	}
	for b := range reachable(b, nil) {
		if returns(b) {
			return true
		}
	}
	return returns(b)
}

// reachable is the set of blocks that control can get to after b, without
// going through another one.
func reachable(b, without *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	seen := make(map[*ssa.BasicBlock]bool)
	for work := []*ssa.BasicBlock{b}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range b.Succs {
			if s != without && !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return seen
}
