package brute

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Generate returns the program of a seed. Programs that can be run in too
// many ways, or that open nothing, are passed over.
func Generate(seed uint64) *Program {
	for try := uint64(0); ; try++ {
		g := &generator{rng: rand.New(rand.NewPCG(seed, try))}
		p := g.program(seed)
		if g.tidy(p) {
			return p
		}
	}
}

type generator struct {
	rng    *rand.Rand
	prog   *Program
	budget int // of statements
	sites  int
	ids    int // of loops and scoped variables
	// makers are those that this program uses. Leaving some out makes
	// programs differ more than giving each the same small chance.
	makers []maker
	// hot are the places that have been assigned so far, anywhere.
	hot []string
}

// A scope says what can be written at a point of the program.
type scope struct {
	resps, errs, bodies, ints []string
	loops                     []int
	depth                     int
	literal                   bool   // inside a function literal
	result                    Result // of the function around
	calls                     int    // function variables below this can be called
}

func (g *generator) program(seed uint64) *Program {
	g.prog = &Program{
		Name:   fmt.Sprintf("F%d", seed),
		Seed:   seed,
		Result: Result(g.rng.IntN(5)),
		Named:  g.chance(40),
	}
	if g.prog.Result == NoResult || g.prog.Result == BodyResult {
		g.prog.Named = false
	}
	g.budget = 5 + g.rng.IntN(16)
	if g.chance(25) {
		g.budget *= 2
	}
	g.makers = slices.DeleteFunc(makers(), func(m maker) bool { return m.optional && g.chance(35) })
	sc := scope{
		resps:  []string{"r0", "r1", "r2"}[:1+g.rng.IntN(3)],
		errs:   []string{"err", "err1"}[:1+g.rng.IntN(2)],
		bodies: []string{"b0", "b1"}[:1+g.rng.IntN(2)],
		ints:   []string{"k0", "n0"},
		result: g.prog.Result,
		calls:  2,
	}
	if g.prog.Named && (g.prog.Result == RespResult || g.prog.Result == RespErrResult) {
		sc.resps = append(slices.Clip(sc.resps), "res")
	}
	g.prog.Body = g.blockOf(sc, g.budget)
	g.prog.Body = g.terminate(g.prog.Body, &sc)
	return g.prog
}

// chance is true in so many of a hundred cases.
func (g *generator) chance(percent int) bool { return g.rng.IntN(100) < percent }

func pick[T any](g *generator, list ...T) T { return list[g.rng.IntN(len(list))] }

// nested returns a block inside sc.
func (g *generator) nested(sc scope) []*Stmt {
	sc.depth++
	return g.blockOf(sc, 1+g.rng.IntN(3))
}

// blockOf returns a block of about n statements.
func (g *generator) blockOf(sc scope, n int) []*Stmt {
	var block []*Stmt
	for range n {
		if g.budget <= 0 {
			break
		}
		more := g.maker()(g, &sc)
		g.budget -= len(more)
		block = append(block, more...)
		if len(block) > 0 && block[len(block)-1].leaves() {
			break
		}
	}
	return block
}

// maker picks a maker by its weight.
func (g *generator) maker() func(*generator, *scope) []*Stmt {
	total := 0
	for _, m := range g.makers {
		total += m.weight
	}
	n := g.rng.IntN(total)
	for _, m := range g.makers {
		if n -= m.weight; n < 0 {
			return m.make
		}
	}
	panic("weights do not add up")
}

// leaves reports whether nothing of the same block follows the statement.
func (s *Stmt) leaves() bool {
	return s.Kind == Return || s.Kind == Panic || s.Kind == Break || s.Kind == Continue
}

// terminate adds a return statement where the language wants one.
func (g *generator) terminate(body []*Stmt, sc *scope) []*Stmt {
	if sc.result == NoResult {
		return body
	}
	if n := len(body); n > 0 && (body[n-1].Kind == Return || body[n-1].Kind == Panic) {
		return body
	}
	return append(body, g.returns(sc))
}

// returns makes a return statement of the function around.
func (g *generator) returns(sc *scope) *Stmt {
	s := &Stmt{Kind: Return}
	if !sc.literal && g.prog.Named && g.chance(40) {
		s.Src = "bare"
		return s
	}
	switch sc.result {
	case RespResult:
		s.Src = g.respOrNil(sc)
	case RespErrResult:
		s.Src, s.Err = g.respOrNil(sc), g.errOperand(sc)
	case ErrResult:
		s.Err = g.errOperand(sc)
	case BodyResult:
		s.Src = pick(g, "nil", g.body(sc), g.resp(sc)+".Body")
	}
	return s
}
