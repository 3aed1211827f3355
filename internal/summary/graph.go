package summary

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// cycles returns the functions grouped by cycles of the static call graph, a
// function that is in none being alone: callees before their callers, and so
// inside of a cycle as far as that goes. The order depends on nothing but
// that of the functions given.
func cycles(fns []*ssa.Function) [][]*ssa.Function {
	t := &tarjan{nodes: make(map[*ssa.Function]*graphNode, len(fns))}
	for _, fn := range fns {
		t.nodes[fn] = &graphNode{fn: fn}
	}
	for _, fn := range fns {
		if n := t.nodes[fn]; n.index == 0 {
			t.visit(n)
		}
	}
	return t.result
}

// A tarjan finds strongly connected components by Tarjan's algorithm.
type tarjan struct {
	nodes  map[*ssa.Function]*graphNode
	stack  []*graphNode
	count  int
	result [][]*ssa.Function
}

type graphNode struct {
	fn         *ssa.Function
	index, low int // from 1
	post       int
	onStack    bool
}

func (t *tarjan) visit(n *graphNode) {
	t.count++
	n.index, n.low = t.count, t.count
	t.stack = append(t.stack, n)
	n.onStack = true
	mentioned(n.fn, func(fn *ssa.Function) {
		to := t.nodes[fn]
		switch {
		case to == nil:
		case to.index == 0:
			t.visit(to)
			n.low = min(n.low, to.low)
		case to.onStack:
			n.low = min(n.low, to.index)
		}
	})
	if n.low != n.index {
		return
	}
	var cycle []*ssa.Function
	for {
		// The last one on the stack is the deepest callee.
		top := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		top.onStack = false
		cycle = append(cycle, top.fn)
		if top == n {
			break
		}
	}
	t.result = append(t.result, cycle)
}

// mentioned calls f for each declared function that fn, or a literal in it,
// mentions: of an instance, the generic function; of a bound method, the
// method.
func mentioned(fn *ssa.Function, f func(*ssa.Function)) {
	var operands []*ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			operands = instr.Operands(operands[:0])
			for _, op := range operands {
				callee, ok := (*op).(*ssa.Function)
				if !ok {
					continue
				}
				if obj := declared(callee); obj != nil && callee.Parent() == nil {
					if origin := fn.Prog.FuncValue(obj); origin != nil {
						f(origin)
					}
				}
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		mentioned(anon, f)
	}
}

// declared is the declared function, or method, that fn is, or is made from.
func declared(fn *ssa.Function) *types.Func {
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return nil
	}
	return obj.Origin()
}
