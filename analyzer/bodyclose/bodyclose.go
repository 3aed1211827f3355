package bodyclose

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/check"
	"github.com/streamlint/streamlint/internal/protocol"
)

//go:embed doc.go
var doc string

// Analyzer reports HTTP response bodies that are not closed on some path.
var Analyzer = New(check.Options{})

// New returns the analyzer with options of this module's own: its tests and
// the explanations of its command look closer than users do.
func New(opts check.Options) *analysis.Analyzer {
	return check.New(check.Spec{
		Name:    "bodyclose",
		Doc:     check.Doc(doc, "bodyclose"),
		URL:     "https://pkg.go.dev/github.com/streamlint/streamlint/analyzer/bodyclose",
		Table:   protocol.Builtin(),
		Options: opts,
	})
}
