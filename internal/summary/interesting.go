package summary

import (
	"go/types"
	"slices"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/ssabuild"
	"github.com/streamlint/streamlint/internal/streamfacts"
)

// export tells importers what they could not tell from types.
func (s *solver) export() {
	if s.plan == nil {
		return // (A main package is imported by the tests beside it.)
	}
	facts := make(map[*types.Func]*streamfacts.Function)
	var order []*types.Func
	fact := func(fn *types.Func) *streamfacts.Function {
		f := facts[fn]
		if f == nil {
			f = new(streamfacts.Function)
			facts[fn] = f
			order = append(order, fn)
		}
		return f
	}
	for _, fn := range s.plan.Endless() {
		fact(fn).NoReturn = true
	}
	for i := range s.plan.Helpers {
		if h := &s.plan.Helpers[i]; h.Func.Exported() {
			s.describe(h, fact(h.Func))
		}
	}
	for _, fn := range order {
		if f := facts[fn]; !f.IsEmpty() {
			s.pass.ExportObjectFact(fn, f)
			s.stats.Facts++
			s.stats.FactBytes += size(f)
		}
	}
}

// size is how long a fact is where it is stored, the names aside.
func size(f *streamfacts.Function) int {
	data, err := f.GobEncode()
	if err != nil {
		return 0
	}
	return len(data)
}

// describe fills in what is known of a helper and of interest to importers.
func (s *solver) describe(h *ssabuild.Helper, f *streamfacts.Function) {
	if a := s.answers[question{h.Func, 0, mustcall.SeedNothing}]; a != nil && a.known && isConditional(a.outcomes) {
		f.Params = append(f.Params, streamfacts.Param{Seed: mustcall.SeedNothing, Outcomes: a.outcomes})
	}
	f.Lends = h.Opens && s.env.lends(h.Func)
	f.Asserts = s.widens[h.Func]
	if a := s.answers[question{h.Func, returns, 0}]; a != nil {
		f.Fresh = a.fresh
	}
	for _, p := range h.Params {
		for _, seed := range s.seeds(h.Func, p.Index) {
			a := s.answers[question{h.Func, p.Index, seed}]
			switch {
			case a == nil || !a.known:
			case s.isInteresting(a):
				f.Params = append(f.Params, streamfacts.Param{Index: p.Index, Seed: seed, Outcomes: a.outcomes})
			}
		}
	}
}

// isInteresting reports whether an answer says more than the type of the
// parameter: that borrows if it cannot name the release, and is the end of
// what can be said if it can, as is to store the argument.
func (s *solver) isInteresting(a *answer) bool {
	if isConditional(a.outcomes) {
		return true
	}
	if a.borrowed {
		return !allOutcomes(a.outcomes, func(o mustcall.Outcome) bool {
			return o.Events == 0 && !o.Stored && !o.Lost && o.Returns < 0
		})
	}
	if isKept(a.outcomes) && (a.seed == mustcall.SeedCallable || isAny(paramType(a.fn, a.param)) && !s.plan.Reaches) {
		// Nobody hands a function to one that does not call it; and of what
		// a package without streams does with anything at all, there is too
		// much to tell.
		return false
	}
	return !allOutcomes(a.outcomes, func(o mustcall.Outcome) bool { return o.Stored })
}

// isConditional reports whether it depends on the arguments how, or whether, a
// function ends, or it always ends with an error.
func isConditional(list []mustcall.Outcome) bool {
	if allOutcomes(list, func(o mustcall.Outcome) bool { return o.Error == mustcall.No }) {
		return true
	}
	return len(list) == 0 || slices.ContainsFunc(list, func(o mustcall.Outcome) bool { return len(o.If) > 0 })
}

// allOutcomes reports whether there are outcomes, all of one kind.
func allOutcomes(list []mustcall.Outcome, is func(mustcall.Outcome) bool) bool {
	for _, o := range list {
		if !is(o) {
			return false
		}
	}
	return len(list) > 0
}
