package cli

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/checker"

	"github.com/streamlint/streamlint/internal/check"
	"github.com/streamlint/streamlint/internal/diagnose"
	"github.com/streamlint/streamlint/internal/mustcall"
)

// A summarized package is one with the result that a check has for it.
type summarized struct {
	action  *checker.Action
	summary *check.Summary
}

// summaries returns the results of the root actions, in a fixed order.
func summaries(graph *checker.Graph) []summarized {
	var all []summarized
	for _, act := range graph.Roots {
		if sum, ok := act.Result.(*check.Summary); ok {
			all = append(all, summarized{act, sum})
		}
	}
	slices.SortFunc(all, func(a, b summarized) int {
		return cmp.Or(
			cmp.Compare(a.action.Package.ID, b.action.Package.ID),
			cmp.Compare(a.action.Analyzer.Name, b.action.Analyzer.Name),
		)
	})
	return all
}

// source returns the syntax that the package was analysed from.
func (p summarized) source() *diagnose.Source {
	pkg := p.action.Package
	return &diagnose.Source{Fset: pkg.Fset, Files: pkg.Syntax, Info: pkg.TypesInfo}
}

// formatVoids lists reasons and how often, the most frequent first.
func formatVoids(voids map[mustcall.Reason]int) string {
	reasons := slices.SortedFunc(maps.Keys(voids), func(a, b mustcall.Reason) int {
		return cmp.Or(cmp.Compare(voids[b], voids[a]), cmp.Compare(a, b))
	})
	total := 0
	parts := make([]string, len(reasons))
	for i, r := range reasons {
		total += voids[r]
		parts[i] = fmt.Sprintf("%s %d", r, voids[r])
	}
	if total == 0 {
		return "0"
	}
	return fmt.Sprintf("%d (%s)", total, strings.Join(parts, ", "))
}
