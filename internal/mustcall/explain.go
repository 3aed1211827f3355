package mustcall

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// explain turns what was found into a Result: for a leak, the witness and
// the branches that decide.
func (x *obligation) explain() Result {
	x.result.States = len(x.order)
	if len(x.leaks) == 0 {
		return x.result
	}
	x.markEnds()
	released, fates := x.releases(), x.fates()
	for _, e := range x.leaks {
		leak := x.explainLeak(e)
		leak.Decisive = e.decisive(fates)
		leak.Released = released
		if x.result.Leak == nil {
			x.result.Leak = leak
		} else {
			x.result.Further = append(x.result.Further, leak)
		}
	}
	return x.result
}

func (x *obligation) explainLeak(e *ending) *Leak {
	leak := &Leak{Witness: Witness{Row: x.row, Root: x.root.fn, Site: x.site, Exit: e.exit}}
	leak.Steps = e.steps()
	leak.Left = x.left(e)
	for _, s := range leak.Steps {
		if s.Kind == Replace {
			leak.Replaced = s.Instr.(*ssa.Store)
		}
	}
	if leak.Exit.Kind == Lost {
		leak.Exit.Return = nearestReturn(e.node.st.top.block)
	}
	return leak
}

// steps lists the steps that lead to an ending, first to last.
func (e *ending) steps() []Step {
	var list []Step
	for _, s := range e.segments() {
		list = append(list, s.steps...)
	}
	return list
}

// A segment is the steps that follow a node: up to the next one of the path,
// or its end. What precedes the first node follows none.
type segment struct {
	from  *node
	steps []Step
}

// segments lists the segments that lead to an ending, first to last.
func (e *ending) segments() []segment {
	var list []segment
	add := func(from *node, t *trace) {
		s := segment{from: from}
		for ; t != nil; t = t.prev {
			s.steps = append(s.steps, t.step)
		}
		slices.Reverse(s.steps)
		list = append(list, s)
	}
	add(e.node, e.trace)
	for n := e.node; n != nil; n = n.prev {
		add(n.prev, n.trace)
	}
	slices.Reverse(list)
	return list
}

// markEnds marks the nodes from which a leak follows, and those from which
// something else does.
func (x *explorer) markEnds() {
	for changed := true; changed; {
		changed = false
		for i := len(x.order) - 1; i >= 0; i-- {
			n := x.order[i]
			leaks, spared := n.leadsTo()
			if leaks != n.leaks || spared != n.spared {
				n.leaks, n.spared, changed = leaks, spared, true
			}
		}
	}
}

func (n *node) leadsTo() (leaks, spared bool) {
	for _, e := range n.ends {
		switch e.kind {
		case endLeak:
			leaks = true
		case endReleased, endTransferred:
			spared = true
		case endVoid:
			// Somebody else may release it. That a test has failed, or that
			// nobody looked any further, is no difference to a reader.
			spared = spared || e.reason != TestFailed && e.reason != Budget
		}
	}
	for _, e := range n.succ {
		leaks, spared = leaks || e.to.leaks, spared || e.to.spared
	}
	return leaks, spared
}

// decisive lists the last two branches of the path that are a reason for its
// end: those whose other side never leaks, and the one after which nothing
// but a leak can follow; one of them may be implied. Where every path leaks
// there is none.
func (e *ending) decisive(fates map[side]fate) []Decision {
	var list []Decision
	for n, next := e.node, (*node)(nil); len(list) < 2; n, next = n.prev, n {
		d, ok := n.decision(next, fates)
		known := func(k Decision) bool { return k.If == d.If || k.Implied && d.Implied }
		if ok && !slices.ContainsFunc(list, known) {
			list = append(list, d)
		}
		if n.born {
			break
		}
	}
	slices.Reverse(list)
	return list
}

// decision is the branch by which a path leaves a node for the next one, if
// it is a reason.
func (n *node) decision(next *node, fates map[side]fate) (Decision, bool) {
	for _, e := range n.succ {
		if e.to != next || e.by == nil {
			continue
		}
		forks := false
		for _, other := range n.succ {
			if other.by != e.by || other.side == e.side {
				continue
			}
			forks = true
			if other.to.spared && (!other.to.leaks || !next.spared) {
				return Decision{If: e.by, Taken: e.side}, true
			}
		}
		if other := fates[side{e.by, !e.side}]; !forks && other.spared && !other.leaks {
			return Decision{If: e.by, Taken: e.side, Implied: true}, true
		}
	}
	return Decision{}, false
}

// A side is one side of a branch, a fate what follows it, in any state.
type (
	side struct {
		of    *ssa.If
		taken bool
	}
	fate struct{ leaks, spared bool }
)

func (x *explorer) fates() map[side]fate {
	fates := make(map[side]fate)
	for _, n := range x.order {
		for _, e := range n.succ {
			if e.by != nil {
				f := fates[side{e.by, e.side}]
				fates[side{e.by, e.side}] = fate{f.leaks || e.to.leaks, f.spared || e.to.spared}
			}
		}
	}
	return fates
}

// left is the step of a path in which a literal is left that had the handle
// to itself: it was being executed when the duty was born, and nothing around
// it reaches the handle. It is 0 if there is none, or none for sure.
func (x *explorer) left(e *ending) int {
	step, called, born := 0, 0, false
	for _, seg := range e.segments() {
		var f *frame
		if seg.from != nil {
			f = seg.from.st.top
		}
		for _, s := range seg.steps {
			switch {
			case s.Kind == Birth:
				born = true
			case !born:
			case s.Kind == Call:
				called++
			case s.Kind == Leave:
				if called == 0 && !f.fn.isYield() && x.goesWith(seg.from.st, f) {
					return step
				}
				called = max(0, called-1)
				f = f.below
			}
			step++
		}
	}
	return 0
}

// goesWith reports whether, from a state on, nothing reaches the handle once
// frame f is left, in the block that it is in.
func (x *explorer) goesWith(s state, f *frame) bool {
	if s.phase == lost {
		return true
	}
	for g := range s.frames {
		if x.handsOn(s, g) {
			return false
		}
		s.top = g.below
		if g == f {
			break
		}
	}
	return x.collect(s, f.below.live).phase == lost
}

// handsOn reports whether the rest of a block may put the handle where what
// is around the function gets at it.
func (x *explorer) handsOn(s state, f *frame) bool {
	s.top = f
	carries := func(v ssa.Value) bool {
		if m, ok := v.(*ssa.MakeInterface); ok {
			v = m.X
		}
		return x.canRelease(v.Type(), nil) || x.reaches(s, x.eval(s, v))
	}
	for _, instr := range f.block.Instrs[f.pc:] {
		switch i := instr.(type) {
		case *ssa.Store:
			if _, local := i.Addr.(*ssa.Alloc); !local && carries(i.Val) {
				return true
			}
		case *ssa.Return:
			if slices.ContainsFunc(i.Results, carries) {
				return true
			}
		case *ssa.MapUpdate, *ssa.Send:
			return true
		}
	}
	return false
}

// releases lists the instructions that discharge the duty on other paths,
// in the order of blocks and instructions.
func (x *explorer) releases() []ssa.Instruction {
	var list []ssa.Instruction
	for _, n := range x.order {
		for _, e := range n.ends {
			if e.kind == endReleased && !slices.Contains(list, e.at) {
				list = append(list, e.at)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b ssa.Instruction) int {
		return cmp.Or(cmp.Compare(a.Pos(), b.Pos()), cmp.Compare(a.Block().Index, b.Block().Index))
	})
	return list
}

// nearestReturn is a Return that can follow a block.
func nearestReturn(b *ssa.BasicBlock) *ssa.Return {
	seen := map[*ssa.BasicBlock]bool{b: true}
	for queue := []*ssa.BasicBlock{b}; len(queue) > 0; queue = queue[1:] {
		b := queue[0]
		if r, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			return r
		}
		for _, s := range b.Succs {
			if !seen[s] {
				seen[s] = true
				queue = append(queue, s)
			}
		}
	}
	return nil
}
