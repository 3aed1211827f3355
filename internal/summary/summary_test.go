package summary

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/streamlint/streamlint/internal/protocol"
)

// connTable describes the package at a path, which declares Conn, and opens
// one with Dial.
func connTable(path string) *protocol.Table {
	row := &protocol.Row{
		Name: "conn", Noun: "connection", Release: "Close",
		Type: protocol.Type{Path: path, Name: "Conn", Pointer: true}, Handle: "Body",
		Methods:          []protocol.Method{{Name: "Close", Event: protocol.Closed}},
		Released:         []protocol.Event{protocol.Closed},
		OpensBySignature: true,
	}
	return protocol.NewTable([]*protocol.Row{row}, []protocol.Func{
		{Name: path + ".Dial", Opens: row.Name},
		{Name: path + ".Exit", Ends: protocol.NeverReturns},
	})
}

// TestFacts compares the facts with the want-comments. The driver encodes and
// decodes each of them.
func TestFacts(t *testing.T) {
	dir, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, full := range []bool{false, true} {
		a := New(Config{Table: connTable("lib"), FullSSA: full})
		if err := analysis.Validate([]*analysis.Analyzer{a}); err != nil {
			t.Fatal(err)
		}
		analysistest.Run(t, dir, a, "a", "b")
	}
}
