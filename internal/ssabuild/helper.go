package ssabuild

import (
	"go/ast"
	"go/types"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A Helper is a declared function of which its callers have to know more than
// its type says.
type Helper struct {
	Func *types.Func
	// Params are what it does with those of its parameters that can lead to a
	// handle, in order.
	Params []Param
	// Opens: something that it returns may be its caller's to release.
	Opens bool
	// Ends: whether it returns at all may depend on its arguments, or it may
	// always return an error.
	Ends bool
}

// A Param is a parameter of a function, a receiver being parameter 0, and
// what can be said about it without looking at paths.
type Param struct {
	Index int
	Use   Use
	// Borrowed: its type alone says that it is borrowed, because it cannot
	// name the release.
	Borrowed bool
}

// A Use is what a function does with an argument on some path, at most.
type Use uint8

const (
	// Keeps: nothing but reading.
	Keeps Use = iota
	// HandsOn: it is given to something about which nothing is known, or kept
	// in a way that is the end of what can be said.
	HandsOn
	// Uses: it is released, called, asserted to be more than its type says,
	// returned, stored or sent, here or in a function that is handed it.
	Uses
)

// Imports is what is known of functions of other packages.
type Imports interface {
	// NeverReturns reports whether no call of f returns.
	NeverReturns(f *types.Func) bool
	// Opens reports whether something that f returns is its caller's to
	// release.
	Opens(f *types.Func) bool
	// Use is what f does with an argument, if more is known of that than its
	// type says.
	Use(f *types.Func, param int) (Use, bool)
}

// stranger knows nothing.
type stranger struct{}

func (stranger) NeverReturns(*types.Func) bool { return false }
func (stranger) Opens(*types.Func) bool        { return false }
func (stranger) Use(*types.Func, int) (Use, bool) {
	return HandsOn, false
}

// helpers finds out what the functions of a package do with their arguments,
// without regard to paths: it looks for places where an argument, or what is
// got from it, could be released or go elsewhere, here or in a function of
// the package that is handed it. What is found decides whether the paths are
// worth exploring. Nearly all functions are settled by the types of their
// parameters.
type helpers struct {
	info    *types.Info
	table   *protocol.Table
	imports Imports
	kinds   *kinds
	decls   map[*types.Func]*ast.FuncDecl
	ends    *endings
	held    map[*types.Var]*types.Func
	nodes   map[node]*finding
	work    []node
}

// A node is a parameter of a declared function.
type node struct {
	fn    *types.Func
	param int
}

// A finding is what a function does with a parameter itself, and the
// parameters that are handed it.
type finding struct {
	use    Use
	handed []node
}

// find looks at all candidates among the parameters of the declared
// functions, and at what they are handed on to.
func (h *helpers) find() {
	for fn := range h.decls {
		for i, t := range params(fn) {
			if h.isCandidate(t) {
				h.ask(node{fn, i})
			}
		}
	}
	for len(h.work) > 0 {
		n := h.work[len(h.work)-1]
		h.work = h.work[:len(h.work)-1]
		h.look(n)
	}
	h.spread()
}

// ask queues a parameter to be looked at.
func (h *helpers) ask(n node) {
	if h.nodes[n] == nil {
		h.nodes[n] = new(finding)
		h.work = append(h.work, n)
	}
}

// spread gives each parameter the use of those that are handed it.
func (h *helpers) spread() {
	callers := make(map[node][]node)
	var work []node
	for n, f := range h.nodes {
		for _, to := range f.handed {
			callers[to] = append(callers[to], n)
		}
		if f.use == Keeps && (h.judges(n) || h.hasEnd(h.decls[n.fn].Body) && !h.ends.noReturn(n.fn)) {
			f.use = Uses // it may say how, or whether, the function returns
		}
		if f.use > Keeps {
			work = append(work, n)
		}
	}
	for len(work) > 0 {
		n := work[len(work)-1]
		work = work[:len(work)-1]
		for _, c := range callers[n] {
			if h.nodes[c].use < h.nodes[n].use {
				h.nodes[c].use = h.nodes[n].use
				work = append(work, c)
			}
		}
	}
}

// isCandidate reports whether a parameter of type t can be given a handle. One
// of a concrete type that can be released, such as a file, cannot, unless it
// is the resource, or a type of the package with a place for a handle.
func (h *helpers) isCandidate(t types.Type) bool {
	switch k := h.kinds.of(t); k {
	case carrier:
		return h.kinds.isOpen(t)
	default:
		return k != nothing
	}
}

// params yields the parameters of a function, a receiver being the first, with
// their types.
func params(fn *types.Func) func(yield func(int, types.Type) bool) {
	return func(yield func(int, types.Type) bool) {
		sig := fn.Signature()
		n := 0
		if recv := sig.Recv(); recv != nil {
			if !yield(0, recv.Type()) {
				return
			}
			n = 1
		}
		for v := range sig.Params().Variables() {
			if !yield(n, v.Type()) {
				return
			}
			n++
		}
	}
}

// variable is the parameter as the body sees it; nil if it has no name there.
func variable(fn *types.Func, param int) *types.Var {
	sig := fn.Signature()
	if recv := sig.Recv(); recv != nil {
		if param == 0 {
			return recv
		}
		param--
	}
	return sig.Params().At(param)
}

// result lists the helpers among the functions.
func (h *helpers) result(order []*types.Func, passesOn func(*types.Func) bool) []Helper {
	var list []Helper
	for _, fn := range order {
		helper := Helper{Func: fn, Opens: passesOn(fn), Ends: h.endsSometimes(fn) || h.alwaysFails(fn)}
		for i, t := range params(fn) {
			if f := h.nodes[node{fn, i}]; f != nil {
				helper.Params = append(helper.Params, Param{Index: i, Use: f.use, Borrowed: h.kinds.of(t) == reader})
			}
		}
		if helper.Opens || helper.Ends || len(helper.Params) > 0 {
			list = append(list, helper)
		}
	}
	return list
}
