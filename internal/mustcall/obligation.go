package mustcall

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// An obligation explores what becomes of one duty, from the paths on which
// the pre-walk has reached its site.
type obligation struct {
	anyEnd
	*explorer
	site     ssa.CallInstruction
	fresh    []Fresh       // what the callee returns; none if the call opens by itself
	closing  *protocol.Row // see closed
	leaks    []*ending     // the first that ends at each place
	lostSeen int
	outlives bool // the duty can outlive the call of the root function
}

func (a *Analysis) newObligation(pre *prewalk, open opening) *obligation {
	o := &obligation{explorer: a.newExplorer(pre.u, pre.root.fn), site: open.site, fresh: open.fresh}
	o.goal = o
	o.tracing = a.opts.Trace
	o.keepsParams = pre.keepsParams
	o.forRow(open.row, open.resourceType())
	o.result.Row, o.result.Site = open.row, open.site
	return o
}

// resourceType is the type of the resource among what a call returns.
func (o opening) resourceType() types.Type {
	results := o.site.Common().Signature().Results()
	for i := range results.Len() {
		t := results.At(i).Type()
		if len(o.fresh) == 0 {
			if o.row.Type.Named(t) {
				return t
			}
			continue
		}
		for _, f := range o.fresh {
			if found := resourceIn(f.Results[i], t); found != nil {
				return found
			}
		}
	}
	return types.Typ[types.Invalid]
}

// run explores the obligation.
func (o *obligation) run(pre *prewalk) {
	arrivals := pre.arrivals[o.site]
	if pre.result.Voids[Budget] > 0 {
		o.result.Voids[Budget]++
	}
	if pre.tooDeep && len(arrivals) == 0 {
		o.result.Voids[Depth]++
	}
	if o.a.isTest(o.root.fn) && o.a.expectsFailure(o.site) {
		o.result.Voids[TestExpectsError]++
		return
	}
	for _, at := range arrivals {
		o.birth(at)
	}
	o.explore()
}

// ended notes that a literal sends: the channel may belong to the function
// around it.
func (o *obligation) ended(_ path, k endKind, at ssa.Instruction, _ Reason) {
	if k != endTransferred || o.root.fn.Parent() == nil {
		return
	}
	switch at.(type) {
	case *ssa.Send, *ssa.Select:
		o.outlives = true
	}
}

func (o *obligation) isSite(i ssa.CallInstruction) bool { return i == o.site }

// atSite ends a path that comes back to the site with nothing that leads to
// the former handle. Any other time, the call is anybody's.
func (o *obligation) atSite(p path, _ ssa.CallInstruction) bool {
	if p.st.phase == lost {
		o.again(p)
		return false
	}
	return true
}

// again ends a path that comes back to the site with the former duty owed.
// That what follows may only be a panic makes no difference: until then, each
// round leaks one more.
func (o *obligation) again(p path) {
	exit := Exit{Kind: Again, At: o.site}
	for f := range p.st.frames {
		for _, d := range f.defers {
			if o.holdsHandle(p.st, d) {
				exit = Exit{Kind: EndlessDefer, At: d.instr}
			}
		}
	}
	o.leakAt(p, exit)
}

func (x *explorer) holdsHandle(s state, d deferred) bool {
	s.phase = owed
	return x.reaches(s, d.callee) || x.anyReaches(s, unpackVals(d.args))
}

// birth executes the site in the world where it succeeds: its error is nil,
// its resource is not. The world where it fails owes nothing, and is never
// created: "if err != nil" is false from here on because err is nil.
func (o *obligation) birth(a arrival) {
	if len(o.fresh) == 0 {
		o.born(a, nil)
	}
	for i := range o.fresh {
		o.born(a, &o.fresh[i])
	}
}

// born is birth, with one of the things that the callee may return.
func (o *obligation) born(a arrival, fresh *Fresh) {
	p := a.path
	i := o.site
	p = p.did(Step{Kind: Birth, Instr: i, Fresh: fresh})
	c := o.resolve(p.st, i)
	p.st = o.forgetNames(p.st)
	if fresh != nil {
		var ok bool
		if p.st, ok = o.meetsFresh(p.st, c, fresh); !ok {
			return
		}
	}
	p.st = o.leakPointers(p.st, c)
	if o.row.Asks(protocol.Cancelled) {
		var ours bool
		if p.st, ours = o.ownCancel(p.st, i); !ours {
			o.current = a.from
			o.end(p, endTransferred, i)
			return
		}
	}
	p.st.phase = owed
	st, list := o.opened(p.st, fresh)
	p.st = st
	result := list[0]
	if len(list) > 1 {
		result = o.u.tuple(list)
	}
	if v, ok := i.(*ssa.Call); ok {
		p.st = o.define(p.st, v, result)
	}
	p.st = p.st.next()
	o.settle(a.from, p)
}

// meetsFresh is the state in which a callee may return what fresh says.
func (o *obligation) meetsFresh(s state, c call, fresh *Fresh) (_ state, ok bool) {
	for _, cond := range fresh.If {
		if s, ok = o.meets(s, c, cond); !ok || !o.isDecidable(s, c, cond) {
			return s, false
		}
		if o.keepsParams && !o.canPassOn(s, c, cond) {
			return s, false // callers would owe, and not know when
		}
	}
	at := o.u.address(o.u.resource())
	for _, f := range fresh.Fields {
		if s, ok = o.learn(s, o.u.field(o.u.sub(at, f.Path)), o.u.setOf(f.In)); !ok {
			return s, false
		}
	}
	return s, true
}

// opened is the results of the site.
func (o *obligation) opened(s state, fresh *Fresh) (state, []val) {
	results := o.site.Common().Signature().Results()
	list := make([]val, results.Len())
	for k := range list {
		t := results.At(k).Type()
		switch {
		case fresh != nil:
			s, list[k] = o.instantiate(s, made{site: o.site, path: elementPath(int64(k)), typ: t}, fresh.Results[k])
		case o.row.Type.Named(t):
			list[k] = o.u.resource()
			if o.handleLoc == 0 {
				list[k] = o.u.handle()
			}
		case k == len(list)-1 && isError(t):
			list[k] = o.u.constant(0)
		}
	}
	return s, list
}

// settle goes on right after the birth, at a node of its own: the resource
// may be lost already, because nobody asked for it.
func (o *obligation) settle(from *node, p path) {
	f := p.st.top
	s := o.collect(p.st, f.fn.liveFrom(f.block, f.pc))
	key := o.u.key(s)
	if _, seen := o.nodes[key]; seen {
		return
	}
	n := &node{st: s, prev: from, trace: p.trace, born: true}
	o.nodes[key] = n
	o.order = append(o.order, n)
	o.queue = append(o.queue, n)
}

// forgetNames drops what is known about fields of "the resource": that was
// another one.
func (x *explorer) forgetNames(s state) state {
	isResource := func(v val) bool {
		d := x.u.at(v)
		return d.kind == kField && x.u.baseOf(d.loc).kind == resourceBase
	}
	s.facts = s.facts.filter(func(f pair) bool { return !isResource(val(f.key)) })
	return s
}

// ownCancel makes releasers of the functions that cancel the context with
// which the resource is opened. Whatever else happens to such a function
// then happens to something that reaches the handle: handing it on is a
// transfer, losing it is a loss, and another context's stays inert. ours is
// false if somebody else got hold of one before.
func (x *explorer) ownCancel(s state, i ssa.CallInstruction) (_ state, ours bool) {
	r := x.substitute()
	for _, a := range x.evalAll(s, i.Common().Args) {
		for x.u.kind(a) == kContext {
			d := *x.u.at(a)
			if x.isEscaped(s, x.u.base(base{kind: cancelBase, of: d.sym})) {
				return s, false
			}
			r.vals[x.u.intern(descr{kind: kCancel, sym: d.sym})] = x.u.releaser(protocol.Cancelled)
			a = d.a
		}
	}
	if len(r.vals) == 0 {
		return s, true
	}
	return r.state(s), true
}

// closed explores an obligation again, with every path followed to its end,
// and returns on what conditions the resource is returned although it is
// released.
func (a *Analysis) closed(pre *prewalk, open opening) []Fresh {
	o := a.newObligation(pre, open)
	o.closing, o.row = o.row, o.row.Neutral()
	for _, at := range pre.arrivals[o.site] {
		o.birth(at)
	}
	o.explore()
	return o.result.fresh
}

// atEnd ends a path at the end of the root function.
func (o *obligation) atEnd(p path, at ssa.Instruction, results []val) {
	switch {
	case o.closing != nil:
		if o.closing.IsReleased(p.st.events) && slices.Contains(results, o.u.resource()) {
			o.returnsFresh(p.st, results)
		}
		o.end(p, endSilent, at)
	case p.st.phase == unborn || isMain(o.root.fn):
		o.end(p, endSilent, at)
	case p.st.phase == owed && o.handsOver(p.st, at, results):
		if o.keepsParams {
			o.returnsFresh(p.st, results)
		}
		o.end(p, endTransferred, at)
		o.outlives = o.root.fn.Parent() != nil
	case p.st.phase == owed && o.isCaptured(p.st):
		o.end(p, endTransferred, at)
		o.outlives = true
	default:
		ret, _ := at.(*ssa.Return)
		o.leakAt(p, Exit{Kind: Returned, At: at, Return: ret})
	}
}

// handsOver reports whether a result reaches the handle. A result whose
// type is an interface without the release does not hand it over, though:
// who gets an io.Reader cannot close it.
func (x *explorer) handsOver(s state, at ssa.Instruction, results []val) bool {
	for i, v := range results {
		if !x.reaches(s, v) {
			continue
		}
		t := at.Parent().Signature.Results().At(i).Type()
		k := x.u.kind(v)
		if (k == kResource || k == kHandle) && !isError(t) && isInterface(t) && !x.canRelease(t, nil) {
			continue
		}
		return true
	}
	return false
}

// isCaptured reports whether a variable that the root function captures
// reaches the handle: then only an exploration from the function around it
// can tell.
func (x *explorer) isCaptured(s state) bool {
	for _, c := range s.heap {
		if x.u.baseOf(locID(c.key)).kind == capturedBase && x.reaches(s, c.val) {
			return true
		}
	}
	return false
}

func isMain(fn *ssa.Function) bool {
	return fn.Name() == "main" && fn.Signature.Recv() == nil && fn.Parent() == nil &&
		fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main"
}

// maxLost is how many states with a lost obligation are explored to find
// out where the function returns. Beyond it, a leak is known anyway, and
// following each of a thousand lost ones to the end of a long function
// would be quadratic.
const maxLost = 100

func (o *obligation) abandons(n *node) bool {
	if o.lostSeen++; o.lostSeen <= maxLost || o.a.isTest(o.root.fn) {
		return false
	}
	f := n.st.top
	if f.below == nil && f.fn.returns[f.block.Index] && !isMain(o.root.fn) {
		o.leakAt(path{st: n.st}, Exit{Kind: Lost, At: f.block.Instrs[0]})
		return true
	}
	return false
}

func (o *obligation) leakAt(p path, exit Exit) {
	e := o.end(p, endLeak, exit.At)
	e.exit = exit
	known := func(f *ending) bool { return f.at == e.at }
	if len(o.leaks) < maxLeaks && !slices.ContainsFunc(o.leaks, known) {
		o.leaks = append(o.leaks, e)
	}
}

// maxLeaks is how many leaking paths of one site are kept.
const maxLeaks = 4
