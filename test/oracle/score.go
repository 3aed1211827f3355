package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A report is a diagnostic of the linter.
type report struct {
	file    string // relative to the module
	line    int
	message string
}

// A verdict is how a report, or its absence, compares with what is true.
type verdict string

const (
	trueReport  verdict = "true"       // leaks, and is reported
	falseReport verdict = "false"      // does not leak, and is reported
	missed      verdict = "missed"     // leaks, and is not reported
	unjudged    verdict = "not judged" // reported because of a branch that no run executed
	silent      verdict = "silent"     // does not leak, and is not reported
)

// A finding is one line that was compared.
type finding struct {
	Shape   string
	Verdict verdict
	File    string
	Line    int
	Break   string `json:",omitempty"`
	Message string `json:",omitempty"` // of the report
	Run     string `json:",omitempty"` // that proves the leak
	Why     string `json:",omitempty"` // what the linter says of a missed one
}

// compare compares the reports on the judged programs, line by line.
func compare(programs []*judged, reports []report) []finding {
	byFile := make(map[string]map[int]string)
	for _, r := range reports {
		if byFile[r.file] == nil {
			byFile[r.file] = make(map[int]string)
		}
		byFile[r.file][r.line] = r.message
	}
	var all []finding
	for _, j := range programs {
		if j.disagreement == "" {
			all = append(all, j.compare(byFile[j.file])...)
		}
	}
	return all
}

func (j *judged) compare(reports map[int]string) []finding {
	var all []finding
	lines := slices.Sorted(maps.Keys(j.sites))
	for line := range reports {
		if _, ok := j.sites[line]; !ok {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	for _, line := range lines {
		f := finding{Shape: j.Shape, File: j.file, Line: line}
		if j.Break != nil {
			f.Break = j.Break.Kind
		}
		message, reported := j.reported(line, reports)
		f.Message, f.Run = message, j.sites[line].run
		switch leaks := j.sites[line].leaks; {
		case leaks && reported:
			f.Verdict = trueReport
		case leaks:
			f.Verdict = missed
		case !reported:
			f.Verdict = silent
		case slices.Contains(j.notRun, line) || !j.ran(message):
			f.Verdict = unjudged
		default:
			f.Verdict = falseReport
		}
		all = append(all, f)
	}
	return all
}

// reported looks for a report on an open, and for one on the line that is as
// good, if there is one.
func (j *judged) reported(line int, reports map[int]string) (message string, ok bool) {
	for site, also := range j.Also {
		switch {
		case line == also && j.sites[site].leaks:
			return "", false // counted there
		case line == site && reports[line] == "" && reports[also] != "":
			return reports[also], true
		}
	}
	message, ok = reports[line]
	return message, ok
}

var lineNumber = regexp.MustCompile(`line (\d+)`)

// ran reports whether all lines that a message speaks of were executed.
func (j *judged) ran(message string) bool {
	for _, m := range lineNumber.FindAllStringSubmatch(message, -1) {
		n, _ := strconv.Atoi(m[1]) // digits only
		if !j.covered(n) {
			return false
		}
	}
	return true
}

// lint runs the tool below go vet over the module.
func lint(tool, dir string) ([]report, error) {
	cmd := exec.Command("go", "vet", "-json", "-vettool="+tool, "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go vet: %w\n%s", err, stderr.String())
	}
	return decodeReports(&stdout, dir)
}

// decodeReports reads the output of go vet -json: for each package an object,
// from package to analyzer to diagnostics.
func decodeReports(r io.Reader, dir string) ([]report, error) {
	var all []report
	for dec := json.NewDecoder(r); ; {
		var output map[string]map[string][]struct{ Posn, Message string }
		if err := dec.Decode(&output); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("output of go vet: %w", err)
		}
		for _, analyzers := range output {
			for _, diags := range analyzers {
				for _, d := range diags {
					rep, err := parseReport(d.Posn, d.Message, dir)
					if err != nil {
						return nil, err
					}
					all = append(all, rep)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b report) int {
		return strings.Compare(fmt.Sprintf("%s:%06d:%s", a.file, a.line, a.message), fmt.Sprintf("%s:%06d:%s", b.file, b.line, b.message))
	})
	return slices.Compact(all), nil
}

func parseReport(posn, message, dir string) (report, error) {
	parts := strings.Split(posn, ":")
	if len(parts) < 3 {
		return report{}, fmt.Errorf("position of a report: %q", posn)
	}
	line, err := strconv.Atoi(parts[len(parts)-2])
	if err != nil {
		return report{}, fmt.Errorf("position of a report: %q", posn)
	}
	file := strings.Join(parts[:len(parts)-2], ":")
	if rel, err := filepath.Rel(dir, file); err == nil {
		file = filepath.ToSlash(rel)
	}
	return report{file, line, message}, nil
}
