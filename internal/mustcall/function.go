package mustcall

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A function is what exploration needs to know about an SSA function and
// that does not depend on the state: all of it is computed once, when the
// function is first entered.
type function struct {
	fn     *ssa.Function
	values []ssa.Value
	num    map[ssa.Value]uint32

	// live holds, by block, the values that are live after the φs.
	live []bitset
	// always are the values that the Recover block uses: a panic can lead
	// there from anywhere.
	always bitset
	// inLoop: the block can reach itself. returns: a Return can be reached.
	inLoop, returns []bool
	// reads holds, by block, the fields that can still be read from there.
	reads []fieldset
	// decides are values that can decide a branch.
	decides bitset
	// caps are the largest constants that counters are compared with.
	caps map[ssa.Value]int64
	// asked counts how often a field decides a branch or is assigned.
	asked map[*types.Var]int
	// replacesHandle are the answers of replaces, by the name of the field.
	replacesHandle map[string]bool
	// recovers: the function itself calls recover.
	recovers bool
}

// A fieldset is a set of field indices. The last bit stands for the length
// of a container, the one before it for all larger indices.
type fieldset uint64

func oneField(index int) fieldset { return 1 << min(index, 62) }

const lengthRead fieldset = 1 << 63

const allFields = ^fieldset(0)

func newFunction(fn *ssa.Function, table *protocol.Table) *function {
	f := &function{fn: fn, num: make(map[ssa.Value]uint32), replacesHandle: make(map[string]bool)}
	for _, p := range fn.Params {
		f.add(p)
	}
	for _, v := range fn.FreeVars {
		f.add(v)
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if v, ok := instr.(ssa.Value); ok {
				f.add(v)
			}
		}
	}
	f.findLoops()
	f.findReturns()
	f.findLive()
	f.findReads(table)
	f.findDeciding(table)
	f.findCounters()
	return f
}

func (f *function) add(v ssa.Value) {
	f.num[v] = uint32(len(f.values))
	f.values = append(f.values, v)
}

// number returns the number of a value of the function. Constants, globals
// and functions have none.
func (f *function) number(v ssa.Value) uint32 { return f.num[v] }

// numberOf is number for a value that may be another function's.
func (f *function) numberOf(v any) (uint32, bool) {
	sv, ok := v.(ssa.Value)
	if !ok {
		return 0, false
	}
	n, ok := f.num[sv]
	return n, ok
}

// findLoops marks the blocks that lie on a cycle: Tarjan's strongly
// connected components, without recursion, because machine-written
// functions are deep.
func (f *function) findLoops() {
	n := len(f.fn.Blocks)
	f.inLoop = make([]bool, n)
	index, low := make([]int, n), make([]int, n)
	onStack := make([]bool, n)
	var stack []*ssa.BasicBlock
	type visit struct {
		b    *ssa.BasicBlock
		next int
	}
	count := 0
	for _, root := range f.fn.Blocks {
		if index[root.Index] != 0 {
			continue
		}
		calls := []visit{{b: root}}
		for len(calls) > 0 {
			v := &calls[len(calls)-1]
			i := v.b.Index
			if v.next == 0 && index[i] == 0 {
				count++
				index[i], low[i] = count, count
				stack = append(stack, v.b)
				onStack[i] = true
			}
			if v.next < len(v.b.Succs) {
				s := v.b.Succs[v.next]
				v.next++
				if s == v.b {
					f.inLoop[i] = true
				}
				if index[s.Index] == 0 {
					calls = append(calls, visit{b: s})
				} else if onStack[s.Index] {
					low[i] = min(low[i], index[s.Index])
				}
				continue
			}
			if low[i] == index[i] {
				stack = f.popComponent(stack, v.b, onStack)
			}
			calls = calls[:len(calls)-1]
			if len(calls) > 0 {
				p := calls[len(calls)-1].b.Index
				low[p] = min(low[p], low[i])
			}
		}
	}
}

func (f *function) popComponent(stack []*ssa.BasicBlock, root *ssa.BasicBlock, onStack []bool) []*ssa.BasicBlock {
	for alone := true; ; alone = false {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		onStack[b.Index] = false
		if b == root {
			if !alone {
				f.inLoop[b.Index] = true
			}
			return stack
		}
		f.inLoop[b.Index] = true
	}
}

// findReturns marks the blocks from which a Return can be reached.
func (f *function) findReturns() {
	f.returns = f.reverseReach(func(b *ssa.BasicBlock) bool {
		_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		return ok
	})
}

// reverseReach marks the blocks from which a goal can be reached.
func (f *function) reverseReach(goal func(*ssa.BasicBlock) bool) []bool {
	reach := make([]bool, len(f.fn.Blocks))
	var work []*ssa.BasicBlock
	for _, b := range f.fn.Blocks {
		if goal(b) {
			reach[b.Index] = true
			work = append(work, b)
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, p := range b.Preds {
			if !reach[p.Index] {
				reach[p.Index] = true
				work = append(work, p)
			}
		}
	}
	return reach
}

// findReads computes which fields can still be read. What a cell holds is
// forgotten when nobody can ask for it: on real code that, not the values
// of variables, is what made states too many.
func (f *function) findReads(table *protocol.Table) {
	var inClosures fieldset
	for _, anon := range f.fn.AnonFuncs {
		inClosures |= readsOf(anon, table)
	}
	own := make([]fieldset, len(f.fn.Blocks))
	for i, b := range f.fn.Blocks {
		own[i] = inClosures
		for _, instr := range b.Instrs {
			own[i] |= fieldRead(instr, table)
		}
	}
	f.reads = own
	for changed := true; changed; {
		changed = false
		for i := len(f.fn.Blocks) - 1; i >= 0; i-- {
			for _, s := range f.fn.Blocks[i].Succs {
				if all := f.reads[i] | f.reads[s.Index]; all != f.reads[i] {
					f.reads[i] = all
					changed = true
				}
			}
		}
	}
}

func readsOf(fn *ssa.Function, table *protocol.Table) fieldset {
	var all fieldset
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			all |= fieldRead(instr, table)
		}
	}
	for _, anon := range fn.AnonFuncs {
		all |= readsOf(anon, table)
	}
	return all
}

// fieldRead returns the fields that an instruction may lead to reading: a
// callee that is given a resource, any.
func fieldRead(instr ssa.Instruction, table *protocol.Table) fieldset {
	if c, ok := instr.(ssa.CallInstruction); ok {
		for _, arg := range c.Common().Args {
			if table.RowOfType(arg.Type()) != nil {
				return allFields
			}
		}
	}
	switch i := instr.(type) {
	case *ssa.FieldAddr:
		for _, r := range *i.Referrers() {
			if s, ok := r.(*ssa.Store); !ok || s.Addr != i {
				return oneField(i.Field)
			}
		}
	case *ssa.Field:
		return oneField(i.Field)
	case *ssa.Call:
		if b, ok := i.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
			return lengthRead
		}
	case *ssa.UnOp:
		switch i.Type().Underlying().(type) {
		case *types.Struct, *types.Array:
			return allFields
		}
	}
	return 0
}
