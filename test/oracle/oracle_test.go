package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/test/oracle/gen"
)

// The sample has one family of each shape.
const sampleRuns = 200

// TestSample generates, compiles and runs each shape, and demands that what
// was broken is what leaks.
func TestSample(t *testing.T) {
	dir := t.TempDir()
	pkgs, err := gen.Generate(42, 4*len(gen.Shapes()), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeModule(dir, pkgs, sampleRuns); err != nil {
		t.Fatal(err)
	}
	obs, err := observe(dir)
	if err != nil {
		t.Fatal(err)
	}
	total := newTotals()
	programs := label(pkgs, obs)
	total.add(programs, compare(programs, nil))
	for _, d := range total.Disagreements {
		t.Error(d)
	}
	var seen []string
	for _, r := range total.Shapes {
		seen = append(seen, r.Shape)
		if r.Leaks == 0 {
			t.Errorf("nothing leaks in shape %s", r.Shape)
		}
		if r.Leaks == r.Opens && r.Programs > 1 {
			t.Errorf("all that is opened leaks in shape %s", r.Shape)
		}
	}
	if !slices.Equal(seen, gen.Shapes()) {
		t.Errorf("shapes %v, want %v", seen, gen.Shapes())
	}
	// People do not write what go vet complains about.
	cmd := exec.Command("go", "vet", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%s", err, out)
	}
}

// TestLinter compares the linter itself on shapes that it masters.
func TestLinter(t *testing.T) {
	result := filepath.Join(t.TempDir(), "result.json")
	o := &options{
		seed: 42, n: 24, runs: sampleRuns, shapes: []string{"deferred", "explicit", "reader-returned"},
		json: result, progress: t.Logf,
	}
	var out strings.Builder
	if err := o.measure(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "all local") {
		t.Errorf("no table:\n%s", out.String())
	}
	data, err := os.ReadFile(result)
	if err != nil {
		t.Fatal(err)
	}
	var got totals
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.All.Precision != 1 || got.All.Recall != 1 || got.All.Leaks == 0 || got.All.Leaks == got.All.Opens {
		t.Errorf("results %+v", got.All)
	}
	if got.Date == "" || got.Commit == "" || !slices.Equal(got.Seeds, []uint64{42}) {
		t.Errorf("commit %q, date %q, seeds %v", got.Commit, got.Date, got.Seeds)
	}
}

// handmade is a package of programs that the generator would not write.
func handmade(bodies map[string]string) *gen.Package {
	p := &gen.Package{Dir: "g000/made"}
	for name, body := range bodies {
		p.Programs = append(p.Programs, &gen.Program{
			Name: name, Shape: "deferred", File: strings.ToLower(name) + ".go",
			Source: fmt.Appendf(nil, "package made\n\nimport \"net/http\"\n\nfunc %s(c *http.Client) {\n%s\n}\n", name, body),
			Driver: name + "(w.Client())",
			Sites:  []int{6},
		})
	}
	slices.SortFunc(p.Programs, func(a, b *gen.Program) int { return strings.Compare(a.Name, b.Name) })
	return p
}

const opens = "resp, err := c.Get(\"http://x.test/\")\nif err != nil {\nreturn\n}\n"

// TestBadPrograms runs programs that end the process, or leave goroutines
// behind, among others: no observation of the others is lost.
func TestBadPrograms(t *testing.T) {
	dir := t.TempDir()
	pkgs := []*gen.Package{handmade(map[string]string{
		"blocks":  opens + "ch := make(chan int)\ngo func() {\n<-ch\nresp.Body.Close()\n}()",
		"crashes": opens + "resp.Body.Close()\ngo func() {\nvar m map[int]int\nm[1] = 1\n}()",
		"panics":  opens + "resp.Body.Close()\npanic(\"no\")",
		"works":   opens + "resp.Body.Close()",
	})}
	if err := writeModule(dir, pkgs, 40); err != nil {
		t.Fatal(err)
	}
	obs, err := observe(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(obs.crashed, []string{"g000/made.crashes"}) {
		t.Errorf("crashed: %v", obs.crashed)
	}
	if res := obs.results["g000/made.blocks"]; res.Blocked == "" || len(res.Leaks) != 1 {
		t.Errorf("blocks: %+v", res)
	}
	if res := obs.results["g000/made.panics"]; res.Panic == "" {
		t.Errorf("panics: %+v", res)
	}
	if res := obs.results["g000/made.works"]; res.Runs == 0 || len(res.Leaks) != 0 || !slices.Contains(res.Opens, "works.go:6") {
		t.Errorf("works: %+v", res)
	}
}

// TestDoesNotCompile leaves out what does not compile, and says so.
func TestDoesNotCompile(t *testing.T) {
	pkgs := []*gen.Package{handmade(map[string]string{
		"broken": opens,
		"works":  opens + "resp.Body.Close()",
	})}
	o := &options{runs: 40}
	total := newTotals()
	obs, err := o.observe(filepath.Join(t.TempDir(), "m"), pkgs, total)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"g000/made/broken.go does not compile"}; !slices.Equal(total.Disagreements, want) {
		t.Errorf("disagreements %q, want %q", total.Disagreements, want)
	}
	if obs.results["g000/made.works"].Runs == 0 {
		t.Error("the other program was not run")
	}
}

func TestBadArguments(t *testing.T) {
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"-n", "0"}, "must be positive"},
		{[]string{"more"}, `unexpected argument "more"`},
		{[]string{"-check", "-shapes", "nothing"}, `no shape "nothing"`},
		{[]string{"-check", "-keep", "."}, "not empty"},
	}
	for _, test := range tests {
		if err := run(test.args); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: %v, want %q in the error", test.args, err, test.want)
		}
	}
}
