package diagnose

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// table describes what the golden sources declare themselves: a response
// with a body, like the well-known one, and a ticket, which has no handle
// and another kind of release.
func table() *protocol.Table {
	return protocol.NewTable([]*protocol.Row{{
		Name: "response", Noun: "response body", Release: "Close",
		Type: protocol.Type{Path: "p", Name: "Response", Pointer: true}, Handle: "Body",
		Methods:  []protocol.Method{{Name: "Close", Event: protocol.Closed}},
		Released: []protocol.Event{protocol.Closed},
	}, {
		Name: "ticket", Noun: "ticket", Release: "GiveBack",
		Type:     protocol.Type{Path: "p", Name: "Ticket", Pointer: true},
		Methods:  []protocol.Method{{Name: "GiveBack", Event: protocol.Closed}},
		Released: []protocol.Event{protocol.Closed},
	}}, []protocol.Func{
		{Name: "p.Get", Opens: "response"},
		{Name: "p.Draw", Opens: "ticket"},
		{Name: "p.dump", Args: []protocol.Arg{{Param: 0, Does: protocol.Closes, Unless: protocol.ErrorResult}}},
		{Name: "p.drain", Args: []protocol.Arg{{Param: 0, Does: protocol.Closes}}},
		{Name: "p.Fail", Ends: protocol.FailsTest},
	})
}

// An env knows the table and nothing else.
type env struct{ table *protocol.Table }

func (e env) Table() *protocol.Table           { return e.table }
func (env) Holds(*types.Var) *types.Func       { return nil }
func (env) Fresh(*types.Func) []mustcall.Fresh { return nil }

func (env) Outcomes(*types.Func, int, mustcall.Seed) ([]mustcall.Outcome, bool) {
	return nil, false
}
func (env) AssignsFunc(*types.Var) bool { return false }
func (env) IsConstant(*types.Var) bool  { return true }
func (env) Asserts(*types.Func) bool    { return false }

// The leaks that the engine finds are put into words.
func TestLeaks(t *testing.T) {
	categories := make(map[string]bool)
	golden(t, "leak-*.txtar", func(t *testing.T, src []byte) string {
		s, pkg := build(t, src)
		engine := mustcall.NewAnalysis(env{table()}, mustcall.Options{})
		var out strings.Builder
		for _, fn := range functions(pkg) {
			if fn.Parent() != nil {
				continue
			}
			for _, res := range engine.Function(fn) {
				if res.Leak == nil {
					fmt.Fprintf(&out, "%s: no leak\n", fn.Name())
					continue
				}
				d := s.Leak(res.Leak, res.Further...)
				categories[d.Category] = true
				checkConventions(t, d, res.Row)
				write(&out, s.Fset, d)
			}
		}
		return out.String()
	})
	for _, c := range Categories() {
		if !categories[c] {
			t.Errorf("no golden file shows the category %s", c)
		}
	}
}

func write(out *strings.Builder, fset *token.FileSet, d analysis.Diagnostic) {
	end := fset.Position(d.End)
	fmt.Fprintf(out, "%v-%d:%d %s\n\t%s\n", fset.Position(d.Pos), end.Line, end.Column, d.Category, d.Message)
	for _, r := range d.Related {
		fmt.Fprintf(out, "\t%v: %s\n", fset.Position(r.Pos), r.Message)
	}
}

// checkConventions checks what all messages have in common.
func checkConventions(t *testing.T, d analysis.Diagnostic, row *protocol.Row) {
	t.Helper()
	if !slices.Contains(Categories(), d.Category) {
		t.Errorf("unknown category %q", d.Category)
	}
	if !strings.HasPrefix(d.Message, row.Noun+" is not ") {
		t.Errorf("message does not begin with what is wrong: %q", d.Message)
	}
	if n := utf8.RuneCountInString(d.Message); n > maxMessage {
		t.Errorf("message has %d characters: %q", n, d.Message)
	}
	if len(d.Related) > maxRelated {
		t.Errorf("%d related positions", len(d.Related))
	}
	messages := []string{d.Message}
	for _, r := range d.Related {
		messages = append(messages, r.Message)
	}
	for _, m := range messages {
		if first, _ := utf8.DecodeRuneInString(m); unicode.IsUpper(first) && !strings.Contains(m, " is ") {
			t.Errorf("message begins like a sentence: %q", m)
		}
		if strings.HasSuffix(m, ".") || strings.Contains(m, "\n") {
			t.Errorf("message ends like a sentence, or has lines: %q", m)
		}
	}
	if !strings.HasPrefix(d.URL, "#hdr-") {
		t.Errorf("URL %q refers to no heading", d.URL)
	}
}
