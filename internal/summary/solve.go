package summary

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/ssabuild"
)

// A solver answers the questions about one package.
type solver struct {
	config Config
	pass   *analysis.Pass
	env    *Env

	plan     *ssabuild.Plan
	prog     *ssabuild.Program
	engine   *mustcall.Analysis
	explorer explorer

	answers map[question]*answer
	// widens are the functions that may find out more about an argument than
	// its type says, with an end that is not known.
	widens map[*types.Func]bool
	// current is the answer that is being found, scc counts the cycles of the
	// call graph that were begun.
	current *answer
	scc     int
	stats   Stats
}

// A question is what a function does with a parameter, or what it returns.
type question struct {
	fn    *types.Func
	param int // -1: what it returns
	seed  mustcall.Seed
}

// returns is the parameter of questions about what a function returns.
const returns = -1

// An answer is what is known by now.
type answer struct {
	question
	body *ssa.Function
	// borrowed: the type of the parameter says so already.
	borrowed bool
	// scc is the cycle in which it is found; 0: it is not begun.
	scc      int
	outcomes []mustcall.Outcome
	fresh    []mustcall.Fresh
	known    bool
	// rounds counts its explorations; settled: there will be no other.
	rounds  int
	settled bool
	queued  bool
	// users are the answers of the same cycle that this one was used for.
	users []*answer
}

// maxRounds bounds the explorations of one question.
const maxRounds = 6

// keeps is the answer for a function that only reads its argument.
var keeps = []mustcall.Outcome{{Returns: -1}}

// solve asks all questions.
func (s *solver) solve() {
	s.build()
	if s.plan == nil {
		return
	}
	asked := make(map[*types.Func][]*answer)
	var order []*ssa.Function
	for i := range s.plan.Helpers {
		h := &s.plan.Helpers[i]
		list := s.ask(h)
		if len(list) == 0 {
			continue
		}
		fn := list[0].body
		order = append(order, fn)
		asked[h.Func] = list
	}
	for _, cycle := range cycles(order) {
		s.scc++
		var list []*answer
		for _, fn := range cycle {
			list = append(list, asked[declared(fn)]...)
		}
		s.iterate(list)
	}
}

// ask collects the questions about a helper, and returns those that have to
// be explored.
func (s *solver) ask(h *ssabuild.Helper) (open []*answer) {
	var body *ssa.Function
	if s.prog != nil && s.explorer != nil {
		body = s.prog.Package.Prog.FuncValue(h.Func)
	}
	add := func(q question) *answer {
		a := &answer{question: q, body: body}
		s.answers[q] = a
		s.stats.Questions++
		if body != nil && len(body.Blocks) > 0 {
			open = append(open, a)
		}
		return a
	}
	for _, p := range h.Params {
		for _, seed := range s.seeds(h.Func, p.Index) {
			q := question{h.Func, p.Index, seed}
			switch p.Use {
			case ssabuild.Keeps:
				s.answers[q] = &answer{question: q, borrowed: p.Borrowed, outcomes: keeps, known: true, settled: true}
			case ssabuild.Uses:
				add(q).borrowed = p.Borrowed
			}
		}
	}
	if h.Ends {
		add(question{h.Func, 0, mustcall.SeedNothing})
	}
	if h.Opens && !s.env.lends(h.Func) {
		add(question{h.Func, returns, 0})
	}
	return open
}

// iterate answers questions about functions that call each other, from below.
func (s *solver) iterate(list []*answer) {
	for _, a := range list {
		a.scc, a.known, a.queued = s.scc, true, true
	}
	for work := list; len(work) > 0; {
		a := work[0]
		work = work[1:]
		a.queued = false
		if a.settled || !s.explore(a) {
			continue
		}
		for _, user := range a.users {
			if !user.queued && !user.settled {
				user.queued = true
				work = append(work, user)
			}
		}
	}
	for _, a := range list {
		a.settled, a.users = true, nil
		if a.borrowed && !a.known {
			s.widens[a.fn] = true
		}
	}
}

// explore answers a question anew, and reports whether the answer is another.
func (s *solver) explore(a *answer) (changed bool) {
	if a.rounds == maxRounds {
		a.outcomes, a.fresh, a.known, a.settled = nil, nil, false, true
		return true
	}
	if a.rounds++; a.rounds > 1 {
		// It remembers what the functions open, by the answers of before.
		s.renew()
	}
	s.stats.Explored++
	s.current = a
	defer func() { s.current = nil }()
	if a.param == returns {
		fresh := s.explorer.Fresh(a.body)
		changed = !reflect.DeepEqual(fresh, a.fresh)
		a.fresh = fresh
		return changed
	}
	outcomes, known := s.explorer.Outcomes(a.body, a.param, a.seed)
	changed = known != a.known || !reflect.DeepEqual(outcomes, a.outcomes)
	a.outcomes, a.known = outcomes, known
	return changed
}

// answer is what is known of a function of the package by now; nil: nothing.
// It is noted who wanted to know.
func (s *solver) answer(q question) *answer {
	a := s.answers[q]
	if a == nil || a.scc == 0 && !a.settled {
		return nil
	}
	if c := s.current; c != nil && !a.settled {
		for _, user := range a.users {
			if user == c {
				return a
			}
		}
		a.users = append(a.users, c)
	}
	return a
}
