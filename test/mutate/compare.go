package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A class is what became of a mutant.
type class string

const (
	// reported is one new report, or more, each at an open that the response
	// can come from.
	reported class = "reported"
	// elsewhere is a report anywhere else, or one that is gone, or one of a
	// release that is redundant.
	elsewhere class = "elsewhere"
	// redundant is a release without which nothing leaks.
	redundant class = "redundant"
	// needsSummary is one whose response comes from a function or a caller.
	needsSummary class = "needs-summary"
	// leaksAnyway is one whose opens were all reported before.
	leaksAnyway class = "leaks-anyway"
	// missed is the rest.
	missed class = "missed"
	// dropped is one that does not compile.
	dropped class = "dropped"
)

var classes = []class{reported, missed, elsewhere, redundant, needsSummary, leaksAnyway, dropped}

// compare classifies the mutants of a run by what is reported before and
// after. What fits none of them is returned.
func compare(dir string, mutants []*mutant, before, after reports) (stray []string) {
	changes := make(map[place]string)
	for p, message := range after {
		if _, ok := before[p]; !ok {
			changes[p] = message
		}
	}
	for _, m := range mutants {
		m.compare(before, changes)
	}
	gone := make(map[place]string)
	for p, message := range before {
		if _, ok := after[p]; !ok {
			gone[p] = message
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(changes), place.compare) {
		stray = append(stray, blame(mutants, p, fmt.Sprintf("%s: %s", p.in(dir), changes[p]))...)
	}
	for _, p := range slices.SortedFunc(maps.Keys(gone), place.compare) {
		stray = append(stray, blame(mutants, p, fmt.Sprintf("%s: no longer reported: %s", p.in(dir), gone[p]))...)
	}
	return stray
}

// compare takes the changes that the mutant explains.
func (m *mutant) compare(before reports, changes map[place]string) {
	found := m.take(changes)
	m.class, m.reason = m.unreported(before)
	switch {
	case found && m.class == redundant:
		m.class, m.reason = elsewhere, "reported, although redundant: "+m.reason
	case found:
		m.class, m.reason = reported, ""
	}
}

// take removes the changes that are expected of the mutant.
func (m *mutant) take(changes map[place]string) bool {
	found := false
	for p := range changes {
		at := func(s source) bool { return s.holds(p) }
		if slices.ContainsFunc(m.sources, at) || m.reportedAtCaller(p) {
			delete(changes, p)
			found = true
		}
	}
	return found
}

// reportedAtCaller reports whether p is where the function is called, which
// gave it the response to release.
func (m *mutant) reportedAtCaller(p place) bool {
	isParameter := func(s source) bool { return s.kind == unknown && s.name == fromParameter }
	if !slices.ContainsFunc(m.sources, isParameter) {
		return false
	}
	for f := range m.fn.callers {
		if f != m.fn && f.contains(p) {
			return true
		}
	}
	return false
}

// unreported classifies a mutant that is not reported.
func (m *mutant) unreported(before reports) (class, string) {
	open, anyway := 0, 0
	var unknowns, lent []string
	for _, s := range m.sources {
		switch {
		case s.kind == unknown:
			unknowns = append(unknowns, s.name)
		case s.kind == lends:
			lent = append(lent, s.name)
		case s.reportedIn(before):
			anyway++
		default:
			open++
		}
	}
	join := func(names []string) string {
		slices.Sort(names)
		return strings.Join(slices.Compact(names), ", ")
	}
	switch {
	case m.covered != "":
		return redundant, m.covered
	case open > 0:
		return missed, ""
	case anyway > 0:
		return leaksAnyway, ""
	case len(unknowns) > 0:
		return needsSummary, join(unknowns)
	case len(lent) > 0:
		return redundant, "nothing to close: " + join(lent)
	}
	return missed, "no source found"
}

func (s source) reportedIn(r reports) bool {
	for p := range r {
		if s.holds(p) {
			return true
		}
	}
	return false
}

// blame gives a change that nobody expects to the mutant in its function, or
// to one whose function is called there.
func blame(mutants []*mutant, p place, text string) []string {
	for _, own := range []bool{true, false} {
		for _, m := range mutants {
			for f := range m.fn.callers {
				if (f == m.fn) == own && f.contains(p) {
					m.class, m.reason = elsewhere, joinReasons(m.class, m.reason, text)
					return nil
				}
			}
		}
	}
	return []string{text}
}

func joinReasons(c class, old, text string) string {
	if c == elsewhere {
		return old + "; " + text
	}
	return text
}
