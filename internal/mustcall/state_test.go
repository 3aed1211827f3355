package mustcall

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// TestStateKey demands that two states have one key exactly if they are the
// same, written out in full.
func TestStateKey(t *testing.T) {
	r, u := rand.New(rand.NewPCG(3, 3)), newUniverse()
	byKey, byText := map[string]string{}, map[string]string{}
	functions := []*function{{}, {}}
	blocks := []*ssa.BasicBlock{{Index: 0}, {Index: 1}}
	instrs := []ssa.Instruction{new(ssa.Defer), new(ssa.Defer), new(ssa.Call)}
	same := 0
	for range 30000 {
		s := state{
			phase:  phase(r.IntN(3)),
			events: protocol.Event(r.IntN(2) << r.IntN(16)),
			top:    randomFrame(r, functions, blocks, instrs, 1+r.IntN(2)),
			heap:   randomPairs(r),
			facts:  randomPairs(r),
		}
		key, text := u.key(s), written(s)
		if other, ok := byKey[key]; ok && other != text {
			t.Fatalf("one key for two states:\n%s\n%s", other, text)
		}
		if other, ok := byText[text]; ok && other != key {
			t.Fatalf("two keys for the state %s", text)
		}
		if byKey[key] != "" {
			same++
		}
		byKey[key], byText[text] = text, key
	}
	if same < 100 {
		t.Errorf("only %d states came twice: the test is too random to see anything", same)
	}
}

func randomPairs(r *rand.Rand) pairs {
	var p pairs
	for r.IntN(3) == 0 {
		p = p.with(uint32(r.IntN(2)), val(r.IntN(2)))
	}
	return p
}

func randomFrame(r *rand.Rand, functions []*function, blocks []*ssa.BasicBlock, instrs []ssa.Instruction, depth int) *frame {
	f := &frame{fn: functions[r.IntN(2)], block: blocks[r.IntN(2)], pc: r.IntN(2), env: randomPairs(r)}
	for r.IntN(3) == 0 {
		f.defers = append(f.defers, deferred{instrs[r.IntN(2)], val(r.IntN(2)), packVals(make([]val, r.IntN(2)))})
	}
	if depth == 1 {
		return f
	}
	f.below = randomFrame(r, functions, blocks, instrs, depth-1)
	f.call, f.how, f.callee = instrs[r.IntN(3)], callMode(r.IntN(2)), val(r.IntN(2))
	f.unwinding, f.recovered = r.IntN(4) == 0, r.IntN(4) == 0
	f.live = newBitset(64 * r.IntN(2)) // no part of the key
	return f
}

// written is a state in words; pointers stand for what they point to.
func written(s state) string {
	text := fmt.Sprint(s.phase, s.events, s.heap, s.facts)
	for f := range s.frames {
		text += fmt.Sprintf("; %p %d.%d %v %v %p %d %d %t %t",
			f.fn, f.block.Index, f.pc, f.env, f.defers, f.call, f.how, f.callee, f.unwinding, f.recovered)
	}
	return text
}

func TestSamePlace(t *testing.T) {
	for _, test := range []struct {
		p, q string
		want bool
	}{
		{"", "", true},
		{".1", ".1", true},
		{".1", ".2", false},
		{".1", ".10", false},
		{".1", ".1.0", false},
		{"", ".1", false},
		{"[1]", "[1]", true},
		{"[1]", "[2]", false},
		{"[1]", "[*]", true},
		{"[*]", "[*]", true},
		{"[*]", ".1", false},
		{"[*].3", "[2].3", true},
		{"[*].3", "[2].4", false},
		{".0[1].2[*]", ".0[*].2[7]", true},
		{".0[1].2[*]", ".0[2].2[*]", false},
		{"[*]", "[1].2", false},
		// What is not a place is not the same as one.
		{"[*]", escapedPath, false},
		{"[*]", lengthPath, false},
		{"[*]", "[1]" + lengthPath, false},
		{"[1]" + lengthPath, "[*]" + lengthPath, true},
	} {
		if got := samePlace(test.p, test.q); got != test.want {
			t.Errorf("samePlace(%q, %q) = %t", test.p, test.q, got)
		}
		if got := samePlace(test.q, test.p); got != test.want {
			t.Errorf("samePlace(%q, %q) = %t", test.q, test.p, got)
		}
	}
}

func TestIsBelow(t *testing.T) {
	for _, test := range []struct {
		p, q, rest string
		ok         bool
	}{
		{".1.2", ".1", ".2", true},
		{".1", ".1", "", true},
		{".1", "", ".1", true},
		{".1[3]", ".1", "[3]", true},
		{".12", ".1", "2", false},
		{".1", ".1.2", ".1", false},
	} {
		if rest, ok := isBelow(test.p, test.q); ok != test.ok || ok && rest != test.rest {
			t.Errorf("isBelow(%q, %q) = %q, %t", test.p, test.q, rest, ok)
		}
	}
	for _, path := range []string{".1", "[2]", "[*]"} {
		if got := parentPath(".0" + path); got != ".0" {
			t.Errorf("parentPath(%q) = %q", ".0"+path, got)
		}
	}
}

// TestFieldset asks for each field whether it can be read, when one can.
func TestFieldset(t *testing.T) {
	for _, read := range []int{0, 1, 9, 10, 61, 62, 63, 64, 100} {
		set := oneField(read)
		for field := range 110 {
			want := field == read || field >= 62 && read >= 62 // all larger ones are one
			for _, path := range []string{fieldPath(field), ".3" + fieldPath(field), "[2]" + fieldPath(field)} {
				if got := readable(path, set); got != want {
					t.Fatalf("field %d is read: %q readable is %t", read, path, got)
				}
			}
		}
		if readable(lengthPath, set) || set&lengthRead != 0 {
			t.Errorf("reading field %d reads a length", read)
		}
	}
	for _, path := range []string{"", "[1]", anyElement, ".1[*]", escapedPath} {
		if !readable(path, 0) {
			t.Errorf("%q is no field, and must be kept", path)
		}
	}
	if !readable(lengthPath, lengthRead) || readable(".5", lengthRead) || !readable(".5", allFields) {
		t.Error("a length is taken for a field, or a field for none")
	}
}
