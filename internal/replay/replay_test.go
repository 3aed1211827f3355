package replay_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/replay"
)

// A replayCase is a function f, and paths through it or a literal in it.
type replayCase struct {
	name   string
	source string
	// row is the name of the row, if it is not "response"; root that of
	// the function, if it is not "f".
	row, root string
	// holds are paths that are witnesses.
	holds []string
	// refused are paths that are none, and a part of the reason why.
	refused map[string]string
}

func TestCheck(t *testing.T) {
	cases := slices.Concat(branchCases, callCases, containerCases, deferCases, exitCases, identityCases, memoryCases, tableCases)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := wireProgram(t, c.source)
			table := wireTable()
			row := table.Row(cmp.Or(c.row, "response"))
			root := find(p.Func("f"), cmp.Or(c.root, "f"))
			for _, path := range c.holds {
				if err := replay.Check(witness(t, root, row, path), table); err != nil {
					t.Errorf("%s\nis refused: %v", path, err)
				}
			}
			for path, want := range c.refused {
				err := replay.Check(witness(t, root, row, path), table)
				if err == nil {
					t.Errorf("%s\nis accepted; want %q", path, want)
				} else if !strings.Contains(err.Error(), want) {
					t.Errorf("%s\nis refused because of %q; want %q", path, err, want)
				}
			}
			if t.Failed() {
				t.Log(dump(p.Func("f")))
			}
		})
	}
}
