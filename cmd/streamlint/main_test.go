package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

const golden = "testdata/examples.golden"

// TestExamples runs the command that the README shows, and demands what it
// shows as the result; once more to see what the cache of go vet makes of it,
// and in one process.
func TestExamples(t *testing.T) {
	tool := build(t)
	got, status := run(t, tool, "-C", "../../examples", "./...")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want := read(t, golden)
	if got != want || status != 1 {
		t.Errorf("status %d and:\n%s\nwant 1 and:\n%s", status, got, want)
	}
	for _, engine := range []string{"vet", "packages"} {
		if got, status := run(t, tool, "-engine="+engine, "-C", "../../examples", "./..."); got != want || status != 1 {
			t.Errorf("engine %s: status %d and:\n%s\nwant 1 and:\n%s", engine, status, got, want)
		}
	}
	if !strings.Contains(read(t, "../../README.md"), "\n"+want) {
		t.Errorf("README.md does not show %s", golden)
	}
}

// TestStatus runs the program for each of its statuses.
func TestStatus(t *testing.T) {
	tool := build(t)
	for _, test := range []struct {
		args []string
		want int
	}{
		{[]string{"-C", "../../examples/cures"}, 0},
		{[]string{"-C", "../../examples/leaks"}, 1},
		{[]string{"-C", "../../examples", "./nosuch"}, 2},
		{[]string{"-C", "../../examples", "./leaks", "./nosuch"}, 2},
	} {
		if out, got := run(t, tool, test.args...); got != test.want {
			t.Errorf("streamlint %q: status %d, want %d, and:\n%s", test.args, got, test.want, out)
		}
	}
}

// TestWhy asks about the first example.
func TestWhy(t *testing.T) {
	first, _, _ := strings.Cut(read(t, golden), "\n")
	place := strings.Join(strings.SplitN(first, ":", 3)[:2], ":")
	got, status := run(t, build(t), "-C", "../../examples", "-why", place)
	if status != 0 || !strings.HasPrefix(got, place+":") {
		t.Errorf("-why %s: status %d and:\n%s", place, status, got)
	}
}

// TestWhyGolden asks about each call of testdata/why.
func TestWhyGolden(t *testing.T) {
	const golden = "testdata/why.golden"
	tool := build(t)
	var got strings.Builder
	for n, line := range strings.Split(read(t, "testdata/why/why.go"), "\n") {
		if !strings.Contains(line, "http.Get(") {
			continue
		}
		out, status := run(t, tool, "-C", "testdata/why", "-why", fmt.Sprintf("why.go:%d:1", n+1))
		if status != 0 {
			t.Errorf("line %d: status %d", n+1, status)
		}
		got.WriteString(out)
	}
	var stats bytes.Buffer
	cmd := exec.Command(tool, "-C", "testdata/why", "-debug", "stats")
	cmd.Stderr = &stats
	if err := cmd.Run(); err == nil {
		t.Error("no findings")
	}
	got.Write(stats.Bytes())
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if want := read(t, golden); got.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", got.String(), want)
	}
}

// TestReasonsDocumented looks for each reason of silence in the README.
func TestReasonsDocumented(t *testing.T) {
	readme := read(t, "../../README.md")
	reasons := regexp.MustCompile(`Reason = "(.*)"`).FindAllStringSubmatch(read(t, "../../internal/mustcall/reason.go"), -1)
	if len(reasons) == 0 {
		t.Error("no reasons")
	}
	for _, r := range reasons {
		if !strings.Contains(readme, "\n| `"+r[1]+"` | ") {
			t.Errorf("README.md does not explain %s", r[1])
		}
	}
}

// TestStats compares figures that the examples determine.
func TestStats(t *testing.T) {
	var stderr bytes.Buffer
	cmd := exec.Command(build(t), "-C", "../../examples", "-debug", "stats", "./...")
	cmd.Stderr = &stderr
	if err := cmd.Run(); err == nil {
		t.Error("no findings")
	}
	for _, want := range []string{"packages:     2\n", "functions:    8 built of 8\n", "obligations:  8: 4 leaked, ", "over budget:  0\n", "refused:      0\n"} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("no %q in:\n%s", want, stderr.String())
		}
	}
}

func build(t *testing.T) string {
	t.Helper()
	tool := filepath.Join(t.TempDir(), "streamlint.exe")
	if out, err := exec.Command("go", "build", "-o", tool, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return tool
}

// run returns what the program wrote to its standard output, and its status.
func run(t *testing.T, tool string, args ...string) (string, int) {
	t.Helper()
	var stdout bytes.Buffer
	cmd := exec.Command(tool, args...)
	cmd.Stdout = &stdout
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return stdout.String(), cmd.ProcessState.ExitCode()
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
