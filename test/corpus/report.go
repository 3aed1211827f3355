package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A report is a diagnostic.
type report struct {
	posn     string // file, line and column; the file relative to the module
	category string
	message  string
}

// key identifies a report in the store. What the message says may become
// better without the report being another one.
func (r report) key() string { return r.posn + ": [" + r.category + "]" }

// vet runs the tool below go vet, and returns its reports.
func (m *module) vet(tool string) ([]report, error) {
	args := append([]string{"vet", "-json", "-buildvcs=false", "-vettool=" + tool}, m.patterns...)
	var stdout, stderr bytes.Buffer
	cmd := m.command("go", args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go vet: %v\n%s", err, indent(stderr.String()))
	}
	return m.decode(&stdout)
}

// decode reads the output of go vet -json: for each package an object, from
// package to analyzer to diagnostics.
func (m *module) decode(r io.Reader) ([]report, error) {
	set := make(map[report]bool)
	for dec := json.NewDecoder(r); ; {
		var output map[string]map[string][]struct{ Category, Posn, Message string }
		if err := dec.Decode(&output); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("output of go vet: %w", err)
		}
		for _, analyzers := range output {
			for _, diags := range analyzers {
				for _, d := range diags {
					set[report{m.relative(d.Posn), d.Category, d.Message}] = true
				}
			}
		}
	}
	reports := slices.Collect(maps.Keys(set))
	slices.SortFunc(reports, compareReports)
	return reports, nil
}

func (m *module) relative(posn string) string {
	return filepath.ToSlash(strings.TrimPrefix(posn, m.dir+string(filepath.Separator)))
}

// compareReports orders by file, line and column.
func compareReports(a, b report) int { return comparePositions(a.key(), b.key()) }

var numbers = regexp.MustCompile(`^(.*?):(\d+):(\d+)`)

func comparePositions(a, b string) int {
	p, q := numbers.FindStringSubmatch(a), numbers.FindStringSubmatch(b)
	if p == nil || q == nil {
		return cmp.Compare(a, b)
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n } // digits only
	return cmp.Or(
		cmp.Compare(p[1], q[1]),
		cmp.Compare(number(p[2]), number(q[2])),
		cmp.Compare(number(p[3]), number(q[3])),
		cmp.Compare(a, b),
	)
}

// compareEngines analyses the module twice more, in one process, and
// returns the statistics of the first time.
func (m *module) compareEngines(tool string, want []report, complaints *[]string) (string, error) {
	var stats [2]string
	for i, debug := range []string{"stats", "stats,full"} {
		stdout, stderr, err := m.inProcess(tool, debug)
		if err != nil {
			return "", err
		}
		found := compareText(stdout, want)
		problems, figures := splitProblems(stderr)
		stats[i] = figures
		if n := figure(figures, "refused"); n != "0" {
			problems = append(problems, n+" witnesses refused")
		}
		for _, c := range append(found, problems...) {
			*complaints = append(*complaints, "-debug="+debug+": "+c)
		}
	}
	return stats[0], nil
}

// inProcess runs the tool by itself, which tells by its status what it has
// to say: that is looked at anyway.
func (m *module) inProcess(tool, debug string) (stdout, stderr string, err error) {
	var out, errs strings.Builder
	cmd := m.command(tool, append([]string{"-debug=" + debug}, m.patterns...)...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = nil
	}
	return out.String(), errs.String(), err
}

// compareText compares what the tool printed with the reports of go vet.
func compareText(stdout string, want []report) []string {
	got := make(map[string]bool)
	for line := range strings.Lines(stdout) {
		if !strings.Contains(line, ": \t") { // no related position
			got[filepath.ToSlash(strings.TrimSpace(line))] = true
		}
	}
	var diffs []string
	for _, r := range want {
		line := r.posn + ": " + r.message
		if !got[line] {
			diffs = append(diffs, "not reported: "+line)
		}
		delete(got, line)
	}
	for _, line := range slices.Sorted(maps.Keys(got)) {
		diffs = append(diffs, "reported: "+line)
	}
	return diffs
}

// splitProblems separates the tool's sentences from its statistics.
func splitProblems(stderr string) (problems []string, stats string) {
	for line := range strings.Lines(stderr) {
		if p, ok := strings.CutPrefix(line, "streamlint: "); ok {
			problems = append(problems, strings.TrimSpace(p))
		} else {
			stats += line
		}
	}
	return problems, stats
}

// figure returns a number from the statistics, or what stands in its place.
func figure(stats, name string) string {
	for line := range strings.Lines(stats) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return "an unknown number of"
}

func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("\t" + strings.TrimRight(line, "\n") + "\n")
	}
	return b.String()
}
