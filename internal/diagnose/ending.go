package diagnose

import (
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// An ending is why nobody can discharge the duty any more, in words.
type ending struct {
	category string
	message  string
	related  []analysis.RelatedInformation
	// decisive are the branches that led to it.
	decisive []mustcall.Decision
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
		decisive: before(leak, step),
	}
}

func (s *Source) overwritten(leak *mustcall.Leak, st site, over overwrite) ending {
	name := shorten(st.variable.Name(), maxTerm/2)
	return ending{
		category: Overwritten,
		message: owed(leak.Row) + " before " + name +
			" is overwritten at " + s.at(over.assign.Pos(), st.pos),
		related:  relate(over.assign.Pos(), "overwritten here with the "+open(leak.Row)),
		decisive: before(leak, over.step),
	}
}

func (s *Source) endlessDefer(leak *mustcall.Leak, st site) ending {
	message := owed(leak.Row) + ": the deferred " + leak.Row.Release + " never runs"
	if l := s.loop(leak, st); l != nil {
		message += ", as the loop at " + s.at(l.Pos(), st.pos) + " does not end"
	}
	e := ending{category: LeakInLoop, message: message, decisive: leak.Decisive}
	if leak.Exit.At != nil {
		e.related = relate(leak.Exit.At.Pos(), "deferred here, to a return that is never reached")
	}
	return e
}

func (s *Source) nextIteration(leak *mustcall.Leak, st site) ending {
	e := ending{
		category: LeakInLoop,
		message:  owed(leak.Row) + " before this call is reached again",
		decisive: before(leak, goesBack(leak)),
	}
	if l := s.loop(leak, st); l != nil {
		e.message = owed(leak.Row) +
			" before the next iteration of the loop at " + s.at(l.Pos(), st.pos)
		e.related = relate(l.Pos(), "the next iteration begins with the "+open(leak.Row))
	}
	return e
}

func (s *Source) returns(leak *mustcall.Leak, st site) ending {
	e := ending{category: LeakOnReturn, message: owed(leak.Row), decisive: leak.Decisive}
	if leak.Exit.Return == nil {
		return e
	}
	if pos := s.ReturnPos(leak.Exit.Return); pos.IsValid() {
		e.message = owed(leak.Row) +
			" when the function returns at " + s.at(pos, st.pos)
		e.related = relate(pos, "returns here with the "+open(leak.Row))
	}
	return e
}

func relate(pos token.Pos, message string) []analysis.RelatedInformation {
	return []analysis.RelatedInformation{{Pos: pos, Message: message}}
}
