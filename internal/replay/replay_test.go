package replay_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
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
	cases := slices.Concat(
		argumentCases, branchCases, callCases, channelCases, conditionCases, containerCases, deferCases, exitCases, freshCases,
		identityCases, memoryCases, partCases, summaryCases, tableCases, valueCases)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := wireProgram(t, c.source)
			table := wireTable()
			row := table.Row(cmp.Or(c.row, "response"))
			root := find(p.Func("f"), cmp.Or(c.root, "f"))
			var all []*mustcall.Witness
			defer func() { sameTogether(t, table, all) }()
			for _, path := range c.holds {
				all = append(all, witness(t, root, row, path))
				if err := replay.Check(all[len(all)-1], table); err != nil {
					t.Errorf("%s\nis refused: %v", path, err)
				}
			}
			for path, want := range c.refused {
				all = append(all, witness(t, root, row, path))
				err := replay.Check(all[len(all)-1], table)
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

// sameTogether demands that a Checker says of each witness what is said of
// it alone, whatever it has walked before.
func sameTogether(t *testing.T, table *protocol.Table, all []*mustcall.Witness) {
	checker := replay.NewChecker(table)
	for _, w := range slices.Concat(all, all) {
		alone, together := fmt.Sprint(replay.Check(w, table)), fmt.Sprint(checker.Check(w))
		if alone != together {
			t.Errorf("%s alone, %s after others", alone, together)
		}
	}
}
