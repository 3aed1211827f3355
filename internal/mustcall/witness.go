package mustcall

import (
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A Witness is the feasible path that proves a leak: the steps of one
// execution from the entry of Root through Site, where the obligation is
// born, to the end. It says which way the execution goes wherever that is
// not determined, and nothing about the engine's abstract states, so that
// it can be walked again by somebody who does not trust them.
type Witness struct {
	Row   *protocol.Row
	Root  *ssa.Function
	Site  ssa.CallInstruction
	Steps []Step
	Exit  Exit
}

// A Step is one step of a witness.
type Step struct {
	Kind StepKind
	// Block is the block entered (EnterBlock).
	Block *ssa.BasicBlock
	// Fn is the function whose body is executed (Call).
	Fn *ssa.Function
	// Instr is the call (Call, Birth, Choose), Return (Leave), Store
	// (Replace), or Panic or panicking instruction (Unwind) that the step
	// belongs to. For a deferred call it is the Defer instruction.
	Instr ssa.Instruction
	// Choice says which outcome of Instr happens (Choose).
	Choice Choice
	// Case is the index of the select case (Choose with SelectCase).
	Case int
	// Fresh is what the function that Site calls has returned (Birth); nil if
	// the call opens by itself.
	Fresh *Fresh
	// Param and Outcome say how a call ended (Summarized).
	Param   int
	Outcome *Outcome
}

// A StepKind says what happens in a step.
type StepKind uint8

const (
	// EnterBlock: control passes to Block, in the current frame.
	EnterBlock StepKind = iota
	// Call: the body of Fn is executed in place, in a new frame, because
	// of Instr: a call, a go statement, a deferred call that runs now, or
	// a call whose callee is known to call this argument.
	Call
	// Leave: the current frame returns to the frame below.
	Leave
	// Birth: Site is executed, its error result (if any) is nil, its
	// resource is not nil, and the duty is born. Every other time that
	// Site is reached, nothing is assumed.
	Birth
	// Choose: Instr has the outcome Choice.
	Choose
	// Summarized: Instr, a call of a function that is not executed in place,
	// ends with Outcome, as seen through the argument for Param.
	Summarized
	// Replace: Instr, a Store, puts something else into the field of the
	// resource that leads to the handle.
	Replace
	// Unwind: Instr panics, and a frame of the stack recovers: the
	// deferred calls of each frame run, up to the one that recovers,
	// which then enters its Recover block.
	Unwind
)

// A Choice is one of the outcomes of an instruction that is not
// determined by what precedes it.
type Choice uint8

const (
	// ErrorNil, ErrorNonNil: the error result of a call.
	ErrorNil Choice = iota + 1
	ErrorNonNil
	// ResultTrue, ResultFalse: the boolean result of a call.
	ResultTrue
	ResultFalse
	// SelectCase: the case that a select statement takes.
	SelectCase
	// NotInPart: the part of a container that a slice expression takes does
	// not lead to the handle, though the container does.
	NotInPart
	// NotCalled: the callee calls its function argument no (more) times.
	NotCalled
)

// An Exit is the end of a witness: where the duty was still owed, and why
// nobody can discharge it any more.
type Exit struct {
	Kind ExitKind
	// At is the instruction at which the path ends: the Return (Returned),
	// the opening call (Again), the instruction after which nothing reaches
	// the handle (Lost), or the Defer whose call never runs (EndlessDefer:
	// the path itself ends at the opening call, reached again).
	At ssa.Instruction
	// Return is where the function returns afterwards, if it is known: At
	// itself for Returned, one that can follow for Lost; nil if none can.
	Return *ssa.Return
}

// An ExitKind is why a duty can no longer be discharged.
type ExitKind uint8

const (
	// Returned: the function returned and nothing it returned, or stored
	// where others can reach it, reaches the handle.
	Returned ExitKind = iota
	// Again: the opening call was reached again while the duty that was
	// born there before was owed and nothing reached its handle.
	Again
	// Lost: nothing reaches the handle any more, in the middle of the
	// function.
	Lost
	// EndlessDefer: the release is deferred in a loop that never returns.
	EndlessDefer
)

// A Leak is a reported obligation: the witness, and what explains it.
type Leak struct {
	Witness
	// Decisive are the branches of the path whose other side ends
	// otherwise, at most two, in the order of the path.
	Decisive []Decision
	// Released are instructions that release the handle on other paths,
	// in source order.
	Released []ssa.Instruction
	// Replaced is the store that put something else in the place of the
	// handle, if the path passes one.
	Replaced *ssa.Store
	// Left is the step (a Leave) in which a literal is left that had the
	// handle to itself, such as one that a go statement started; 0 if there
	// is none. What follows in the functions around it is of no interest.
	Left int
}

// A Decision is a branch and the side that the witness takes.
type Decision struct {
	If    *ssa.If
	Taken bool
	// Implied: what precedes, such as a counter or a flag, leaves no other
	// side; other paths have it.
	//
	//	if attempt < 2 { resp.Body.Close() }
	Implied bool
}
