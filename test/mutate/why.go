package main

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// explain asks the linter about each mutant that is missed, while it is in
// the code.
func (m *module) explain(tool string, mutants []*mutant, before reports) error {
	answers := make(map[place]string)
	for _, mu := range mutants {
		if mu.class != missed || mu.reason != "" {
			continue
		}
		var reasons []string
		for _, s := range mu.sources {
			if s.kind != opens || s.reportedIn(before) {
				continue
			}
			if _, ok := answers[s.to]; !ok {
				answer, err := m.why(tool, s)
				if err != nil {
					return err
				}
				answers[s.to] = answer
			}
			reasons = append(reasons, answers[s.to])
		}
		slices.Sort(reasons)
		mu.reason = strings.Join(slices.Compact(reasons), ", ")
		if mu.returned && mu.reason == "transferred" {
			// Its callers owe the release now.
			mu.class, mu.reason = needsSummary, "returned"
		}
	}
	return nil
}

// ask asks what became of a response.
func (m *module) ask(tool string, s source) (stdout, stderr string, err error) {
	return run(m.command(tool, "-why", fmt.Sprintf("%s:%d", relative(m.dir, s.to.file), s.to.line)))
}

// print prints all that the linter says about the calls that the response of
// a mutant comes from.
func (m *module) print(w io.Writer, tool string, mu *mutant) error {
	fmt.Fprintf(w, "%s: without %s\n", mu.at.in(m.dir), mu.what)
	for _, s := range mu.sources {
		if s.from.file == "" {
			fmt.Fprintln(w, s.name)
			continue
		}
		stdout, stderr, err := m.ask(tool, s)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s: %s\n%s%s", s.from.in(m.dir), s.name, stdout, stderr)
	}
	return nil
}

// why returns the answer about a response in a few words.
func (m *module) why(tool string, s source) (string, error) {
	stdout, stderr, err := m.ask(tool, s)
	if err != nil {
		return "", err
	}
	posn := s.from.in(m.dir) + ": "
	if strings.Contains(stderr, posn+"witness refused") {
		return "witness refused", nil
	}
	return answer(stdout, posn), nil
}

var (
	voids  = regexp.MustCompile(`^\tvoid: \d+ \((.*)\)$`)
	figure = regexp.MustCompile(`^\t(leaked|released|transferred|ended|states): (\S+)`)
	number = regexp.MustCompile(` \d+$`)
)

// answer reads the last of the answers about the open at a position: it is
// the one of the outermost function from which it was explored.
func answer(text, posn string) string {
	found := ""
	figures := make(map[string]string)
	reasons := ""
	here := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, "\t") {
			here = strings.HasPrefix(line, posn)
			if here {
				found, reasons = "unreachable", ""
				clear(figures)
			}
			continue
		}
		if !here {
			continue
		}
		if v := voids.FindStringSubmatch(line); v != nil {
			reasons = v[1]
		}
		if f := figure.FindStringSubmatch(line); f != nil {
			figures[f[1]] = f[2]
		}
	}
	some := func(name string) bool { return figures[name] != "" && figures[name] != "0" }
	switch {
	case found == "":
		return "no open found"
	case figures["leaked"] != "no":
		return "leaks, not reported"
	case reasons != "":
		return "void " + voidNames(reasons)
	case some("transferred"):
		return "transferred"
	case some("released"):
		return "released"
	case some("ended"):
		return "ended"
	}
	return found
}

// voidNames leaves out how many states there were.
func voidNames(list string) string {
	names := strings.Split(list, ", ")
	for i, n := range names {
		names[i] = number.ReplaceAllString(n, "")
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
