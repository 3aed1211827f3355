package replay_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// witness makes a witness of a path through a function. A path is a list of
// words:
//
//	BLOCK       enters the successor of that name (the comment that go/ssa
//	            gives it: entry, if.then, for.body), or the Recover block
//	birth       at the site of the duty; birth:NAME: the site returns what has
//	            that name among freshes
//	call:NAME   executes the body of NAME ("f$1"), for the call that names it
//	leave       leaves that again
//	jump:N      enters block N, whether it follows or not
//	unwind      the panic at the end of the block unwinds the stack;
//	            unwind:NAME: the call of NAME does
//	replace     the last store of the block replaces the handle
//	nil:NAME    the last call of NAME in this function returns nil;
//	err:NAME    ... an error; true:NAME, false:NAME: ... that;
//	not:NAME    ... does not call its argument
//	case:N      the select statement of the block takes this case
//	ends:NAME:PARAM:OUTCOME
//	            the last call of NAME ends so, see outcomes
//	part        the last slice expression of the block leaves ours out
//
// The last word is the exit: returns, again, endless, or lost:N, at
// instruction N of the block.
func witness(t *testing.T, root *ssa.Function, row *protocol.Row, path string) *mustcall.Witness {
	t.Helper()
	x := &walk{t: t, w: &mustcall.Witness{Row: row, Root: root, Site: site(root, row)}}
	x.stack = []*spot{{fn: root}}
	words := strings.Fields(path)
	for _, word := range words[:len(words)-1] {
		x.word(word)
	}
	x.exit(words[len(words)-1])
	return x.w
}

// site is the first call of a declared function, in a function or a literal
// in it, that opens a resource of a row, or has the name open.
func site(fn *ssa.Function, row *protocol.Row) ssa.CallInstruction {
	for c := range calls(fn) {
		res := c.Common().Signature().Results()
		callee := c.Common().StaticCallee()
		if isDeclared(callee) && (callee.Name() == "open" || res.Len() > 0 && row.Type.Named(res.At(0).Type())) {
			return c
		}
	}
	for _, anon := range fn.AnonFuncs {
		if c := site(anon, row); c != nil {
			return c
		}
	}
	return nil
}

// calls are the call instructions of a function.
func calls(fn *ssa.Function) func(func(ssa.CallInstruction) bool) {
	return func(yield func(ssa.CallInstruction) bool) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if c, ok := instr.(ssa.CallInstruction); ok && !yield(c) {
					return
				}
			}
		}
	}
}

// A walk turns words into steps.
type walk struct {
	t     *testing.T
	w     *mustcall.Witness
	stack []*spot
}

// A spot is where a frame is.
type spot struct {
	fn    *ssa.Function
	block *ssa.BasicBlock
}

func (x *walk) top() *spot { return x.stack[len(x.stack)-1] }

func (x *walk) instrs() []ssa.Instruction { return x.top().block.Instrs }

func (x *walk) word(word string) {
	x.t.Helper()
	var s mustcall.Step
	switch name, arg, _ := strings.Cut(word, ":"); name {
	case "birth":
		s = mustcall.Step{Kind: mustcall.Birth, Instr: x.w.Site}
		if arg != "" {
			fresh := freshes[arg]
			s.Fresh = &fresh
		}
	case "ends":
		part := strings.Split(arg, ":")
		o, ok := outcomes[part[2]]
		if !ok {
			x.t.Fatalf("no outcome %q", part[2])
		}
		s = mustcall.Step{Kind: mustcall.Summarized, Instr: x.callOf(part[0]), Param: x.number(part[1]), Outcome: &o}
	case "part":
		s = mustcall.Step{Kind: mustcall.Choose, Choice: mustcall.NotInPart, Instr: lastOf[*ssa.Slice](x.instrs())}
	case "call":
		s = x.call(arg)
		x.stack = append(x.stack, &spot{fn: s.Fn})
	case "leave":
		s = mustcall.Step{Kind: mustcall.Leave, Instr: x.instrs()[len(x.instrs())-1]}
		x.stack = x.stack[:len(x.stack)-1]
	case "jump":
		x.top().block = x.top().fn.Blocks[x.number(arg)]
		s = mustcall.Step{Kind: mustcall.EnterBlock, Block: x.top().block}
	case "unwind":
		s = mustcall.Step{Kind: mustcall.Unwind, Instr: x.instrs()[len(x.instrs())-1]}
		if arg != "" {
			s.Instr = x.callOf(arg)
		}
	case "replace":
		s = mustcall.Step{Kind: mustcall.Replace, Instr: lastOf[*ssa.Store](x.instrs())}
	case "nil":
		s = mustcall.Step{Kind: mustcall.Choose, Choice: mustcall.ErrorNil, Instr: x.callOf(arg)}
	case "err":
		s = mustcall.Step{Kind: mustcall.Choose, Choice: mustcall.ErrorNonNil, Instr: x.callOf(arg)}
	case "true":
		s = mustcall.Step{Kind: mustcall.Choose, Choice: mustcall.ResultTrue, Instr: x.callOf(arg)}
	case "false":
		s = mustcall.Step{Kind: mustcall.Choose, Choice: mustcall.ResultFalse, Instr: x.callOf(arg)}
	case "not":
		s = mustcall.Step{Kind: mustcall.Choose, Choice: mustcall.NotCalled, Instr: x.callOf(arg)}
	case "case":
		s = mustcall.Step{Kind: mustcall.Choose, Choice: mustcall.SelectCase, Instr: lastOf[*ssa.Select](x.instrs()), Case: x.number(arg)}
	default:
		s = x.enter(word)
	}
	x.w.Steps = append(x.w.Steps, s)
}

// enter enters the block of that name.
func (x *walk) enter(name string) mustcall.Step {
	x.t.Helper()
	s := x.top()
	next := s.fn.Blocks[:1]
	switch {
	case name == "recover":
		next = []*ssa.BasicBlock{s.fn.Recover}
	case s.block != nil:
		next = s.block.Succs
	}
	i := slices.IndexFunc(next, func(b *ssa.BasicBlock) bool { return b != nil && b.Comment == name })
	if i < 0 {
		x.t.Fatalf("no block %q follows %v in\n%s", name, s.block, dump(s.fn))
	}
	s.block = next[i]
	return mustcall.Step{Kind: mustcall.EnterBlock, Block: s.block}
}

// call is the step that executes the function of that name: for a call that
// names it, here or in the function around it, or else for the last call of
// the block that is not of a declared function.
func (x *walk) call(name string) mustcall.Step {
	x.t.Helper()
	fn := find(x.w.Root, name)
	if fn == nil {
		x.t.Fatalf("no function %q in\n%s", name, dump(x.w.Root))
	}
	for _, in := range []*ssa.Function{x.top().fn, fn.Parent()} {
		for c := range calls(in) {
			if names(c, fn) {
				return mustcall.Step{Kind: mustcall.Call, Fn: fn, Instr: c}
			}
		}
	}
	for _, instr := range slices.Backward(x.instrs()) {
		if c, ok := instr.(ssa.CallInstruction); ok && !isDeclared(c.Common().StaticCallee()) {
			return mustcall.Step{Kind: mustcall.Call, Fn: fn, Instr: c}
		}
	}
	x.t.Fatalf("no call of %q in\n%s", name, dump(x.top().fn))
	return mustcall.Step{}
}

func isDeclared(fn *ssa.Function) bool { return fn != nil && fn.Parent() == nil }

func find(fn *ssa.Function, name string) *ssa.Function {
	if fn.Name() == name {
		return fn
	}
	for _, anon := range fn.AnonFuncs {
		if g := find(anon, name); g != nil {
			return g
		}
	}
	f, _ := fn.Pkg.Members[name].(*ssa.Function)
	return f
}

// names reports whether a call is of fn, or has it as an argument.
func names(c ssa.CallInstruction, fn *ssa.Function) bool {
	if c.Common().StaticCallee() == fn {
		return true
	}
	return slices.ContainsFunc(c.Common().Args, func(v ssa.Value) bool {
		m, ok := v.(*ssa.MakeClosure)
		return ok && m.Fn == fn || v == fn
	})
}

// callOf is the last call of what has that name: in this block, or else in
// this function.
func (x *walk) callOf(name string) ssa.Instruction {
	x.t.Helper()
	var last ssa.Instruction
	for c := range calls(x.top().fn) {
		callee := c.Common().Value.Name() // of a variable or a function
		if c.Common().IsInvoke() {
			callee = c.Common().Method.Name()
		}
		if callee == name && (last == nil || last.Block() != x.top().block || c.Block() == x.top().block) {
			last = c
		}
	}
	if last == nil {
		x.t.Fatalf("no call of %q in\n%s", name, dump(x.top().fn))
	}
	return last
}

func lastOf[T ssa.Instruction](instrs []ssa.Instruction) ssa.Instruction {
	for _, instr := range slices.Backward(instrs) {
		if _, ok := instr.(T); ok {
			return instr
		}
	}
	return nil
}

func (x *walk) exit(word string) {
	x.t.Helper()
	e := &x.w.Exit
	switch name, arg, _ := strings.Cut(word, ":"); name {
	case "returns":
		*e = mustcall.Exit{Kind: mustcall.Returned, At: lastOf[*ssa.Return](x.instrs())}
	case "again":
		*e = mustcall.Exit{Kind: mustcall.Again, At: x.w.Site}
	case "endless":
		*e = mustcall.Exit{Kind: mustcall.EndlessDefer}
		for c := range calls(x.top().fn) {
			if d, ok := c.(*ssa.Defer); ok {
				e.At = d
			}
		}
	case "lost":
		*e = mustcall.Exit{Kind: mustcall.Lost, At: x.instrs()[x.number(arg)]}
	default:
		x.t.Fatalf("unknown exit %q", word)
	}
}

func (x *walk) number(word string) int {
	x.t.Helper()
	n, err := strconv.Atoi(word)
	if err != nil {
		x.t.Fatal(err)
	}
	return n
}

// dump prints a function and the literals in it.
func dump(fn *ssa.Function) string {
	var b bytes.Buffer
	ssa.WriteFunction(&b, fn)
	for _, anon := range fn.AnonFuncs {
		b.WriteString(dump(anon))
	}
	return b.String()
}
