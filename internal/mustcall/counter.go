package mustcall

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// maxCounter is how far a counter is followed.
const maxCounter = 8

// findCounters computes how far each counter is worth following: to the
// largest constant it is compared with or set to, and no further than
// maxCounter. A counter that is compared with a length only is followed for
// one round. The bound belongs to the counter: one for the whole function
// makes nested loops a product of states.
//
//	t1 = phi [0: 0:int, 2: t3]     one web: t1, t3
//	t2 = t1 < 3:int                bound 3
//	t3 = t1 + 1:int
func (f *function) findCounters() {
	parent := make(map[ssa.Value]ssa.Value)
	find := func(v ssa.Value) ssa.Value {
		for parent[v] != nil && parent[v] != v {
			v = parent[v]
		}
		return v
	}
	counters := make(map[ssa.Value]bool)
	join := func(a, b ssa.Value) {
		counters[a], counters[b] = true, true
		if a, b = find(a), find(b); a != b {
			parent[a] = b
		}
	}
	type bound struct {
		of ssa.Value
		n  int64
	}
	// Counters that live in memory, because a closure captures them, are
	// compared with constants elsewhere, too.
	memory := ssa.Value(new(ssa.Const))
	bounds := []bound{{memory, maxCounter}}
	lengths := f.comparedLengths()
	for _, b := range f.fn.Blocks {
		for _, instr := range b.Instrs {
			switch i := instr.(type) {
			case *ssa.Phi:
				if !isInteger(i.Type()) {
					continue
				}
				for _, e := range i.Edges {
					if n, ok := smallInt(e); ok {
						bounds = append(bounds, bound{i, n})
					} else {
						join(i, e)
					}
				}
			case *ssa.BinOp:
				n, constant := smallInt(i.Y)
				if !constant && isComparison(i.Op) {
					n, constant = literalLen(i.Y)
				}
				if l, ok := i.Y.(*ssa.Call); ok && !constant && isLength(l) {
					n = lengths[l.Call.Args[0]]
					constant = n > 0
				}
				switch {
				case !constant:
				case i.Op == token.ADD || i.Op == token.SUB:
					join(i, i.X)
					if load, ok := i.X.(*ssa.UnOp); ok && load.Op == token.MUL {
						join(i, memory)
					}
				case isInteger(i.X.Type()):
					bounds = append(bounds, bound{i.X, n})
				}
				if !constant && isComparison(i.Op) && isInteger(i.X.Type()) && !isLength(i.X) && !isLength(i.Y) {
					// With something that may itself be compared with small
					// constants: "for i := 0; i < n; i++".
					bounds = append(bounds, bound{i.X, 2}, bound{i.Y, 2})
				}
			}
		}
	}
	f.caps = make(map[ssa.Value]int64)
	roots := make(map[ssa.Value]int64)
	for _, b := range bounds {
		r := find(b.of)
		roots[r] = max(roots[r], min(b.n, maxCounter))
	}
	for v := range counters {
		f.caps[v] = roots[find(v)]
	}
}

func smallInt(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	n, ok := constant.Int64Val(c.Value)
	return n, ok
}

// comparedLengths returns the largest constants that the lengths of
// containers are compared with: a range over one whose length is known to be
// three has three rounds.
func (f *function) comparedLengths() map[ssa.Value]int64 {
	lengths := make(map[ssa.Value]int64)
	for _, b := range f.fn.Blocks {
		for _, instr := range b.Instrs {
			i, ok := instr.(*ssa.BinOp)
			if !ok || !isComparison(i.Op) || !isLength(i.X) {
				continue
			}
			if n, ok := smallInt(i.Y); ok {
				of := i.X.(*ssa.Call).Call.Args[0]
				lengths[of] = max(lengths[of], min(n, maxCounter))
			}
		}
	}
	return lengths
}

func isLength(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "len"
}

// literalLen is the length of a slice of a whole array that is made here:
//
//	t0 = new [2]*http.Response (slicelit)
//	t3 = slice t0[:]
//	t4 = len(t3)
func literalLen(v ssa.Value) (int64, bool) {
	if !isLength(v) {
		return 0, false
	}
	slice, ok := v.(*ssa.Call).Call.Args[0].(*ssa.Slice)
	if !ok {
		return 0, false
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return 0, false
	}
	t, ok := array.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
	if !ok {
		return 0, false
	}
	return t.Len(), true
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isBasic(t types.Type) bool {
	_, ok := t.Underlying().(*types.Basic)
	return ok
}
