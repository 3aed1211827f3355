package brute

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/replay"
	"github.com/streamlint/streamlint/internal/ssabuild"
)

// An Engine is the engine, as far as it is needed here.
type Engine struct {
	table    *protocol.Table
	importer *importer
	// Build is ssabuild.Lazy or ssabuild.Full.
	Build func(ssabuild.Package, *protocol.Table) *ssabuild.Program
}

// NewEngine returns the engine with the built-in table.
func NewEngine() *Engine {
	return &Engine{table: protocol.Builtin(), importer: newImporter(), Build: ssabuild.Lazy}
}

// A Verdict is what the engine says of one site.
type Verdict struct {
	Leaks []*mustcall.Leak
	Voids map[mustcall.Reason]int
	// Transferred counts states in which the duty was passed on.
	Transferred int
	States      int
	// Exits are the lines of the return statements at which the witnesses
	// end; 0 is the end of the function.
	Exits []int
	// Literal says that a witness starts in a function literal.
	Literal bool
	// Refused is what the replayer has against a witness.
	Refused error
}

// Verdicts are the engine's verdicts by line.
type Verdicts map[int]*Verdict

// Analyze runs the engine on Go source.
func (e *Engine) Analyze(text string) (Verdicts, error) {
	p, err := typeCheck(e.importer, text)
	if err != nil {
		return nil, err
	}
	prog := e.Build(p, e.table)
	if prog == nil {
		return nil, fmt.Errorf("nothing to build")
	}
	analysis := mustcall.NewAnalysis(world{e.table}, mustcall.Options{})
	checker := replay.NewChecker(e.table)
	verdicts := Verdicts{}
	for _, fn := range prog.Functions {
		for _, r := range analysis.Function(fn) {
			verdicts.add(checker, p.Fset, r)
		}
	}
	return verdicts, nil
}

// typeCheck type-checks a package of one file.
func typeCheck(imp *importer, text string) (ssabuild.Package, error) {
	p := ssabuild.Package{Fset: token.NewFileSet(), Info: &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Instances:    map[*ast.Ident]types.Instance{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Scopes:       map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}}
	file, err := parser.ParseFile(p.Fset, "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		return p, err
	}
	p.Files = []*ast.File{file}
	conf := types.Config{Importer: imp, GoVersion: "go1.26"}
	p.Types, err = conf.Check("example.com/p", p.Fset, p.Files, p.Info)
	return p, err
}

// add adds a result to the verdicts: there may be several for one site.
func (verdicts Verdicts) add(checker *replay.Checker, fset *token.FileSet, r mustcall.Result) {
	line := fset.Position(r.Site.Pos()).Line
	verdict := verdicts[line]
	if verdict == nil {
		verdict = &Verdict{Voids: map[mustcall.Reason]int{}}
		verdicts[line] = verdict
	}
	verdict.States += r.States
	verdict.Transferred += r.Transferred
	for reason, n := range r.Voids {
		verdict.Voids[reason] += n
	}
	if r.Leak == nil {
		return
	}
	// As for users, a further path is as good if the first one does not hold.
	leak, err := r.Leak, checker.Check(&r.Leak.Witness)
	for _, further := range r.Further {
		if err == nil {
			break
		}
		if checker.Check(&further.Witness) == nil {
			leak, err = further, nil
		}
	}
	verdict.Leaks = append(verdict.Leaks, leak)
	if err != nil {
		verdict.Refused = err
	}
	verdict.Literal = verdict.Literal || r.Root.Parent() != nil
	// A literal has returns of its own, of which nothing is known here.
	if r.Leak.Exit.Kind == mustcall.Returned && r.Leak.Exit.At.Parent().Parent() == nil {
		verdict.Exits = append(verdict.Exits, fset.Position(r.Leak.Exit.At.Pos()).Line)
	}
}

// A world is the Env that knows the table and nothing else: the programs call
// no functions of their own.
type world struct{ table *protocol.Table }

func (w world) Table() *protocol.Table     { return w.table }
func (world) AssignsFunc(*types.Var) bool  { return false }
func (world) IsConstant(*types.Var) bool   { return true }
func (world) Asserts(*types.Func) bool     { return false }
func (world) Holds(*types.Var) *types.Func { return nil }

func (world) Fresh(*types.Func) []mustcall.Fresh { return nil }

func (world) Outcomes(*types.Func, int, mustcall.Seed) ([]mustcall.Outcome, bool) {
	return nil, false
}
