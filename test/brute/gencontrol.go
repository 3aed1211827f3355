package brute

import (
	"fmt"
	"slices"
)

func (g *generator) ifElse(sc *scope) []*Stmt {
	if sc.depth > 4 {
		return nil
	}
	s := branch(g.cond(sc, 2), g.nested(*sc), nil)
	if g.chance(40) {
		s.Blocks[1] = g.nested(*sc)
	}
	return []*Stmt{s}
}

// switches makes a switch on an integer or on a status code.
func (g *generator) switches(sc *scope) []*Stmt {
	if sc.depth > 3 {
		return nil
	}
	s := &Stmt{Kind: Switch, Src: pick(g, sc.ints...)}
	values := []int{0, 1, 2}
	if g.chance(40) {
		s.Src, values = g.resp(sc)+".StatusCode", []int{200, 404, 500}
	}
	g.rng.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
	for _, n := range values[:1+g.rng.IntN(3)] {
		if len(s.Values) > 0 && g.chance(25) {
			last := len(s.Values) - 1
			s.Values[last] = append(s.Values[last], n)
			continue
		}
		s.Values = append(s.Values, []int{n})
		s.Blocks = append(s.Blocks, g.nested(*sc))
	}
	if g.chance(50) {
		s.Values = append(s.Values, nil)
		s.Blocks = append(s.Blocks, g.nested(*sc))
	}
	return []*Stmt{s}
}

func (g *generator) loop(sc *scope) []*Stmt {
	if len(sc.loops) == 2 || sc.depth > 3 {
		return nil
	}
	g.ids++
	s := &Stmt{Kind: pick(g, For, Range), Dst: fmt.Sprintf("i%d", g.ids), ID: g.ids, N: 1 + g.rng.IntN(3)}
	if g.chance(20) {
		s.Src = "n0"
	}
	inner := *sc
	inner.depth++
	inner.loops = append(slices.Clip(sc.loops), s.ID)
	inner.ints = append(slices.Clip(sc.ints), s.Dst, s.Dst)
	s.Blocks = [][]*Stmt{g.blockOf(inner, 2+g.rng.IntN(4))}
	return []*Stmt{s}
}

// each makes a loop over the list that closes the elements, all or some of
// them. How long a list is the engine does not count, beyond empty or not;
// so a round must not do what makes a difference from one round to another.
func (g *generator) each(sc *scope) []*Stmt {
	if !slices.Contains(g.hot, "s0") || sc.depth > 3 {
		return nil
	}
	g.ids++
	s := &Stmt{Kind: Each, Dst: fmt.Sprintf("y%d", g.ids), Src: "s0", ID: g.ids}
	body := []*Stmt{{Kind: Close, Src: s.Dst + ".Body"}}
	if g.chance(30) {
		body = []*Stmt{branch(g.cond(sc, 1), body, nil)}
	}
	s.Blocks = [][]*Stmt{body}
	return []*Stmt{s}
}

// leave makes a statement that leaves the block.
func (g *generator) leave(sc *scope) []*Stmt {
	if sc.depth == 0 {
		return nil
	}
	return []*Stmt{g.leaveStmt(sc)}
}

func (g *generator) leaveStmt(sc *scope) *Stmt {
	if n := len(sc.loops); n > 0 && g.chance(60) {
		loop := sc.loops[n-1]
		if g.chance(15) {
			loop = sc.loops[0]
		}
		return &Stmt{Kind: pick(g, Break, Continue), ID: loop}
	}
	return g.returns(sc)
}

// cond makes a condition of at most the given depth.
func (g *generator) cond(sc *scope, depth int) *Cond {
	if depth > 0 && g.chance(20) {
		c := &Cond{Kind: pick(g, And, Or, Not), X: g.cond(sc, depth-1)}
		if c.Kind != Not {
			c.Y = g.cond(sc, depth-1)
		}
		return c
	}
	switch n := g.rng.IntN(100); {
	case n < 25:
		return &Cond{Kind: IsTrue, Var: fmt.Sprintf("p%d", g.rng.IntN(3))}
	case n < 38:
		return &Cond{Kind: IsTrue, Var: pick(g, "f0", "f1")}
	case n < 43:
		return &Cond{Kind: Opaque}
	case n < 58:
		return &Cond{Kind: NilCmp, Var: g.err(sc), Op: pick(g, "==", "!=")}
	case n < 72:
		return &Cond{Kind: NilCmp, Var: pick(g, g.resp(sc), g.resp(sc), g.body(sc)), Op: pick(g, "==", "!=")}
	case n < 76:
		return &Cond{Kind: Len, Var: "s0", Op: pick(g, "==", "!="), N: 0}
	case n < 85:
		return &Cond{Kind: IntCmp, Var: pick(g, sc.ints...), Op: pick(g, "==", "!=", "<", ">="), N: g.rng.IntN(3)}
	case n < 93:
		return &Cond{Kind: Status, Var: g.resp(sc), Op: pick(g, "==", "!=", "<", ">="), N: pick(g, 200, 300, 400, 404, 500)}
	case n < 97:
		return &Cond{Kind: Class, Var: g.resp(sc), Op: pick(g, "==", "!="), N: 2 + g.rng.IntN(4)}
	}
	return &Cond{Kind: ReadErr, Var: g.handle(sc)}
}

// flagValue makes what is assigned to a flag.
func (g *generator) flagValue(sc *scope) *Cond {
	switch g.rng.IntN(4) {
	case 0:
		return &Cond{Kind: IsTrue, Var: "true"}
	case 1:
		return &Cond{Kind: IsTrue, Var: "false"}
	case 2:
		return &Cond{Kind: Not, X: &Cond{Kind: IsTrue, Var: pick(g, "f0", "f1", "p0")}}
	}
	return g.cond(sc, 1)
}
