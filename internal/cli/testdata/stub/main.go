// Stub is the streamlint command with a simple check instead of the real
// ones: the tests of the command must not depend on what those find. It is
// built by the tests only.
package main

import (
	"go/ast"
	"os"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/check"
	"github.com/streamlint/streamlint/internal/cli"
)

func main() {
	c := cli.Command{Analyzers: analyzers, Stdout: os.Stdout, Stderr: os.Stderr}
	os.Exit(c.Main())
}

func analyzers(check.Options) []*analysis.Analyzer {
	a := &analysis.Analyzer{
		Name:       "stub",
		Doc:        "report calls of functions named leak or refuse, and panic at one named crash",
		ResultType: reflect.TypeFor[*check.Summary](),
	}
	message := a.Flags.String("message", "leak", "what to say")
	a.Run = func(pass *analysis.Pass) (any, error) {
		for _, f := range pass.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					inspect(pass, f, call, *message)
				}
				return true
			})
		}
		return &check.Summary{Path: pass.Pkg.Path()}, nil
	}
	return check.Guard(a)
}

func inspect(pass *analysis.Pass, file *ast.File, call *ast.CallExpr, message string) {
	fun, ok := call.Fun.(*ast.Ident)
	if !ok {
		return
	}
	switch fun.Name {
	case "crash":
		panic("crash was called")
	case "refuse":
		pass.Report(analysis.Diagnostic{Pos: call.Pos(), Category: check.WitnessRefused, Message: "witness refused"})
	case "leak":
		pass.Report(analysis.Diagnostic{
			Pos:      call.Pos(),
			End:      call.End(),
			Category: "leak",
			Message:  message,
			Related:  []analysis.RelatedInformation{{Pos: file.Package, Message: "in this file"}},
		})
	}
}
