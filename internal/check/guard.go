package check

import (
	"fmt"
	"go/token"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/diagnose"
	"github.com/streamlint/streamlint/internal/streamfacts"
)

// Guard returns copies of the analyzers that neither panic nor fail: what
// goes wrong inside becomes a diagnostic, in one sentence, of the category
// [InternalError], at the package clause.
//
// Under go vet nothing else does. Analyzers run in goroutines of their own,
// so that main cannot recover for them; a process that dies leaves every
// importer without its facts; and after an error from Run the go command has
// saved a half result already, which it replays as clean from then on. A
// diagnostic is cached and replayed like any other.
//
// Only the command and the plugin guard. The exported analyzers stay as they
// are, so that a bug shows in tests, and in drivers that do better.
//
// Analyzers that others require are guarded as well, each of them copied
// once: the copies form the same graph. Since drivers print nothing that a
// required analyzer reports, its failure travels in its result, of which the
// analyzers that require it see only what is theirs, to the roots. And since
// nothing at all is printed of a dependency, one that has facts leaves its
// failure in the fact about the package: whoever imports that is told that
// something is not known.
func Guard(analyzers ...*analysis.Analyzer) []*analysis.Analyzer {
	g := &guard{
		required: make(map[*analysis.Analyzer]bool),
		copies:   make(map[*analysis.Analyzer]*analysis.Analyzer),
	}
	for _, a := range analyzers {
		g.require(a)
	}
	guarded := make([]*analysis.Analyzer, len(analyzers))
	for i, a := range analyzers {
		guarded[i] = g.copy(a)
	}
	return guarded
}

type guard struct {
	required map[*analysis.Analyzer]bool
	copies   map[*analysis.Analyzer]*analysis.Analyzer
}

// An outcome is the result of a required analyzer, or why there is none.
type outcome struct {
	result  any
	failure string
	// imports are the failures in packages that are imported.
	imports []importFailure
}

// An importFailure is why nothing is known of a package.
type importFailure struct{ path, failure string }

func (g *guard) require(a *analysis.Analyzer) {
	for _, req := range a.Requires {
		if !g.required[req] {
			g.required[req] = true
			g.require(req)
		}
	}
}

func (g *guard) copy(a *analysis.Analyzer) *analysis.Analyzer {
	if c := g.copies[a]; c != nil {
		return c
	}
	c := new(*a)
	g.copies[a] = c
	c.Requires = make([]*analysis.Analyzer, len(a.Requires))
	for i, req := range a.Requires {
		c.Requires[i] = g.copy(req)
	}
	if g.required[a] {
		c.ResultType = reflect.TypeFor[*outcome]()
		c.Run = func(pass *analysis.Pass) (any, error) {
			out := g.run(a, pass)
			tellImporters(a, pass, out)
			return out, nil
		}
		return c
	}
	c.Run = func(pass *analysis.Pass) (any, error) {
		out := g.run(a, pass)
		report := func(pos token.Pos, message string) {
			pass.Report(analysis.Diagnostic{
				Pos: pos, Category: InternalError, Message: message, URL: diagnose.Anchor(InternalError),
			})
		}
		if out.failure != "" {
			report(packageClause(pass), out.failure)
		}
		for _, imp := range out.imports {
			report(importOf(pass, imp.path), "what "+imp.path+" does is not known: "+imp.failure)
		}
		return out.result, nil
	}
	return c
}

// tellImporters leaves the failure of an analyzer that has facts in a fact, and
// collects those of the packages that are imported.
func tellImporters(a *analysis.Analyzer, pass *analysis.Pass, out *outcome) {
	if !slices.ContainsFunc(a.FactTypes, isPackageFact) {
		return
	}
	if out.failure != "" {
		pass.ExportPackageFact(&streamfacts.Package{Failed: out.failure})
	}
	for _, imp := range pass.Pkg.Imports() {
		var fact streamfacts.Package
		if pass.ImportPackageFact(imp, &fact) && fact.Failed != "" {
			out.addImport(importFailure{imp.Path(), fact.Failed})
		}
	}
}

func isPackageFact(f analysis.Fact) bool {
	_, ok := f.(*streamfacts.Package)
	return ok
}

func (o *outcome) addImport(imp importFailure) {
	if !slices.Contains(o.imports, imp) {
		o.imports = append(o.imports, imp)
	}
}

// run runs the original analyzer, which sees the results of the originals
// that it requires.
func (g *guard) run(a *analysis.Analyzer, pass *analysis.Pass) *outcome {
	out := new(outcome)
	for _, req := range a.Requires {
		for _, imp := range pass.ResultOf[g.copies[req]].(*outcome).imports {
			out.addImport(imp)
		}
	}
	out.result, out.failure = g.try(a, pass)
	return out
}

func (g *guard) try(a *analysis.Analyzer, pass *analysis.Pass) (result any, why string) {
	defer func() {
		if p := recover(); p != nil {
			result, why = zero(a.ResultType), failure(a, " in "+panicking(), p)
		}
	}()
	inner := *pass
	inner.Analyzer = a
	inner.ResultOf = make(map[*analysis.Analyzer]any, len(a.Requires))
	for _, req := range a.Requires {
		o := pass.ResultOf[g.copies[req]].(*outcome)
		if o.failure != "" {
			return zero(a.ResultType), o.failure
		}
		inner.ResultOf[req] = o.result
	}
	result, err := a.Run(&inner)
	if err != nil {
		return zero(a.ResultType), failure(a, "", err)
	}
	return result, ""
}

// failure is the sentence for users. It is the same in each run, so it holds
// no addresses, as a stack trace would.
func failure(a *analysis.Analyzer, where string, what any) string {
	text := strings.Join(strings.Fields(fmt.Sprint(what)), " ")
	return fmt.Sprintf("%s gave up on this package because of an internal error%s: %s", a.Name, where, text)
}

// panicking returns the name of the function that panicked, seen from a
// function that it deferred, or one that called it did.
func panicking() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	unwinding := false
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			unwinding = true
		case unwinding && !strings.HasPrefix(f.Function, "runtime."):
			return path.Base(f.Function)
		}
		if !more {
			return "an unknown function"
		}
	}
}

// zero returns a result of the type that drivers insist on, which those who
// read it can use: not a nil pointer.
func zero(t reflect.Type) any {
	switch {
	case t == nil:
		return nil
	case t.Kind() == reflect.Pointer:
		return reflect.New(t.Elem()).Interface()
	}
	return reflect.Zero(t).Interface()
}

// importOf is where the package imports the one with the path; where it is
// imported by no file, the package clause.
func importOf(pass *analysis.Pass, path string) token.Pos {
	for _, f := range pass.Files {
		for _, spec := range f.Imports {
			if name := pass.TypesInfo.PkgNameOf(spec); name != nil && name.Imported().Path() == path {
				return spec.Pos()
			}
		}
	}
	return packageClause(pass)
}

func packageClause(pass *analysis.Pass) token.Pos {
	if len(pass.Files) == 0 {
		return token.NoPos
	}
	return pass.Files[0].Package
}
