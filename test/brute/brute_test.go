package brute

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/ssabuild"
)

var (
	count = flag.Int("brute.n", 2000, "how many random functions are compared")
	seed  = flag.Uint64("brute.seed", 1, "seed of the first of them")
	all   = flag.Bool("brute.all", false, "shrink and show tolerated mismatches as well")
)

// tolerated says which share of the leaking sites (for misses) or of all sites
// (for reports) may be mismatches of a kind, and why any may.
var tolerated = [numMismatches]struct {
	percent float64
	why     string
}{
	PanicsLater:    {1, "what is lost is reported where it is lost; whether the function gets to a return afterwards is another question"},
	UnrunLiteral:   {1, "a literal that nobody calls is judged like one that somebody may call"},
	MissedVoid:     {1, "silent by design"},
	MissedTransfer: {1, "a field of something that was not made here is a place for others to look"},
}

const (
	batch       = 100  // functions in a package
	shrinkLimit = 3000 // programs tried to make one smaller
	shownLimit  = 20   // mismatches shrunk, of one kind
)

// builds are used in turn.
var builds = []func(ssabuild.Package, *protocol.Table) *ssabuild.Program{ssabuild.Lazy, ssabuild.Full}

// A survey is what came out of many programs.
type survey struct {
	engine     *Engine
	sites      int
	leaks      int
	states     int // explored, in all and of one site at most
	mostStates int
	mismatches [numMismatches]int
	reasons    map[mustcall.Reason]int
	shrunk     map[string]*Program // by kind and shape
	shown      [numMismatches]int
}

func TestEngine(t *testing.T) {
	s := &survey{engine: NewEngine(), reasons: map[mustcall.Reason]int{}, shrunk: map[string]*Program{}}
	for i := 0; i < *count; i += batch {
		s.engine.Build = builds[i/batch%len(builds)]
		var programs []*Program
		for j := i; j < min(i+batch, *count); j++ {
			programs = append(programs, Generate(*seed+uint64(j)))
		}
		s.compare(t, programs)
	}
	s.report(t)
}

func (s *survey) compare(t *testing.T, programs []*Program) {
	file := Source(programs...)
	verdicts, err := s.engine.Analyze(file.Text)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range verdicts {
		s.states += v.States
		s.mostStates = max(s.mostStates, v.States)
	}
	for _, p := range programs {
		c, err := p.Compare(file, verdicts)
		if err != nil {
			continue
		}
		s.sites += p.Sites()
		s.leaks += c.Leaks
		for _, m := range c.Mismatches {
			s.mismatches[m.Kind]++
			for reason := range m.Verdict.Voids {
				s.reasons[reason]++
			}
			s.shrink(p, m.Kind)
		}
	}
}

// shrink keeps a smaller program with a mismatch of that kind.
func (s *survey) shrink(p *Program, kind MismatchKind) {
	if tolerated[kind].percent > 0 && !*all {
		return
	}
	if s.shown[kind]++; s.shown[kind] > shownLimit {
		return
	}
	p = p.Shrink(func(q *Program) bool {
		_, ok := s.mismatch(q, kind)
		return ok
	}, shrinkLimit)
	key := kind.String() + shape(p)
	if s.shrunk[key] == nil {
		s.shrunk[key] = p
	}
}

// mismatch returns the first mismatch of that kind in a program.
func (s *survey) mismatch(p *Program, kind MismatchKind) (Mismatch, bool) {
	if p.Sites() == 0 {
		return Mismatch{}, false
	}
	file := Source(p)
	verdicts, err := s.engine.Analyze(file.Text)
	if err != nil {
		panic(fmt.Sprintf("%v\n%s", err, file.Text)) // valid programs are valid Go
	}
	c, err := p.Compare(file, verdicts)
	if err != nil {
		return Mismatch{}, false
	}
	for _, m := range c.Mismatches {
		if m.Kind == kind {
			return m, true
		}
	}
	return Mismatch{}, false
}

var names = regexp.MustCompile(`\b(?:F|r|b|c|y|err|f|k|m|p|n|x|ex|i|q)\d*\b|/\d+"`)

// shape returns the text of a program without the numbers in names, so that
// one mistake is shown once.
func shape(p *Program) string {
	return names.ReplaceAllStringFunc(p.text(), func(name string) string {
		return strings.TrimRight(name, "0123456789\"")
	})
}

func (s *survey) report(t *testing.T) {
	t.Logf("%d sites, %d of them leak; %d states, of one site at most %d", s.sites, s.leaks, s.states, s.mostStates)
	for kind, n := range s.mismatches {
		of := s.sites
		if k := MismatchKind(kind); k >= Silent {
			of = s.leaks
		}
		percent := 100 * float64(n) / float64(max(of, 1))
		t.Logf("%v: %d (%.2f %% of %d)", MismatchKind(kind), n, percent, of)
		switch limit := tolerated[kind]; {
		case limit.percent == 0 && n > 0:
			t.Errorf("%v: %d", MismatchKind(kind), n)
		case percent > limit.percent:
			t.Errorf("%v: more than %v %% (%s)", MismatchKind(kind), limit.percent, limit.why)
		}
	}
	t.Logf("voids: %v", s.reasons)
	keys := slices.SortedFunc(maps.Keys(s.shrunk), func(a, b string) int {
		return cmp.Or(cmp.Compare(s.shrunk[a].Size(), s.shrunk[b].Size()), cmp.Compare(a, b))
	})
	for _, key := range keys {
		p := s.shrunk[key]
		for kind := range numMismatches {
			m, ok := s.mismatch(p, kind)
			switch {
			case ok && tolerated[kind].percent > 0:
				t.Logf("tolerated: %v\n%s", m, p.text())
			case ok:
				t.Errorf("seed %d, %v\n%s", p.Seed, m, p.text())
			}
		}
	}
}
