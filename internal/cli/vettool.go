package cli

import (
	"encoding/json"
	"fmt"
	"go/version"
	"os"
	"runtime"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// isVetProtocol reports whether it is the go command that calls: to ask for
// the version or the flags of its vet tool, or to have a package analysed.
func isVetProtocol(args []string) bool {
	for _, arg := range args {
		if arg == "-flags" || strings.HasPrefix(arg, "-V") {
			return true
		}
	}
	return len(args) > 0 && strings.HasSuffix(args[len(args)-1], ".cfg")
}

// serveVet answers the go command. It does not return.
func serveVet(analyzers []*analysis.Analyzer) {
	if config := os.Args[len(os.Args)-1]; strings.HasSuffix(config, ".cfg") {
		if forFacts(config) {
			analyzers = factsOnly(analyzers)
		}
	}
	unitchecker.Main(analyzers...)
}

// factsOnly returns analyzers with the flags of those given, which do nothing
// but have run what they require. Nobody reads what they would report about
// a package that is analysed for its facts, as all dependencies are; and
// unitchecker runs every analyzer that requires one with facts.
func factsOnly(analyzers []*analysis.Analyzer) []*analysis.Analyzer {
	idle := make([]*analysis.Analyzer, len(analyzers))
	for i, a := range analyzers {
		c := *a
		c.Run = func(*analysis.Pass) (any, error) { return nil, nil }
		c.ResultType = nil
		idle[i] = &c
	}
	return idle
}

// forFacts reads what the go command wants of a package, and reports whether
// that is its facts only. It ends the program if the package is of a Go version that this
// program cannot parse or type-check: what it would say otherwise is that a
// correct package is wrong. Packages that are analysed for their facts only
// are passed over in silence, so that the sentence stands alone.
func forFacts(config string) bool {
	data, err := os.ReadFile(config)
	if err != nil {
		return false // unitchecker says what is wrong
	}
	var unit struct {
		ImportPath, GoVersion string
		VetxOnly              bool
	}
	if json.Unmarshal(data, &unit) != nil {
		return false
	}
	// The go command sets GOVERSION to its own: the standard library that
	// comes with it is no older than that.
	needed := unit.GoVersion
	if own := os.Getenv("GOVERSION"); version.Compare(own, needed) > 0 {
		needed = own
	}
	err = checkVersion(needed)
	switch {
	case err == nil:
	case unit.VetxOnly:
		os.Exit(exitNone)
	default:
		fmt.Fprintf(os.Stderr, "streamlint: %s: %v\n", unit.ImportPath, err)
		os.Exit(exitFindings)
	}
	return unit.VetxOnly
}

// checkVersion returns an error if code for the given Go version cannot be
// analysed by this program, because it contains an older go/types.
func checkVersion(needed string) error {
	own := runtime.Version()
	if version.Compare(version.Lang(needed), version.Lang(own)) <= 0 || !version.IsValid(own) {
		return nil
	}
	return fmt.Errorf("this streamlint was built with %s and cannot analyse code for %s; build it with that version", own, needed)
}

// checkToolchain does the same for the go command that will be run, whose
// version it notes.
func (s *session) checkToolchain() error {
	cmd := s.goCommand("env", "GOVERSION")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("go env: %s", s.sentence(stderr.String(), err))
	}
	s.goVersion = strings.TrimSpace(string(out))
	return checkVersion(s.goVersion)
}

// separatesJSON reports whether the go vet -json of that version writes
// nothing but JSON to its standard output. Before 1.26 everything went to
// standard error.
func separatesJSON(goVersion string) bool {
	return !version.IsValid(goVersion) || version.Compare(goVersion, "go1.26rc1") >= 0
}
