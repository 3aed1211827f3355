// Package diagnose puts a leak into words: one diagnostic for the opening
// call, complete alone, with the few places that explain it.
//
// A leak is explained by where the resource was opened, what decided (a
// branch, a counter, a call that failed), and where the innermost function
// ends that had it; then by other ends, and by a release on another path.
// What decided is only told if something else would have saved the resource:
// that a test had failed otherwise would not. The engine delivers SSA instructions,
// which have lost the source's terms; this package finds the syntax again,
// by position, and leaves out what it cannot find: a message without its
// condition is still true, one with a wrong condition is not.
package diagnose

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// Categories name the shapes of a leak. They are part of the interface:
// users filter by them, and the documentation has a section for each.
const (
	LeakOnReturn = "leak-on-return"
	LeakInLoop   = "leak-in-loop"
	Discarded    = "discarded"
	Overwritten  = "overwritten"
	BodyReplaced = "body-replaced"
)

// Categories lists the categories, in the order of the documentation.
func Categories() []string {
	return []string{LeakOnReturn, LeakInLoop, Discarded, Overwritten, BodyReplaced}
}

// A Source is the syntax of the package that leaks were found in.
type Source struct {
	Fset  *token.FileSet
	Files []*ast.File
	Info  *types.Info
}

// maxRelated is how many places explain a leak. Some drivers turn each of
// them into an issue of its own, so that a long story is a nuisance.
const maxRelated = 4

// Leak returns the diagnostic for a leak. Others are leaks of the same
// resource on further paths, which are mentioned.
func (s *Source) Leak(leak *mustcall.Leak, others ...*mustcall.Leak) analysis.Diagnostic {
	site := s.site(leak)
	end := s.ending(leak, site)
	conds := s.conditions(leak, site, reasons(leak, end.until))
	return analysis.Diagnostic{
		Pos:      site.pos,
		End:      site.end,
		Category: end.category,
		Message:  withConditions(end.message, conds),
		URL:      Anchor(end.category),
		Related:  s.story(leak, site, end, conds, s.also(others, site, end)),
	}
}

// story lists the places that explain a leak, in the order of the path, as
// far as there is room: the end of the path, what decided last, another end,
// and a release are worth more than what decided before and the other ends.
func (s *Source) story(leak *mustcall.Leak, st site, end ending, conds []condition, also []analysis.RelatedInformation) []analysis.RelatedInformation {
	room := maxRelated
	fits := func(list []analysis.RelatedInformation) (in []analysis.RelatedInformation) {
		for _, r := range list {
			if room > 0 && s.sameFile(r.Pos, st.pos) {
				in = append(in, r)
				room--
			}
		}
		return in
	}
	var decided, releases []analysis.RelatedInformation
	for _, c := range conds {
		decided = append(decided, analysis.RelatedInformation{Pos: c.pos, Message: c.words().here})
	}
	if r, ok := s.releasedElsewhere(leak, conds); ok && end.category != Discarded {
		releases = append(releases, r)
	}
	last, first := max(0, len(decided)-1), min(1, len(also))
	ends := fits(end.related)
	nearest := fits(decided[last:])
	releases = fits(releases)
	alsoEnds := fits(also[:first])
	earlier := fits(decided[:last])
	return slices.Concat(earlier, nearest, ends, alsoEnds, fits(also[first:]), releases)
}

// also lists the other places at which the handle is lost, in the order of
// the source. (That the last response of a loop that leaks them all is open
// when the loop is over goes without saying.)
func (s *Source) also(others []*mustcall.Leak, st site, end ending) []analysis.RelatedInformation {
	var list []analysis.RelatedInformation
	if end.category == LeakInLoop {
		return nil
	}
	known := func(pos token.Pos) bool {
		return slices.ContainsFunc(slices.Concat(list, end.related), func(r analysis.RelatedInformation) bool { return r.Pos == pos })
	}
	for _, other := range others {
		e := s.ending(other, st)
		if e.category != LeakOnReturn && e.category != Overwritten {
			continue
		}
		for _, r := range e.related {
			if !known(r.Pos) {
				list = append(list, analysis.RelatedInformation{Pos: r.Pos, Message: "also " + r.Message})
			}
		}
	}
	slices.SortFunc(list, func(a, b analysis.RelatedInformation) int { return cmp.Compare(a.Pos, b.Pos) })
	return list
}

// Anchor returns the reference, relative to the page of the package, of the
// documentation of a category, which is a heading of that text.
func Anchor(category string) string {
	return "#hdr-" + strings.ReplaceAll(category, "-", "_")
}
