package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A mutant is a function without one of its releases.
type mutant struct {
	fn       *function
	from, to int    // offsets of what is replaced
	text     string // what stands there instead, which is as long
	at       place  // of the release
	what     string // the release, on one line
	sources  []source
	covered  string // by which other release, if it surely is
	returned bool   // the response is, somewhere in the function

	class  class
	reason string
}

// A place is where something is in the code before any mutant, and in the
// mutants too, which do not move anything.
type place struct {
	file         string
	line, column int
}

// A finder finds the releases in a function.
type finder struct {
	fn    *function
	prog  *program
	info  *types.Info
	text  string
	flow  *flow
	stack []ast.Node
}

// findMutants fills f.mutants.
func (f *function) findMutants(prog *program) error {
	text, err := prog.text(f.file)
	if err != nil {
		return err
	}
	source := string(text[f.from.Offset:f.to.Offset])
	if !strings.Contains(source, ".Close()") {
		return nil
	}
	find := &finder{fn: f, prog: prog, info: f.pkg.TypesInfo, text: string(text)}
	find.flow = newFlow(find.info, f.decl)
	ast.PreorderStack(f.decl, nil, func(n ast.Node, stack []ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			find.stack = stack
			find.visit(call)
		}
		return true
	})
	return nil
}

// visit adds a mutant if the call releases a response.
func (f *finder) visit(call *ast.CallExpr) {
	closed, response := f.closed(call)
	if closed == nil {
		return
	}
	node, text, ok := f.replacement(call, closed)
	if !ok {
		return
	}
	pos := f.prog.fset.PositionFor(node.Pos(), false)
	m := &mutant{
		fn:   f.fn,
		from: f.offset(node.Pos()),
		to:   f.offset(node.End()),
		text: text,
		at:   place{pos.Filename, pos.Line, pos.Column},
		what: strings.Join(strings.Fields(f.source(node)), " "),
	}
	for _, origin := range f.flow.origins(response) {
		m.sources = append(m.sources, f.classify(origin))
	}
	m.covered = f.cover(call, response)
	m.returned = f.returned(response)
	f.fn.mutants = append(f.fn.mutants, m)
}

// closed returns the body that a call of Close is for, and the response
// that it is of. A variable is a body if it was assigned one.
func (f *finder) closed(call *ast.CallExpr) (closed, response ast.Expr) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Close" || len(call.Args) > 0 {
		return nil, nil
	}
	if response := responseOf(f.info, sel.X); response != nil {
		return sel.X, response
	}
	id, ok := ast.Unparen(sel.X).(*ast.Ident)
	if !ok {
		return nil, nil
	}
	for _, d := range f.flow.defs[f.info.Uses[id]] {
		if response := responseOf(f.info, d.expr); response != nil && d.result == 0 {
			return sel.X, response
		}
	}
	return nil, nil
}

// responseOf returns x if e is x.Body, of a response.
func responseOf(info *types.Info, e ast.Expr) ast.Expr {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Body" {
		return nil
	}
	s := info.Selections[sel]
	if s == nil || s.Kind() != types.FieldVal {
		return nil
	}
	t := s.Recv()
	for _, i := range s.Index()[:len(s.Index())-1] { // through embedded structs
		t = deref(t).Underlying().(*types.Struct).Field(i).Type()
	}
	if !isResponse(deref(t)) {
		return nil
	}
	return sel.X
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// isResponse reports whether t is http.Response.
func isResponse(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Response" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "net/http"
}

// isResponsePointer reports whether t is *http.Response.
func isResponsePointer(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	return ok && isResponse(p.Elem())
}

// noError stands for the result of the release, where that is used: what
// comes next happens as if the release had gone well.
const noError = "error(nil)"

// replacement returns what is replaced, and by what. The closed value is
// still used, or a variable might not be.
func (f *finder) replacement(call *ast.CallExpr, closed ast.Expr) (ast.Node, string, bool) {
	use := "_ = " + f.source(closed)
	switch parent := f.stack[len(f.stack)-1].(type) {
	case *ast.ExprStmt:
		return f.fit(parent, use)
	case *ast.DeferStmt:
		return f.fit(parent, use)
	case *ast.GoStmt:
		return f.fit(parent, use)
	case *ast.AssignStmt:
		if allBlank(parent.Lhs) {
			return f.fit(call, f.source(closed))
		}
	}
	return f.fit(call, noError)
}

// fit pads a text to the length and the lines of what it replaces.
func (f *finder) fit(n ast.Node, text string) (ast.Node, string, bool) {
	old := f.source(n)
	if strings.Contains(old, "//") || strings.Contains(text, "/*") {
		return nil, "", false
	}
	lines := strings.Count(old, "\n") - strings.Count(text, "\n")
	// What follows on the last line must not move.
	last := old[strings.LastIndexByte(old, '\n')+1:]
	if lines > 0 {
		text += strings.Repeat(" ", max(0, len(old)-len(text)-lines-len(last))) +
			strings.Repeat("\n", lines) + strings.Repeat(" ", len(last))
	} else if len(text) < len(old) {
		text += strings.Repeat(" ", len(old)-len(text))
	}
	return n, text, lines >= 0 && len(text) == len(old)
}

// returned reports whether a variable is a result of a return statement.
func (f *finder) returned(response ast.Expr) bool {
	id, ok := ast.Unparen(response).(*ast.Ident)
	if !ok {
		return false
	}
	found := false
	ast.Inspect(f.fn.decl, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			for _, e := range ret.Results {
				r, ok := ast.Unparen(e).(*ast.Ident)
				found = found || ok && f.info.Uses[r] == f.info.Uses[id]
			}
		}
		return !found
	})
	return found
}

func allBlank(exprs []ast.Expr) bool {
	for _, e := range exprs {
		if id, ok := e.(*ast.Ident); !ok || id.Name != "_" {
			return false
		}
	}
	return true
}

func (f *finder) offset(pos token.Pos) int { return f.prog.fset.PositionFor(pos, false).Offset }

func (f *finder) source(n ast.Node) string { return f.text[f.offset(n.Pos()):f.offset(n.End())] }
