package mustcall

import (
	"encoding/binary"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A state is what is known at one point of one execution. It is a value:
// transfer methods return the state that follows and change nothing.
//
// A frame is part of the state, and so are the frames below it: bodies of
// closures are executed in place, and "where do we go from here" is as much
// a part of a program point as the block is.
type state struct {
	phase  phase
	events protocol.Event
	top    *frame
	// heap maps locations to their contents. A location of a local object
	// that is not there holds zero.
	heap pairs
	// facts maps values about which a branch can learn to the set of
	// integers that they can be (a setID).
	facts pairs
}

// A phase is the phase of the obligation.
type phase uint8

const (
	// unborn: the site has not been reached; this is the pre-walk.
	unborn phase = iota
	// owed: the duty is there, and something reaches the handle.
	owed
	// lost: the duty is there, but nothing reaches the handle any more.
	lost
)

// A frame is the execution of one function. It is immutable.
type frame struct {
	fn    *function
	block *ssa.BasicBlock
	pc    int // the instruction to be executed next
	env   pairs
	// defers are the pending deferred calls, in order of registration.
	defers []deferred
	below  *frame

	// call is the instruction of the frame below that this frame executes
	// (for a deferred call, its Defer), and how says in which way.
	call ssa.Instruction
	how  callMode
	// callee is the function value, kept for calls that may be repeated.
	callee val
	// unwinding: a panic is on its way through this frame; recovered: a
	// deferred call of this frame has recovered it.
	unwinding, recovered bool
	// live are the values that later instructions use. It follows from
	// block and pc, and is no part of the key.
	live bitset
}

// A callMode is the way in which a frame was entered.
type callMode uint8

const (
	// plainCall: the results are those of the call.
	plainCall callMode = iota
	// goCall: a go statement. The body runs at once; its results are lost.
	goCall
	// deferredCall: a pending call that runs as the frame below ends.
	deferredCall
	// argumentCall: the callee calls its argument.
	argumentCall
	// lastArgumentCall: the callee calls its argument, and not again.
	lastArgumentCall
)

// A deferred is a pending deferred call: everything is evaluated already.
type deferred struct {
	instr  ssa.Instruction
	callee val
	args   string // see packVals
}

// frames iterates over the stack, from the top.
func (s state) frames(yield func(*frame) bool) {
	for f := s.top; f != nil; f = f.below {
		if !yield(f) {
			return
		}
	}
}

func (s state) depth() int {
	n := 0
	for range s.frames {
		n++
	}
	return n
}

// bind gives an SSA value of the top frame its value.
func (s state) bind(v ssa.Value, x val) state {
	f := *s.top
	f.env = f.env.with(f.fn.number(v), x)
	s.top = &f
	return s
}

// unbind makes an SSA value of the top frame an unknown one, named by itself.
func (s state) unbind(v ssa.Value) state {
	n := s.top.fn.number(v)
	if _, ok := s.top.env.get(n); !ok {
		return s
	}
	f := *s.top
	f.env = f.env.without(n)
	s.top = &f
	return s
}

// at moves the top frame to an instruction.
func (s state) at(b *ssa.BasicBlock, pc int) state {
	f := *s.top
	f.block, f.pc = b, pc
	s.top = &f
	return s
}

// next moves the top frame to the following instruction.
func (s state) next() state { return s.at(s.top.block, s.top.pc+1) }

func (s state) withDefers(d []deferred) state {
	f := *s.top
	f.defers = d
	s.top = &f
	return s
}

func (s state) store(l locID, v val) state {
	s.heap = s.heap.with(uint32(l), v)
	return s
}

// fact returns the set of integers that v can be.
func (s state) fact(v val) setID {
	if f, ok := s.facts.get(uint32(v)); ok {
		return setID(f)
	}
	return fullSet
}

func (s state) withFact(v val, set setID) state {
	if set == fullSet {
		s.facts = s.facts.without(uint32(v))
	} else {
		s.facts = s.facts.with(uint32(v), val(set))
	}
	return s
}

// key returns a string that is the same for two states exactly if they are
// the same. Frames are numbered by the universe, so that the frames below,
// which seldom change, cost four bytes.
func (u *universe) key(s state) string {
	b := make([]byte, 0, 128)
	b = append(b, byte(s.phase))
	b = binary.AppendUvarint(b, uint64(s.events))
	b = binary.AppendUvarint(b, uint64(u.frameKey(s.top)))
	b = s.heap.appendKey(b)
	b = s.facts.appendKey(b)
	return string(b)
}

func (u *universe) frameKey(f *frame) uint32 {
	if f == nil {
		return 0
	}
	b := make([]byte, 0, 128)
	b = binary.AppendUvarint(b, uint64(u.frameKey(f.below)))
	b = binary.AppendUvarint(b, uint64(u.number(f.fn)))
	b = binary.AppendUvarint(b, uint64(f.block.Index))
	b = binary.AppendUvarint(b, uint64(f.pc))
	b = append(b, byte(f.how), flag(f.unwinding)|flag(f.recovered)<<1)
	b = binary.AppendUvarint(b, uint64(f.callee))
	if f.call != nil {
		b = binary.AppendUvarint(b, uint64(u.number(f.call)))
	}
	b = f.env.appendKey(b)
	for _, d := range f.defers {
		b = binary.AppendUvarint(b, uint64(u.number(d.instr)))
		b = binary.AppendUvarint(b, uint64(d.callee))
		b = binary.AppendUvarint(b, uint64(len(d.args)))
		b = append(b, d.args...)
	}
	id, ok := u.byState[string(b)]
	if !ok {
		id = uint32(len(u.byState) + 1)
		u.byState[string(b)] = id
	}
	return id
}

// number numbers functions and instructions.
func (u *universe) number(x any) baseID { return u.base(base{of: x}) }

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}
