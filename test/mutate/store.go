package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
)

// storedClasses are those of which the store has a line for each mutant.
var storedClasses = []class{missed, elsewhere, redundant}

// lines returns what the store has about a module: the counts, and a line
// for each mutant of which there is something to say.
func (r *moduleResult) lines() []string {
	counts := make([]string, 0, len(classes))
	for _, c := range classes {
		if n := r.Counts[c]; n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, c))
		}
	}
	lines := []string{fmt.Sprintf("%d mutants: %s", r.Mutants, strings.Join(counts, ", "))}
	for _, m := range r.List {
		if slices.Contains(storedClasses, m.Class) {
			lines = append(lines, fmt.Sprintf("%s: %s: %s", m.At, m.Class, m.Reason))
		}
	}
	for _, s := range r.Stray {
		lines = append(lines, "stray: "+s)
	}
	return lines
}

// readLines reads a file of the store. Lines that begin with # are comments.
func readLines(file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// differences compares what was found with what is stored.
func differences(found, stored []string) []string {
	var diffs []string
	for _, line := range stored {
		if !slices.Contains(found, line) {
			diffs = append(diffs, "no longer so: "+line)
		}
	}
	for _, line := range found {
		if !slices.Contains(stored, line) {
			diffs = append(diffs, "not in the store: "+line)
		}
	}
	return diffs
}

var redundantLine = regexp.MustCompile(`^(\S+:\d+:\d+): (\S.*)$`)

// readRedundant reads the releases of a module that somebody who has read
// the code calls redundant: by place, the reason.
func readRedundant(file string) (map[string]string, error) {
	lines, err := readLines(file)
	if err != nil {
		return nil, err
	}
	reasons := make(map[string]string)
	for _, line := range lines {
		m := redundantLine.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("%s: not a place and a reason: %s", file, line)
		}
		if _, ok := reasons[m[1]]; ok {
			return nil, fmt.Errorf("%s: a second reason for %s", file, m[1])
		}
		reasons[m[1]] = m[2]
	}
	return reasons, nil
}

// excuse makes redundant what is missed and listed, and complains about
// what is listed for nothing.
func excuse(dir string, mutants []*mutant, reasons map[string]string) (complaints []string) {
	left := make(map[string]bool)
	for at := range reasons {
		left[at] = true
	}
	for _, m := range mutants {
		at := m.at.in(dir)
		if !left[at] {
			continue
		}
		delete(left, at)
		if m.class != missed {
			complaints = append(complaints, fmt.Sprintf("%s is listed as redundant, and is %s", at, m.class))
			continue
		}
		m.class, m.reason = redundant, "by hand: "+reasons[at]
	}
	for at := range left {
		complaints = append(complaints, at+" is listed as redundant, and is no mutant")
	}
	slices.Sort(complaints)
	return complaints
}

// writeLines rewrites a file of the store.
func writeLines(file string, m *module, lines []string) error {
	text := fmt.Sprintf("# %s %s: written by -update; see README.md.\n%s\n", m.path, m.version, strings.Join(lines, "\n"))
	return os.WriteFile(file, []byte(text), 0o666)
}
