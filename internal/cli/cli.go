// Package cli is the streamlint command: its flags, the two engines it can
// run the analyzers with, and its output.
//
// By default the command runs itself through go vet, as
//
//	go vet -json -vettool=streamlint packages
//
// because go vet analyses each package once, keeps the answers in the build
// cache, and needs no more memory than the largest package does. The command
// only asks the go command first what cannot be analysed at all (go vet says
// one line about a missing import and then does nothing), and sorts and
// prints what comes back. The other engine analyses in this process; it is
// slower, but can be asked what the analysis thought: see why.go, stats.go.
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/check"
)

// The exit statuses of the command.
const (
	exitNone     = 0 // analysed, nothing found
	exitFindings = 1
	exitFailure  = 2 // something could not be analysed, or not asked
)

// A Command is the streamlint command.
type Command struct {
	// Analyzers makes what is run: guarded analyzers (see check.Guard), with
	// flags of their own.
	Analyzers      func(check.Options) []*analysis.Analyzer
	Stdout, Stderr io.Writer
}

// Main runs the command with os.Args, and returns its exit status.
func (c *Command) Main() int {
	if isVetProtocol(os.Args[1:]) {
		serveVet(c.Analyzers(check.Options{})) // does not return
	}
	return c.Run(os.Args[1:])
}

// Run runs the command with the given arguments, and returns its exit status.
func (c *Command) Run(args []string) int {
	var none check.Options
	analyzers := c.Analyzers(none)
	opts, err := parseOptions(args, analyzers)
	if err == nil && opts.checkOptions() != none { // they are known only now
		analyzers = c.Analyzers(opts.checkOptions())
		opts, err = parseOptions(args, analyzers)
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(c.Stdout, usage(analyzers))
		return exitNone
	case err != nil:
		return c.fail(err)
	case opts.version:
		fmt.Fprintln(c.Stdout, describeVersion())
		return exitNone
	}
	s, err := newSession(opts, analyzers)
	if err != nil {
		return c.fail(err)
	}
	return c.print(s, s.run())
}

// print prints a report and returns the exit status that it deserves.
// A failure outweighs findings: a caller must not mistake half an answer
// for a whole one.
func (c *Command) print(s *session, r report) int {
	fmt.Fprint(c.Stdout, r.text)
	sortFindings(r.findings)
	for _, f := range r.findings {
		f.write(c.Stdout, s.dir)
	}
	for _, p := range r.problems {
		fmt.Fprintln(c.Stderr, "streamlint: "+p)
	}
	fmt.Fprint(c.Stderr, r.debug)
	switch {
	case len(r.problems) > 0:
		return exitFailure
	case len(r.findings) > 0:
		return exitFindings
	}
	return exitNone
}

func (c *Command) fail(err error) int {
	fmt.Fprintln(c.Stderr, "streamlint: "+err.Error())
	return exitFailure
}

// A report is what one run found, and what it could not do.
type report struct {
	findings []finding
	// problems are sentences, each about one place.
	problems []string
	// text is the answer to -why, debug that to -debug.
	text, debug string
}

func (r *report) problemf(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// A session is one run of the command, in one directory.
type session struct {
	*options
	analyzers []*analysis.Analyzer
	dir       string // absolute
	goVersion string // of the go command
}

func newSession(opts *options, analyzers []*analysis.Analyzer) (*session, error) {
	dir, err := filepath.Abs(opts.dir)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("-C %s: there is no such directory", opts.dir)
	}
	if _, err := exec.LookPath("go"); err != nil {
		return nil, errors.New("the go command is not in PATH; streamlint needs it to find and build packages")
	}
	return &session{options: opts, analyzers: analyzers, dir: dir}, nil
}

func (s *session) run() report {
	if err := s.checkToolchain(); err != nil {
		return report{problems: []string{err.Error()}}
	}
	l, err := s.list()
	if err != nil {
		return report{problems: []string{err.Error()}}
	}
	r := report{problems: l.problems}
	if len(l.patterns)+len(l.untested) == 0 {
		return r
	}
	if s.inProcess() || !separatesJSON(s.goVersion) {
		s.runInProcess(l, &r)
	} else {
		s.runVet(l, &r)
	}
	return r
}

// goCommand returns a go command to be run in the directory of the session.
func (s *session) goCommand(args ...string) *exec.Cmd {
	cmd := exec.Command("go", args...)
	cmd.Dir = s.dir
	return cmd
}
