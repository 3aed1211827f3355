package brute

import (
	"fmt"
	"slices"
)

type maker struct {
	weight   int
	optional bool // can be left out of a program
	make     func(*generator, *scope) []*Stmt
}

// makers make statements. Several statements at a time are idioms, which
// chance alone would not put together.
func makers() []maker {
	return []maker{
		{14, false, (*generator).open},
		{5, true, (*generator).declOpen},
		{14, false, (*generator).close},
		{8, true, (*generator).deferClose},
		{12, false, (*generator).ifElse},
		{4, true, (*generator).switches},
		{6, true, (*generator).loop},
		{5, false, (*generator).leave},
		{6, true, (*generator).alias},
		{3, true, (*generator).replace},
		{4, true, (*generator).bodies},
		{3, true, (*generator).store},
		{3, true, (*generator).appends},
		{3, true, (*generator).each},
		{7, true, (*generator).scalars},
		{2, true, (*generator).read},
		{3, true, (*generator).method},
		{4, true, (*generator).bind},
		{5, true, (*generator).call},
		{4, true, (*generator).do},
		{5, true, (*generator).deferDo},
		{1, true, (*generator).panics},
	}
}

const maxSites = 4

// open makes an open and, mostly, the test of its error.
func (g *generator) open(sc *scope) []*Stmt {
	if g.sites == maxSites {
		return nil
	}
	s := &Stmt{Kind: Open, Dst: g.target(sc), Err: g.err(sc), N: g.sites}
	g.sites++
	switch n := g.rng.IntN(100); {
	case n < 6:
		s.Dst, s.Err = "_", "_"
	case n < 12:
		s.Dst = "_"
	case n < 20:
		s.Err = "_"
	}
	return append([]*Stmt{s}, g.checked(sc, s)...)
}

func (g *generator) declOpen(sc *scope) []*Stmt {
	if g.sites == maxSites {
		return nil
	}
	g.ids++
	s := &Stmt{Kind: DeclOpen, Dst: fmt.Sprintf("x%d", g.ids), Err: fmt.Sprintf("ex%d", g.ids), N: g.sites}
	g.sites++
	sc.resps = append(slices.Clip(sc.resps), s.Dst)
	g.warm(s.Dst)
	sc.errs = append(slices.Clip(sc.errs), s.Err)
	return append([]*Stmt{s}, g.checked(sc, s)...)
}

// checked makes the test of an open's error, and what is done if there is
// none.
func (g *generator) checked(sc *scope, open *Stmt) []*Stmt {
	if open.Err == "_" {
		return nil
	}
	test := &Cond{Kind: NilCmp, Var: open.Err, Op: "!="}
	switch n := g.rng.IntN(100); {
	case n < 55:
		list := []*Stmt{branch(test, []*Stmt{g.leaveStmt(sc)}, nil)}
		if open.Dst != "_" && g.chance(35) {
			list = append(list, &Stmt{Kind: DeferClose, Src: open.Dst + ".Body"})
		}
		return list
	case n < 75:
		test.Op = "=="
		then := g.nested(*sc)
		if open.Dst != "_" && g.chance(50) {
			then = append(slices.Clip(then), &Stmt{Kind: Close, Src: open.Dst + ".Body"})
			then = cut(then)
		}
		return []*Stmt{branch(test, then, nil)}
	}
	return nil
}

// cut removes what follows a statement that leaves the block.
func cut(block []*Stmt) []*Stmt {
	for i, s := range block {
		if s.leaves() {
			return block[:i+1]
		}
	}
	return block
}

func branch(c *Cond, then, otherwise []*Stmt) *Stmt {
	return &Stmt{Kind: If, Cond: c, Blocks: [][]*Stmt{then, otherwise}}
}

func (g *generator) close(sc *scope) []*Stmt {
	h := g.handle(sc)
	s := &Stmt{Kind: Close, Src: h}
	if g.chance(15) {
		return []*Stmt{branch(&Cond{Kind: CloseErr, Var: h}, []*Stmt{g.leaveStmt(sc)}, nil)}
	}
	return []*Stmt{s}
}

func (g *generator) deferClose(sc *scope) []*Stmt {
	return []*Stmt{{Kind: DeferClose, Src: g.handle(sc)}}
}

func (g *generator) read(sc *scope) []*Stmt {
	h := g.handle(sc)
	if g.chance(50) {
		return []*Stmt{branch(&Cond{Kind: ReadErr, Var: h}, []*Stmt{g.leaveStmt(sc)}, nil)}
	}
	return []*Stmt{{Kind: Read, Src: h}}
}

// alias copies responses.
func (g *generator) alias(sc *scope) []*Stmt {
	src, dst := g.resp(sc), g.target(sc)
	if g.chance(25) {
		src = "nil"
	}
	if dst == src {
		return nil
	}
	return []*Stmt{{Kind: Assign, Dst: dst, Src: src}}
}

// replace gives a response another body.
func (g *generator) replace(sc *scope) []*Stmt {
	dst := g.resp(sc) + ".Body"
	src := pick(g, "http.NoBody", g.body(sc), g.resp(sc)+".Body")
	if typeOf(src) != bodyType || dst == src {
		return nil
	}
	s := &Stmt{Kind: Assign, Dst: dst, Src: src}
	if src != "http.NoBody" && root(src)[0] == 'b' { // a nil body is of no interest
		return []*Stmt{branch(&Cond{Kind: NilCmp, Var: src, Op: "!="}, []*Stmt{s}, nil)}
	}
	return []*Stmt{s}
}

// bodies takes a body out of its response.
func (g *generator) bodies(sc *scope) []*Stmt {
	src := g.resp(sc) + ".Body"
	if g.chance(10) {
		src = "nil"
	}
	dst := pick(g, sc.bodies...)
	g.warm(dst)
	return []*Stmt{{Kind: Assign, Dst: dst, Src: src}}
}

// appends puts a response into the list; never nil, since what single
// elements of a list are the engine does not say.
func (g *generator) appends(sc *scope) []*Stmt {
	g.warm("s0")
	s := &Stmt{Kind: Append, Dst: "s0", Src: g.resp(sc)}
	return []*Stmt{branch(&Cond{Kind: NilCmp, Var: s.Src, Op: "!="}, []*Stmt{s}, nil)}
}

// store lets others reach a response.
func (g *generator) store(sc *scope) []*Stmt {
	switch g.rng.IntN(4) {
	case 0:
		return []*Stmt{{Kind: Assign, Dst: "GB", Src: g.handle(sc)}}
	case 1:
		return []*Stmt{{Kind: Assign, Dst: "GH", Src: "h0"}}
	}
	return []*Stmt{{Kind: Assign, Dst: "G", Src: g.resp(sc)}}
}

// scalars assigns flags, counters, errors and status codes.
func (g *generator) scalars(sc *scope) []*Stmt {
	s := &Stmt{}
	switch n := g.rng.IntN(100); {
	case n < 45:
		s.Kind, s.Dst, s.Cond = SetFlag, pick(g, "f0", "f1"), g.flagValue(sc)
	case n < 55:
		s.Kind, s.Dst, s.N = SetInt, "k0", g.rng.IntN(3)
	case n < 70:
		s.Kind, s.Dst = Inc, "k0"
	case n < 82:
		s.Kind, s.Dst, s.N = SetErr, g.err(sc), g.rng.IntN(2)
	case n < 86:
		s.Kind, s.Dst = Step, g.err(sc)
		return []*Stmt{s, branch(&Cond{Kind: NilCmp, Var: s.Dst, Op: "!="}, []*Stmt{g.leaveStmt(sc)}, nil)}
	default:
		s.Kind, s.Dst, s.N = SetStatus, g.resp(sc), pick(g, 200, 404, 500)
	}
	return []*Stmt{s}
}

func (g *generator) panics(*scope) []*Stmt { return []*Stmt{{Kind: Panic}} }
