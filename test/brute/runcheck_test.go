package brute

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// runLimit bounds the runs of a compiled program. There are more of them
// than of an interpreted one, because there every answer counts, not only
// those that are looked at.
const runLimit = 1 << 17

// A target is a function to be run.
type target struct {
	name     string
	params   []string // types
	results  int
	statuses []int
}

// runAsGo compiles and runs the functions of the text, against an
// instrumented library. It returns the sites of each function that leak;
// functions with too many runs are missing.
func runAsGo(t *testing.T, worlds Worlds, text string, targets []target) map[string][]string {
	dir := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"net/http", "example.com/world"} {
		text, err := librarySource(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		write(filepath.Join(name, name+".go"), runnable(text))
	}
	write("go.mod", "module selfcheck\n\ngo 1.26.0\n")
	write("programs.go", instrument(text))
	write("main.go", driver(worlds, targets))

	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go run: %v\n%s", err, out)
	}
	ran := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		ran[fields[0]] = fields[1:]
	}
	return ran
}

// runnable gives the library import paths of the module that is run.
func runnable(text string) string {
	return strings.NewReplacer(`"net/http"`, `"selfcheck/http"`, `"example.com/world"`, `"selfcheck/world"`).Replace(text)
}

// instrument makes the programs tell what they store where others can reach
// it, in the moment they do, and when they ignore an error.
func instrument(text string) string {
	text = strings.Replace(runnable(text), "package p", "package main", 1)
	var b strings.Builder
	for line := range strings.Lines(text) {
		stmt := strings.TrimSpace(line)
		dst, _, ok := strings.Cut(stmt, " = ")
		switch {
		case ok && (dst[0] == 'G' || strings.HasSuffix(dst, ".Body")):
			line = strings.TrimSuffix(line, "\n") + "; keep(G, GB, GH)\n"
		case strings.HasSuffix(stmt, ".Close()") && !strings.Contains(stmt, " "), strings.HasPrefix(stmt, "world.Read("):
			line = "world.Sure();" + line
		}
		b.WriteString(line)
	}
	return b.String()
}

// driver returns a main function that explores the targets.
func driver(worlds Worlds, targets []target) string {
	var b strings.Builder
	b.WriteString(driverHead)
	for _, f := range targets {
		var args []string
		for _, typ := range f.params {
			args = append(args, map[string]string{"bool": "world.Bool()", "int": "world.Int()"}[typ])
		}
		call := f.name + "(" + strings.Join(args, ", ") + ")"
		stmt := [...]string{"%s; keep()", "keep(%s)", "r, _ := %s; keep(r)"}[f.results]
		fmt.Fprintf(&b, "\texplore(%q, %#v, %#v, func() { "+stmt+" })\n", f.name, worlds.list(), f.statuses, call)
	}
	b.WriteString("}\n")
	return b.String()
}

var driverHead = fmt.Sprintf(`package main

import (
	"fmt"
	"sort"
	"strings"

	"selfcheck/http"
	"selfcheck/world"
)

var kept []*http.Response

// keep marks what can be reached from the values, and from what was kept.
func keep(values ...any) {
	for _, v := range values {
		switch v := v.(type) {
		case *world.Body:
			if v != nil {
				v.Moved = true
			}
		case holder:
			kept = append(kept, v.resp)
		case *http.Response:
			kept = append(kept, v)
		}
	}
	for _, r := range kept {
		if r == nil {
			continue
		}
		if b, _ := r.Body.(*world.Body); b != nil {
			b.Moved = true
		}
	}
}

func explore(name string, worlds, codes []int, f func()) {
	leaks, ok := world.Explore(worlds, codes, %d, func() {
		kept, G, GB, GH = nil, nil, nil, holder{}
		f()
	})
	if !ok {
		return
	}
	var list []string
	for site := range leaks {
		list = append(list, site)
	}
	sort.Strings(list)
	fmt.Println(name, strings.Join(list, " "))
}

func main() {
`, runLimit)
