package cli

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/diagnose"
	"github.com/streamlint/streamlint/internal/mustcall"
)

// legend explains the states, which the engine prints.
const legend = `		# function.block, "in" its callers: what became of the duty (unborn, owed, lost: nothing
		# reaches the handle any more); what is known: resource is what was opened, handle what
		# is to be closed, &x the address of variable x, x in {..} what numbers x can be (0: nil).
`

// explain answers -why: it says what became of each obligation that is born
// on the line, and lists the states of its exploration.
func (s *session) explain(graph *checker.Graph, r *report) {
	r.findings = nil // the question is another one
	var b strings.Builder
	for _, p := range summaries(graph) {
		for i := range p.summary.Results {
			res := &p.summary.Results[i]
			if pos, ok := s.asked(p, res); ok {
				s.explainResult(&b, p, pos, res)
			}
		}
	}
	if b.Len() == 0 && len(r.problems) == 0 {
		r.problemf("%s", s.unanswered(graph))
	}
	r.text = b.String()
}

// unanswered says why there is no answer.
func (s *session) unanswered(graph *checker.Graph) string {
	for _, act := range graph.Roots {
		for _, f := range act.Package.Syntax {
			file := act.Package.Fset.File(f.FileStart)
			switch {
			case file.Name() != s.askedFile():
			case s.why.line > file.LineCount():
				return fmt.Sprintf("%s has only %d lines, not %d", s.why.file, file.LineCount(), s.why.line)
			default:
				return fmt.Sprintf("%s:%d: no call opens a resource on this line", s.why.file, s.why.line)
			}
		}
	}
	return fmt.Sprintf("%s is not a file of the packages that were analysed (%s); are the build tags right?",
		s.why.file, strings.Join(s.patterns, " "))
}

// askedFile returns the absolute name of the file in question.
func (s *session) askedFile() string {
	if filepath.IsAbs(s.why.file) {
		return filepath.Clean(s.why.file)
	}
	return filepath.Join(s.dir, s.why.file)
}

// asked reports whether the obligation is born on the line in question, and
// where its opening call begins. SSA has the position of the parenthesis,
// which is on another line in a chain of calls; either will do.
func (s *session) asked(p summarized, res *mustcall.Result) (token.Position, bool) {
	fset := p.action.Package.Fset
	paren := res.Site.Pos()
	begin := fset.Position(callBegin(p.action.Package.Syntax, paren))
	last := fset.Position(paren).Line
	return begin, begin.Filename == s.askedFile() && begin.Line <= s.why.line && s.why.line <= last
}

// callBegin returns where the call with the given left parenthesis begins.
func callBegin(files []*ast.File, paren token.Pos) token.Pos {
	begin := paren
	for _, f := range files {
		if paren < f.FileStart || f.FileEnd <= paren {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && call.Lparen == paren {
				begin = call.Pos()
			}
			return n != nil && n.Pos() <= paren && paren < n.End()
		})
	}
	return begin
}

func (s *session) explainResult(b *strings.Builder, p summarized, pos token.Position, res *mustcall.Result) {
	first := b.Len() == 0
	at := func(pos token.Pos) string {
		return parsePosition(p.action.Package.Fset.Position(pos).String()).in(s.dir)
	}
	fmt.Fprintf(b, "%s: %s, explored from %s\n", parsePosition(pos.String()).in(s.dir), res.Row.Noun, res.Root.Name())
	leaked := "no"
	if res.Leak != nil {
		leaked = explainLeak(p.source(), res.Leak, at)
	}
	fmt.Fprintf(b, "\tleaked: %s\n\treleased: %d\n\ttransferred: %d\n", leaked, res.Released, res.Transferred)
	fmt.Fprintf(b, "\tended: %d (the process, the goroutine or the test)\n", res.Ended)
	fmt.Fprintf(b, "\tvoid: %s\n\tstates: %d\n", formatVoids(res.Voids), res.States)
	if first && len(res.Trace) > 0 {
		b.WriteString(legend)
	}
	for _, state := range res.Trace {
		fmt.Fprintf(b, "\t\t%s%s\n", linePrefix(p.action.Package.Fset, res.Root, state), state)
	}
}

// explainLeak says how the duty came to be left. Which words fit is decided
// where the report is written.
func explainLeak(source *diagnose.Source, leak *mustcall.Leak, at func(token.Pos) string) string {
	if source.Leak(leak).Category == diagnose.Discarded {
		return "the result of the call is discarded"
	}
	e := &leak.Exit
	switch e.Kind {
	case mustcall.Again:
		return "reached again, " + at(e.At.Pos())
	case mustcall.EndlessDefer:
		return "its deferred release never runs, " + at(e.At.Pos())
	}
	how := ""
	if e.Kind == mustcall.Lost {
		how = "nothing reaches it any more, "
	}
	if panicked := recovered(leak); panicked != nil {
		how += "a panic is recovered, " + at(panicked.Pos()) + ", "
	}
	switch {
	case e.Return == nil && e.Kind == mustcall.Lost:
		return how + "the function does not return"
	case e.Return == nil: // a panic is recovered where no block is left to return from
		return how + "the function returns"
	}
	return how + "the function returns, " + at(source.ReturnPos(e.Return))
}

// recovered returns the last instruction that panics while the duty is owed, if
// the path goes on after it.
func recovered(leak *mustcall.Leak) ssa.Instruction {
	for _, s := range slices.Backward(leak.Steps) {
		switch s.Kind {
		case mustcall.Unwind:
			return s.Instr
		case mustcall.Birth:
			return nil
		}
	}
	return nil
}

// linePrefix returns the line of the block that a state is in, or nothing if
// none of its instructions has one.
func linePrefix(fset *token.FileSet, root *ssa.Function, state string) string {
	block, _, _ := strings.Cut(state, ": ")
	block, _, _ = strings.Cut(block, " in ")
	dot := strings.LastIndexByte(block, '.')
	if dot < 0 {
		return ""
	}
	fn := literal(root, block[:dot])
	index, err := strconv.Atoi(block[dot+1:])
	if fn == nil || err != nil || index >= len(fn.Blocks) {
		return ""
	}
	for _, instr := range fn.Blocks[index].Instrs {
		// A φ has the position of its variable.
		if _, ok := instr.(*ssa.Phi); !ok && instr.Pos().IsValid() {
			return fmt.Sprintf("line %d: ", fset.Position(instr.Pos()).Line)
		}
	}
	return ""
}

// literal returns the function of that name among root and the literals in it.
func literal(root *ssa.Function, name string) *ssa.Function {
	if root.Name() == name {
		return root
	}
	for _, f := range root.AnonFuncs {
		if found := literal(f, name); found != nil {
			return found
		}
	}
	return nil
}
