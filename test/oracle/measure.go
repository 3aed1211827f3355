package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/streamlint/streamlint/test/oracle/gen"
)

type options struct {
	seed           uint64
	n, runs, why   int
	shapes         []string
	keep           string
	json           string
	tool           string
	check, verbose bool
	// What is demanded of the linter.
	precision, recall float64
	progress          func(format string, args ...any)
}

// batch is how many programs a generated module holds: enough for the build
// not to matter, and few enough to fit into memory.
const batch = 1000

// measure generates, runs and compares in batches, and prints the tables.
//
// A batch has a seed of its own, the next one, so that it can be repeated.
func (o *options) measure(w io.Writer) error {
	start := time.Now()
	work, err := o.workDir()
	if err != nil {
		return err
	}
	if o.keep == "" {
		defer os.RemoveAll(work)
	}
	if o.tool == "" && !o.check {
		if o.tool, err = buildTool(work); err != nil {
			return err
		}
	}
	total := newTotals()
	for k := 0; k*batch < o.n; k++ {
		dir := filepath.Join(work, fmt.Sprintf("batch%02d", k))
		if err := o.measureBatch(dir, o.seed+uint64(k), min(batch, o.n-k*batch), total); err != nil {
			return err
		}
		if o.keep == "" {
			if err := os.RemoveAll(dir); err != nil {
				return err
			}
		}
	}
	total.Seconds = int(time.Since(start).Seconds())
	total.print(w, o)
	if o.json != "" {
		if err := total.writeJSON(o.json); err != nil {
			return err
		}
	}
	if n := len(total.Disagreements); n > 0 {
		return fmt.Errorf("%d programs do not behave as they were written", n)
	}
	return o.demand(total.All)
}

// demand compares the results with what is asked of the linter.
func (o *options) demand(all row) error {
	leaks, reports := float64(all.True+all.Missed), float64(all.True+all.False)
	switch {
	case float64(all.True) < o.precision*reports:
		return fmt.Errorf("%d of %.0f reports are false, which is more than allowed", all.False, reports)
	case float64(all.True) < o.recall*leaks:
		return fmt.Errorf("%d of %.0f leaks are missed, which is more than allowed", all.Missed, leaks)
	}
	return nil
}

func (o *options) measureBatch(dir string, seed uint64, n int, total *totals) error {
	pkgs, err := gen.Generate(seed, n, o.shapes)
	if err != nil {
		return err
	}
	obs, err := o.observe(dir, pkgs, total)
	if err != nil {
		return err
	}
	programs := label(pkgs, obs)
	var reports []report
	if !o.check {
		if reports, err = lint(o.tool, dir); err != nil {
			return err
		}
	}
	findings := compare(programs, reports)
	if !o.check {
		explainMissed(o.tool, dir, findings, o.why, total.asked)
	}
	total.Seeds = append(total.Seeds, seed)
	total.add(programs, findings)
	o.progress("seed %d: %d programs; so far %d true, %d false, %d missed, %d disagreements",
		seed, len(programs), total.All.True, total.All.False, total.All.Missed, len(total.Disagreements))
	return nil
}

// observe writes and runs the module. Programs that do not compile are a
// mistake of the generator: they are recorded and left out.
func (o *options) observe(dir string, pkgs []*gen.Package, total *totals) (*observation, error) {
	for range 5 { // the compiler does not name all of them at once
		if err := writeModule(dir, pkgs, o.runs); err != nil {
			return nil, err
		}
		obs, err := observe(dir)
		bad, ok := errors.AsType[*buildError](err)
		if !ok {
			return obs, err
		}
		for _, p := range pkgs {
			p.Programs = slices.DeleteFunc(p.Programs, func(prog *gen.Program) bool {
				return slices.Contains(bad.files, p.Dir+"/"+prog.File)
			})
		}
		for _, f := range bad.files {
			total.Disagreements = append(total.Disagreements, f+" does not compile")
		}
		if err := os.RemoveAll(dir); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("too many programs do not compile")
}

func (o *options) workDir() (string, error) {
	if o.keep == "" {
		return os.MkdirTemp("", "oracle")
	}
	dir, err := filepath.Abs(o.keep)
	if err != nil {
		return "", err
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return "", fmt.Errorf("-keep %s: the directory is not empty", o.keep)
	}
	return dir, os.MkdirAll(dir, 0o777)
}

// buildTool builds the linter of this checkout.
func buildTool(dir string) (string, error) {
	root, err := checkout()
	if err != nil {
		return "", err
	}
	tool := filepath.Join(dir, "streamlint")
	cmd := exec.Command("go", "build", "-o", tool, "./cmd/streamlint")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the linter: %w\n%s", err, out)
	}
	return tool, nil
}

// checkout returns the root of the linter's module.
func checkout() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return "", fmt.Errorf("run this in test/oracle of a checkout, or give -tool: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "..", ".."), nil
}

// sortFindings puts what matters first.
func sortFindings(all []finding) {
	rank := map[verdict]int{falseReport: 0, unjudged: 1, missed: 2}
	slices.SortStableFunc(all, func(a, b finding) int {
		return cmp.Or(cmp.Compare(rank[a.Verdict], rank[b.Verdict]), cmp.Compare(a.Shape, b.Shape))
	})
}
