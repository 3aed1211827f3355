package world

import (
	"fmt"
	"slices"
	"strings"
)

// A search chooses the runs of a program. The number of outcomes to the power
// of the number of requests is too much; but what a program does after a
// request depends on the outcomes before in few ways. So a sequence of
// outcomes is continued with every further outcome only if it led the program
// through opens in an order that was not seen before. What remains of the
// bound is spent on random sequences, many of which begin like one of these.
type search struct {
	runs     int
	done     int
	queue    [][]int         // outcomes to begin with
	grown    [][]int         // those that were continued
	seen     map[string]bool // orders of opens
	queued   map[string]bool
	constant int // outcomes that were tried as the only one
	opens    int // at most, in one run
	random   int
}

// enoughRandom is the number of random runs for programs that open once.
const enoughRandom = 300

// maxDepth bounds the sequences that are continued with every outcome.
const maxDepth = 6

func newSearch(runs int) *search {
	return &search{runs: runs, seen: make(map[string]bool), queued: make(map[string]bool)}
}

// next returns the next run, or nil.
func (s *search) next() *World {
	if s.done == s.runs {
		return nil
	}
	s.done++
	switch {
	case s.constant < len(Outcomes):
		s.constant++
		return newWorld(s.done, nil, &Outcomes[s.constant-1])
	case len(s.queue) > 0 && s.done < s.runs*2/3:
		plan := s.queue[0]
		s.queue = s.queue[1:]
		return newWorld(s.done, plan, &Outcomes[1])
	case s.opens < 2 && s.random == enoughRandom:
		return nil
	}
	s.random++
	var plan []int
	if len(s.grown) > 0 && s.done%2 == 0 {
		plan = s.grown[s.done/2%len(s.grown)]
	}
	return newWorld(s.done, plan, nil)
}

// ran learns from a run.
func (s *search) ran(w *World) {
	opens := w.Opens()
	s.opens = max(s.opens, len(opens))
	var trace strings.Builder
	for _, o := range opens[:min(len(opens), maxDepth)] {
		trace.WriteString(o.Innermost() + " ")
	}
	if s.seen[trace.String()] {
		return
	}
	s.seen[trace.String()] = true
	begin := indexes(w.used[:min(len(w.used), maxDepth)])
	s.grown = append(s.grown, begin)
	for k := range begin {
		for o := range Outcomes {
			s.enqueue(append(begin[:k:k], o))
		}
	}
}

// enqueue adds a sequence that was not tried yet.
func (s *search) enqueue(plan []int) {
	if key := fmt.Sprint(plan); !s.queued[key] {
		s.queued[key] = true
		s.queue = append(s.queue, plan)
	}
}

func indexes(names []string) []int {
	var list []int
	for _, name := range names {
		i := slices.IndexFunc(Outcomes, func(o Outcome) bool { return o.Name == name })
		list = append(list, max(i, 0))
	}
	return list
}
