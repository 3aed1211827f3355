// Package diagnose puts a leak into words: one diagnostic for the opening
// call, complete alone, with the few places that explain it.
//
// A leak is explained by three points: where the resource was opened, the
// branch that decided, and where the path ends; if the resource is released
// on another path, that is the fourth. The engine delivers SSA instructions,
// which have lost the source's terms; this package finds the syntax again,
// by position, and leaves out what it cannot find: a message without its
// condition is still true, one with a wrong condition is not.
package diagnose

import (
	"go/ast"
	"go/token"
	"go/types"
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

// Leak returns the diagnostic for a leak.
func (s *Source) Leak(leak *mustcall.Leak) analysis.Diagnostic {
	site := s.site(leak)
	end := s.ending(leak, site)
	conds := s.conditions(end.decisive)

	d := analysis.Diagnostic{
		Pos:      site.pos,
		End:      site.end,
		Category: end.category,
		Message:  withConditions(end.message, conds),
		URL:      Anchor(end.category),
	}
	var story []analysis.RelatedInformation
	for _, c := range conds {
		story = append(story, analysis.RelatedInformation{Pos: c.pos, Message: c.here()})
	}
	story = append(story, end.related...)
	if pos := s.firstRelease(leak); pos.IsValid() {
		story = append(story, analysis.RelatedInformation{
			Pos: pos, Message: released(leak.Row) + " here on the other path",
		})
	}
	for _, r := range story {
		if len(d.Related) < maxRelated && s.sameFile(r.Pos, d.Pos) {
			d.Related = append(d.Related, r)
		}
	}
	return d
}

// Anchor returns the reference, relative to the page of the package, of the
// documentation of a category, which is a heading of that text.
func Anchor(category string) string {
	return "#hdr-" + strings.ReplaceAll(category, "-", "_")
}

// firstRelease returns the first place, in source order, that releases the
// handle on another path, or NoPos.
func (s *Source) firstRelease(leak *mustcall.Leak) token.Pos {
	for _, instr := range leak.Released {
		if pos := s.statement(instr.Pos()); pos.IsValid() {
			return pos
		}
	}
	return token.NoPos
}
