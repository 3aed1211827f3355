// Package world decides what a program cannot know. Its functions are
// foreign functions for the programs; when a program is run, [Explore] calls
// it once for each sequence of answers.
package world

import (
	"errors"
	"io"
)

// What an open can end with.
const (
	OK = 1 << iota
	Err
	ErrResp
	Neither
)

var (
	outcomes, statuses []int
	chosen, ways       []int // the answers so far, and how many each has
	at                 int
	bodies             []*Body
	sure               bool
)

// A Body is a response body that knows whether it has been closed.
type Body struct {
	site          string
	Closed, Moved bool
}

func (b *Body) Read([]byte) (int, error) { return 0, io.EOF }

func (b *Body) Close() error {
	b.Closed = true
	return failing("close")
}

// Open makes a body that is owed.
func Open(site string) *Body {
	b := &Body{site: site}
	bodies = append(bodies, b)
	return b
}

func choose(n int) int {
	if at == len(chosen) {
		chosen, ways = append(chosen, 0), append(ways, n)
	}
	at++
	return chosen[at-1]
}

// Sure makes the next operation that could fail succeed: nobody looks.
func Sure() { sure = true }

func failing(what string) error {
	if sure {
		sure = false
		return nil
	}
	if choose(2) == 1 {
		return errors.New(what)
	}
	return nil
}

// Bool and Int choose arguments.
func Bool() bool { return choose(2) == 1 }
func Int() int   { return [...]int{-1, 0, 1, 2, 3, 5}[choose(6)] }

func Cond() bool           { return choose(2) == 1 }
func Step() error          { return failing("step") }
func Read(io.Reader) error { return failing("read") }

func Outcome() int { return outcomes[choose(len(outcomes))] }
func Status() int  { return statuses[choose(len(statuses))] }

// Explore runs f once for each sequence of answers, where an open has one of
// the given outcomes and statuses. It returns the sites that leak in some run
// that does not panic, or false if there are more than limit runs.
func Explore(worlds, codes []int, limit int, f func()) (map[string]bool, bool) {
	outcomes, statuses = worlds, codes
	chosen, ways = nil, nil
	leaks := map[string]bool{}
	for range limit {
		at, bodies, sure = 0, nil, false
		if returns(f) {
			for _, b := range bodies {
				if !b.Closed && !b.Moved {
					leaks[b.site] = true
				}
			}
		}
		if !advance() {
			return leaks, true
		}
	}
	return nil, false
}

func returns(f func()) (ok bool) {
	defer func() { ok = recover() == nil }()
	f()
	return true
}

func advance() bool {
	for n := len(chosen); n > 0; n-- {
		if chosen[n-1]++; chosen[n-1] < ways[n-1] {
			chosen, ways = chosen[:n], ways[:n]
			return true
		}
	}
	return false
}
