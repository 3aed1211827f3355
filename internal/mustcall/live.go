package mustcall

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A bitset is a set of value numbers.
type bitset []uint64

func newBitset(n int) bitset       { return make(bitset, (n+63)/64) }
func (b bitset) has(i uint32) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bitset) add(i uint32)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) remove(i uint32)   { b[i/64] &^= 1 << (i % 64) }
func (b bitset) addAll(o bitset) (changed bool) {
	for i := range o {
		if n := b[i] | o[i]; n != b[i] {
			b[i], changed = n, true
		}
	}
	return changed
}

// findLive computes which values are live after the φs of each block: the
// usual backward analysis, with the uses of φs at the ends of the
// predecessors, because that is where exploration reads them.
func (f *function) findLive() {
	n := len(f.values)
	f.live = make([]bitset, len(f.fn.Blocks))
	for i := range f.live {
		f.live[i] = newBitset(n)
	}
	f.always = newBitset(n)
	for changed := true; changed; {
		changed = false
		for i := len(f.fn.Blocks) - 1; i >= 0; i-- {
			b := f.fn.Blocks[i]
			if f.live[i].addAll(f.liveFrom(b, 0)) {
				changed = true
			}
		}
	}
	if r := f.fn.Recover; r != nil {
		f.always.addAll(f.live[r.Index])
		for i := range f.live {
			f.live[i].addAll(f.always)
		}
	}
}

// liveFrom returns the values that are live before instruction pc of b,
// its φs skipped, given what is live in its successors.
func (f *function) liveFrom(b *ssa.BasicBlock, pc int) bitset {
	live := newBitset(len(f.values))
	live.addAll(f.always)
	for _, s := range b.Succs {
		live.addAll(f.live[s.Index])
	}
	for _, s := range b.Succs {
		for _, phi := range phis(s) {
			live.remove(f.num[phi])
		}
	}
	for _, s := range b.Succs {
		for i, p := range s.Preds {
			if p == b {
				for _, phi := range phis(s) {
					f.use(live, phi.Edges[i])
				}
			}
		}
	}
	var operands [8]*ssa.Value
	for i := len(b.Instrs) - 1; i >= pc; i-- {
		instr := b.Instrs[i]
		if _, ok := instr.(*ssa.Phi); ok {
			break
		}
		if v, ok := instr.(ssa.Value); ok {
			live.remove(f.num[v])
		}
		for _, op := range instr.Operands(operands[:0]) {
			f.use(live, *op)
		}
	}
	return live
}

func (f *function) use(live bitset, v ssa.Value) {
	if v == nil {
		return
	}
	if n, ok := f.num[v]; ok {
		live.add(n)
	}
}

func phis(b *ssa.BasicBlock) []*ssa.Phi {
	var list []*ssa.Phi
	for _, instr := range b.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		list = append(list, phi)
	}
	return list
}

// findDeciding marks the values that can decide a branch, by a backward
// slice. A φ of a basic type that cannot is not bound to its operand:
// otherwise an accumulator (n += k in k diamonds) tells 2^k states apart.
func (f *function) findDeciding(table *protocol.Table) {
	f.decides = newBitset(len(f.values))
	f.asked = make(map[*types.Var]int)
	var work []ssa.Value
	stored := make(map[*types.Var][]ssa.Value) // what is put into fields
	mark := func(v ssa.Value) {
		if n, ok := f.num[v]; ok && !f.decides.has(n) {
			f.decides.add(n)
			work = append(work, v)
		}
	}
	for _, b := range f.fn.Blocks {
		for _, instr := range b.Instrs {
			f.recovers = f.recovers || isRecoverCall(instr)
			for _, v := range decidedBy(instr, f.fn.Parent() != nil) {
				mark(v)
			}
			if s, ok := instr.(*ssa.Store); ok {
				if field := fieldVar(s.Addr); field != nil {
					f.asked[field] = 1 // what is stored answers, too
					stored[field] = append(stored[field], s.Val)
				}
			}
		}
	}
	for len(work) > 0 {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		switch v := v.(type) {
		case *ssa.Phi:
			for _, e := range v.Edges {
				mark(e)
			}
		case *ssa.BinOp:
			mark(v.X)
			mark(v.Y)
		case *ssa.Convert:
			mark(v.X)
		case *ssa.ChangeType:
			mark(v.X)
		case *ssa.FieldAddr:
			mark(v.X) // which object's field it is
		case *ssa.UnOp:
			mark(v.X)
			if v.Op == token.MUL {
				if field := fieldVar(v.X); field != nil && len(*v.Referrers()) > 0 {
					for _, s := range stored[field] {
						mark(s)
					}
					f.asked[field]++
					// A resource that is not the tracked one answers a loop
					// as it did before.
					owner := v.X.(*ssa.FieldAddr).X.Type()
					if f.inLoop[v.Block().Index] && table.RowOfType(owner) != nil {
						f.asked[field]++
					}
				}
			}
		}
	}
}

// askedTwice reports whether a field decides more than one branch of a
// declared function and the literals in it.
func (a *Analysis) askedTwice(fn *ssa.Function, field *types.Var) bool {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	all, ok := a.asked[fn]
	if !ok {
		all = make(map[*types.Var]int)
		a.addAsked(all, fn)
		a.asked[fn] = all
	}
	return all[field] > 1
}

// isAskedTwice reports whether a variable that a literal captures is read more
// than once in it, or captured again.
func isAskedTwice(v *ssa.FreeVar) bool {
	reads := 0
	for _, r := range *v.Referrers() {
		switch r.(type) {
		case *ssa.UnOp, *ssa.MakeClosure:
			reads++
		}
	}
	return reads > 1
}

func (a *Analysis) addAsked(all map[*types.Var]int, fn *ssa.Function) {
	for field, n := range a.functionOf(fn).asked {
		all[field] += n
	}
	for _, anon := range fn.AnonFuncs {
		a.addAsked(all, anon)
	}
}

// isRecoverCall reports whether an instruction calls the builtin recover.
func isRecoverCall(instr ssa.Instruction) bool {
	c, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := c.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "recover"
}

// decidedBy returns the values for whose sake an instruction matters: the
// condition of a branch, what a closure returns to code that may branch on
// it, what is put into a variable that lives in memory.
func decidedBy(instr ssa.Instruction, closure bool) []ssa.Value {
	switch i := instr.(type) {
	case *ssa.If:
		return []ssa.Value{i.Cond}
	case *ssa.Return:
		if closure {
			return i.Results
		}
	case *ssa.Store:
		switch i.Addr.(type) {
		case *ssa.Alloc, *ssa.FreeVar:
			return []ssa.Value{i.Val}
		}
	case ssa.CallInstruction:
		if c := i.Common(); c.StaticCallee() == nil || c.StaticCallee().Parent() != nil {
			return c.Args
		}
	}
	return nil
}

// fieldVar returns the field that an address is of, or nil.
func fieldVar(addr ssa.Value) *types.Var {
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	ptr, ok := fa.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	s, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return s.Field(fa.Field)
}
