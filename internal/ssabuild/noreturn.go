package ssabuild

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/cfg"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/streamlint/streamlint/internal/protocol"
)

// endings knows which functions never return to their caller: they end the
// process or the goroutine, panic, or go on for ever. A path that ends in a
// call of one is no path on which anything could leak. (If the caller recovers
// from the panic, there is one after all; it is lost here.)
//
// It is the lazy counterpart of the ctrlflow pass, from which it differs in
// three ways.
//
// It answers for one function at a time, and stops at the first return
// statement that it can reach, so that most answers need one or two blocks
// of one function. (ctrlflow must visit every function of a package, because
// other packages may ask for its facts.)
//
// Its answers do not depend on the order of the questions, or else lazy and
// full builds would differ. Recursion is not broken "arbitrarily", but
// solved: what may return is a least fixpoint. So two functions that only
// call each other never return, as is the case.
//
// A deferred function stands for a return only if it visibly recovers.
// To ctrlflow every defer might, which is the safe side there; here a path
// that does not exist may be reported, and "defer mu.Unlock()" before
// log.Fatal is common.
type endings struct {
	table   *protocol.Table
	imports Imports
	info    *types.Info
	// decls has the functions of this package that have a body.
	decls map[*types.Func]*ast.FuncDecl
	// mayReturn has the final answers.
	mayReturn map[*types.Func]bool
	graphs    map[*types.Func]*cfg.CFG
}

func newEndings(p Package, table *protocol.Table) *endings {
	if p.Imports == nil {
		p.Imports = stranger{}
	}
	e := &endings{
		table:     table,
		imports:   p.Imports,
		info:      p.Info,
		decls:     make(map[*types.Func]*ast.FuncDecl),
		mayReturn: make(map[*types.Func]bool),
		graphs:    make(map[*types.Func]*cfg.CFG),
	}
	for decl := range funcDecls(p.Files) {
		if fn, ok := p.Info.Defs[decl.Name].(*types.Func); ok {
			e.decls[fn] = decl
		}
	}
	return e
}

// noReturn reports whether fn never returns.
func (e *endings) noReturn(fn *types.Func) bool {
	fn = fn.Origin()
	for {
		r := round{endings: e, pending: make(map[*types.Func]bool)}
		if r.returns(fn) {
			return false
		}
		if r.recursive && r.progress {
			continue // some "never" may rest on one that is refuted now
		}
		for fn := range r.pending {
			e.mayReturn[fn] = false
		}
		return true
	}
}

// A round is one pass over the functions that the answer for one of them
// depends on. It believes of each that it never returns until it has found a
// way to a return statement.
type round struct {
	*endings
	// pending are the functions for which none is found as yet.
	pending map[*types.Func]bool
	// recursive is set when the belief about a pending function was used,
	// progress when a function was found to return.
	recursive, progress bool
}

// returns reports whether fn may return.
func (r *round) returns(fn *types.Func) bool {
	if may, ok := r.mayReturn[fn]; ok {
		return may
	}
	if r.pending[fn] {
		r.recursive = true
		return false
	}
	if known := r.table.Func(fn); known != nil {
		r.mayReturn[fn] = known.Ends != protocol.NeverReturns && known.Ends != protocol.Panics
		return r.mayReturn[fn]
	}
	decl := r.decls[fn]
	if decl == nil {
		// Of another package, or not written in Go.
		r.mayReturn[fn] = !r.imports.NeverReturns(fn)
		return r.mayReturn[fn]
	}
	r.pending[fn] = true
	if !r.reachesReturn(r.graph(fn, decl)) {
		return false
	}
	// Final, though other functions are still pending: to find out that
	// those return as well can only add ways.
	delete(r.pending, fn)
	r.mayReturn[fn] = true
	r.progress = true
	return true
}

// graph returns the control-flow graph of fn. It takes every call to
// return; which do is decided on the way through it, as far as we go.
func (e *endings) graph(fn *types.Func, decl *ast.FuncDecl) *cfg.CFG {
	g := e.graphs[fn]
	if g == nil {
		g = cfg.New(decl.Body, func(*ast.CallExpr) bool { return true })
		e.graphs[fn] = g
	}
	return g
}

// reachesReturn reports whether some path through g ends in a return.
func (r *round) reachesReturn(g *cfg.CFG) bool {
	seen := make([]bool, len(g.Blocks))
	// Breadth first: early returns are the common case.
	for work := []*cfg.Block{g.Blocks[0]}; len(work) > 0; work = work[1:] {
		block := work[0]
		if seen[block.Index] {
			continue
		}
		seen[block.Index] = true
		switch r.leaves(block) {
		case byReturn:
			return true
		case byEdge:
			work = append(work, block.Succs...)
		}
	}
	return false
}

// A way is how control leaves a block.
type way int

const (
	byEdge way = iota
	byReturn
	never
)

// leaves says how control leaves block. Like ctrlflow, it takes only calls
// that are statements into account: what is called for its value is meant
// to return one.
func (r *round) leaves(block *cfg.Block) way {
	for _, n := range block.Nodes {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			return byReturn
		case *ast.DeferStmt:
			if r.recovers(n.Call) {
				return byReturn // whatever panics from here on
			}
		case *ast.ExprStmt:
			if call, ok := ast.Unparen(n.X).(*ast.CallExpr); ok && !r.callReturns(call) {
				return never
			}
		}
	}
	return byEdge
}

// callReturns reports whether call may return.
func (r *round) callReturns(call *ast.CallExpr) bool {
	if isBuiltin(r.info, call, "panic") {
		return false
	}
	fn := typeutil.StaticCallee(r.info, call)
	return fn == nil || r.returns(fn)
}

// recovers reports whether a function that is deferred by call calls
// recover itself, which is the only place where it has an effect. Functions
// of other packages are taken not to: if they do, paths are lost, and with
// them reports, but none is invented.
func (e *endings) recovers(call *ast.CallExpr) bool {
	var body *ast.BlockStmt
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		body = lit.Body
	} else if decl := e.decls[typeutil.StaticCallee(e.info, call)]; decl != nil {
		body = decl.Body
	} else {
		return false
	}
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && isBuiltin(e.info, call, "recover") {
			found = true
		}
		_, nested := n.(*ast.FuncLit)
		return !found && !nested
	})
	return found
}
