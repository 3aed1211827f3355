package summary

import (
	"go/ast"
	"go/types"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// An Env is what the engine may know beyond the function it explores.
type Env struct {
	table   *protocol.Table
	pkg     *types.Package
	solver  *solver
	imports *imports
	// assigned is computed when the first call through a variable asks,
	// asserting when the first call of a function of the package does.
	assigned  func() map[*types.Var]bool
	asserting func() map[*types.Func]bool
	changing  func() map[*types.Var]bool
	lending   func() map[*types.Func]bool
}

var _ mustcall.Env = (*Env)(nil)

func newEnv(pass *analysis.Pass, table *protocol.Table, s *solver) *Env {
	return &Env{
		table:     table,
		pkg:       pass.Pkg,
		solver:    s,
		imports:   newImports(pass, table),
		assigned:  sync.OnceValue(func() map[*types.Var]bool { return assignedFuncs(pass) }),
		asserting: sync.OnceValue(func() map[*types.Func]bool { return assertingFuncs(pass) }),
		changing:  sync.OnceValue(func() map[*types.Var]bool { return changingVars(pass) }),
		lending:   sync.OnceValue(func() map[*types.Func]bool { return lendingFuncs(pass) }),
	}
}

// Table is what is known about libraries.
func (e *Env) Table() *protocol.Table { return e.table }

// Outcomes returns the ways in which f can end as seen by a caller that hands
// it a resource.
func (e *Env) Outcomes(f *types.Func, param int, seed mustcall.Seed) ([]mustcall.Outcome, bool) {
	f = f.Origin()
	if f.Pkg() != e.pkg {
		return e.imports.function(f).Outcomes(param, seed)
	}
	if a := e.solver.answer(question{f, param, seed}); a != nil {
		return a.outcomes, a.known
	}
	return nil, false
}

// Fresh returns the ways in which f returns a resource that its caller owes
// for.
func (e *Env) Fresh(f *types.Func) []mustcall.Fresh {
	f = f.Origin()
	if f.Pkg() != e.pkg {
		return e.imports.function(f).Fresh
	}
	if a := e.solver.answer(question{f, returns, 0}); a != nil {
		return a.fresh
	}
	return nil
}

// Asserts reports whether the type of a parameter of f does not say all that
// it may do with an argument.
func (e *Env) Asserts(f *types.Func) bool {
	f = f.Origin()
	if f.Pkg() != e.pkg {
		return e.imports.function(f).Asserts
	}
	return e.asserting()[f] || e.solver.widens[f]
}

// AssignsFunc reports whether the package gives v a function of its own.
func (e *Env) AssignsFunc(v *types.Var) bool { return e.assigned()[v.Origin()] }

// Holds returns the declared function that a package-level variable of the
// package holds for good, or nil.
func (e *Env) Holds(v *types.Var) *types.Func {
	if e.solver == nil || e.solver.plan == nil || v.Pkg() != e.pkg {
		return nil
	}
	return e.solver.plan.Held(v)
}

// IsConstant takes the variables of other packages for constants: io.EOF.
func (e *Env) IsConstant(v *types.Var) bool { return v.Pkg() != e.pkg || !e.changing()[v] }

// lends reports whether the documentation of f, a function of the package,
// says that it handles what it returns.
func (e *Env) lends(f *types.Func) bool { return e.lending()[f] }

// handled is the line of a doc comment that says so. It is the convention of
// an older linter, whose users have it in their code.
const handled = "//bodyclose:handled"

func lendingFuncs(pass *analysis.Pass) map[*types.Func]bool {
	found := make(map[*types.Func]bool)
	mark := func(id *ast.Ident, doc *ast.CommentGroup) {
		fn, ok := pass.TypesInfo.Defs[id].(*types.Func)
		if !ok || doc == nil {
			return
		}
		for _, c := range doc.List {
			if rest, ok := strings.CutPrefix(c.Text, handled); ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t') {
				found[fn] = true
			}
		}
	}
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok {
				mark(decl.Name, decl.Doc)
			}
		}
	}
	return found
}
