package summary

import (
	"go/types"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/ssabuild"
	"github.com/streamlint/streamlint/internal/streamfacts"
)

// A Config is what the analyzer is made from.
type Config struct {
	// Table is what is known about libraries.
	Table *protocol.Table
	// FullSSA builds every function, Trace records the states of each
	// exploration: for tests and explanations.
	FullSSA, Trace bool
}

// Analyzer is the analyzer for the built-in table, which checks share.
var Analyzer = New(Config{Table: protocol.Builtin()})

// New returns an analyzer. A driver accepts one of them only, since each
// has the fact types.
func New(c Config) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       "streamsummary",
		Doc:        "find out what functions do with streams that they are given, and which they return",
		FactTypes:  streamfacts.Types(),
		ResultType: reflect.TypeFor[*Result](),
		Run: func(pass *analysis.Pass) (any, error) {
			return run(c, pass), nil
		},
	}
}

// A Result is what checks get to know of a package. It is safe for concurrent
// use: drivers run checks at the same time.
type Result struct {
	get func() *solution
}

// A solution is the package, explored.
type solution struct {
	*solver
	results []mustcall.Result
}

// Stats are what the analysis of a package cost.
type Stats struct {
	// Built and Total count functions with SSA, and all.
	Built, Total int
	// Explored counts the explorations for summaries, Questions what was
	// asked.
	Questions, Explored int
	// Facts and FactBytes count what was exported.
	Facts, FactBytes int
}

func run(c Config, pass *analysis.Pass) *Result {
	s := newSolver(c, pass)
	if isStandard(c.Table, pass.Pkg.Path()) {
		// Only if somebody asks, and without facts.
		return &Result{sync.OnceValue(func() *solution {
			s.solve()
			return s.solution()
		})}
	}
	s.solve()
	s.export()
	return &Result{sync.OnceValue(s.solution)}
}

// isStandard reports whether a package is of the standard library, or is one
// that comes with it.
func isStandard(table *protocol.Table, path string) bool {
	return table.IsStandard(path) || strings.HasPrefix(path, "vendor/")
}

// solution explores what the functions of the package open.
func (s *solver) solution() *solution {
	sol := &solution{solver: s}
	if s.prog != nil {
		for _, fn := range s.prog.Functions {
			sol.results = append(sol.results, s.engine.Function(fn)...)
		}
	}
	return sol
}

// Results are what became of every resource that the functions of the package
// open. Those of a check are those with a row of its own.
func (r *Result) Results() []mustcall.Result { return r.get().results }

// Env is what the engine knew beyond the functions it explored.
func (r *Result) Env() mustcall.Env { return r.get().env }

// Stats are what all this cost.
func (r *Result) Stats() Stats { return r.get().stats }

// An explorer answers questions about one function: the engine, or what a
// test has in its place.
type explorer interface {
	Outcomes(fn *ssa.Function, param int, seed mustcall.Seed) ([]mustcall.Outcome, bool)
	Fresh(fn *ssa.Function) []mustcall.Fresh
}

// newSolver prepares the analysis of a package.
func newSolver(c Config, pass *analysis.Pass) *solver {
	s := &solver{config: c, pass: pass, answers: make(map[question]*answer), widens: make(map[*types.Func]bool)}
	s.env = newEnv(pass, c.Table, s)
	return s
}

// build passes the package through the gates, and builds what matters.
func (s *solver) build() {
	pkg := ssabuild.Package{
		Fset: s.pass.Fset, Types: s.pass.Pkg, Files: s.pass.Files, Info: s.pass.TypesInfo,
		Imports: s.env.imports,
	}
	s.plan = ssabuild.NewPlan(pkg, s.config.Table)
	if s.plan == nil {
		return
	}
	if s.config.FullSSA {
		s.prog = s.plan.BuildAll()
	} else {
		s.prog = s.plan.Build()
	}
	if s.prog == nil {
		return
	}
	s.stats.Built, s.stats.Total = s.prog.Built, s.prog.Total
	s.renew()
	if s.explorer == nil {
		s.explorer = theEngine{s}
	}
}

// renew begins with an engine that remembers nothing.
func (s *solver) renew() {
	s.engine = mustcall.NewAnalysis(s.env, mustcall.Options{
		Trace: s.config.Trace,
		TestFile: func(fn *ssa.Function) bool {
			return isTestFile(s.pass.Fset, fn.Pos())
		},
	})
}

// theEngine is the solver's present engine.
type theEngine struct{ *solver }

func (e theEngine) Outcomes(fn *ssa.Function, param int, seed mustcall.Seed) ([]mustcall.Outcome, bool) {
	return e.engine.Outcomes(fn, param, seed)
}

func (e theEngine) Fresh(fn *ssa.Function) []mustcall.Fresh { return e.engine.Fresh(fn) }
