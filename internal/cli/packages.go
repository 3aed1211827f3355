package cli

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// runInProcess analyses the packages in this process.
func (s *session) runInProcess(l *listing, r *report) {
	graph := s.analyse(l.patterns, l.untested, r)
	if graph == nil {
		return
	}
	r.add(s.dir, s.findings(graph, r))
	switch {
	case s.why != nil:
		s.explain(graph, r)
	case s.stats:
		s.count(graph, r)
	}
}

// analyse loads the packages, and runs the analyzers over those that compile.
// It returns nil if that is not possible.
func (s *session) analyse(patterns, untested []string, r *report) *checker.Graph {
	pkgs, err := packages.Load(&packages.Config{
		Mode:       s.loadMode(),
		Dir:        s.dir,
		Tests:      true,
		BuildFlags: s.buildFlags(),
	}, slices.Concat(patterns, untested)...)
	if err != nil {
		r.problemf("%s", s.sentence(err.Error(), err))
		return nil
	}
	pkgs = s.wellTyped(withoutRepetition(pkgs, untested), r)
	graph, err := checker.Analyze(s.analyzers, pkgs, nil)
	if err != nil {
		r.problemf("%s", oneSentence(err.Error()))
		return nil
	}
	return graph
}

// loadMode asks for the syntax of dependencies only if an analyzer needs it.
func (s *session) loadMode() packages.LoadMode {
	mode := packages.LoadSyntax
	if slices.ContainsFunc(s.analyzers, usesFacts) {
		mode = packages.LoadAllSyntax
	}
	return mode | packages.NeedModule | packages.NeedForTest
}

func usesFacts(a *analysis.Analyzer) bool {
	return len(a.FactTypes) > 0 || slices.ContainsFunc(a.Requires, usesFacts)
}

// withoutRepetition keeps what go vet analyses: of a package with tests only
// the variant that includes them, and no generated main packages. Where that
// variant does not compile, or is not wanted, the package alone has to do.
func withoutRepetition(pkgs []*packages.Package, untested []string) []*packages.Package {
	tested := make(map[string]bool)
	for _, p := range pkgs {
		if p.ForTest != "" && !p.IllTyped && !slices.Contains(untested, p.ForTest) {
			tested[p.PkgPath] = true
		}
	}
	return slices.DeleteFunc(pkgs, func(p *packages.Package) bool {
		if p.ForTest != "" {
			return slices.Contains(untested, p.ForTest)
		}
		return tested[p.PkgPath] || strings.HasSuffix(p.ID, ".test") && p.Name == "main"
	})
}

// wellTyped returns the packages without errors, and says what is wrong with
// the others and with what they import.
func (s *session) wellTyped(pkgs []*packages.Package, r *report) []*packages.Package {
	var problems []string
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		if len(p.Errors) > 0 {
			problems = append(problems, s.typeProblem(p))
		}
	})
	slices.Sort(problems)
	for _, p := range slices.Compact(problems) {
		if !slices.Contains(r.problems, p) { // go vet may have said so before
			r.problems = append(r.problems, p)
		}
	}
	return slices.DeleteFunc(pkgs, func(p *packages.Package) bool { return p.IllTyped })
}

// typeProblem describes the first error of a package. What the compiler said
// is among the errors as well; the type checker's answer is the one that go
// vet gives.
func (s *session) typeProblem(p *packages.Package) string {
	first := p.Errors[0]
	for _, e := range p.Errors {
		if e.Kind != packages.ListError {
			first = e
			break
		}
	}
	if first.Kind == packages.ListError || first.Pos == "" || first.Pos == "-" {
		return s.compileProblem(p.PkgPath, firstLine(first.Msg))
	}
	return s.compileProblem(p.PkgPath, parsePosition(first.Pos).in(s.dir)+": "+oneSentence(first.Msg))
}

// firstLine returns the first line that is no heading.
func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "# ") {
			return strings.TrimSpace(line)
		}
	}
	return text
}

// findings collects the diagnostics of the root actions.
func (s *session) findings(graph *checker.Graph, r *report) []finding {
	var fs []finding
	for _, act := range graph.Roots {
		if act.Err != nil {
			r.problemf("%s: %s failed: %s", act.Package.PkgPath, act.Analyzer.Name, oneSentence(act.Err.Error()))
			continue
		}
		for _, d := range act.Diagnostics {
			fs = append(fs, diagnosticFinding(act, d))
		}
	}
	return fs
}

func diagnosticFinding(act *checker.Action, d analysis.Diagnostic) finding {
	at := func(pos token.Pos) position {
		return parsePosition(act.Package.Fset.Position(pos).String())
	}
	f := finding{
		analyzer: act.Analyzer.Name,
		category: d.Category,
		posn:     at(d.Pos),
		message:  d.Message,
	}
	for _, rel := range d.Related {
		f.related = append(f.related, note{at(rel.Pos), rel.Message})
	}
	return f
}
