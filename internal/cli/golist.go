package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// A listing says which of the packages asked for can be analysed.
type listing struct {
	// patterns name what can be analysed: the patterns as they were given
	// if nothing is broken, else the packages that are left.
	patterns []string
	// untested are packages that can be analysed without their tests only.
	untested []string
	problems []string
}

// A listedPackage is what go list -json says of a package.
type listedPackage struct {
	ImportPath string
	ForTest    string
	Match      []string
	Error      *listError
	DepsErrors []*listError
}

type listError struct {
	ImportStack []string
	Pos         string
	Err         string
}

// list asks the go command for the packages. One that cannot be loaded
// makes go vet give up all others, so the broken ones are named here and
// left out. The test variants are listed because go vet analyses these.
func (s *session) list() (*listing, error) {
	args := append([]string{"list", "-e", "-test", "-json=ImportPath,ForTest,Match,Error,DepsErrors,EmbedFiles,TestEmbedFiles,XTestEmbedFiles"}, s.buildFlags()...)
	cmd := s.goCommand(append(args, s.patterns...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go list: %s", s.sentence(stderr.String(), err))
	}
	pkgs, err := decodeSequence[listedPackage](&stdout)
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	return s.sift(pkgs), nil
}

// sentence makes one sentence of what a command printed before it failed.
func (s *session) sentence(stderr string, err error) string {
	text := oneSentence(strings.TrimPrefix(stderr, "go: "))
	if text == "" {
		text = err.Error()
	}
	return s.shorten(text)
}

// shorten makes the paths in a message of the go command relative.
func (s *session) shorten(msg string) string {
	return strings.ReplaceAll(msg, s.dir+string(filepath.Separator), "")
}

// buildFlags are the flags that decide which files a package has.
func (s *session) buildFlags() []string {
	flags := []string{"-buildvcs=false"}
	if s.tags != "" {
		flags = append(flags, "-tags="+s.tags)
	}
	return flags
}

// decodeSequence decodes JSON values that follow one another.
func decodeSequence[T any](r io.Reader) ([]T, error) {
	var all []T
	for dec := json.NewDecoder(r); ; {
		var v T
		if err := dec.Decode(&v); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
}

// sift sorts the packages into those that can be loaded and the rest, about
// which there is one problem per cause.
func (s *session) sift(pkgs []listedPackage) *listing {
	var causes []string // in the order of the listing
	victims := make(map[string][]string)
	broken := brokenAlone(pkgs)
	l := new(listing)
	for _, p := range pkgs {
		name := p.name()
		victim := name
		if p.isTest() && !broken[name] && len(p.errors()) > 0 {
			victim = "the tests of " + name
			if !slices.Contains(l.untested, name) {
				l.untested = append(l.untested, name)
			}
		}
		for _, err := range p.errors() {
			cause := s.describe(err)
			if victims[cause] == nil {
				causes = append(causes, cause)
				victims[cause] = []string{}
			}
			if !isPattern(p, name) && !slices.Contains(victims[cause], victim) {
				victims[cause] = append(victims[cause], victim)
			}
		}
	}
	for _, cause := range causes {
		l.problems = append(l.problems, cause+notAnalysed(victims[cause]))
	}
	for _, pattern := range s.unmatched(pkgs) {
		l.problems = append(l.problems, fmt.Sprintf("%s matches no packages", pattern))
	}
	l.patterns = s.patterns
	if len(l.problems) > 0 {
		l.patterns = intact(pkgs, func(path string) bool {
			return broken[path] || slices.Contains(l.untested, path)
		})
	}
	return l
}

// name returns the path under which p was asked for: its own, or that of the
// package that p is a test variant of.
func (p *listedPackage) name() string {
	if p.ForTest != "" {
		return p.ForTest
	}
	if len(p.Match) == 0 { // a test's generated main package
		return strings.TrimSuffix(p.ImportPath, ".test")
	}
	return p.ImportPath
}

// isTest reports whether p exists for the sake of a test.
func (p *listedPackage) isTest() bool { return p.ForTest != "" || len(p.Match) == 0 }

// brokenAlone returns the packages that have errors without their tests.
func brokenAlone(pkgs []listedPackage) map[string]bool {
	broken := make(map[string]bool)
	for _, p := range pkgs {
		if !p.isTest() && len(p.errors()) > 0 {
			broken[p.ImportPath] = true
		}
	}
	return broken
}

// errors returns what is wrong with p or something it needs.
func (p *listedPackage) errors() []*listError {
	errs := slices.Clone(p.DepsErrors)
	if p.Error != nil && !slices.ContainsFunc(errs, func(e *listError) bool { return e.Err == p.Error.Err }) {
		errs = append(errs, p.Error)
	}
	return errs
}

// isPattern reports whether p stands for a pattern that is no package.
func isPattern(p listedPackage, name string) bool {
	return name == "" || slices.Contains(p.Match, name)
}

// describe says what is wrong, with its place.
func (s *session) describe(e *listError) string {
	msg := s.shorten(oneSentence(e.Err))
	switch {
	case e.Pos != "":
		return e.Pos + ": " + msg
	case len(e.ImportStack) > 1: // an import cycle, seen from each of its packages
		return strings.Join(rotate(e.ImportStack), " imports ") + ": " + msg
	}
	return msg
}

// rotate makes a cycle begin with its smallest member, so that it reads the
// same from wherever it was entered.
func rotate(stack []string) []string {
	last := len(stack) - 1
	first := slices.Index(stack, stack[last])
	if first == last {
		return stack
	}
	cycle := stack[first:last]
	least := slices.Index(cycle, slices.Min(cycle))
	turned := append(slices.Clone(cycle[least:]), cycle[:least]...)
	return append(turned, turned[0])
}

// notAnalysed names packages; three will do.
func notAnalysed(pkgs []string) string {
	const shown = 3
	switch n := len(pkgs); {
	case n == 0:
		return ""
	case n <= shown:
		return " (not analysed: " + strings.Join(pkgs, ", ") + ")"
	default:
		return fmt.Sprintf(" (not analysed: %s and %d more)", strings.Join(pkgs[:shown], ", "), n-shown)
	}
}

// unmatched returns the patterns for which the go command found nothing.
// For a file it says so itself.
func (s *session) unmatched(pkgs []listedPackage) []string {
	matched := make(map[string]bool)
	for _, p := range pkgs {
		for _, m := range p.Match {
			matched[m] = true
		}
	}
	var none []string
	for _, pattern := range s.patterns {
		trimmed := strings.TrimRight(pattern, `/\`)
		if !matched[pattern] && !matched[trimmed] && trimmed != "" && !strings.HasSuffix(pattern, ".go") {
			none = append(none, pattern)
		}
	}
	return none
}

// intact returns the packages that are not broken.
func intact(pkgs []listedPackage, broken func(path string) bool) []string {
	var paths []string
	for _, p := range pkgs {
		if p.ForTest == "" && len(p.Match) > 0 && !broken(p.ImportPath) {
			paths = append(paths, p.ImportPath)
		}
	}
	return paths
}
