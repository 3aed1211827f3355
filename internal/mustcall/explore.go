package mustcall

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// An explorer walks the states of one root function, breadth first, for a
// [goal].
type explorer struct {
	a    *Analysis
	u    *universe
	goal goal
	root *function
	row  *protocol.Row

	// The handle is the field of the resource at handlePath; handleLoc is
	// its location, 0 if the resource is its own handle.
	handlePath  string
	handleLoc   locID
	handleType  types.Type
	token       bool // the handle stands for a resource of which no part is known here
	takenOverBy []fieldFact

	nodes    map[string]*node
	queue    []*node
	current  *node
	order    []*node
	relevant []bool // blocks of the root worth entering; nil: all
	// held is what somebody outside the root function holds on to, and
	// keepsParams says that what is known of parameters is not forgotten.
	held        val
	keepsParams bool
	// wrote says that some path has stored where others can see it.
	wrote   bool
	budget  int
	tracing bool
	marker  *marker
	result  Result
}

// A fieldFact is a field of the resource, and the value that means that the
// duty has been taken over.
type fieldFact struct {
	field val
	value int64
}

// A node is a state at the entry of a block, and how it was first reached.
type node struct {
	st    state
	prev  *node
	trace *trace
	succ  []edge
	ends  []*ending
	born  bool // the duty was born here; what is before belongs to the pre-walk
	// leaks: a leak follows from here; spared: something else does. See
	// explain.go.
	leaks, spared bool
}

// An edge leads to a node, by one side of a branch if there is one.
type edge struct {
	to   *node
	by   *ssa.If
	side bool
}

// An ending is how a path ended.
type ending struct {
	kind   endKind
	reason Reason
	at     ssa.Instruction
	node   *node
	trace  *trace
	exit   Exit
}

type endKind uint8

const (
	// endSilent: the process, the goroutine or the test ends, or the
	// resource was never opened.
	endSilent endKind = iota
	endReleased
	endTransferred
	endVoid
	endLeak
)

func (a *Analysis) newExplorer(u *universe, root *ssa.Function) *explorer {
	f := a.functionOf(root)
	return &explorer{
		a:      a,
		u:      u,
		root:   f,
		nodes:  make(map[string]*node),
		marker: &marker{vals: make(map[val]bool), bases: make(map[baseID]bool), cells: make(map[baseID][]val)},
		budget: 4000 + 6*len(root.Blocks),
		result: Result{Root: root, Voids: make(map[Reason]int)},
	}
}

// forRow prepares the explorer for a resource of a row, which is of type t.
func (x *explorer) forRow(row *protocol.Row, t types.Type) {
	x.row = row
	structure, ok := derefStruct(t)
	if !ok {
		return
	}
	at := x.u.address(x.u.resource())
	for i := range structure.NumFields() {
		name := structure.Field(i).Name()
		l := x.u.sub(at, fieldPath(i))
		if name == row.Handle {
			x.handlePath, x.handleLoc, x.handleType = fieldPath(i), l, structure.Field(i).Type()
		}
		for _, t := range row.TakenOver {
			if t.Field == name {
				x.takenOverBy = append(x.takenOverBy, fieldFact{x.u.field(l), t.Value})
			}
		}
	}
}

func (x *explorer) functionOf(fn *ssa.Function) *function { return x.a.functionOf(fn) }

// start begins at the entry of the root function.
func (x *explorer) start() {
	f := &frame{fn: x.root, block: x.root.fn.Blocks[0]}
	p := path{st: state{top: f}}
	x.enter(p.did(Step{Kind: EnterBlock, Block: f.block}), nil, false)
}

// explore empties the queue.
func (x *explorer) explore() {
	for len(x.queue) > 0 {
		n := x.queue[0]
		x.queue = x.queue[1:]
		x.visit(n)
	}
}

func (x *explorer) visit(n *node) {
	x.current = n
	if n.st.phase == lost && x.goal.abandons(n) {
		return
	}
	if x.tracing {
		x.result.Trace = append(x.result.Trace, x.describe(n.st))
	}
	x.run(path{st: n.st})
}

// jump moves a path along an edge of the control-flow graph.
func (x *explorer) jump(p path, side int, by *ssa.If) {
	from := p.st.top.block
	to := from.Succs[side]
	if x.relevant != nil && p.st.top.below == nil && !x.relevant[to.Index] {
		return
	}
	if to.Dominates(from) {
		p.st = x.forgetAnswers(p.st)
	}
	p.st = x.bindPhis(p.st, from, to)
	p.st = p.st.at(to, len(phis(to)))
	x.enter(p.did(Step{Kind: EnterBlock, Block: to}), by, side == 0)
}

// enter queues the state at the entry of a block, unless it has been there.
func (x *explorer) enter(p path, by *ssa.If, side bool) {
	f := p.st.top
	x.queueState(x.collect(p.st, f.fn.live[f.block.Index]), p, by, side)
}

func (x *explorer) queueState(s state, p path, by *ssa.If, side bool) {
	key := x.u.key(s)
	n, seen := x.nodes[key]
	if !seen {
		if len(x.nodes) >= x.budget {
			x.void(p, Budget)
			x.queue = nil
			return
		}
		n = &node{st: s, prev: x.current, trace: p.trace}
		x.nodes[key] = n
		x.order = append(x.order, n)
		x.queue = append(x.queue, n)
	}
	if x.current != nil {
		x.current.succ = append(x.current.succ, edge{n, by, side})
	}
}

// fork goes on with one of several outcomes of an instruction, at a node of
// its own: outcomes that make no difference merge there, and are counted.
func (x *explorer) fork(p path) {
	f := p.st.top
	s := x.collect(p.st, f.fn.liveFrom(f.block, f.pc))
	x.queueState(s, p, nil, false)
}

// end records how a path ended.
func (x *explorer) end(p path, k endKind, at ssa.Instruction) *ending {
	return x.endFor(p, k, at, "")
}

func (x *explorer) endFor(p path, k endKind, at ssa.Instruction, r Reason) *ending {
	e := &ending{kind: k, reason: r, at: at, node: x.current, trace: p.trace}
	x.goal.ended(p, k, at, r)
	if x.current != nil {
		x.current.ends = append(x.current.ends, e)
	}
	switch k {
	case endSilent:
		if p.st.phase != unborn {
			x.result.Ended++
		}
	case endReleased:
		x.result.Released++
	case endTransferred:
		x.result.Transferred++
	}
	return e
}

// void ends a path on which the analysis lost track.
func (x *explorer) void(p path, r Reason) {
	x.endFor(p, endVoid, nil, r)
	if p.st.phase != unborn || r == Budget {
		x.result.Voids[r]++
	}
}
