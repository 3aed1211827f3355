package bodyclose_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the list of mutants that are not reported")

var silentFile = filepath.Join("testdata", "redundant.txt")

// missedHeading starts the part of the list with the mutants that leak and
// are not reported.
const missedHeading = "# missed:"

// A silentList says why mutants are not reported: by name, the reason.
type silentList struct {
	file      string
	head      string            // the comment at the top
	redundant map[string]string // no body leaks without them
	missed    map[string]string // one does
}

// readSilent reads the list.
func readSilent(t *testing.T, file string) *silentList {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	l := &silentList{file: file, redundant: map[string]string{}, missed: map[string]string{}}
	part, top := l.redundant, true
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		top = top && strings.HasPrefix(line, "#") && line != missedHeading
		switch {
		case top:
			l.head += line + "\n"
		case line == missedHeading:
			part = l.missed
		case line != "" && !strings.HasPrefix(line, "#"):
			name, reason, _ := strings.Cut(line, " ")
			if _, ok := part[name]; ok {
				t.Errorf("%s: %s is listed twice", file, name)
			}
			part[name] = strings.TrimSpace(reason)
		}
	}
	return l
}

// compare checks that the mutants without a report are those of the list.
func (l *silentList) compare(t *testing.T, all outcomes) {
	t.Helper()
	if *update {
		l.write(t, all)
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		o := all[name]
		reason, redundant := l.redundant[name]
		why, missed := l.missed[name]
		unreported := o.fate == silent || o.fate == refused
		switch listed := redundant || missed; {
		case redundant && missed:
			t.Errorf("%s is listed as redundant, and as missed", name)
		case unreported && !listed:
			t.Errorf("%v: nothing is reported without %q (%s): %s", o.at, o.what, o.fate, name)
		case !unreported && listed:
			t.Errorf("%s: %s is %s", l.file, name, o.fate)
		case o.fate == refused && !missed:
			t.Errorf("%s: %s is not redundant: its witness is refused", l.file, name)
		case listed && reason+why == "":
			t.Errorf("%s: %s is listed without a reason", l.file, name)
		}
	}
	for _, part := range []map[string]string{l.redundant, l.missed} {
		for _, name := range slices.Sorted(maps.Keys(part)) {
			if _, ok := all[name]; !ok {
				t.Errorf("%s: there is no mutant %s", l.file, name)
			}
		}
	}
}

// write rewrites the list for the mutants there are, with the reasons that it
// has. It is for the reader to add the others.
func (l *silentList) write(t *testing.T, all outcomes) {
	stale := func(name, _ string) bool { return all[name].fate != silent && all[name].fate != refused }
	maps.DeleteFunc(l.redundant, stale)
	maps.DeleteFunc(l.missed, stale)
	for name := range all {
		if _, ok := l.missed[name]; !ok && !stale(name, "") {
			l.redundant[name] += ""
		}
	}
	var text strings.Builder
	text.WriteString(l.head)
	for _, name := range slices.Sorted(maps.Keys(l.redundant)) {
		fmt.Fprintln(&text, strings.TrimSpace(name+" "+l.redundant[name]))
	}
	fmt.Fprintf(&text, "\n%s\n", missedHeading)
	for _, name := range slices.Sorted(maps.Keys(l.missed)) {
		fmt.Fprintln(&text, strings.TrimSpace(name+" "+l.missed[name]))
	}
	if err := os.WriteFile(l.file, []byte(text.String()), 0o666); err != nil {
		t.Error(err)
	}
}
