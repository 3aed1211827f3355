// Package directive reads the comments by which users silence a check:
//
//	//lint:ignore NAME[,NAME...] reason
//	//lint:file-ignore NAME[,NAME...] reason
//
// They are the ones of staticcheck, parsed with its parser and matched by
// its rules, so that users need to learn one convention only: the reason is
// mandatory, a NAME may be a glob and is compared without regard to case,
// and "ignore" silences the line of the statement that it stands above or
// beside. They are applied inside the analyzers, and so in every driver.
package directive

import (
	"cmp"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"

	"honnef.co/go/tools/analysis/lint"
)

// A Set is the directives of a package.
type Set struct {
	fset *token.FileSet
	// lines and files are the well-formed directives, in source order.
	lines, files []ignore
	malformed    []Malformed
}

// An ignore silences checks in a file, or on one line of it. Positions are
// those of the files as they are: a line directive may move the comment and
// the finding to different places.
type ignore struct {
	checks []string
	file   string
	line   int
}

// A Malformed directive lacks its reason and silences nothing.
type Malformed struct {
	Pos, End token.Pos
	// Check is the name that the directive mentions, in lower case.
	Check string
}

// Parse reads the directives of the files.
func Parse(fset *token.FileSet, files []*ast.File) *Set {
	s := &Set{fset: fset}
	dirs := lint.ParseDirectives(withDirectives(files), fset)
	// The parser walks a map.
	slices.SortFunc(dirs, func(a, b lint.Directive) int {
		return cmp.Compare(a.Directive.Pos(), b.Directive.Pos())
	})
	for _, d := range dirs {
		s.add(d)
	}
	return s
}

// withDirectives returns the files that have any: to attach comments to
// nodes costs more than all else here.
func withDirectives(files []*ast.File) []*ast.File {
	var some []*ast.File
	for _, f := range files {
		if slices.ContainsFunc(f.Comments, isDirective) {
			some = append(some, f)
		}
	}
	return some
}

func isDirective(g *ast.CommentGroup) bool {
	return slices.ContainsFunc(g.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//lint:")
	})
}

func (s *Set) add(d lint.Directive) {
	if d.Command != "ignore" && d.Command != "file-ignore" {
		return
	}
	// Blanks that are repeated or trail make empty arguments.
	args := slices.DeleteFunc(slices.Clone(d.Arguments), func(arg string) bool {
		return strings.TrimSpace(arg) == ""
	})
	if len(args) == 0 {
		return // names no check: not ours to complain
	}
	checks := strings.Split(strings.ToLower(args[0]), ",")
	if len(args) == 1 {
		for _, c := range checks {
			s.malformed = append(s.malformed, Malformed{d.Directive.Pos(), d.Directive.End(), c})
		}
		return
	}
	at := s.fset.PositionFor(d.Node.Pos(), false)
	if d.Command == "ignore" {
		s.lines = append(s.lines, ignore{checks, at.Filename, at.Line})
	} else {
		s.files = append(s.files, ignore{checks: checks, file: at.Filename})
	}
}

// Ignores reports whether a finding of the check at pos is silenced.
func (s *Set) Ignores(check string, pos token.Pos) bool {
	at := s.fset.PositionFor(pos, false)
	return slices.ContainsFunc(s.lines, func(i ignore) bool {
		return i.file == at.Filename && i.line == at.Line && i.matches(check)
	}) || slices.ContainsFunc(s.files, func(i ignore) bool {
		return i.file == at.Filename && i.matches(check)
	})
}

func (i ignore) matches(check string) bool {
	return slices.ContainsFunc(i.checks, func(glob string) bool {
		ok, err := path.Match(glob, strings.ToLower(check))
		return ok && err == nil
	})
}

// Malformed returns the directives that name the check, and not by a glob,
// but lack a reason. Those that other checks would have to complain about
// are theirs.
func (s *Set) Malformed(check string) []Malformed {
	var own []Malformed
	for _, m := range s.malformed {
		if m.Check == strings.ToLower(check) {
			own = append(own, m)
		}
	}
	return own
}
