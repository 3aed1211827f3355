package replay

import "golang.org/x/tools/go/ssa"

// uses reports whether an instruction that can still be executed in the
// frame uses v as it is now.
func (f *frame) uses(v ssa.Value) bool {
	used, defined := scan(f.block.Instrs[f.pc:], v)
	if used || defined {
		return used
	}
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{f.block}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, to := range b.Succs {
			if usedByPhi(b, to, v) {
				return true
			}
			if seen[to] {
				continue
			}
			seen[to] = true
			used, defined := scan(to.Instrs, v)
			if used {
				return true
			}
			if !defined {
				work = append(work, to)
			}
		}
	}
	return false
}

// scan reports whether v is used by instructions, before one of them gives
// it another value. φs use their operands on the edge before.
func scan(instrs []ssa.Instruction, v ssa.Value) (used, defined bool) {
	for _, instr := range instrs {
		if _, phi := instr.(*ssa.Phi); !phi {
			for _, op := range instr.Operands(nil) {
				if *op == v {
					return true, false
				}
			}
		}
		if d, ok := instr.(ssa.Value); ok && d == v {
			return false, true
		}
	}
	return false, false
}

func usedByPhi(from, to *ssa.BasicBlock, v ssa.Value) bool {
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			return false
		}
		for i, p := range to.Preds {
			if p == from && phi.Edges[i] == v {
				return true
			}
		}
	}
	return false
}

// returns reports whether the frame can still return.
func (f *frame) returns() bool {
	seen := map[*ssa.BasicBlock]bool{f.block: true}
	for work := []*ssa.BasicBlock{f.block}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			return true
		}
		for _, s := range b.Succs {
			if !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return false
}
