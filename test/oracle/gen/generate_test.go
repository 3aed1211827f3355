package gen

import (
	"slices"
	"strings"
	"testing"
)

func generate(t *testing.T, seed uint64, n int) []*Package {
	t.Helper()
	pkgs, err := Generate(seed, n, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkgs
}

// text is all that Generate has written.
func text(pkgs []*Package) string {
	var b strings.Builder
	for _, p := range pkgs {
		for _, prog := range p.Programs {
			b.WriteString(p.Dir + "/" + prog.File + "\n" + string(prog.Source))
		}
		b.Write(p.Drivers())
	}
	return b.String()
}

func TestSameSeedSameBytes(t *testing.T) {
	first := text(generate(t, 7, 600))
	if again := text(generate(t, 7, 600)); again != first {
		t.Error("the same seed gives other bytes")
	}
	if other := text(generate(t, 8, 600)); other == first {
		t.Error("another seed gives the same bytes")
	}
}

func TestShapes(t *testing.T) {
	names := make(map[string]bool)
	local := 0
	for _, sh := range shapes {
		if names[sh.name] {
			t.Errorf("two shapes named %s", sh.name)
		}
		names[sh.name] = true
		if sh.local {
			local++
		}
	}
	if len(names) < 40 || local < len(names)/3 || local > 2*len(names)/3 {
		t.Errorf("%d shapes, %d of them local: want at least 40, about half of them local", len(names), local)
	}
	if _, err := Generate(1, 10, []string{"no-such-shape"}); err == nil || !strings.Contains(err.Error(), "retry-inner") {
		t.Errorf("error for an unknown shape: %v; want the known ones in it", err)
	}
}

// TestEachShape writes many programs of each shape.
func TestEachShape(t *testing.T) {
	for _, sh := range shapes {
		t.Run(sh.name, func(t *testing.T) {
			different := make(map[string]bool)
			for seed := range uint64(12) {
				prog := mustWrite(t, sh, seed, &names{taken: make(map[string]bool)}, nil)
				if len(prog.Breaks()) == 0 {
					t.Fatalf("nothing can be broken in\n%s", prog.Source)
				}
				if slices.Contains(prog.Sites, 0) {
					t.Errorf("a site without a line in\n%s", prog.Source)
				}
				if strings.Contains(string(prog.Source), "//@") {
					t.Errorf("a mark is left in\n%s", prog.Source)
				}
				different[string(prog.Source)] = true
			}
			if len(different) < 11 {
				t.Errorf("%d different programs of 12", len(different))
			}
		})
	}
}

// TestOneDifference demands that a broken program is the clean one but for a
// few lines, and that it says at which open.
func TestOneDifference(t *testing.T) {
	for _, sh := range shapes {
		for seed := range uint64(4) {
			names := &names{taken: make(map[string]bool)}
			clean := mustWrite(t, sh, seed, names, nil)
			for _, brk := range clean.Breaks() {
				names.again()
				broken := mustWrite(t, sh, seed, names, &brk)
				if n := changed(string(clean.Source), string(broken.Source)); string(clean.Source) == string(broken.Source) || n > 10 {
					t.Fatalf("%s, seed %d, %s: %d lines are different:\n%s\n%s", sh.name, seed, brk.Kind, n, clean.Source, broken.Source)
				}
				if broken.next != clean.next {
					t.Errorf("%s, seed %d, %s: random numbers depend on the break", sh.name, seed, brk.Kind)
				}
				if len(broken.Broken) == 0 || len(broken.Sites) != len(clean.Sites) || broken.Driver != clean.Driver {
					t.Errorf("%s, seed %d, %s: broken at %v of sites %v", sh.name, seed, brk.Kind, broken.Broken, broken.Sites)
				}
			}
		}
	}
}

func mustWrite(t *testing.T, sh shape, seed uint64, names *names, brk *Break) *Program {
	t.Helper()
	prog, err := write(sh, seed, names, brk)
	if err != nil {
		t.Fatal(err)
	}
	return prog
}

// changed counts the lines that are in one text only, without imports, and
// without regard to the indentation. What has moved has not changed.
func changed(a, b string) int {
	count := make(map[string]int)
	for _, line := range code(a) {
		count[line]++
	}
	for _, line := range code(b) {
		count[line]--
	}
	n := 0
	for _, k := range count {
		n += max(k, -k)
	}
	return n
}

func code(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, `"`) {
			lines = append(lines, line)
		}
	}
	return lines
}
