package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// totals are the results of a measurement, as they are written to JSON.
type totals struct {
	Commit  string
	Date    string
	Seeds   []uint64
	Seconds int
	Shapes  []row
	Local   row
	Summary row
	All     row
	// Reasons count what the linter said of the missed leaks it was asked
	// about, by kind of shape.
	Reasons       map[string]map[string]int
	Mistakes      []finding
	Disagreements []string
	// NotRun are opens, and ranges of lines, that no run executed.
	NotRun []string

	rows  map[string]*row
	asked map[string]int // how often the linter was asked why, by shape
}

func newTotals() *totals {
	commit := "unknown"
	if out, err := exec.Command("git", "rev-parse", "HEAD").Output(); err == nil {
		commit = strings.TrimSpace(string(out))
	}
	return &totals{
		Commit: commit, Date: time.Now().UTC().Format(time.RFC3339),
		Reasons: map[string]map[string]int{"local": {}, "summary": {}},
		rows:    make(map[string]*row),
		asked:   make(map[string]int),
	}
}

// add adds the results of one batch.
func (t *totals) add(programs []*judged, findings []finding) {
	byFile := make(map[string][]finding)
	kinds := make(map[string]string)
	for _, f := range findings {
		byFile[f.File] = append(byFile[f.File], f)
	}
	for _, j := range programs {
		kinds[j.Shape] = "summary"
		if j.Local {
			kinds[j.Shape] = "local"
		}
		if j.disagreement != "" {
			t.Disagreements = append(t.Disagreements, fmt.Sprintf("%s (%s) %s", j.file, j.Shape, j.disagreement))
			continue
		}
		t.noteUnrun(j)
		if t.rows[j.Shape] == nil {
			t.rows[j.Shape] = &row{Shape: j.Shape, Local: j.Local}
		}
		t.rows[j.Shape].add(count(j, byFile[j.file]))
	}
	for _, f := range findings {
		if f.Verdict == trueReport || f.Verdict == silent {
			continue
		}
		t.Mistakes = append(t.Mistakes, f)
		if f.Why != "" {
			t.Reasons[kinds[f.Shape]][f.Why]++
		}
	}
	t.Shapes, t.Local, t.Summary, t.All = table(t.rows)
}

func (t *totals) noteUnrun(j *judged) {
	for _, line := range j.notRun {
		t.NotRun = append(t.NotRun, fmt.Sprintf("%s:%d (%s): an open", j.file, line, j.Shape))
	}
	for _, r := range j.unrun {
		t.NotRun = append(t.NotRun, fmt.Sprintf("%s:%d-%d (%s): a branch", j.file, r.from, r.to, j.Shape))
	}
}

func (t *totals) print(w io.Writer, o *options) {
	sortFindings(t.Mistakes)
	if !o.check {
		printTable(w, append(slices.Clone(t.Shapes), t.Local, t.Summary, t.All))
		t.printMistakes(w, o.verbose)
	}
	fmt.Fprintf(w, "\n%d programs run, %d opens and branches never executed, %d disagreements of the self-check, %d s\n",
		t.All.Programs+len(t.Disagreements), len(t.NotRun), len(t.Disagreements), t.Seconds)
	for _, d := range t.Disagreements {
		fmt.Fprintln(w, "\t"+d)
	}
	if o.verbose {
		for _, n := range t.NotRun {
			fmt.Fprintln(w, "\tnot run: "+n)
		}
	}
}

func (t *totals) printMistakes(w io.Writer, verbose bool) {
	for _, kind := range []string{"local", "summary"} {
		for _, why := range slices.Sorted(maps.Keys(t.Reasons[kind])) {
			fmt.Fprintf(w, "missed, %s: %d of those asked about: %s\n", kind, t.Reasons[kind][why], why)
		}
	}
	for _, f := range t.Mistakes {
		if !verbose && f.Verdict != falseReport {
			continue
		}
		fmt.Fprintf(w, "%s: %s:%d (%s, %s)\n", f.Verdict, f.File, f.Line, f.Shape, f.Break)
		for _, s := range []string{f.Message, f.Run, f.Why} {
			if s != "" {
				fmt.Fprintf(w, "\t%s\n", s)
			}
		}
	}
}

func (t *totals) writeJSON(name string) error {
	data, err := json.MarshalIndent(t, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(data, '\n'), 0o666)
}
