package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamlint/streamlint/internal/check"
)

// vetOutput is what go vet -json prints for one package: package ID to
// analyzer to either a list of diagnostics or an error.
type vetOutput map[string]map[string]json.RawMessage

type vetDiagnostic struct {
	Category string
	Posn     string
	Message  string
	Related  []struct{ Posn, Message string }
}

// runVet analyses the packages by running this program through go vet.
// Version stamping is switched off because it fails in a broken checkout.
//
// What go vet is not able to do is to leave out tests: a package whose tests
// do not compile is analysed without them in this process.
func (s *session) runVet(l *listing, r *report) {
	fs, untested := s.vet(l.patterns, r)
	untested = append(untested, l.untested...)
	if len(untested) > 0 {
		if graph := s.analyse(nil, untested, r); graph != nil {
			fs = append(fs, s.findings(graph, r)...)
		}
	}
	r.add(s.dir, fs)
}

// vet returns what go vet finds, and the packages whose tests it does not
// compile.
func (s *session) vet(patterns []string, r *report) (fs []finding, untested []string) {
	if len(patterns) == 0 {
		return nil, nil
	}
	self, err := os.Executable()
	if err != nil {
		r.problemf("cannot find this program's own file: %v", err)
		return nil, nil
	}
	args := append([]string{"vet", "-json", "-vettool=" + self}, s.buildFlags()...)
	args = append(args, s.analyzerFlags...)
	args = append(args, s.rootsFlags(patterns)...)
	cmd := s.goCommand(append(args, patterns...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	failure := cmd.Run()

	outputs, err := decodeSequence[vetOutput](&stdout)
	if err != nil {
		r.problemf("cannot read what go vet -json printed: %v", err)
	}
	for _, out := range outputs {
		fs = append(fs, s.decode(out, r)...)
	}
	if failure != nil {
		var problems []string
		problems, untested = s.vetProblems(stderr.String(), failure)
		r.problems = append(r.problems, problems...)
	}
	return fs, untested
}

// rootsFlags make a run over other packages another one for the cache of the
// go command: see [check.RootsFlag].
func (s *session) rootsFlags(patterns []string) []string {
	h := fnv.New64a()
	for _, p := range append([]string{s.dir}, slices.Sorted(slices.Values(patterns))...) {
		h.Write([]byte(p + "\n"))
	}
	for _, a := range s.analyzers {
		if a.Flags.Lookup(check.RootsFlag) != nil { // one is enough
			return []string{fmt.Sprintf("-%s.%s=%x", a.Name, check.RootsFlag, h.Sum64())}
		}
	}
	return nil
}

// decode reads one output. The order does not matter, it is sorted later.
func (s *session) decode(out vetOutput, r *report) []finding {
	var fs []finding
	for pkg, byAnalyzer := range out {
		for analyzer, msg := range byAnalyzer {
			var diags []vetDiagnostic
			if err := json.Unmarshal(msg, &diags); err != nil {
				r.problemf("%s: %s failed: %s", pkg, analyzer, oneSentence(string(msg)))
				continue
			}
			for _, d := range diags {
				fs = append(fs, d.finding(analyzer))
			}
		}
	}
	return fs
}

func (d *vetDiagnostic) finding(analyzer string) finding {
	f := finding{
		analyzer: analyzer,
		category: d.Category,
		posn:     parsePosition(d.Posn),
		message:  d.Message,
	}
	for _, rel := range d.Related {
		f.related = append(f.related, note{parsePosition(rel.Posn), rel.Message})
	}
	return f
}

// vetProblems makes sentences of what go vet printed before it failed: for
// each package that does not compile a line "# path", perhaps a second one
// for the test variant, and lines that begin with a position. The first of
// them has to do: the others often follow from it. If it is in a test, the
// package may still be analysed without its tests.
func (s *session) vetProblems(stderr string, failure error) (problems, untested []string) {
	pkg, told := "", false
	for line := range strings.Lines(stderr) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "# "):
			pkg, _, _ = strings.Cut(strings.Trim(line, "# []"), " ") // PATH [PATH.test]
			told = false
		case told || line == "" || strings.HasPrefix(line, "go: downloading "):
		default:
			problems = append(problems, s.compileProblem(pkg, line))
			told = pkg != ""
			// The external tests are a package of their own, and go vet
			// has analysed the other.
			if onlyTests(pkg, line) && !strings.HasSuffix(pkg, "_test") {
				untested = append(untested, pkg)
			}
		}
	}
	if len(problems) == 0 {
		problems = []string{fmt.Sprintf("go vet failed: %v", failure)}
	}
	// Packages are compiled in parallel.
	slices.Sort(problems)
	slices.Sort(untested)
	return slices.Compact(problems), slices.Compact(untested)
}

// onlyTests reports whether a message about a package is about its tests.
// One that was named by its files has no path to be analysed by.
func onlyTests(pkg, line string) bool {
	posn, _, _ := strings.Cut(withoutTool(line), ": ")
	return pkg != "" && pkg != "command-line-arguments" && strings.HasSuffix(parsePosition(posn).file, "_test.go")
}

// withoutTool removes what precedes the place in a message of the go command.
func withoutTool(line string) string {
	line = strings.TrimPrefix(strings.TrimPrefix(line, "vet: "), "streamlint: ")
	return strings.TrimPrefix(line, "."+string(filepath.Separator))
}

// compileProblem is the sentence about a package that does not compile.
func (s *session) compileProblem(pkg, line string) string {
	line = s.shorten(withoutTool(line))
	switch {
	case pkg == "":
		return line
	case onlyTests(pkg, line) && strings.HasSuffix(pkg, "_test"):
		return fmt.Sprintf("%s (not analysed: %s)", line, pkg)
	case onlyTests(pkg, line):
		return fmt.Sprintf("%s (not analysed: the tests of %s)", line, pkg)
	}
	return fmt.Sprintf("%s (not analysed: %s and what imports it)", line, pkg)
}
