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

// A verdict is a line of the store.
type verdict struct {
	key      string // see report.key
	judgment string
	path     string // the leaking path, in one sentence
}

// The judgments. Nothing but the first lets a run succeed.
const (
	judgedTrue  = "true"
	judgedFalse = "false"
	unjudged    = "unjudged"
)

var verdictLine = regexp.MustCompile(`^(\S+:\d+:\d+: \[[a-z-]+\]) (true|false|unjudged): (\S.*)$`)

// readVerdicts reads a file of the store; there is none for a module without
// reports. Lines that begin with # are comments.
func readVerdicts(file string) ([]verdict, error) {
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []verdict
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		m := verdictLine.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("%s:%d: not a verdict: %s", file, n, line)
		}
		v := verdict{key: m[1], judgment: m[2], path: m[3]}
		if slices.ContainsFunc(all, func(w verdict) bool { return w.key == v.key }) {
			return nil, fmt.Errorf("%s:%d: a second verdict on %s", file, n, v.key)
		}
		all = append(all, v)
	}
	return all, nil
}

// differences compares the reports with the store.
func differences(reports []report, verdicts []verdict) []string {
	reported, stored := make(map[string]bool), make(map[string]bool)
	for _, r := range reports {
		reported[r.key()] = true
	}
	var diffs []string
	for _, v := range verdicts {
		stored[v.key] = true
		switch {
		case !reported[v.key]:
			diffs = append(diffs, "not reported any more: "+v.key+" "+v.path)
		case v.judgment != judgedTrue:
			diffs = append(diffs, v.judgment+": "+v.key+" "+v.path)
		}
	}
	for _, r := range reports {
		if !stored[r.key()] {
			diffs = append(diffs, "not in the store: "+r.key()+" "+r.message)
		}
	}
	return diffs
}

// appendVerdicts appends the reports that are not in the store, for somebody
// to judge, and returns the new contents. It deletes nothing: why a report
// has vanished is for a person to say.
func appendVerdicts(file string, verdicts []verdict, reports []report) ([]verdict, error) {
	var lines strings.Builder
	for _, r := range reports {
		known := func(v verdict) bool { return v.key == r.key() }
		if !slices.ContainsFunc(verdicts, known) {
			v := verdict{r.key(), unjudged, r.message}
			verdicts = append(verdicts, v)
			fmt.Fprintf(&lines, "%s %s: %s\n", v.key, v.judgment, v.path)
		}
	}
	if lines.Len() == 0 {
		return verdicts, nil
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return nil, err
	}
	_, err = f.WriteString(lines.String())
	return verdicts, errors.Join(err, f.Close())
}
