package brute

import (
	"slices"
	"strings"
)

// Operands are mostly places that something has been assigned to: of others
// there is nothing to say.

// warm notes that something is assigned to a place.
func (g *generator) warm(place string) {
	if isVar(place) && !slices.Contains(g.hot, place) {
		g.hot = append(g.hot, place)
	}
}

// choose returns one of the places, mostly a warm one, and of these mostly
// the latest.
func (g *generator) choose(places ...string) string {
	var warm []string
	for _, p := range g.hot {
		if slices.Contains(places, p) {
			warm = append(warm, p)
		}
	}
	switch n := len(warm); {
	case n == 0 || g.chance(12):
		return pick(g, places...)
	case g.chance(45):
		return warm[n-1]
	}
	return pick(g, warm...)
}

func (g *generator) err(sc *scope) string  { return pick(g, sc.errs...) }
func (g *generator) body(sc *scope) string { return g.choose(sc.bodies...) }

func (g *generator) errOperand(sc *scope) string { return pick(g, "nil", "new", g.err(sc)) }

// resp returns a place of a response that is read.
func (g *generator) resp(sc *scope) string {
	return g.choose(append(slices.Clip(sc.resps), "h0.resp", "hp.resp")...)
}

// target returns a place of a response that is assigned.
func (g *generator) target(sc *scope) string {
	place := g.resp(sc)
	if g.chance(60) {
		place = pick(g, sc.resps...)
		if g.chance(15) {
			place = pick(g, "h0.resp", "hp.resp")
		}
	}
	g.warm(place)
	if field, ok := strings.CutPrefix(place, "h"); ok && field[0] != 'p' {
		g.warm("hp.resp")
	} else if ok {
		g.warm("h0.resp")
	}
	return place
}

func (g *generator) respOrNil(sc *scope) string {
	if g.chance(50) {
		return "nil"
	}
	return g.resp(sc)
}

// handle returns a place of a body that is read.
func (g *generator) handle(sc *scope) string {
	if g.chance(15) {
		return g.body(sc)
	}
	return g.resp(sc) + ".Body"
}

// function returns a function variable that can be called, or m0.
func (g *generator) function(sc *scope) string {
	return g.choose(append([]string{"c0", "c1"}[:sc.calls:sc.calls], "m0")...)
}
