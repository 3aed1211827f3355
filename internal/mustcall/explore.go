package mustcall

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// An explorer walks the states of one root function, breadth first: either
// before any duty is born (the pre-walk, which records the states at each
// site), or for one obligation.
type explorer struct {
	a     *Analysis
	u     *universe
	root  *function
	row   *protocol.Row
	site  ssa.CallInstruction
	sites map[ssa.CallInstruction]bool // pre-walk: where to stop and record

	// The handle is the field of the resource at handlePath; handleLoc is
	// its location, 0 if the resource is its own handle.
	handlePath  string
	handleLoc   locID
	handleType  types.Type
	takenOverBy []fieldFact

	nodes    map[string]*node
	queue    []*node
	current  *node
	order    []*node
	siteIn   map[*ssa.Function]bool // pre-walk: the functions with sites
	arrivals map[ssa.CallInstruction][]arrival
	relevant []bool // pre-walk: blocks of the root from which a site is reached
	budget   int
	lostSeen int
	leaks    []*ending // the first that ends at each place
	probing  bool      // exits are only counted
	tooDeep  bool      // pre-walk: a function with a site was not entered
	exits    int       // probing: how many paths came to the end
	outlives bool      // the duty can outlive the call of the root function
	marker   *marker
	result   Result
}

// A fieldFact is a field of the resource, and the value that means that the
// duty has been taken over.
type fieldFact struct {
	field val
	value int64
}

// An arrival is a path that has reached a site.
type arrival struct {
	from *node
	path path
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

// forRow prepares the explorer for an obligation of a row.
func (x *explorer) forRow(row *protocol.Row, site ssa.CallInstruction) {
	x.row, x.site = row, site
	x.result.Row, x.result.Site = row, site
	structure := resourceStruct(row, site.Common().Signature())
	if structure == nil {
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

// resourceStruct is the struct type of the resource among the results.
func resourceStruct(row *protocol.Row, sig *types.Signature) *types.Struct {
	for i := range sig.Results().Len() {
		t := sig.Results().At(i).Type()
		if !row.Type.Named(t) {
			continue
		}
		t = t.Underlying()
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem().Underlying()
		}
		s, _ := t.(*types.Struct)
		return s
	}
	return nil
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
	if n.st.phase == lost && x.giveUpLost(n) {
		return
	}
	if x.a.opts.Trace && x.site != nil {
		x.result.Trace = append(x.result.Trace, x.describe(n.st))
	}
	x.run(path{st: n.st})
}

// maxLost is how many states with a lost obligation are explored to find
// out where the function returns. Beyond it, a leak is known anyway, and
// following each of a thousand lost ones to the end of a long function
// would be quadratic.
const maxLost = 100

func (x *explorer) giveUpLost(n *node) bool {
	if x.lostSeen++; x.lostSeen <= maxLost || x.a.isTest(x.root.fn) {
		return false
	}
	f := n.st.top
	if f.below == nil && f.fn.returns[f.block.Index] && !isMain(x.root.fn) {
		x.leakAt(path{st: n.st}, Exit{Kind: Lost, At: f.block.Instrs[0]})
		return true
	}
	return false
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
	e := &ending{kind: k, at: at, node: x.current, trace: p.trace}
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
	e := x.end(p, endVoid, nil)
	e.reason = r
	if p.st.phase != unborn || r == Budget {
		x.result.Voids[r]++
	}
}

func (x *explorer) leakAt(p path, exit Exit) {
	e := x.end(p, endLeak, exit.At)
	e.exit = exit
	known := func(f *ending) bool { return f.at == e.at }
	if len(x.leaks) < maxLeaks && !slices.ContainsFunc(x.leaks, known) {
		x.leaks = append(x.leaks, e)
	}
}

// maxLeaks is how many leaking paths of one site are kept.
const maxLeaks = 4
