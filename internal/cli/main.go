package cli

import (
	"os"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/analyzer/bodyclose"
	"github.com/streamlint/streamlint/internal/check"
)

// Main is streamlint itself. It returns the exit status.
func Main() int {
	c := Command{Analyzers: checks, Stdout: os.Stdout, Stderr: os.Stderr}
	return c.Main()
}

// checks returns the checks of this program.
func checks(opts check.Options) []*analysis.Analyzer {
	return check.Guard(bodyclose.New(opts))
}
