package brute

import (
	"fmt"
	"slices"
)

// literal returns the scope inside a function literal.
func (sc scope) inLiteral(result Result) scope {
	sc.literal, sc.result, sc.loops = true, result, nil
	sc.depth++
	return sc
}

// body makes the body of a function literal.
func (g *generator) literalBody(sc scope) []*Stmt {
	return g.terminate(g.blockOf(sc, 1+g.rng.IntN(4)), &sc)
}

// bind gives a function variable a function. Its body calls lower ones only,
// so that nothing is recursive.
func (g *generator) bind(sc *scope) []*Stmt {
	if sc.depth > 2 {
		return nil
	}
	n := g.rng.IntN(2)
	inner := sc.inLiteral(NoResult)
	inner.calls = min(inner.calls, n)
	s := &Stmt{Kind: Bind, Dst: fmt.Sprintf("c%d", n), Blocks: [][]*Stmt{g.literalBody(inner)}}
	g.warm(s.Dst)
	return []*Stmt{s}
}

// method takes a method value.
func (g *generator) method(sc *scope) []*Stmt {
	g.warm("m0")
	return []*Stmt{{Kind: Method, Dst: "m0", Src: g.handle(sc)}}
}

// call calls or defers a function or method value.
func (g *generator) call(sc *scope) []*Stmt {
	return []*Stmt{{Kind: pick(g, Call, Call, DeferCall), Src: g.function(sc)}}
}

// do calls a function literal.
func (g *generator) do(sc *scope) []*Stmt {
	if sc.depth > 2 {
		return nil
	}
	s := &Stmt{Kind: Do, Result: pick(g, NoResult, NoResult, RespResult, ErrResult)}
	switch s.Result {
	case RespResult:
		s.Dst = g.target(sc)
	case ErrResult:
		s.Dst = g.err(sc)
	}
	g.fill(s, sc)
	return []*Stmt{s}
}

// deferDo defers a function literal.
func (g *generator) deferDo(sc *scope) []*Stmt {
	if sc.depth > 2 {
		return nil
	}
	s := &Stmt{Kind: DeferDo}
	g.fill(s, sc)
	return []*Stmt{s}
}

// fill makes the parameter and the body of a function literal. Half of them
// close something.
func (g *generator) fill(s *Stmt, sc *scope) {
	inner := sc.inLiteral(s.Result)
	target := g.resp(sc)
	if g.chance(30) {
		g.ids++
		s.Param, s.Src = fmt.Sprintf("q%d", g.ids), target
		target = s.Param
		inner.resps = append(slices.Clip(sc.resps), s.Param)
	}
	if g.chance(50) {
		guard := &Cond{Kind: NilCmp, Var: target, Op: "!="}
		if g.chance(30) {
			guard = &Cond{Kind: And, X: guard, Y: g.cond(&inner, 1)}
		}
		closing := branch(guard, []*Stmt{{Kind: Close, Src: target + ".Body"}}, nil)
		s.Blocks = [][]*Stmt{g.terminate([]*Stmt{closing}, &inner)}
		return
	}
	s.Blocks = [][]*Stmt{g.literalBody(inner)}
}
