package brute

import (
	"fmt"
	"slices"
	"strings"
)

// Worlds is a set of outcomes that an open can have.
type Worlds uint8

const (
	worldOK Worlds = 1 << iota
	worldErr
	// With an error that says that redirects were refused comes a response
	// whose body is already closed: net/http documents it.
	worldErrResp
	// Neither a response nor an error: no implementation does this, but
	// nothing in the types excludes it.
	worldNil
)

const (
	// strict is what happens when the network does its worst.
	strict = worldOK | worldErr
	// documented is what the documentation allows.
	documented = strict | worldErrResp
	// conceivable is what the types allow.
	conceivable = documented | worldNil
)

// list returns the outcomes one by one.
func (w Worlds) list() []int {
	var list []int
	for one := worldOK; one <= worldNil; one <<= 1 {
		if w&one != 0 {
			list = append(list, int(one))
		}
	}
	return list
}

var worldNames = map[Worlds]string{
	worldOK: "ok", worldErr: "error", worldErrResp: "error and a response", worldNil: "neither response nor error",
}

// What is decided about one of several.
const (
	whatOpen   = "open"
	whatStatus = "status"
)

// decisions enumerates the sequences of decisions: those made so far, and how
// many ways each could have gone.
type decisions struct {
	worlds   []int // of an open, as ints
	statuses []int // one of each kind that the program can tell apart
	path     []decision
	at       int
	inputs   map[string]value
}

type decision struct {
	what   string
	id     int // of what, if there are several
	values []int
	index  int
}

// choose returns one of the values.
func (d *decisions) choose(what string, id int, values []int) int {
	if d.at == len(d.path) {
		d.path = append(d.path, decision{what: what, id: id, values: values})
	}
	c := d.path[d.at]
	d.at++
	return c.values[c.index]
}

var noYes = []int{0, 1}

func (d *decisions) yes(what string) bool { return d.choose(what, 0, noYes) == 1 }

// input returns the argument for a parameter, which is decided when it is
// first read.
func (d *decisions) input(v string) value {
	in, ok := d.inputs[v]
	if !ok {
		if typeOf(v) == argType {
			in = value{num: d.choose(v, 0, argValues)}
		} else {
			in = value{flag: d.yes(v)}
		}
		d.inputs[v] = in
	}
	return in
}

// argValues represent the integers: the programs compare arguments and
// counters with 0, 1 and 2 only, and count up to arguments. With 5 there are
// two rounds that no comparison tells from another.
var argValues = []int{-1, 0, 1, 2, 3, 5}

// next goes on to the next sequence, and reports whether there is one.
func (d *decisions) next() bool {
	d.at, d.inputs = 0, map[string]value{}
	for len(d.path) > 0 {
		last := &d.path[len(d.path)-1]
		if last.index++; last.index < len(last.values) {
			return true
		}
		d.path = d.path[:len(d.path)-1]
	}
	return false
}

// String returns the decisions of the run, as a reader wants them.
func (d *decisions) String() string {
	var list []string
	for _, c := range d.path[:d.at] {
		list = append(list, c.String())
	}
	return strings.Join(list, "; ")
}

func (c decision) String() string {
	n := c.values[c.index]
	switch {
	case c.what == whatOpen:
		return fmt.Sprintf("open %d: %s", c.id, worldNames[Worlds(n)])
	case c.what == whatStatus:
		return fmt.Sprintf("status of response %d: %d", c.id, n)
	case slices.Equal(c.values, noYes):
		return c.what + ": " + []string{"no", "yes"}[n]
	}
	return fmt.Sprintf("%s: %d", c.what, n)
}

// statuses returns one status code of each kind that the program's conditions
// can tell apart.
func (p *Program) statuses() []int {
	var tests []func(int) bool
	var near []int
	add := func(n int, test func(int) bool) {
		near = append(near, n-1, n, n+1)
		tests = append(tests, test)
	}
	walk(p.Body, func(s *Stmt) {
		if s.Kind == Switch && strings.HasSuffix(s.Src, ".StatusCode") {
			for _, n := range slices.Concat(s.Values...) {
				add(n, func(x int) bool { return x == n })
			}
		}
		walkConds(s.Cond, func(c *Cond) {
			switch c.Kind {
			case Status:
				add(c.N, func(x int) bool { return compare(x, c.Op, c.N) })
			case Class:
				add(c.N*100, func(x int) bool { return compare(x/100, c.Op, c.N) })
				near = append(near, c.N*100+100)
			}
		})
	})
	return representatives(append([]int{200}, near...), tests)
}

// representatives returns those candidates that no earlier one equals in all
// tests.
func representatives(candidates []int, tests []func(int) bool) []int {
	var list []int
	seen := map[string]bool{}
	for _, n := range candidates {
		var key strings.Builder
		for _, test := range tests {
			fmt.Fprint(&key, test(n))
		}
		if !seen[key.String()] && n != 101 {
			seen[key.String()] = true
			list = append(list, n)
		}
	}
	return list
}
