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
	w := newWebs(f.comparedLengths())
	for _, b := range f.fn.Blocks {
		for _, instr := range b.Instrs {
			switch i := instr.(type) {
			case *ssa.Phi:
				w.phi(i)
			case *ssa.BinOp:
				w.binop(i)
			}
		}
	}
	f.caps = w.caps()
}

// webs are sets of values that are one counter, and how far each is worth
// following.
type webs struct {
	parent   map[ssa.Value]ssa.Value // union-find
	counters map[ssa.Value]bool
	bounds   []bound
	lengths  map[ssa.Value]int64
	// memory stands for the counters that live in memory, because a closure
	// captures them: they are compared with constants elsewhere, too.
	memory ssa.Value
}

type bound struct {
	of ssa.Value
	n  int64
}

func newWebs(lengths map[ssa.Value]int64) *webs {
	w := &webs{
		parent:   make(map[ssa.Value]ssa.Value),
		counters: make(map[ssa.Value]bool),
		lengths:  lengths,
		memory:   new(ssa.Const),
	}
	w.bound(w.memory, maxCounter)
	return w
}

func (w *webs) bound(v ssa.Value, n int64) { w.bounds = append(w.bounds, bound{v, n}) }

func (w *webs) find(v ssa.Value) ssa.Value {
	for w.parent[v] != nil {
		if up := w.parent[w.parent[v]]; up != nil {
			w.parent[v] = up // halve the way for the next one
		}
		v = w.parent[v]
	}
	return v
}

func (w *webs) join(a, b ssa.Value) {
	w.counters[a], w.counters[b] = true, true
	if a, b = w.find(a), w.find(b); a != b {
		w.parent[a] = b
	}
}

func (w *webs) phi(i *ssa.Phi) {
	if !isInteger(i.Type()) {
		return
	}
	for _, e := range i.Edges {
		if n, ok := smallInt(e); ok {
			w.bound(i, n)
		} else {
			w.join(i, e)
		}
	}
}

func (w *webs) binop(i *ssa.BinOp) {
	n, constant := w.operand(i)
	switch {
	case constant && (i.Op == token.ADD || i.Op == token.SUB):
		w.join(i, i.X)
		if load, ok := i.X.(*ssa.UnOp); ok && load.Op == token.MUL {
			w.join(i, w.memory)
		}
	case !isInteger(i.X.Type()):
	case constant:
		w.bound(i.X, n)
	case isComparison(i.Op) && !isLength(i.X) && !isLength(i.Y):
		// With something that may itself be compared with small constants:
		// "for i := 0; i < n; i++".
		w.bound(i.X, 2)
		w.bound(i.Y, 2)
	}
}

// operand is the second operand, if it is a constant or a length that is as
// good as one.
func (w *webs) operand(i *ssa.BinOp) (n int64, constant bool) {
	if n, constant = smallInt(i.Y); constant {
		return n, true
	}
	if isComparison(i.Op) {
		if n, constant = literalLen(i.Y); constant {
			return n, true
		}
	}
	if isLength(i.Y) {
		n = w.lengths[i.Y.(*ssa.Call).Call.Args[0]]
	}
	return n, n > 0
}

func (w *webs) caps() map[ssa.Value]int64 {
	roots := make(map[ssa.Value]int64)
	for _, b := range w.bounds {
		r := w.find(b.of)
		roots[r] = max(roots[r], min(b.n, maxCounter))
	}
	caps := make(map[ssa.Value]int64)
	for v := range w.counters {
		caps[v] = roots[w.find(v)]
	}
	return caps
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
