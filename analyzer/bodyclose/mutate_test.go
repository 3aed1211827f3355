package bodyclose_test

import (
	"fmt"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/streamlint/streamlint/analyzer/bodyclose"
	"github.com/streamlint/streamlint/internal/check"
	"github.com/streamlint/streamlint/internal/diagnose"
)

// TestMutants removes the releases of the twins, one at a time: a function
// that releases its body on each path must be reported without any one of
// them. Those that can be removed unnoticed are listed, each with the reason.
//
// A release is removed from every function at once, the first of each, then
// the second and so on: the functions of these topics do not call each other,
// so that what is removed from one must not change what is found in another.
// The topics with helpers are left to the mutants of real code.
func TestMutants(t *testing.T) {
	testdata := filepath.Join("..", "..", "testdata")
	all := topics(t, filepath.Join(testdata, "src"))
	hasHelpers := func(path string) bool {
		topic, _, _ := strings.Cut(path, "/")
		return slices.Contains(all, topic+"/lib")
	}
	twins := slices.DeleteFunc(slices.Clone(all), func(path string) bool { return isLibrary(path) || hasHelpers(path) })
	dir, err := filepath.Abs(testdata)
	if err != nil {
		t.Fatal(err)
	}
	list := readSilent(t, silentFile)
	mutate := &analysis.Analyzer{
		Name:       "mutate",
		Doc:        "remove one release from each function",
		Requires:   bodyclose.Analyzer.Requires,
		ResultType: reflect.TypeFor[outcomes](),
	}
	mutate = withFacts(t, mutate, twins, func(pass *analysis.Pass) any { return mutatePackage(t, pass) })
	found := outcomes{}
	for _, result := range analysistest.Run(t, dir, mutate, twins...) {
		// A package and its variant for tests share files, and so mutants.
		for name, o := range result.Result.(outcomes) {
			if before, ok := found[name]; ok && before.fate != o.fate {
				t.Errorf("%s: %s, and for tests %s", name, before.fate, o.fate)
			}
			found[name] = o
		}
	}
	list.compare(t, found)
	counts := map[fate]int{}
	for _, o := range found {
		counts[o.fate]++
	}
	if counts[reported] == 0 {
		t.Error("no mutant is reported")
	}
	t.Logf("mutants: %d; reported %d, redundant %d, missed %d (with a refused witness %d), leaking anyway %d, dropped %d",
		len(found), counts[reported], len(list.redundant), len(list.missed), counts[refused], counts[moot], counts[dropped])
}

// isLibrary reports whether the package stands for somebody else's.
func isLibrary(path string) bool {
	return strings.HasPrefix(path, "github.com/") || path == "noimport/lib" || path == "complaints/closer"
}

// A fate is what became of a mutant.
type fate string

const (
	reported fate = "reported" // at an open in its function that was not reported before
	silent   fate = "silent"   // although there is such an open
	moot     fate = "moot"     // every open in its function is reported anyway
	dropped  fate = "dropped"  // it does not compile
	refused  fate = "refused"  // the engine's witness, by the replay
)

// outcomes are the mutants by name, which is "topic/file.go:FUNC#k".
type outcomes map[string]outcome

type outcome struct {
	fate fate
	// at and what are the place and the text of the release.
	at   token.Position
	what string
}

// findings are messages by place. Mutants are as long as the source, so that
// a place is the same in both.
type findings map[place]string

type place struct {
	file   string
	offset int
}

func placeOf(fset *token.FileSet, pos token.Pos) place {
	p := fset.PositionFor(pos, false)
	return place{filepath.Base(p.Filename), p.Offset}
}

// mutatePackage tries all mutants of a package, and reports what the analyzer
// finds without any, which the twins' comments ask for.
func mutatePackage(t *testing.T, pass *analysis.Pass) outcomes {
	analyzer := bodyclose.New(check.Options{Strict: true})
	sum, diagnostics := collect(t, analyzer, pass)
	for _, d := range diagnostics {
		pass.Report(d)
	}
	before := placed(pass.Fset, diagnostics)
	var opens []place
	for _, r := range sum.(*check.Summary).Results {
		opens = append(opens, placeOf(pass.Fset, r.Site.Pos()))
	}
	all := outcomes{}
	subjects := subjects(t, pass, opens)
	for round := 0; ; round++ {
		mutants := make(map[*subject]release)
		for _, s := range subjects {
			if round < len(s.releases) {
				mutants[s] = s.releases[round]
			}
		}
		if len(mutants) == 0 {
			return all
		}
		mutant := build(t, pass, mutants)
		for s, r := range mutants {
			all.add(t, s.mutant(pass, round), outcome{dropped, r.at, r.what})
			if mutant.broken[s] {
				delete(mutants, s)
			}
		}
		_, found := collect(t, analyzer, mutant.pass)
		after := placed(pass.Fset, found)
		compare(t, pass, before, after, slices.Collect(maps.Keys(mutants)))
		for s := range mutants {
			name := s.mutant(pass, round)
			o := all[name]
			o.fate = s.fate(before, after)
			all[name] = o
		}
	}
}

// add adds a mutant, whose name must be new.
func (all outcomes) add(t *testing.T, name string, o outcome) {
	if other, ok := all[name]; ok {
		t.Errorf("%s is both %v and %v", name, other.at, o.at)
	}
	all[name] = o
}

func placed(fset *token.FileSet, diagnostics []analysis.Diagnostic) findings {
	found := findings{}
	for _, d := range diagnostics {
		found[placeOf(fset, d.Pos)] = fmt.Sprintf("%s: %s", d.Category, d.Message)
	}
	return found
}

// compare checks that nothing changed but within the functions that did, and
// those that call them, and that even there nothing is found to be released
// now that was not before.
func compare(t *testing.T, pass *analysis.Pass, before, after findings, changed []*subject) {
	inside := func(p place) bool {
		return slices.ContainsFunc(changed, func(s *subject) bool { return s.contains(p) || s.isMentionedAround(pass, p) })
	}
	for p, message := range after {
		category, _, _ := strings.Cut(message, ":")
		if category != check.WitnessRefused && !slices.Contains(diagnose.Categories(), category) {
			t.Errorf("%v: %s", p, message)
		}
		if !inside(p) && before[p] != message {
			t.Errorf("%v: a mutant elsewhere turns %q into %q", p, before[p], message)
		}
	}
	for p, message := range before {
		if _, ok := after[p]; !ok {
			t.Errorf("%v: a release less, and no longer reported: %q (mutant here: %t)", p, message, inside(p))
		}
	}
}
