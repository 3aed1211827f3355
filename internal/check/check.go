// Package check wires the parts into an analyzer: what package summary found
// out about the paths of a package, the replay of each witness, the
// diagnostic, and the directives by which users silence it.
//
// What a user can rely on is decided here: nothing is reported unless a
// witness proves it that a second, independent walk accepts; nothing in a
// file that a program wrote, unless asked; nothing twice.
package check

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/summary"
)

// A Spec describes a check.
type Spec struct {
	Name string
	// Doc and URL are those of the analyzer. The page at URL has a heading
	// for each category.
	Doc, URL string
	// Table is what the check knows about libraries.
	Table *protocol.Table
	Options
}

// Options are for tests and for the command's explanations. The zero value
// is what users run.
type Options struct {
	// FullSSA builds every function.
	FullSSA bool
	// Strict reports each witness that the replay refuses, which is an
	// error of the engine.
	Strict bool
	// Trace records the states of each exploration.
	Trace bool
}

// A Summary is the analyzer's result for a package: what became of every
// obligation, reported or not, for drivers that run in this process.
type Summary struct {
	Path    string
	Results []mustcall.Result
	// Stats are what it cost.
	summary.Stats
	// Refused counts the witnesses that the replay refused.
	Refused int
}

// RootsFlag is a flag of each check that does nothing. The go command caches
// what its vet tool finds in a package under a key that does not say whether it
// was asked for findings or, for the sake of an importer, for facts only: what
// was found for the one purpose is replayed for the other, and a package that
// leaks is clean. Flags are part of the key.
const RootsFlag = "roots"

// New returns the analyzer of a check. It requires one other, which has the
// facts and which all checks share, and needs nothing of a pass but the syntax
// and the types, so that it runs in every driver, and costs packages without
// such resources next to nothing.
func New(spec Spec) *analysis.Analyzer {
	c := &runner{spec: spec, summaries: summaries(spec)}
	a := &analysis.Analyzer{
		Name:       spec.Name,
		Doc:        spec.Doc,
		URL:        spec.URL,
		Run:        c.run,
		Requires:   []*analysis.Analyzer{c.summaries},
		ResultType: reflect.TypeFor[*Summary](),
	}
	a.Flags.BoolVar(&c.generated, "generated", false, "report findings in generated files, too")
	a.Flags.String(RootsFlag, "", "does nothing: the command tells its runs apart by it")
	return a
}

// summaries is the analyzer that a check shares with others of the same table
// and options.
func summaries(spec Spec) *analysis.Analyzer {
	if spec.Table == protocol.Builtin() && !spec.FullSSA && !spec.Trace {
		return summary.Analyzer
	}
	return summary.New(summary.Config{Table: spec.Table, FullSSA: spec.FullSSA, Trace: spec.Trace})
}

// A runner is a check with the values of its flags, which are set before it
// runs, and not written afterwards: it serves many packages at a time.
type runner struct {
	spec      Spec
	summaries *analysis.Analyzer
	generated bool
}

func (c *runner) run(pass *analysis.Pass) (any, error) {
	sum := c.summary(pass)
	r := newReporter(c, pass)
	for i := range sum.Results {
		r.result(&sum.Results[i])
	}
	r.directives()
	r.flush()
	sum.Refused = r.refused
	return sum, nil
}

// summary is what is known of the package.
func (c *runner) summary(pass *analysis.Pass) *Summary {
	res := pass.ResultOf[c.summaries].(*summary.Result)
	return &Summary{Path: pass.Pkg.Path(), Results: res.Results(), Stats: res.Stats()}
}
