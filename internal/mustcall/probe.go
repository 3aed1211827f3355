package mustcall

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A probe runs a literal once, by itself, from the state in which somebody
// may call it: what can it do?
type probe struct {
	anyEnd
	*explorer
	exits  int            // how many paths came to the end
	events protocol.Event // what has happened on all of them
}

// mayDischarge reports whether a function value can end otherwise than with
// the duty still owed.
func (x *explorer) mayDischarge(s state, c call, v val) bool {
	probe := x.probe(s, c.instr, v)
	if probe == nil {
		return true
	}
	r := probe.result
	return r.Released > 0 || r.Transferred > 0 || len(r.Voids) > 0
}

// surelyDischarges reports whether a deferred literal discharges the duty on
// all its paths, and will do the same when it runs: the variables that it
// captures keep their values. Without it, each open of a function with many
// would be carried through the returns of all others.
//
//	defer func() { _ = resp.Body.Close() }()
func (x *explorer) surelyDischarges(s state, i *ssa.Defer, callee val) bool {
	if i.DeferStack != nil || !x.reaches(s, callee) || !x.keepsValues(s, i, callee) {
		return false
	}
	probe := x.probe(s, i, callee)
	if probe == nil {
		return false
	}
	r := probe.result
	return r.Released > 0 && r.Transferred == 0 && len(r.Voids) == 0 && probe.exits == 0
}

func (x *explorer) probe(s state, i ssa.CallInstruction, v val) *probe {
	inner := x.apply(s, i, v, nil)
	if _, probing := x.goal.(*probe); probing || inner.body == nil || len(inner.body.Blocks) == 0 {
		return nil
	}
	q := &probe{explorer: x.a.newExplorer(x.u, inner.body)}
	q.goal = q
	q.row = x.row
	q.handlePath, q.handleLoc, q.handleType = x.handlePath, x.handleLoc, x.handleType
	q.takenOverBy = x.takenOverBy
	p := path{st: s}
	p.st.top = &frame{fn: q.root, block: inner.body.Blocks[0]}
	for k, fv := range inner.body.FreeVars {
		p.st = q.bindEntry(p.st, fv, inner.bindings, k)
	}
	for k, param := range inner.body.Params {
		p.st = q.bindEntry(p.st, param, nil, k)
	}
	q.budget = 200
	q.enter(p, nil, false)
	q.explore()
	return q
}

// atEnd counts the path: its duty is still owed.
func (q *probe) atEnd(p path, at ssa.Instruction, _ []val) {
	if q.exits++; q.exits == 1 {
		q.events = p.st.events
	}
	q.events &= p.st.events
	q.end(p, endSilent, at)
}

// keepsValues reports whether no variable that a deferred literal captures
// will be assigned again, nor what it leads to: each was assigned once, before
// the defer, and not in a loop that it was not made in.
func (x *explorer) keepsValues(s state, i *ssa.Defer, callee val) bool {
	for _, b := range x.u.list(callee) {
		d := x.u.at(b)
		if d.kind != kAddr || x.u.locs[d.loc].path != "" {
			return false
		}
		alloc, ok := x.u.baseOf(d.loc).of.(*ssa.Alloc)
		if !ok || !isAssignedOnce(alloc, i) {
			return false
		}
		switch v := x.load(s, d.loc); x.u.kind(v) {
		case kResource, kHandle:
		default:
			if x.carries(s, v) {
				return false // leads to what may change
			}
		}
	}
	return !x.root.replaces(x.row)
}

// replaces reports whether the function, or a literal in it, puts something
// into the field of a resource that leads to its handle.
func (f *function) replaces(row *protocol.Row) bool {
	found, ok := f.replacesHandle[row.Handle]
	if !ok {
		found = replacesHandle(f.fn, row)
		f.replacesHandle[row.Handle] = found
	}
	return found
}

func replacesHandle(fn *ssa.Function, row *protocol.Row) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if field := fieldVar(store.Addr); field != nil && field.Name() == row.Handle {
				return true
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(anon *ssa.Function) bool { return replacesHandle(anon, row) })
}

func isAssignedOnce(alloc *ssa.Alloc, before *ssa.Defer) bool {
	stores := 0
	for _, r := range *alloc.Referrers() {
		switch r := r.(type) {
		case *ssa.Store:
			if r.Addr != alloc || stores > 0 || inOtherLoop(alloc, r) || !precedes(r, before) {
				return false
			}
			stores++
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.MakeClosure:
			if assigns(r, alloc) {
				return false
			}
		default:
			return false // its address goes somewhere
		}
	}
	return true
}

// precedes reports whether a has been executed whenever b is: where the
// literal that defers is not the one that assigns, it is not known.
func precedes(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() {
		return slices.Index(a.Block().Instrs, a) < slices.Index(b.Block().Instrs, b)
	}
	return a.Parent() == b.Parent() && a.Block().Dominates(b.Block())
}

// inOtherLoop reports whether a store may run more than once for one object.
// A store in the block that makes the object does not; one elsewhere is
// taken not to if no path leads from it back to itself.
func inOtherLoop(alloc *ssa.Alloc, store *ssa.Store) bool {
	from := store.Block()
	if from == alloc.Block() {
		return false
	}
	seen := make(map[*ssa.BasicBlock]bool)
	for work := []*ssa.BasicBlock{from}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range b.Succs {
			if s == from {
				return true
			}
			if !seen[s] && len(seen) < maxSearch {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return len(seen) >= maxSearch
}

// maxSearch bounds a search that only saves work.
const maxSearch = 64

// assigns reports whether a literal, or one inside it, assigns a variable
// that it captures, or does with its address anything but read it.
func assigns(m *ssa.MakeClosure, captured ssa.Value) bool {
	for i, b := range m.Bindings {
		if b != captured {
			continue
		}
		fv := m.Fn.(*ssa.Function).FreeVars[i]
		for _, r := range *fv.Referrers() {
			switch r := r.(type) {
			case *ssa.UnOp, *ssa.DebugRef:
			case *ssa.MakeClosure:
				if assigns(r, fv) {
					return true
				}
			default:
				return true
			}
		}
	}
	return false
}
