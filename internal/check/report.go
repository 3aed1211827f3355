package check

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/diagnose"
	"github.com/streamlint/streamlint/internal/directive"
	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/replay"
)

// Categories that are not about resources. A driver that prints diagnostics
// prints these; the command tells them apart from findings.
const (
	// InternalError: a bug of ours stopped the check.
	InternalError = "internal-error"
	// WitnessRefused: the engine claims a path that the replay cannot walk.
	WitnessRefused = "witness-refused"
	// MalformedDirective: a directive that lacks its reason.
	MalformedDirective = "malformed-directive"
)

// A reporter turns the results for one package into diagnostics.
type reporter struct {
	*runner
	pass     *analysis.Pass
	source   *diagnose.Source
	ignores  *directive.Set
	reported map[span]bool
	found    []analysis.Diagnostic
	checker  *replay.Checker
	refused  int
}

// A span identifies an opening call.
type span struct{ pos, end token.Pos }

func newReporter(c *runner, pass *analysis.Pass) *reporter {
	return &reporter{
		runner:   c,
		pass:     pass,
		source:   &diagnose.Source{Fset: pass.Fset, Files: pass.Files, Info: pass.TypesInfo},
		ignores:  directive.Parse(pass.Fset, pass.Files),
		reported: make(map[span]bool),
		checker:  replay.NewChecker(c.spec.Table),
	}
}

// result reports a leak, if there is one that can be proved. A call that is
// explored from several roots is reported for the first that proves it.
func (r *reporter) result(res *mustcall.Result) {
	if res.Leak == nil {
		return
	}
	leaks := append([]*mustcall.Leak{res.Leak}, res.Further...)
	for i, leak := range leaks {
		err := r.checker.Check(&leak.Witness)
		if err == nil {
			r.proved(r.source.Leak(leak, r.provable(leaks[i+1:])...))
			return
		}
		d := r.source.Leak(leak)
		r.refused++
		if r.spec.Strict {
			r.found = append(r.found, analysis.Diagnostic{
				Pos: d.Pos, End: d.End, Category: WitnessRefused, Message: "witness refused: " + err.Error(),
			})
		}
	}
}

// provable returns the leaks whose witness holds, too: they are mentioned.
func (r *reporter) provable(leaks []*mustcall.Leak) []*mustcall.Leak {
	return slices.DeleteFunc(slices.Clone(leaks), func(leak *mustcall.Leak) bool {
		return r.checker.Check(&leak.Witness) != nil
	})
}

// proved reports a leak whose witness holds, unless somebody wants silence.
func (r *reporter) proved(d analysis.Diagnostic) {
	site := span{d.Pos, d.End}
	if r.reported[site] {
		return
	}
	r.reported[site] = true
	if !r.ignores.Ignores(r.spec.Name, d.Pos) && (r.generated || !r.inGenerated(d.Pos)) {
		r.found = append(r.found, d)
	}
}

// directives reports the directives that were meant for this check and
// silence nothing.
func (r *reporter) directives() {
	for _, m := range r.ignores.Malformed(r.spec.Name) {
		r.found = append(r.found, analysis.Diagnostic{
			Pos: m.Pos, End: m.End, Category: MalformedDirective,
			Message: "directive for " + r.spec.Name + " lacks the required reason and is not obeyed",
			URL:     diagnose.Anchor(MalformedDirective),
		})
	}
}

// flush reports what was found, in source order.
func (r *reporter) flush() {
	slices.SortStableFunc(r.found, func(a, b analysis.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.End, b.End), cmp.Compare(a.Message, b.Message))
	})
	for _, d := range r.found {
		r.pass.Report(d)
	}
}

// inGenerated reports whether pos is in a file that a program wrote.
func (r *reporter) inGenerated(pos token.Pos) bool {
	return slices.ContainsFunc(r.pass.Files, func(f *ast.File) bool {
		return f.FileStart <= pos && pos < f.FileEnd && isGenerated(f)
	})
}
