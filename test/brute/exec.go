package brute

import "slices"

// A jump says how control leaves a statement: to the next one (zero), out of
// or on with a loop, or out of the function.
type jump struct {
	kind Kind // Break, Continue or Return; else nothing
	loop int
}

var next jump

func (f *frame) block(block []*Stmt) jump {
	for _, s := range block {
		if j := f.stmt(s); j != next {
			return j
		}
	}
	return next
}

func (f *frame) stmt(s *Stmt) jump {
	f.run.steps++
	if f.run.steps > maxSteps {
		panic(tooLong{})
	}
	f.run.last = s
	f.run.executed[s]++
	switch s.Kind {
	case If:
		if f.cond(s.Cond) {
			return f.block(s.Blocks[0])
		}
		return f.block(s.Blocks[1])
	case Switch:
		return f.block(s.chosen(f.get(s.Src).num))
	case For, Range:
		return f.loop(s)
	case Each:
		return f.each(s)
	case Break, Continue:
		return jump{s.Kind, s.ID}
	case Return:
		f.returns(s)
		return jump{kind: Return}
	case Panic:
		panic(goPanic{})
	case Open, DeclOpen, Assign, Append, SetFlag, SetInt, Inc, SetErr, Step, SetStatus:
		f.assign(s)
	default:
		f.effect(s)
	}
	return next
}

// chosen returns the block of the case that the value selects.
func (s *Stmt) chosen(n int) []*Stmt {
	var otherwise []*Stmt
	for i, values := range s.Values {
		if slices.Contains(values, n) {
			return s.Blocks[i]
		}
		if len(values) == 0 {
			otherwise = s.Blocks[i]
		}
	}
	return otherwise
}

// loop executes a counting loop. Each round has a counter of its own, which
// starts with what the one before ended with.
func (f *frame) loop(s *Stmt) jump {
	bound := s.N
	for i := 0; ; i++ {
		if s.Src != "" && (s.Kind == For || i == 0) {
			bound = f.get(s.Src).num
		}
		if i >= bound {
			return next
		}
		f.env.declare(s.Dst, value{num: i})
		if over, j := f.round(s); over {
			return j
		}
	}
}

// each executes a loop over a list, which is what it was at the start.
func (f *frame) each(s *Stmt) jump {
	for _, resp := range f.get(s.Src).list {
		f.env.declare(s.Dst, value{resp: resp})
		if over, j := f.round(s); over {
			return j
		}
	}
	return next
}

// round executes the body of a loop once, and reports whether the loop is
// over.
func (f *frame) round(s *Stmt) (over bool, j jump) {
	switch j := f.block(s.Blocks[0]); j {
	case next, jump{Continue, s.ID}:
		return false, next
	case jump{Break, s.ID}:
		return true, next
	default:
		return true, j
	}
}

// returns sets the results.
func (f *frame) returns(s *Stmt) {
	if f.top {
		f.run.exit = s
	}
	if s.Src == "bare" {
		return
	}
	f.out = value{}
	if s.Src != "" {
		f.out = f.get(s.Src)
	}
	if s.Err != "" {
		f.out.failed = s.Err == "new" || f.get(s.Err).failed
	}
	if f.named {
		f.env.lookup("res").resp = f.out.resp
		if f.run.prog.errNamed() {
			f.env.lookup("err").failed = f.out.failed
		}
	}
}

func (f *frame) assign(s *Stmt) {
	switch s.Kind {
	case Open:
		resp, err := f.run.open(s.N)
		f.set(s.Dst, resp)
		f.set(s.Err, err)
	case DeclOpen:
		resp, err := f.run.open(s.N)
		f.env.declare(s.Dst, resp)
		f.env.declare(s.Err, err)
	case Assign:
		f.set(s.Dst, f.get(s.Src))
	case Append:
		f.set(s.Dst, value{list: append(slices.Clip(f.get(s.Dst).list), f.get(s.Src).resp)})
	case SetFlag:
		f.set(s.Dst, value{flag: f.cond(s.Cond)})
	case SetInt:
		f.set(s.Dst, value{num: s.N})
	case Inc:
		f.set(s.Dst, value{num: f.get(s.Dst).num + 1})
	case SetErr:
		f.set(s.Dst, value{failed: s.N == 1})
	case Step:
		f.set(s.Dst, value{failed: f.run.dec.yes("step fails")})
	case SetStatus:
		resp := f.deref(s.Dst)
		resp.status, resp.hasStatus = s.N, true
	}
}

// effect executes the statements that close, call or bind something.
func (f *frame) effect(s *Stmt) {
	switch s.Kind {
	case Close:
		f.body(s.Src).closed = true
	case DeferClose:
		b := f.body(s.Src)
		f.defers = append(f.defers, func() { b.closed = true })
	case Read:
		f.get(s.Src)
	case Bind:
		f.set(s.Dst, value{fn: &function{lit: s, env: slices.Clone(f.env)}})
	case Method:
		f.set(s.Dst, value{fn: &function{bound: f.body(s.Src)}})
	case Call:
		f.run.call(f.get(s.Src).fn)
	case DeferCall:
		fn := f.get(s.Src).fn
		f.defers = append(f.defers, func() {
			f.run.last = s
			f.run.call(fn)
		})
	case Do:
		out := f.run.call(&function{lit: s, env: f.env}, f.args(s)...)
		if s.Dst != "" {
			f.set(s.Dst, out)
		}
	case DeferDo:
		fn, args := &function{lit: s, env: slices.Clone(f.env)}, f.args(s)
		f.defers = append(f.defers, func() { f.run.call(fn, args...) })
	}
}

// args evaluates the argument of a function literal that is called.
func (f *frame) args(s *Stmt) []value {
	if s.Param == "" {
		return nil
	}
	return []value{f.get(s.Src)}
}

func (f *frame) cond(c *Cond) bool {
	switch c.Kind {
	case IsTrue:
		return f.get(c.Var).flag
	case Opaque:
		return f.run.dec.yes("world.Cond")
	case NilCmp:
		return f.isNil(c.Var) == (c.Op == "==")
	case IntCmp:
		return compare(f.get(c.Var).num, c.Op, c.N)
	case Len:
		return compare(len(f.get(c.Var).list), c.Op, c.N)
	case Status:
		return compare(f.run.status(f.deref(c.Var)), c.Op, c.N)
	case Class:
		return compare(f.run.status(f.deref(c.Var))/100, c.Op, c.N)
	case CloseErr:
		f.body(c.Var).closed = true
		return f.run.dec.yes("close fails")
	case ReadErr:
		f.get(c.Var)
		return f.run.dec.yes("read fails")
	case Not:
		return !f.cond(c.X)
	case And:
		return f.cond(c.X) && f.cond(c.Y)
	case Or:
		return f.cond(c.X) || f.cond(c.Y)
	}
	panic("no such condition")
}

// isNil compares with nil.
func (f *frame) isNil(place string) bool {
	v := f.get(place)
	return v.resp == nil && v.body == nil && v.fn == nil && !v.failed
}

func compare(a int, op string, b int) bool {
	switch op {
	case "==":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	}
	return a >= b
}
