package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/check"
)

// options are the parsed command line.
type options struct {
	dir      string // -C
	tags     string
	engine   string
	why      *place // nil if not asked
	stats    bool
	full     bool // build every function, not only those that matter
	version  bool
	patterns []string
	// analyzerFlags are the flags meant for analyzers, as they were given:
	// go vet wants them too.
	analyzerFlags []string
}

const (
	engineVet      = "vet"
	enginePackages = "packages"
)

// A place is a line of a file.
type place struct {
	file string
	line int
}

// inProcess reports whether the packages are to be analysed in this process.
// What -why and -debug print has no way out of go vet.
func (o *options) inProcess() bool {
	return o.engine == enginePackages || o.why != nil || o.stats || o.full
}

func parseOptions(args []string, analyzers []*analysis.Analyzer) (*options, error) {
	o := new(options)
	fs := flag.NewFlagSet("streamlint", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.dir, "C", ".", "")
	fs.StringVar(&o.tags, "tags", "", "")
	fs.Func("engine", "", o.setEngine)
	fs.Func("why", "", o.setWhy)
	fs.Func("debug", "", o.setDebug)
	fs.BoolVar(&o.version, "version", false, "")
	for _, a := range analyzers {
		a.Flags.VisitAll(func(f *flag.Flag) { fs.Var(f.Value, a.Name+"."+f.Name, f.Usage) })
	}
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil, err
		}
		return nil, fmt.Errorf("%w (streamlint -h lists the flags)", err)
	}
	fs.Visit(func(f *flag.Flag) {
		if strings.Contains(f.Name, ".") {
			o.analyzerFlags = append(o.analyzerFlags, "-"+f.Name+"="+f.Value.String())
		}
	})
	o.patterns = fs.Args()
	return o, o.finish()
}

// finish checks the packages, and says which ones are meant if none are given.
func (o *options) finish() error {
	for _, p := range o.patterns {
		if strings.HasPrefix(p, "-") {
			return fmt.Errorf("flags come before packages: %s", p)
		}
	}
	switch {
	case o.why != nil && (o.stats || o.full):
		return errors.New("-why and -debug answer different questions: give one of them")
	case len(o.patterns) > 0:
	case o.why != nil:
		o.patterns = []string{directoryPattern(o.why.file)}
	default:
		o.patterns = []string{"."}
	}
	return nil
}

// directoryPattern returns the pattern of the package that file belongs to.
func directoryPattern(file string) string {
	dir := filepath.Dir(file)
	if filepath.IsAbs(dir) || dir == "." {
		return dir
	}
	return "./" + filepath.ToSlash(dir)
}

func (o *options) setEngine(s string) error {
	if s != engineVet && s != enginePackages {
		return fmt.Errorf("want %s or %s", engineVet, enginePackages)
	}
	o.engine = s
	return nil
}

// setWhy ignores a column: positions are pasted from reports, which have one.
func (o *options) setWhy(s string) error {
	p := parsePosition(s)
	asked := place{p.file, p.line}
	switch {
	case p.file == "" || p.line <= 0 || p.col < 0:
		return errors.New("want FILE:LINE")
	case o.why != nil && *o.why != asked:
		return errors.New("it is the second one, and there is one answer at a time")
	}
	o.why = &asked
	return nil
}

func (o *options) setDebug(s string) error {
	for word := range strings.SplitSeq(s, ",") {
		switch word {
		case "stats":
			o.stats = true
		case "full":
			o.full = true
		default:
			return errors.New("want stats, full or both")
		}
	}
	return nil
}

// checkOptions are the options of the checks themselves. Who looks closer
// also wants to hear of the witnesses that the replay refused.
func (o *options) checkOptions() check.Options {
	return check.Options{Trace: o.why != nil, FullSSA: o.full, Strict: o.stats || o.why != nil}
}

const usageText = `streamlint reports response bodies of net/http that are not closed on some path.

Examples:
  streamlint ./...                  analyse all packages of this module
  streamlint -C ../other ./...      those of another one
  streamlint -why client.go:42      say what becomes of the responses opened on that line
  go vet -vettool="$(go env GOPATH)/bin/streamlint" ./...

Usage: streamlint [flags] [packages]        no packages: the one in this directory

What to analyse:
  -C DIR               change to DIR first
  -tags LIST           build tags, as for go build

How:
  -engine vet          through go vet: cached, little memory (the default)
  -engine packages     in this process

What to report:
%s
What it thinks (in this process):
  -why FILE:LINE       what became of each open on that line (exits with 0, leak or not)
  -debug stats         what was built and explored, and why it was silent
  -debug stats,full    the same with every function built (slower, no other findings)

  -version, -h

Exit status: 0 nothing found, 1 findings, 2 something could not be analysed.
`

func usage(analyzers []*analysis.Analyzer) string {
	var b strings.Builder
	for _, a := range analyzers {
		a.Flags.VisitAll(func(f *flag.Flag) {
			fmt.Fprintf(&b, "  -%-19s %s\n", a.Name+"."+f.Name, f.Usage)
		})
	}
	return fmt.Sprintf(usageText, b.String())
}

// describeVersion describes this program.
func describeVersion() string {
	v, revision := "(devel)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" {
			v = info.Main.Version
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " " + s.Value
			}
		}
	}
	return fmt.Sprintf("streamlint %s%s built with %s", v, revision, runtime.Version())
}
