// Oracle measures the linter on programs whose leaks are observed: it writes
// client code, runs it, and compares what the linter reports with what
// leaked. See README.md.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "oracle: "+err.Error())
		os.Exit(1)
	}
}

func run(args []string) error {
	var o options
	flags := flag.NewFlagSet("oracle", flag.ContinueOnError)
	flags.Uint64Var(&o.seed, "seed", 1, "`seed` of the generator")
	flags.IntVar(&o.n, "n", 800, "how `many` programs to write")
	flags.IntVar(&o.runs, "runs", 600, "how `many` ways to run each")
	shapes := flags.String("shapes", "", "only these `shapes`, separated by commas")
	flags.StringVar(&o.keep, "keep", "", "keep the generated modules in this `directory`")
	flags.StringVar(&o.json, "json", "", "write the results to this `file`")
	flags.StringVar(&o.tool, "tool", "", "the linter to measure (default: build it)")
	flags.IntVar(&o.why, "why", 0, "ask the linter why it missed something, this `often` for each shape (slow)")
	flags.BoolVar(&o.check, "check", false, "only generate and run: the self-check, without a linter")
	flags.Float64Var(&o.precision, "precision", 0, "fail if the `share` of true reports is less")
	flags.Float64Var(&o.recall, "recall", 0, "fail if the `share` of leaks that are reported is less")
	flags.BoolVar(&o.verbose, "v", false, "print each mistake of the linter, with the run that proves it")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case o.n < 1 || o.runs < 1:
		return errors.New("-n and -runs must be positive")
	}
	if *shapes != "" {
		o.shapes = strings.Split(*shapes, ",")
	}
	o.progress = func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
	return o.measure(os.Stdout)
}
