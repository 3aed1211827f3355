package cli

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/streamlint/streamlint/internal/check"
)

// A finding is a diagnostic, as both engines give it.
type finding struct {
	analyzer, category string
	posn               position
	message            string
	related            []note
}

// A note is a position that explains a finding.
type note struct {
	posn    position
	message string
}

// A position is a place in a file; what is unknown of it is zero.
type position struct {
	file      string
	line, col int
}

// parsePosition reads FILE:LINE:COLUMN, FILE:LINE or FILE. Numbers are taken
// from the right, because a file name can contain colons.
func parsePosition(s string) position {
	file, last, ok := cutNumber(s)
	if !ok {
		return position{file: s}
	}
	if file, line, ok := cutNumber(file); ok {
		return position{file, line, last}
	}
	return position{file: file, line: last}
}

func cutNumber(s string) (string, int, bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

// in returns the position as seen from dir.
func (p position) in(dir string) string {
	s := shortPath(dir, p.file)
	if p.line > 0 {
		s += ":" + strconv.Itoa(p.line)
	}
	if p.col > 0 {
		s += ":" + strconv.Itoa(p.col)
	}
	return s
}

// shortPath returns file relative to dir if it lies inside.
func shortPath(dir, file string) string {
	if !filepath.IsAbs(file) {
		return file
	}
	rel, err := filepath.Rel(dir, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return file
	}
	return rel
}

// write prints the finding in the format of go vet.
func (f *finding) write(w io.Writer, dir string) {
	fmt.Fprintf(w, "%s: %s\n", f.posn.in(dir), f.message)
	for _, n := range f.related {
		fmt.Fprintf(w, "%s: \t%s\n", n.posn.in(dir), n.message)
	}
}

// isProblem reports whether the finding is none: what goes wrong inside an
// analyzer travels as a diagnostic, because go vet replays those from its
// cache, but not errors.
func (f *finding) isProblem() bool {
	return f.category == check.InternalError || f.category == check.WitnessRefused
}

func compareFindings(a, b finding) int {
	return cmp.Or(
		comparePositions(a.posn, b.posn),
		cmp.Compare(a.analyzer, b.analyzer),
		cmp.Compare(a.category, b.category),
		cmp.Compare(a.message, b.message),
		slices.CompareFunc(a.related, b.related, func(a, b note) int {
			return cmp.Or(comparePositions(a.posn, b.posn), cmp.Compare(a.message, b.message))
		}),
	)
}

func comparePositions(a, b position) int {
	return cmp.Or(
		cmp.Compare(a.file, b.file),
		cmp.Compare(a.line, b.line),
		cmp.Compare(a.col, b.col),
	)
}

func sortFindings(fs []finding) { slices.SortFunc(fs, compareFindings) }

// add puts findings into the report, those that are none among the problems.
func (r *report) add(dir string, fs []finding) {
	sortFindings(fs)
	fs = slices.CompactFunc(fs, func(a, b finding) bool { return compareFindings(a, b) == 0 })
	for _, f := range fs {
		if f.isProblem() {
			r.problemf("%s: %s", f.posn.in(dir), oneSentence(f.message))
		} else {
			r.findings = append(r.findings, f)
		}
	}
}

// oneSentence folds a message of several lines into one.
func oneSentence(s string) string { return strings.Join(strings.Fields(s), " ") }
