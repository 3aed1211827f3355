package brute

import "strings"

// tidy makes a random program less silly: statements that can only panic go,
// most of those that can panic get a test that nothing is nil, and most of
// what is then never executed goes as well. It reports whether the program
// has a manageable number of runs.
func (g *generator) tidy(p *Program) bool {
	truth, err := p.Enumerate(strict)
	if err != nil || len(truth.Opened) == 0 {
		return false
	}
	p.Body = g.guard(g.calm(p.Body, truth), truth)
	if truth, err = p.Enumerate(strict); err != nil {
		return false
	}
	p.Body = g.prune(p.Body, truth)
	return true
}

// filter keeps the statements for which keep is true. It always keeps
// declarations, which others need, and the last statement of a block if it
// leaves the block, because the language may want it.
func filter(block []*Stmt, keep func(*Stmt) bool) []*Stmt {
	var kept []*Stmt
	for i, s := range block {
		last := i == len(block)-1 && s.leaves()
		if !last && s.Kind != DeclOpen && !keep(s) {
			continue
		}
		for j, b := range s.Blocks {
			s.Blocks[j] = filter(b, keep)
		}
		if s.Kind == If && len(s.Blocks[0])+len(s.Blocks[1]) == 0 {
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// calm removes most of the statements that panic whenever they are executed.
func (g *generator) calm(block []*Stmt, truth *Truth) []*Stmt {
	return filter(block, func(s *Stmt) bool {
		n := truth.NilDerefs[s]
		return n == 0 || n < truth.Executed[s] || g.chance(10)
	})
}

// prune removes most of the statements that are never executed.
func (g *generator) prune(block []*Stmt, truth *Truth) []*Stmt {
	return filter(block, func(s *Stmt) bool { return truth.Executed[s] > 0 || g.chance(10) })
}

// guard puts most of the statements that can panic because something is nil
// under a test.
func (g *generator) guard(block []*Stmt, truth *Truth) []*Stmt {
	for i, s := range block {
		for j, b := range s.Blocks {
			s.Blocks[j] = g.guard(b, truth)
		}
		if truth.NilDerefs[s] == 0 || g.chance(10) {
			continue
		}
		test := s.nilTest()
		switch {
		case test == nil:
		case s.Kind == If:
			s.Cond = &Cond{Kind: And, X: test, Y: s.Cond}
		case s.Kind != Return:
			block[i] = branch(test, []*Stmt{s}, nil)
		}
	}
	return block
}

// nilTest returns the test that nothing the statement needs is nil; it is
// nil if the statement needs nothing.
func (s *Stmt) nilTest() *Cond {
	var test *Cond
	add := func(place string) {
		if c := (&Cond{Kind: NilCmp, Var: place, Op: "!="}); test == nil {
			test = c
		} else {
			test = &Cond{Kind: And, X: test, Y: c}
		}
	}
	s.uses(func(place string) {
		if base, _, ok := cutField(place); ok {
			add(base)
		}
	})
	switch s.Kind {
	case SetStatus:
		add(s.Dst)
	case Close, DeferClose, Method, Call, DeferCall:
		if !strings.Contains(s.Src, ".") {
			add(s.Src)
		}
	}
	walkConds(s.Cond, func(c *Cond) {
		switch c.Kind {
		case Status, Class:
			add(c.Var)
		case CloseErr:
			if !strings.Contains(c.Var, ".") {
				add(c.Var)
			}
		}
	})
	return test
}
