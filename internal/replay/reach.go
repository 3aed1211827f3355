package replay

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// reaches reports whether the original handle can be got from v.
func (r *replayer) reaches(v value) bool {
	if r.resource == nil {
		return false // not born yet
	}
	return r.reach(v, make(map[*object]bool))
}

func (r *replayer) reach(v value, seen map[*object]bool) bool {
	switch v := v.(type) {
	case handle:
		return true
	case *unknown:
		return v.mayRelease
	case *cancel:
		return r.own[v]
	case address:
		return r.reachObject(v.obj, seen)
	}
	for _, p := range within(v) {
		if r.reach(p, seen) {
			return true
		}
	}
	return false
}

// reachObject reports whether the handle can be got from a pointer to a
// part of o. One part leads to all: that is not so in Go, but makes this
// simple, and errs on the right side.
func (r *replayer) reachObject(o *object, seen map[*object]bool) bool {
	if seen[o] {
		return false
	}
	seen[o] = true
	for _, v := range o.cells {
		if r.reach(v, seen) {
			return true
		}
	}
	for _, m := range o.bag {
		if r.reach(m.v, seen) {
			return true
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
		var names []string
		for v, e := range f.env {
			if v != called && r.reaches(e) && f.uses(v) {
				names = append(names, v.Name())
			}
		}
		if len(names) > 0 {
			return slices.Min(names) + " in " + f.fn.String()
		}
		if r.reaches(f.again) {
			return "a function that may be called again"
		}
		if f.returns() && r.holdsPending(f.defers) != nil {
			return "a deferred call"
		}
	}
	if r.holdsPending(r.later) != nil {
		return "a function that is called later"
	}
	return r.captive()
}

// captive names what captured variables hold of the handle.
func (r *replayer) captive() string {
	for _, o := range r.others {
		if r.reachObject(o, make(map[*object]bool)) {
			return "a variable that others see"
		}
	}
	return ""
}

// holdsPending returns the first of the pending calls that reaches the
// handle, or nil.
func (r *replayer) holdsPending(list []pending) ssa.CallInstruction {
	for _, d := range list {
		if r.reaches(d.callee) || r.reaches(join(append([]value{null{}, null{}}, d.args...))) {
			return d.instr
		}
	}
	return nil
}
