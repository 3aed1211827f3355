package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/streamlint/streamlint/test/oracle/gen"
)

// A row counts what was compared for one shape, or for several.
type row struct {
	Shape    string
	Local    bool
	Programs int
	Opens    int // judged
	Leaks    int // of these
	True     int
	False    int
	Missed   int
	Unjudged int // reports because of a branch that no run executed
	NotRun   int // opens that no run executed
	Branches int // programs with a branch that no run executed
	// Precision and Recall are 1 if there is nothing to count.
	Precision float64
	Recall    float64
}

func (r *row) add(o row) {
	r.Programs += o.Programs
	r.Opens += o.Opens
	r.Leaks += o.Leaks
	r.True += o.True
	r.False += o.False
	r.Missed += o.Missed
	r.Unjudged += o.Unjudged
	r.NotRun += o.NotRun
	r.Branches += o.Branches
	r.Precision = ratio(r.True, r.True+r.False)
	r.Recall = ratio(r.True, r.Leaks)
}

func ratio(part, all int) float64 {
	if all == 0 {
		return 1
	}
	return float64(part) / float64(all)
}

// count makes the row of one program.
func count(j *judged, findings []finding) row {
	r := row{Shape: j.Shape, Local: j.Local, Programs: 1, NotRun: len(j.notRun)}
	if len(j.unrun) > 0 {
		r.Branches = 1
	}
	for _, f := range findings {
		switch f.Verdict {
		case trueReport:
			r.True++
			r.Leaks++
		case missed:
			r.Missed++
			r.Leaks++
		case falseReport:
			r.False++
		case unjudged:
			r.Unjudged++
			continue
		}
		r.Opens++
	}
	return r
}

// table returns the rows by shape, in the order of the shapes, and the totals.
func table(rows map[string]*row) (shapes []row, local, summary, all row) {
	for r, name := range map[*row]string{&local: "all local", &summary: "all summary", &all: "all"} {
		r.Shape, r.Precision, r.Recall = name, 1, 1
	}
	for _, name := range gen.Shapes() {
		r, ok := rows[name]
		if !ok {
			continue
		}
		shapes = append(shapes, *r)
		all.add(*r)
		if r.Local {
			local.add(*r)
		} else {
			summary.add(*r)
		}
	}
	return shapes, local, summary, all
}

func printTable(w io.Writer, rows []row) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "shape\tkind\tprograms\topens\tleaks\ttrue\tfalse\tmissed\tprecision\trecall\tnot judged\tnot run\t")
	for _, r := range rows {
		kind := "summary"
		if r.Local {
			kind = "local"
		}
		if len(r.Shape) > 2 && r.Shape[:3] == "all" {
			kind = ""
		}
		fmt.Fprintf(tw, "%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%.3f\t%.3f\t%d\t%d\t\n",
			r.Shape, kind, r.Programs, r.Opens, r.Leaks, r.True, r.False, r.Missed, r.Precision, r.Recall, r.Unjudged, r.NotRun+r.Branches)
	}
	tw.Flush()
}
