package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
)

// reports are what the linter says, by place.
type reports map[place]string

// vet runs the linter below go vet, as its users do.
func (m *module) vet(tool string) (reports, error) {
	args := append([]string{"vet", "-json", "-buildvcs=false", "-vettool=" + tool, "-bodyclose.generated"}, m.patterns...)
	var stdout, stderr bytes.Buffer
	cmd := m.command(m.goCommand, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go vet: %v\n%s", err, stderr.String())
	}
	return decode(&stdout)
}

// decode reads the output of go vet -json: for each package an object, from
// package to analyzer to diagnostics, or to an error.
func decode(r io.Reader) (reports, error) {
	found := make(reports)
	for dec := json.NewDecoder(r); ; {
		var output map[string]map[string]json.RawMessage
		if err := dec.Decode(&output); errors.Is(err, io.EOF) {
			return found, nil
		} else if err != nil {
			return nil, fmt.Errorf("output of go vet: %w", err)
		}
		for pkg, analyzers := range output {
			for _, raw := range analyzers {
				var diags []struct{ Category, Posn, Message string }
				if err := json.Unmarshal(raw, &diags); err != nil {
					return nil, fmt.Errorf("go vet could not analyse %s: %s", pkg, raw)
				}
				for _, d := range diags {
					p, err := parsePlace(d.Posn)
					if err != nil {
						return nil, err
					}
					found[p] = "[" + d.Category + "] " + d.Message
				}
			}
		}
	}
}

// parsePlace reads FILE:LINE:COLUMN.
func parsePlace(posn string) (place, error) {
	rest, column, ok := cutLast(posn)
	file, line, ok2 := cutLast(rest)
	p := place{file: file}
	var err, err2 error
	p.line, err = strconv.Atoi(line)
	p.column, err2 = strconv.Atoi(column)
	if !ok || !ok2 || err != nil || err2 != nil {
		return place{}, fmt.Errorf("not a position: %q", posn)
	}
	return p, nil
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// run runs a command that tells by its status what it has to say.
func run(cmd *exec.Cmd) (stdout, stderr string, err error) {
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = nil
	}
	return out.String(), errs.String(), err
}
