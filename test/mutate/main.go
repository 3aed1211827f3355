// Mutate deletes releases from real code, one from a function at a time, and
// checks that the linter says so: at the call that opened the response, and
// nowhere else. See README.md.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// options are those of the command.
type options struct {
	ciOnly bool
	only   *regexp.Regexp
	update bool
	json   string
	code   string
	root   string // of the linter's module
	store  string
	why    string // the place of a mutant
}

func main() {
	o, err := parse(os.Args[1:], os.Stderr)
	if err == nil {
		err = o.run(os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
}

func parse(args []string, stderr io.Writer) (*options, error) {
	var o options
	var only string
	fs := flag.NewFlagSet("mutate", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // one sentence is said by main
	fs.BoolVar(&o.ciOnly, "ci", false, "only the modules marked ci")
	fs.StringVar(&only, "run", "", "only the modules that match this regular expression")
	fs.BoolVar(&o.update, "update", false, "rewrite the store of results")
	fs.StringVar(&o.json, "json", "", "file for all results")
	fs.StringVar(&o.code, "code", "", "directory for copies of the modules (default: in the user's cache)")
	fs.StringVar(&o.root, "root", filepath.Join("..", ".."), "directory of the linter's module")
	fs.StringVar(&o.store, "store", ".", "directory of modules.txt, results and redundant")
	fs.StringVar(&o.why, "why", "", "only `FILE:LINE:COLUMN`: what the linter says about the opens of that mutant")
	if err := fs.Parse(args); err != nil {
		if err == flag.ErrHelp {
			fs.SetOutput(stderr)
			fs.PrintDefaults()
		}
		return nil, err
	}
	if fs.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", fs.Arg(0))
	}
	if o.json != "" { // an hour is too late to hear of it
		if info, err := os.Stat(filepath.Dir(o.json)); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("-json: %s is not in a directory", o.json)
		}
	}
	var err error
	if o.only, err = regexp.Compile(only); err != nil {
		return nil, fmt.Errorf("-run: %w", err)
	}
	if o.code == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return nil, err
		}
		o.code = filepath.Join(cache, "streamlint", "mutate")
	}
	o.code, err = filepath.Abs(o.code)
	return &o, err
}

func (o *options) selected() ([]*module, error) {
	modules, err := readModules(filepath.Join(o.store, "modules.txt"))
	if err != nil {
		return nil, err
	}
	modules = slices.DeleteFunc(modules, func(m *module) bool {
		return o.ciOnly && !m.ci || !o.only.MatchString(m.path)
	})
	if len(modules) == 0 {
		return nil, fmt.Errorf("no module selected")
	}
	return modules, nil
}

// run breaks the selected modules. Its error says how many are not as stored.
func (o *options) run(w io.Writer) error {
	modules, err := o.selected()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.code, 0o777); err != nil {
		return err
	}
	tool, cleanup, err := o.buildTool()
	if err != nil {
		return err
	}
	defer cleanup()
	if o.why != "" {
		return o.explain(w, modules, tool)
	}
	all := newResult(o.root)
	failed := 0
	for _, m := range modules {
		fmt.Fprintln(w, m.path, m.version)
		complaints := o.module(w, all, m, tool)
		for _, c := range complaints {
			fmt.Fprintln(w, "\tFAIL: "+c)
		}
		if len(complaints) > 0 {
			failed++
		}
	}
	fmt.Fprintln(w)
	all.print(w)
	if o.json != "" {
		if err := all.write(o.json); err != nil {
			return err
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d modules failed", failed)
	}
	return nil
}

// buildTool builds streamlint into a temporary directory.
func (o *options) buildTool() (tool string, cleanup func(), err error) {
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return "", nil, err
	}
	cleanup = func() { os.RemoveAll(dir) }
	tool = filepath.Join(dir, "streamlint.exe")
	build := exec.Command("go", "build", "-o", tool, "./cmd/streamlint")
	build.Dir = o.root
	build.Env = append(os.Environ(), "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		cleanup()
		return "", nil, fmt.Errorf("building streamlint: %s", strings.TrimSpace(err.Error()+"\n"+string(out)))
	}
	return tool, cleanup, nil
}

// module breaks a module, adds the result, and returns what is wrong.
func (o *options) module(w io.Writer, all *result, m *module, tool string) []string {
	start := time.Now()
	r := &moduleResult{Path: m.path, Version: m.version, Counts: make(map[class]int), Reasons: make(map[string]int)}
	mutants, err := m.mutate(w, o.code, tool, r)
	if err != nil {
		return []string{err.Error()}
	}
	reasons, err := readRedundant(filepath.Join(o.store, "redundant", m.fileName()))
	if err != nil {
		return []string{err.Error()}
	}
	complaints := excuse(m.dir, mutants, reasons)
	for _, mu := range mutants {
		r.add(m.dir, mu)
	}
	r.Seconds = int(time.Since(start).Seconds())
	all.Modules = append(all.Modules, r)
	file := filepath.Join(o.store, "results", m.fileName())
	if o.update {
		if err := writeLines(file, m, r.lines()); err != nil {
			return []string{err.Error()}
		}
	}
	stored, err := readLines(file)
	if err != nil {
		return []string{err.Error()}
	}
	complaints = append(complaints, differences(r.lines(), stored)...)
	return complaints
}

// mutate runs the linter over the module without mutants, and with each
// batch of them.
func (m *module) mutate(w io.Writer, dir, tool string, r *moduleResult) ([]*mutant, error) {
	if err := m.fetch(dir); err != nil {
		return nil, err
	}
	prog, err := load(m)
	if err != nil {
		return nil, err
	}
	before, err := m.vet(tool)
	if err != nil {
		return nil, err
	}
	batches := prog.batches()
	r.Batches = len(batches)
	for i, b := range batches {
		fmt.Fprintf(w, "\trun %d of %d: %d mutants\n", i+1, len(batches), len(b.mutants))
		mutants, err := prog.compiling(b.mutants)
		if err != nil {
			return nil, err
		}
		err = prog.with(mutants, func() error {
			after, err := m.vet(tool)
			if err != nil {
				return err
			}
			r.Stray = append(r.Stray, compare(m.dir, mutants, before, after)...)
			return m.explain(tool, mutants, before)
		})
		if err != nil {
			return nil, err
		}
	}
	var all []*mutant
	for _, f := range prog.functions {
		all = append(all, f.mutants...)
	}
	return all, nil
}

// explain prints what the linter says about the opens of one mutant, while
// it is in the code.
func (o *options) explain(w io.Writer, modules []*module, tool string) error {
	if len(modules) != 1 {
		return fmt.Errorf("-why needs one module, and -run selects %d", len(modules))
	}
	m := modules[0]
	if err := m.fetch(o.code); err != nil {
		return err
	}
	prog, err := load(m)
	if err != nil {
		return err
	}
	for _, f := range prog.functions {
		for _, mu := range f.mutants {
			if mu.at.in(m.dir) == o.why {
				return prog.with([]*mutant{mu}, func() error { return m.print(w, tool, mu) })
			}
		}
	}
	return fmt.Errorf("%s has no mutant at %s", m.path, o.why)
}
