// Package check wires the parts into an analyzer: SSA for the functions that
// matter, the engine, the replay of each witness, the diagnostic, and the
// directives by which users silence it.
//
// What a user can rely on is decided here: nothing is reported unless a
// witness proves it that a second, independent walk accepts; nothing in a
// file that a program wrote, unless asked; nothing twice.
package check

import (
	"go/token"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/ssabuild"
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
	// Built and Total count functions with SSA, and all.
	Built, Total int
	// Refused counts the witnesses that the replay refused.
	Refused int
}

// New returns the analyzer of a check. It requires no other, and needs
// nothing of a pass but the syntax and the types, so that it runs in every
// driver, and costs packages without such resources next to nothing.
func New(spec Spec) *analysis.Analyzer {
	c := &runner{spec: spec}
	a := &analysis.Analyzer{
		Name:       spec.Name,
		Doc:        spec.Doc,
		URL:        spec.URL,
		Run:        c.run,
		ResultType: reflect.TypeFor[*Summary](),
	}
	a.Flags.BoolVar(&c.generated, "generated", false, "report findings in generated files, too")
	return a
}

// A runner is a check with the values of its flags, which are set before it
// runs, and not written afterwards: it serves many packages at a time.
type runner struct {
	spec      Spec
	generated bool
}

func (c *runner) run(pass *analysis.Pass) (any, error) {
	sum := &Summary{Path: pass.Pkg.Path()}
	c.explore(pass, sum)
	r := newReporter(c, pass)
	for i := range sum.Results {
		r.result(&sum.Results[i])
	}
	r.directives()
	r.flush()
	sum.Refused = r.refused
	return sum, nil
}

// explore fills in what became of the obligations of the package.
func (c *runner) explore(pass *analysis.Pass, sum *Summary) {
	pkg := ssabuild.Package{Fset: pass.Fset, Types: pass.Pkg, Files: pass.Files, Info: pass.TypesInfo}
	build := ssabuild.Lazy
	if c.spec.FullSSA {
		build = ssabuild.Full
	}
	prog := build(pkg, c.spec.Table)
	if prog == nil {
		return
	}
	sum.Built, sum.Total = prog.Built, prog.Total
	engine := mustcall.NewAnalysis(newEnv(pass, c.spec.Table), mustcall.Options{
		Trace: c.spec.Trace,
		TestFile: func(fn *ssa.Function) bool {
			return isTestFile(pass.Fset, fn.Pos())
		},
	})
	for _, fn := range prog.Functions {
		sum.Results = append(sum.Results, engine.Function(fn)...)
	}
}

// isTestFile reports whether pos is in a file that only tests are built
// with. A line directive does not make one.
func isTestFile(fset *token.FileSet, pos token.Pos) bool {
	return strings.HasSuffix(fset.PositionFor(pos, false).Filename, "_test.go")
}
