package brute

import (
	"slices"
	"strings"
)

// Shrink returns a smaller program for which keep is still true: it deletes
// and simplifies as long as that works. It is deterministic, and keep is
// asked at most limit times.
func (p *Program) Shrink(keep func(*Program) bool, limit int) *Program {
	for again := true; again; {
		again = false
		for i := 0; ; i++ {
			q := p.clone()
			if !q.change(i) {
				break
			}
			if !q.valid() {
				continue
			}
			if limit--; limit < 0 {
				return p
			}
			if keep(q) {
				p, again = q, true
				i--
			}
		}
	}
	return p
}

// change applies the i-th of all single changes that could make p smaller,
// and reports whether there is one.
func (p *Program) change(i int) bool {
	c := &changer{left: i}
	p.Body = c.block(p.Body)
	if p.Named {
		c.try(func() { p.Named = false })
	}
	if p.Result != NoResult {
		c.try(func() {
			p.Result, p.Named = NoResult, false
			dropResults(p.Body)
		})
	}
	for _, simpler := range [][2]string{{"hp.resp", "h0.resp"}, {"h0.resp", "r0"}, {"r2", "r0"}, {"r1", "r0"}, {"err1", "err"}} {
		if p.mentions(simpler[0]) {
			c.try(func() { p.substitute(simpler[0], simpler[1]) })
		}
	}
	return c.done
}

// dropResults makes the return statements of a function bare, but not those
// of the literals inside.
func dropResults(block []*Stmt) {
	for _, s := range block {
		switch s.Kind {
		case Return:
			s.Src, s.Err = "", ""
		case Bind, Do, DeferDo:
		default:
			for _, b := range s.Blocks {
				dropResults(b)
			}
		}
	}
}

// operands returns the places that the statement names, to be changed.
func (s *Stmt) operands() []*string {
	list := []*string{&s.Dst, &s.Err, &s.Src}
	walkConds(s.Cond, func(c *Cond) { list = append(list, &c.Var) })
	return list
}

func (p *Program) mentions(place string) (found bool) {
	walk(p.Body, func(s *Stmt) {
		for _, o := range s.operands() {
			found = found || *o == place || strings.HasPrefix(*o, place+".")
		}
	})
	return found
}

// substitute writes one place instead of another.
func (p *Program) substitute(from, to string) {
	walk(p.Body, func(s *Stmt) {
		for _, o := range s.operands() {
			if rest, ok := strings.CutPrefix(*o, from); ok && (rest == "" || rest[0] == '.') {
				*o = to + rest
			}
		}
	})
}

// A changer counts down to the change that it makes.
type changer struct {
	left int
	done bool
}

func (c *changer) try(change func()) {
	if c.done {
		return
	}
	if c.left == 0 {
		change()
		c.done = true
	}
	c.left--
}

// block makes a change in a block: whole statements first.
func (c *changer) block(block []*Stmt) []*Stmt {
	for i, s := range block {
		c.try(func() { block = slices.Delete(slices.Clone(block), i, i+1) })
		for _, inner := range s.Blocks {
			if s.Kind != Bind && len(inner) > 0 {
				c.try(func() { block = slices.Replace(slices.Clone(block), i, i+1, inner...) })
			}
		}
		if c.done {
			return block
		}
		c.stmt(s)
	}
	return block
}

func (c *changer) stmt(s *Stmt) {
	for i := range s.Blocks {
		s.Blocks[i] = c.block(s.Blocks[i])
	}
	switch s.Kind {
	case Switch:
		for i := range s.Values {
			c.try(func() {
				s.Values, s.Blocks = slices.Delete(s.Values, i, i+1), slices.Delete(s.Blocks, i, i+1)
			})
		}
	case For, Range:
		if s.N > 1 || s.Src != "" {
			c.try(func() { s.N, s.Src = max(1, s.N-1), "" })
		}
	case Return:
		if s.Src != "" && s.Src != "nil" {
			c.try(func() { s.Src = "nil" })
		}
		if s.Err != "" && s.Err != "nil" {
			c.try(func() { s.Err = "nil" })
		}
	case Open:
		if s.Err != "_" {
			c.try(func() { s.Err = "_" })
		}
	}
	if s.Kind == Do && s.Result != NoResult {
		c.try(func() {
			s.Result, s.Dst = NoResult, ""
			dropResults(s.Blocks[0])
		})
	}
	if s.Param != "" {
		c.try(func() { s.Param, s.Src = "", "" })
	}
	if s.Cond != nil {
		s.Cond = c.cond(s.Cond)
	}
}

// cond makes a change in a condition.
func (c *changer) cond(x *Cond) *Cond {
	switch x.Kind {
	case Not, And, Or:
		for _, part := range []*Cond{x.X, x.Y} {
			if part != nil {
				c.try(func() { x = part })
			}
		}
		if c.done {
			return x
		}
		x.X = c.cond(x.X)
		if x.Y != nil {
			x.Y = c.cond(x.Y)
		}
	case IsTrue:
	default:
		c.try(func() { x = &Cond{Kind: IsTrue, Var: "p0"} })
	}
	return x
}

// clone returns a copy that shares nothing that a change could touch.
func (p *Program) clone() *Program {
	q := *p
	q.Body = cloneBlock(p.Body)
	return &q
}

func cloneBlock(block []*Stmt) []*Stmt {
	list := make([]*Stmt, len(block))
	for i, s := range block {
		t := *s
		t.Cond = s.Cond.clone()
		t.Values = slices.Clone(s.Values)
		t.Blocks = make([][]*Stmt, len(s.Blocks))
		for j, b := range s.Blocks {
			t.Blocks[j] = cloneBlock(b)
		}
		list[i] = &t
	}
	return list
}

func (c *Cond) clone() *Cond {
	if c == nil {
		return nil
	}
	d := *c
	d.X, d.Y = c.X.clone(), c.Y.clone()
	return &d
}
