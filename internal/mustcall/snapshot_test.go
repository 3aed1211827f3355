package mustcall_test

import (
	"flag"
	"fmt"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/txtar"

	"github.com/streamlint/streamlint/internal/mustcall"
)

var update = flag.Bool("update", false, "write what the engine does now into the snapshots")

// TestSnapshots compares the exploration of small programs, state by state,
// with what is written down in testdata/*.txt. A verdict can stay right while
// its states explode, or for the wrong reason: here, that is seen.
//
// The comment at the top of each file says what its states should show; a
// difference is to be read before -update makes it the truth.
func TestSnapshots(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no snapshots: %v", err)
	}
	lab := standardLab(t)
	lab.trace = true
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { testSnapshot(t, lab, name) })
	}
}

func testSnapshot(t *testing.T, lab *lab, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) != 2 || archive.Files[0].Name != "src.go" || archive.Files[1].Name != "want" {
		t.Fatalf("%s does not consist of src.go and want", name)
	}
	source := string(archive.Files[0].Data)
	got := lab.analyze(t, source).snapshot(strings.Split(source, "\n"))
	if *update {
		archive.Files[1].Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := string(archive.Files[1].Data); got != want {
		t.Errorf("%s\n--- got\n%s--- want\n%s", name, got, want)
	}
}

// snapshot writes down what was found, in the order it was found. lines is
// the source.
func (r report) snapshot(lines []string) string {
	var b strings.Builder
	at := func(pos token.Pos) string {
		line := r.fset.Position(pos).Line
		if line == 0 {
			return "the end"
		}
		return fmt.Sprintf("line %d: %s", line, strings.TrimSpace(lines[line-1]))
	}
	for i, result := range r.results {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "from %s, %s\n", result.Root.Name(), at(result.Site.Pos()))
		fmt.Fprintf(&b, "%d states, %d released, %d transferred%s\n", result.States, result.Released, result.Transferred, voids(result))
		for _, state := range result.Trace {
			fmt.Fprintf(&b, "\t%s\n", state)
		}
		if result.Leak != nil {
			writeLeak(&b, result.Leak, at)
		}
	}
	return b.String()
}

func voids(result mustcall.Result) string {
	var b strings.Builder
	for _, reason := range slices.Sorted(maps.Keys(result.Voids)) {
		fmt.Fprintf(&b, ", %d void by %s", result.Voids[reason], reason)
	}
	return b.String()
}

func writeLeak(b *strings.Builder, leak *mustcall.Leak, at func(token.Pos) string) {
	kind := [...]string{"returned", "again", "lost", "endless defer"}[leak.Exit.Kind]
	fmt.Fprintf(b, "leak, %s at %s\n", kind, at(leak.Exit.At.Pos()))
	if ret := leak.Exit.Return; ret != nil && ssa.Instruction(ret) != leak.Exit.At {
		fmt.Fprintf(b, "\treturns afterwards at %s\n", at(ret.Pos()))
	}
	for _, d := range leak.Decisive {
		where := "a range or a select" // which have no condition in the source
		if pos := d.If.Cond.Pos(); pos.IsValid() {
			where = at(pos)
		}
		fmt.Fprintf(b, "\tdecided by %t at %s\n", d.Taken, where)
	}
	for _, instr := range leak.Released {
		fmt.Fprintf(b, "\treleased elsewhere at %s\n", at(instr.Pos()))
	}
	if leak.Replaced != nil {
		fmt.Fprintf(b, "\treplaced at %s\n", at(leak.Replaced.Pos()))
	}
}
