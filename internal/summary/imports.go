package summary

import (
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/ssabuild"
	"github.com/streamlint/streamlint/internal/streamfacts"
)

// imports are the facts of other packages about their functions.
type imports struct {
	pass  *analysis.Pass
	table *protocol.Table
	mu    sync.Mutex
	known map[*types.Func]*streamfacts.Function
}

var _ ssabuild.Imports = (*imports)(nil)

func newImports(pass *analysis.Pass, table *protocol.Table) *imports {
	return &imports{pass: pass, table: table, known: make(map[*types.Func]*streamfacts.Function)}
}

// nothing is the fact about most functions.
var nothing = new(streamfacts.Function)

// function is what is known of a function of another package.
func (i *imports) function(f *types.Func) *streamfacts.Function {
	f = f.Origin()
	if f.Pkg() == nil || i.pass.ImportObjectFact == nil || isStandard(i.table, f.Pkg().Path()) {
		return nothing
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	fact, ok := i.known[f]
	if !ok {
		fact = new(streamfacts.Function)
		if !i.pass.ImportObjectFact(f, fact) {
			fact = nothing
		}
		i.known[f] = fact
	}
	return fact
}

// NeverReturns implements [ssabuild.Imports].
func (i *imports) NeverReturns(f *types.Func) bool { return i.function(f).NoReturn }

// Opens implements [ssabuild.Imports].
func (i *imports) Opens(f *types.Func) bool { return len(i.function(f).Fresh) > 0 }

// Use implements [ssabuild.Imports].
func (i *imports) Use(f *types.Func, param int) (ssabuild.Use, bool) {
	fact := i.function(f)
	if fact.Asserts {
		return ssabuild.Uses, true
	}
	if !fact.HasParam(param) {
		return ssabuild.HandsOn, false
	}
	for _, p := range fact.Params {
		if p.Index == param && !isKept(p.Outcomes) {
			return ssabuild.Uses, true
		}
	}
	// What is not among the answers is not known to be kept.
	return ssabuild.HandsOn, true
}

// isKept reports whether outcomes say no more than that the argument is read.
func isKept(list []mustcall.Outcome) bool { return reflect.DeepEqual(list, keeps) }
