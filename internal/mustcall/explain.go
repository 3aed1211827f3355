package mustcall

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// explain turns what was found into a Result: for a leak, the witness and
// the branches that decide.
func (x *explorer) explain() Result {
	x.result.States = len(x.order)
	if len(x.leaks) == 0 {
		return x.result
	}
	x.markEnds()
	released := x.releases()
	for _, e := range x.leaks {
		leak := x.explainLeak(e)
		leak.Released = released
		if x.result.Leak == nil {
			x.result.Leak = leak
		} else {
			x.result.Further = append(x.result.Further, leak)
		}
	}
	return x.result
}

func (x *explorer) explainLeak(e *ending) *Leak {
	leak := &Leak{Witness: Witness{Row: x.row, Root: x.root.fn, Site: x.site, Exit: e.exit}}
	leak.Steps = e.steps()
	for _, s := range leak.Steps {
		if s.Kind == Replace {
			leak.Replaced = s.Instr.(*ssa.Store)
		}
	}
	if leak.Exit.Kind == Lost {
		leak.Exit.Return = nearestReturn(e.node.st.top.block)
	}
	leak.Decisive = e.decisive()
	return leak
}

// steps lists the steps that lead to an ending, first to last.
func (e *ending) steps() []Step {
	var list []Step
	for t := e.trace; t != nil; t = t.prev {
		list = append(list, t.step)
	}
	for n := e.node; n != nil; n = n.prev {
		for t := n.trace; t != nil; t = t.prev {
			list = append(list, t.step)
		}
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
		case endReleased, endTransferred, endVoid:
			spared = true
		}
	}
	for _, e := range n.succ {
		leaks, spared = leaks || e.to.leaks, spared || e.to.spared
	}
	return leaks, spared
}

// decisive lists the last two branches of the path that are a reason for its
// end: those whose other side never leaks, and the one after which nothing
// but a leak can follow. Where every path leaks there is none.
func (e *ending) decisive() []Decision {
	var list []Decision
	for n, next := e.node, (*node)(nil); len(list) < 2; n, next = n.prev, n {
		if d, ok := n.decision(next); ok {
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
func (n *node) decision(next *node) (Decision, bool) {
	for _, e := range n.succ {
		if e.to != next || e.by == nil {
			continue
		}
		for _, other := range n.succ {
			if other.by != e.by || other.side == e.side || !other.to.spared {
				continue
			}
			if !other.to.leaks || !next.spared {
				return Decision{e.by, e.side}, true
			}
		}
	}
	return Decision{}, false
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
