package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A result is that of a run, for -json.
type result struct {
	Commit  string          `json:"commit"` // of the linter; "+" if it has been changed since
	Date    string          `json:"date"`
	Go      string          `json:"go"`
	Modules []*moduleResult `json:"modules"`
}

type moduleResult struct {
	Path    string         `json:"path"`
	Version string         `json:"version"`
	Seconds int            `json:"seconds"`
	Batches int            `json:"batches"`
	Mutants int            `json:"mutants"`
	Counts  map[class]int  `json:"counts"`
	Reasons map[string]int `json:"reasons"` // of those missed
	List    []mutantResult `json:"list"`
	Stray   []string       `json:"stray,omitempty"` // reports that no mutant explains
}

type mutantResult struct {
	At     string   `json:"at"`
	What   string   `json:"what"`
	Opens  []string `json:"opens,omitempty"`
	Class  class    `json:"class"`
	Reason string   `json:"reason,omitempty"`
}

func newResult(root string) *result {
	r := &result{Date: time.Now().UTC().Format(time.DateOnly), Go: runtime.Version(), Commit: "unknown"}
	git := func(args ...string) string {
		out, err := exec.Command("git", append([]string{"-C", root}, args...)...).Output()
		if err != nil {
			return ""
		}
		return strings.TrimSpace(string(out))
	}
	if commit := git("rev-parse", "--short=12", "HEAD"); commit != "" {
		r.Commit = commit
		if git("status", "--porcelain", "--", "internal", "analyzer", "cmd") != "" {
			r.Commit += "+"
		}
	}
	return r
}

func (r *moduleResult) add(dir string, m *mutant) {
	r.Mutants++
	r.Counts[m.class]++
	if m.class == missed {
		r.Reasons[m.reason]++
	}
	one := mutantResult{At: m.at.in(dir), What: m.what, Class: m.class, Reason: m.reason}
	for _, s := range m.sources {
		if s.from.file != "" {
			one.Opens = append(one.Opens, s.from.in(dir))
		}
	}
	r.List = append(r.List, one)
}

func (r *result) write(file string) error {
	data, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o666)
}

// print writes the table by module, and that by reason.
func (r *result) print(w io.Writer) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(tw, "module\tmutants\t")
	for _, c := range classes {
		fmt.Fprintf(tw, "%s\t", c)
	}
	fmt.Fprint(tw, "recall\tbatches\tseconds\t\n")
	sum := &moduleResult{Path: "all", Counts: make(map[class]int), Reasons: make(map[string]int)}
	for _, m := range r.Modules {
		m.row(tw)
		sum.Mutants += m.Mutants
		sum.Batches += m.Batches
		sum.Seconds += m.Seconds
		for c, n := range m.Counts {
			sum.Counts[c] += n
		}
		for reason, n := range m.Reasons {
			sum.Reasons[reason] += n
		}
	}
	if len(r.Modules) > 1 {
		sum.row(tw)
	}
	tw.Flush()
	if len(sum.Reasons) == 0 {
		return
	}
	fmt.Fprintln(w, "\nmissed, by reason:")
	byCount := func(a, b string) int {
		return cmp.Or(cmp.Compare(sum.Reasons[b], sum.Reasons[a]), cmp.Compare(a, b))
	}
	for _, reason := range slices.SortedFunc(maps.Keys(sum.Reasons), byCount) {
		fmt.Fprintf(w, "%6d  %s\n", sum.Reasons[reason], reason)
	}
}

func (r *moduleResult) row(w io.Writer) {
	fmt.Fprintf(w, "%s\t%d\t", r.Path, r.Mutants)
	for _, c := range classes {
		fmt.Fprintf(w, "%d\t", r.Counts[c])
	}
	fmt.Fprintf(w, "%s\t%d\t%d\t\n", r.recall(), r.Batches, r.Seconds)
}

// recall is the share of those that should be reported.
func (r *moduleResult) recall() string {
	should := r.Counts[reported] + r.Counts[missed] + r.Counts[elsewhere]
	if should == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", float64(r.Counts[reported])/float64(should))
}
