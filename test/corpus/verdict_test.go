package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var reports = []report{
	{"a.go:9:2", "leak-on-return", "response body is not closed"},
	{"a.go:10:2", "discarded", "response is discarded"},
}

const judged = `# A comment.
a.go:9:2: [leak-on-return] true: returns on a bad status

a.go:10:2: [discarded] true: only the error is looked at
`

func TestDifferences(t *testing.T) {
	for _, test := range []struct {
		name, store string
		want        []string // what each complaint begins with
	}{
		{"all judged true", judged, nil},
		{"empty store", "", []string{"not in the store: a.go:9:2: [leak", "not in the store: a.go:10:2"}},
		{"vanished", judged + "b.go:1:1: [discarded] true: gone\n", []string{"not reported any more: b.go:1:1: [discarded] gone"}},
		{"other category", strings.Replace(judged, "discarded", "overwritten", 1),
			[]string{"not reported any more: a.go:10:2: [overwritten]", "not in the store: a.go:10:2: [discarded]"}},
		{"judged false", strings.Replace(judged, "true: only", "false: only", 1), []string{"false: a.go:10:2"}},
		{"unjudged", strings.Replace(judged, "true: only", "unjudged: only", 1), []string{"unjudged: a.go:10:2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := differences(reports, read(t, test.store))
			if !slices.EqualFunc(got, test.want, strings.HasPrefix) {
				t.Errorf("got %q, want what begins with %q", got, test.want)
			}
		})
	}
}

func TestUpdateAppends(t *testing.T) {
	first, _, _ := strings.Cut(judged, "\n\n")
	file := write(t, first+"\n")
	verdicts, err := appendVerdicts(file, read(t, first), reports)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := first + "\na.go:10:2: [discarded] unjudged: response is discarded\n"
	if string(got) != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	again, err := readVerdicts(file)
	if err != nil || !slices.Equal(again, verdicts) {
		t.Errorf("read again: %v, %v; want %v", again, err, verdicts)
	}
}

func TestMalformedStore(t *testing.T) {
	for _, store := range []string{
		"a.go:9:2: [discarded] maybe: who knows\n",
		"a.go:9:2: [discarded] true:\n",
		"a.go:9: [discarded] true: no column\n",
		judged + judged,
	} {
		if got, err := readVerdicts(write(t, store)); err == nil {
			t.Errorf("%q was read as %v", store, got)
		}
	}
}

func TestDecodeSorts(t *testing.T) {
	m := &module{dir: filepath.FromSlash("/m")}
	diag := func(posn string) string {
		return `{"category": "c", "posn": "/m/` + posn + `", "message": "x"}`
	}
	got, err := m.decode(strings.NewReader(
		`{}{"p": {"bodyclose": [` + diag("a.go:10:2") + "," + diag("a.go:9:12") + `]}}` +
			`{"p [p.test]": {"bodyclose": [` + diag("a.go:9:12") + "," + diag("a.go:9:2") + `]}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []report{{"a.go:9:2", "c", "x"}, {"a.go:9:12", "c", "x"}, {"a.go:10:2", "c", "x"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCompareText(t *testing.T) {
	same := "a.go:9:2: response body is not closed\na.go:12:3: \treturns here\na.go:10:2: response is discarded\n"
	for _, test := range []struct {
		stdout string
		want   []string
	}{
		{same, nil},
		{"a.go:9:2: response body is not closed\n", []string{"not reported: a.go:10:2: response is discarded"}},
		{same + "b.go:1:1: another\n", []string{"reported: b.go:1:1: another"}},
	} {
		if got := compareText(test.stdout, reports); !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.stdout, got, test.want)
		}
	}
}

func TestSplitProblems(t *testing.T) {
	problems, stats := splitProblems("streamlint: a.go:1:2: witness refused: x\nstates:       none\nrefused:      1\n")
	if !slices.Equal(problems, []string{"a.go:1:2: witness refused: x"}) {
		t.Errorf("problems: %q", problems)
	}
	if got := figure(stats, "refused"); got != "1" {
		t.Errorf("refused: %q, of %q", got, stats)
	}
	if got := figure("panic: out of memory\n", "refused"); got == "0" {
		t.Error("no statistics count as no refusal")
	}
}

// TestStore reads what is committed.
func TestStore(t *testing.T) {
	modules, err := readModules("modules.txt")
	if err != nil || len(modules) == 0 {
		t.Fatalf("%d modules, %v", len(modules), err)
	}
	known := map[string]bool{"modules.txt": true}
	for _, m := range modules {
		known[m.storeFile()] = true
		verdicts, err := readVerdicts(m.storeFile())
		if err != nil {
			t.Error(err)
		}
		for _, v := range verdicts {
			if v.judgment != judgedTrue {
				t.Errorf("%s: %s is judged %s", m.path, v.key, v.judgment)
			}
		}
	}
	files, err := filepath.Glob("*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[f] {
			t.Errorf("%s belongs to no module of modules.txt", f)
		}
	}
}

func read(t *testing.T, store string) []verdict {
	t.Helper()
	verdicts, err := readVerdicts(write(t, store))
	if err != nil {
		t.Fatal(err)
	}
	return verdicts
}

func write(t *testing.T, store string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "store.txt")
	if err := os.WriteFile(file, []byte(store), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}
