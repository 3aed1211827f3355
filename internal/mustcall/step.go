package mustcall

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A path is one execution, somewhere between two block entries.
type path struct {
	st    state
	trace *trace
}

// A trace is the steps since the last block entry, newest first.
type trace struct {
	prev *trace
	step Step
}

func (p path) did(s Step) path {
	p.trace = &trace{p.trace, s}
	return p
}

// longBlock is after how many instructions of one block what has piled up
// is looked through, instead of at the next block.
const longBlock = 128

// run executes a path until it ends, or enters a block.
func (x *explorer) run(p path) {
	for n := 1; ; n++ {
		f := p.st.top
		if n%longBlock == 0 && len(f.env)+len(p.st.heap) > longBlock {
			p.st = x.collect(p.st, f.fn.liveFrom(f.block, f.pc))
		}
		if f.unwinding {
			if !x.unwind(&p) {
				return
			}
			continue
		}
		if !x.step(&p, f.block.Instrs[f.pc]) {
			return
		}
	}
}

// step executes one instruction. It reports whether the path goes on in
// the same block; if not, whatever follows has been queued or recorded.
func (x *explorer) step(p *path, instr ssa.Instruction) bool {
	if v := dereferenced(instr); v != nil && !x.dereference(p, v) {
		return x.panicsAt(p, instr)
	}
	switch i := instr.(type) {
	case ssa.CallInstruction:
		return x.callInstr(p, i)
	case *ssa.If:
		x.branch(*p, i)
		return false
	case *ssa.Jump:
		x.jump(*p, 0, nil)
		return false
	case *ssa.Return:
		return x.returns(p, i)
	case *ssa.RunDefers:
		return x.runDefers(p)
	case *ssa.Panic:
		return x.panics(p, i)
	case *ssa.Store:
		if !x.storeInstr(p, i) {
			return false
		}
	case *ssa.MapUpdate:
		if !x.mapUpdate(p, i) {
			return false
		}
	case *ssa.Send:
		if !x.send(p, i, i.Chan, i.X) {
			return false
		}
	case *ssa.Select:
		return x.selects(p, i)
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap, *ssa.MakeChan:
		if !x.allocate(p, i.(ssa.Value)) {
			return false
		}
	case *ssa.Next:
		v := x.next(p.st, i)
		p.st = x.define(p.st, i, v)
		if v != unknown {
			// The next round is not known to be one.
			p.st = p.st.bind(i.Iter, x.u.nonNil())
		}
	case *ssa.Slice:
		return x.sliceInstr(p, i)
	case *ssa.UnOp:
		if i.Op == token.ARROW {
			return x.receive(p, i)
		}
		p.st = x.define(p.st, i, x.compute(p.st, i))
	case ssa.Value:
		p.st = x.define(p.st, i, x.compute(p.st, i))
	case *ssa.DebugRef:
		// Names a value for debuggers.
	default:
		panic(fmt.Sprintf("mustcall: unknown instruction %T: %s in %s", instr, instr, instr.Parent()))
	}
	p.st = p.st.next()
	return true
}

// dereferenced is the pointer that an instruction goes through, or nil.
func dereferenced(instr ssa.Instruction) ssa.Value {
	switch i := instr.(type) {
	case *ssa.FieldAddr:
		return i.X
	case *ssa.UnOp:
		if i.Op == token.MUL {
			return i.X
		}
	case *ssa.Store:
		return i.Addr
	case *ssa.TypeAssert:
		if !i.CommaOk {
			return i.X
		}
	}
	return nil
}

// dereference goes through a pointer: one that is nil panics, any other is
// not nil from here on. That is only noted if a branch may ask for it.
func (x *explorer) dereference(p *path, ptr ssa.Value) bool {
	v := x.eval(p.st, ptr)
	switch d := x.u.at(v); d.kind {
	case kConst:
		return d.n != 0
	case kSym, kField:
		if n, ok := p.st.top.fn.numberOf(ptr); ok && (p.st.top.fn.decides.has(n) || isVariable(ptr)) {
			s, ok := x.learn(p.st, v, x.u.except(0))
			p.st = s
			return ok
		}
		return x.possible(p.st, v) != x.u.only(0)
	}
	return true
}

// isVariable reports whether v is read from a variable that lives in memory,
// because a literal captures it, and may ask what is in it.
func isVariable(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	switch load.X.(type) {
	case *ssa.Alloc, *ssa.FreeVar:
		return true
	}
	return false
}

// define gives v the value that its instruction computes.
func (x *explorer) define(s state, v ssa.Value, to val) state {
	s = x.redefine(s, v)
	if to == unknown || to == x.u.sym(v) {
		return s.unbind(v)
	}
	return s.bind(v, to)
}

// eval is the value of an operand.
func (x *explorer) eval(s state, v ssa.Value) val {
	switch v := v.(type) {
	case nil:
		return unknown
	case *ssa.Const:
		return x.u.ofConst(v)
	case *ssa.Global:
		return x.u.addr(x.u.loc(location{base: x.u.base(base{kind: globalBase, of: v})}))
	case *ssa.Function:
		return x.u.function(v, nil)
	case *ssa.Builtin:
		return unknown
	}
	if e, ok := s.top.env.get(s.top.fn.number(v)); ok {
		return e
	}
	if fv, ok := v.(*ssa.FreeVar); ok && isPointer(fv.Type()) {
		return x.u.addr(x.u.loc(location{base: x.u.base(base{kind: capturedBase, of: fv})}))
	}
	return x.u.sym(v)
}

func (x *explorer) evalAll(s state, vs []ssa.Value) []val {
	list := make([]val, len(vs))
	for i, v := range vs {
		list[i] = x.eval(s, v)
	}
	return list
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}
