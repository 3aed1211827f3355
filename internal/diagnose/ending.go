package diagnose

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// An ending is why nobody can discharge the duty any more, in words.
type ending struct {
	category string
	message  string
	related  []analysis.RelatedInformation
	// until is the step up to which decisions led to it.
	until int
}

// ending finds the reason that a reader accepts first. The order matters: a
// response that nobody takes is also one that is lost when the function
// returns, but to say so would not help.
func (s *Source) ending(leak *mustcall.Leak, st site) ending {
	over, overwritten := s.overwriting(leak, st)
	switch {
	case st.discarded:
		// No branch can make that better.
		return ending{category: Discarded, message: owed(leak.Row) + ": the result of the call is discarded"}
	case leak.Replaced != nil:
		return s.replaced(leak, st)
	case leak.Exit.Kind == mustcall.EndlessDefer:
		return s.endlessDefer(leak, st)
	case leak.Exit.Kind == mustcall.Again:
		return s.nextIteration(leak, st)
	case overwritten:
		return s.overwritten(leak, st, over)
	}
	return s.returns(leak, st)
}

func (s *Source) replaced(leak *mustcall.Leak, st site) ending {
	pos := s.statement(leak.Replaced.Pos())
	step := 0
	for i, s := range leak.Steps {
		if s.Kind == mustcall.Replace {
			step = i
		}
	}
	return ending{
		category: BodyReplaced,
		message:  owed(leak.Row) + " before it is replaced at " + s.at(pos, st.pos),
		related:  relate(pos, "replaced here, while the original is still open"),
		until:    enters(leak, step),
	}
}

func (s *Source) overwritten(leak *mustcall.Leak, st site, over overwrite) ending {
	name := shorten(st.variable.Name(), maxTerm/2)
	return ending{
		category: Overwritten,
		message: owed(leak.Row) + " before " + name +
			" is overwritten at " + s.at(over.assign.Pos(), st.pos),
		related: relate(over.assign.Pos(), "overwritten here with the "+open(leak.Row)),
		until:   enters(leak, over.step),
	}
}

func (s *Source) endlessDefer(leak *mustcall.Leak, st site) ending {
	message := owed(leak.Row) + ": the deferred " + leak.Row.Release + " never runs"
	if l := s.loop(leak, st); l != nil {
		message += ", as the loop at " + s.at(l.Pos(), st.pos) + " does not end"
	}
	e := ending{category: LeakInLoop, message: message, until: len(leak.Steps)}
	if leak.Exit.At != nil {
		e.related = relate(leak.Exit.At.Pos(), "deferred here, to a return that is never reached")
	}
	return e
}

func (s *Source) nextIteration(leak *mustcall.Leak, st site) ending {
	e := ending{
		category: LeakInLoop,
		message:  owed(leak.Row) + " before this call is reached again",
		until:    goesBack(leak),
	}
	if l := s.loop(leak, st); l != nil {
		e.message = owed(leak.Row) +
			" before the next iteration of the loop at " + s.at(l.Pos(), st.pos)
		e.related = relate(l.Pos(), "the next iteration begins with the "+open(leak.Row))
	}
	return e
}

// returns says where the function returns with which the handle goes: the
// innermost one.
func (s *Source) returns(leak *mustcall.Leak, st site) ending {
	e := ending{category: LeakOnReturn, message: owed(leak.Row), until: len(leak.Steps)}
	ret := leak.Exit.Return
	if leak.Left > 0 {
		e.until = leak.Left
		ret, _ = leak.Steps[leak.Left].Instr.(*ssa.Return)
	}
	with := " here with the " + open(leak.Row)
	panicked := lastPanic(leak, e.until-1)
	switch {
	case ret == nil && leak.Left > 0 && panicked.IsValid():
		e.message += " when the function panics at " + s.at(panicked, st.pos)
		e.related = relate(panicked, "panics"+with)
		return e
	case ret == nil:
		return e
	case ret.Block() == ret.Parent().Recover && panicked.IsValid():
		e.message += " when the function returns after recovering the panic at " + s.at(panicked, st.pos)
		e.related = relate(panicked, "panics"+with)
		return e
	}
	pos := s.ReturnPos(ret)
	switch {
	case !pos.IsValid():
	case s.inGoroutine(pos):
		e.message += " when the goroutine ends at " + s.at(pos, st.pos)
		e.related = relate(pos, "ends"+with)
	default:
		e.message += " when the function returns at " + s.at(pos, st.pos)
		e.related = relate(pos, "returns"+with)
	}
	return e
}

// inGoroutine reports whether the innermost function around pos is a literal
// that a go statement starts.
func (s *Source) inGoroutine(pos token.Pos) bool {
	path := s.path(pos)
	for i, n := range path {
		switch n := n.(type) {
		case *ast.FuncLit:
			if i+2 >= len(path) {
				return false
			}
			call, called := path[i+1].(*ast.CallExpr)
			_, starts := path[i+2].(*ast.GoStmt)
			return called && starts && call.Fun == n
		case *ast.FuncDecl:
			return false
		}
	}
	return false
}

func relate(pos token.Pos, message string) []analysis.RelatedInformation {
	return []analysis.RelatedInformation{{Pos: pos, Message: message}}
}
