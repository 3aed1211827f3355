package mustcall_test

import (
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/txtar"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/ssabuild"
)

// TestSummaries compares the summaries of small functions with what is
// written down in testdata/summaries/*.txt: the outcomes for each parameter
// that can lead to a handle, and what is fresh.
func TestSummaries(t *testing.T) {
	files, err := filepath.Glob("testdata/summaries/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no summaries: %v", err)
	}
	lab := standardLab(t)
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if len(archive.Files) != 2 || archive.Files[0].Name != "src.go" || archive.Files[1].Name != "want" {
				t.Fatalf("%s does not consist of src.go and want", name)
			}
			got := lab.summaries(t, string(archive.Files[0].Data))
			if *update {
				archive.Files[1].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(archive.Files[1].Data); got != want {
				t.Errorf("--- got\n%s--- want\n%s", got, want)
			}
		})
	}
}

// summaries writes down the summaries of the functions of a program.
func (l *lab) summaries(t *testing.T, source string) string {
	p := typeCheck(t, source, l.lib)
	analysis := mustcall.NewAnalysis(world{l.table}, mustcall.Options{})
	var b strings.Builder
	for _, fn := range ssabuild.Full(p, l.table).Functions {
		if fn.Object() == nil {
			continue
		}
		fmt.Fprintf(&b, "%s\n", fn.Name())
		for i, param := range fn.Params {
			seed := analysis.SeedFor(param.Type())
			switch param.Type().Underlying().(type) {
			case *types.Basic:
				continue
			case *types.Slice:
				seed = mustcall.SeedElement
			}
			writeOutcomes(&b, analysis, fn, i, seed, param.Name())
		}
		writeOutcomes(&b, analysis, fn, 0, mustcall.SeedNothing, "nothing")
		for _, f := range analysis.Fresh(fn) {
			fmt.Fprintf(&b, "\tfresh: %s%s%s\n", shapes(f.Results), conditions(f.If), fields(f.Fields))
		}
	}
	return b.String()
}

func writeOutcomes(b *strings.Builder, a *mustcall.Analysis, fn *ssa.Function, param int, seed mustcall.Seed, name string) {
	list, known := a.Outcomes(fn, param, seed)
	if !known {
		fmt.Fprintf(b, "\t%s: unknown\n", name)
		return
	}
	if len(list) == 0 {
		fmt.Fprintf(b, "\t%s: does not return\n", name)
	}
	for _, o := range list {
		fmt.Fprintf(b, "\t%s: %s%s\n", name, outcome(o), conditions(o.If))
	}
}

func outcome(o mustcall.Outcome) string {
	words := []string{"kept"}
	switch {
	case o.Stored:
		words = []string{"stored"}
	case o.Events != 0:
		words = []string{"closed"}
	}
	if o.Lost {
		words = append(words, "lost")
	}
	if o.Returns >= 0 {
		as := [...]string{"", "argument", "part", "handle", "releaser", "holder"}[o.As]
		words = append(words, fmt.Sprintf("result %d is the %s", o.Returns, as))
	}
	tri := map[mustcall.Tri][2]string{mustcall.Yes: {"no error", "true"}, mustcall.No: {"error", "false"}}
	if w, ok := tri[o.Error]; ok {
		words = append(words, w[0])
	}
	if w, ok := tri[o.Bool]; ok {
		words = append(words, w[1])
	}
	return strings.Join(words, ", ")
}

func conditions(list []mustcall.Condition) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "; if parameter %d%s is in %s", c.Param, c.Path, intervals(c.In))
	}
	return b.String()
}

func fields(list []mustcall.Field) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "; resource%s in %s", f.Path, intervals(f.In))
	}
	return b.String()
}

func intervals(list []mustcall.Interval) string {
	var words []string
	for _, i := range list {
		switch {
		case i.Lo == i.Hi:
			words = append(words, fmt.Sprint(i.Lo))
		case i.Lo < -1<<60:
			words = append(words, fmt.Sprintf("..%d", i.Hi))
		case i.Hi > 1<<60:
			words = append(words, fmt.Sprintf("%d..", i.Lo))
		default:
			words = append(words, fmt.Sprintf("%d..%d", i.Lo, i.Hi))
		}
	}
	return "{" + strings.Join(words, " ") + "}"
}

func shapes(list []mustcall.Shape) string {
	var words []string
	for _, s := range list {
		words = append(words, shape(s))
	}
	return "(" + strings.Join(words, ", ") + ")"
}

func shape(s mustcall.Shape) string {
	name := [...]string{"?", "resource", "handle", "releaser", "const", "non-nil", "pointer", "struct", "container"}[s.Kind]
	if s.Kind == mustcall.ShapeConst {
		return fmt.Sprint(s.Const)
	}
	if len(s.Parts) == 0 {
		return name
	}
	var parts []string
	for _, p := range s.Parts {
		parts = append(parts, p.Path+": "+shape(p.Shape))
	}
	return name + "{" + strings.Join(parts, ", ") + "}"
}
