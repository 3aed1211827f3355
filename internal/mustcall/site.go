package mustcall

import (
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// isSite reports whether the exploration has to do something at a call: the
// pre-walk records its state, an obligation's exploration looks whether the
// former duty is still owed.
func (x *explorer) isSite(i ssa.CallInstruction) bool {
	return i == x.site || x.sites[i]
}

// reachSite handles a path that has come to a site.
func (x *explorer) reachSite(p *path, c call) bool {
	if x.sites[c.instr] && !x.probing {
		x.arrivals[c.instr] = append(x.arrivals[c.instr], arrival{x.current, *p})
	}
	if c.instr == x.site && p.st.phase == lost {
		x.again(*p)
		return false
	}
	// Anybody's call, this time: the one that is tracked was, or will be,
	// another.
	if _, ok := c.instr.(*ssa.Defer); ok {
		p.st = p.st.next()
		return true
	}
	p.st = x.leakPointers(p.st, c)
	return x.finish(p, c, unknown)
}

// again ends a path that comes back to the site with the former duty owed.
// That what follows may only be a panic makes no difference: until then, each
// round leaks one more.
func (x *explorer) again(p path) {
	exit := Exit{Kind: Again, At: x.site}
	for f := range p.st.frames {
		for _, d := range f.defers {
			if x.holdsHandle(p.st, d) {
				exit = Exit{Kind: EndlessDefer, At: d.instr}
			}
		}
	}
	x.leakAt(p, exit)
}

func (x *explorer) holdsHandle(s state, d deferred) bool {
	s.phase = owed
	return x.reaches(s, d.callee) || x.anyReaches(s, unpackVals(d.args))
}

// birth executes the site in the world where it succeeds: its error is nil,
// its resource is not. The world where it fails owes nothing, and is never
// created: "if err != nil" is false from here on because err is nil.
func (x *explorer) birth(a arrival) {
	p := a.path
	i := x.site
	sig := i.Common().Signature()
	list := make([]val, sig.Results().Len())
	for k := range list {
		t := sig.Results().At(k).Type()
		switch {
		case x.row.Type.Named(t):
			list[k] = x.u.resource()
			if x.handleLoc == 0 {
				list[k] = x.u.handle()
			}
		case k == len(list)-1 && isError(t):
			list[k] = x.u.constant(0)
		}
	}
	p = p.did(Step{Kind: Birth, Instr: i})
	p.st = x.leakPointers(x.forgetNames(p.st), x.resolve(p.st, i))
	if x.row.Asks(protocol.Cancelled) {
		var ours bool
		if p.st, ours = x.ownCancel(p.st, i); !ours {
			x.current = a.from
			x.end(p, endTransferred, i)
			return
		}
	}
	p.st.phase = owed
	result := list[0]
	if len(list) > 1 {
		result = x.u.tuple(list)
	}
	if v, ok := i.(*ssa.Call); ok {
		p.st = x.define(p.st, v, result)
	}
	p.st = p.st.next()
	x.settle(a.from, p)
}

// settle goes on right after the birth, at a node of its own: the resource
// may be lost already, because nobody asked for it.
func (x *explorer) settle(from *node, p path) {
	f := p.st.top
	s := x.collect(p.st, f.fn.liveFrom(f.block, f.pc))
	key := x.u.key(s)
	if _, seen := x.nodes[key]; seen {
		return
	}
	n := &node{st: s, prev: from, trace: p.trace, born: true}
	x.nodes[key] = n
	x.order = append(x.order, n)
	x.queue = append(x.queue, n)
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

// exit ends a path at the end of the root function.
func (x *explorer) exit(p path, at ssa.Instruction, results []val) {
	switch {
	case p.st.phase == unborn || isMain(x.root.fn):
		x.end(p, endSilent, at)
	case x.probing:
		x.exits++
		x.end(p, endSilent, at)
	case p.st.phase == owed && x.handsOver(p.st, at, results):
		x.end(p, endTransferred, at)
		x.outlives = x.root.fn.Parent() != nil
	case p.st.phase == owed && x.isCaptured(p.st):
		x.end(p, endTransferred, at)
		x.outlives = true
	default:
		ret, _ := at.(*ssa.Return)
		x.leakAt(p, Exit{Kind: Returned, At: at, Return: ret})
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
