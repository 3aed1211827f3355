package diagnose

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// A condition is a reason in the terms of the source.
type condition struct {
	// pos is where it is evaluated.
	pos token.Pos
	// expr is the expression that was true or false. It is nil where the
	// source has none: yes and no are words for the two outcomes.
	expr    ast.Expr
	yes, no words
	// taken is the truth of expr, or which outcome it was.
	taken bool
	// implied: what precedes left no other.
	implied bool
	// of is the loop that expr is the condition of, or the switch that it
	// is a case of, if it is one.
	of ast.Stmt
	// note says what expr does not: which error it is that is tested.
	note words
}

// words say what holds on a path: in a message, where they stand in
// parentheses, and at the place itself. There may be none for a message.
type words struct{ fact, here string }

// words are those for what happened. At the place itself they quote the
// source as it stands, since the reader looks at it.
func (c condition) words() words {
	var w words
	switch _, loop := c.of.(*ast.ForStmt); {
	case c.expr == nil && c.taken:
		return c.yes
	case c.expr == nil:
		return c.no
	case c.taken:
		w = words{text(c.expr), text(c.expr) + " is true here"}
	case loop:
		w = words{text(negate(c.expr)), text(c.expr) + " is false here, and the loop ends"}
	default:
		w = words{text(negate(c.expr)), text(c.expr) + " is false here"}
	}
	return words{w.fact + c.note.fact, w.here + c.note.here}
}

// condition returns the source of an ssa.If, without its outcome.
//
// An If has no position, its condition may have one: that of an operator or
// of a parenthesis inside the operand of if, for, case, && or ||. A bare
// variable has none, or that of its definition, and is looked up by name.
func (s *Source) condition(branch *ssa.If) condition {
	if ta := assertion(branch.Cond); ta != nil {
		if c := s.typeCase(ta); c.pos.IsValid() {
			return c
		}
	}
	if c := operand(s.path(valuePos(branch.Cond))); c.pos.IsValid() {
		return c
	}
	if e := s.variable(branch); e != nil {
		return condition{pos: e.Pos(), expr: e}
	}
	if l := s.rangeLoop(branch); l != nil {
		return condition{
			pos: l.Pos(),
			no:  words{"the loop is over", "the loop ends here"},
			of:  l,
		}
	}
	return condition{}
}

// assertion is the type assertion whose success is tested, or nil.
func assertion(cond ssa.Value) *ssa.TypeAssert {
	if x, ok := cond.(*ssa.Extract); ok {
		ta, _ := x.Tuple.(*ssa.TypeAssert)
		return ta
	}
	return nil
}

// valuePos returns the position of a value, or of the address it is loaded
// from: ssa gives the load of a field no position.
func valuePos(v ssa.Value) token.Pos {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL && !load.Pos().IsValid() {
		switch load.X.(type) {
		case *ssa.FieldAddr, *ssa.IndexAddr:
			return load.X.Pos()
		}
	}
	if field, ok := v.(*ssa.Field); ok {
		return field.Pos()
	}
	return v.Pos()
}

// operand climbs from the place inside an expression to the operand of a
// branch that it belongs to. If a statement comes first, the place is not in
// an operand, and there is no condition.
func operand(path []ast.Node) condition {
	for i := 0; i+1 < len(path); i++ {
		e, ok := path[i].(ast.Expr)
		if !ok {
			break
		}
		switch parent := path[i+1].(type) {
		case *ast.IfStmt:
			return condition{pos: e.Pos(), expr: ast.Unparen(e)}
		case *ast.ForStmt:
			return condition{pos: e.Pos(), expr: ast.Unparen(e), of: parent}
		case *ast.CaseClause:
			return caseOperand(e, path[i+1:])
		case *ast.BinaryExpr:
			if parent.Op == token.LAND || parent.Op == token.LOR {
				return condition{pos: e.Pos(), expr: ast.Unparen(e)}
			}
		case *ast.UnaryExpr:
			// The builder swaps the branches of !x, and tests x.
			if parent.Op == token.NOT {
				return condition{pos: e.Pos(), expr: ast.Unparen(e)}
			}
		}
	}
	return condition{}
}

// caseOperand returns what is tested by the expression e of a case clause,
// where path starts with the clause, its block and its switch.
func caseOperand(e ast.Expr, path []ast.Node) condition {
	if len(path) < 3 {
		return condition{}
	}
	switch sw := path[2].(type) {
	case *ast.TypeSwitchStmt:
		return clauseCondition(e.Pos(), text(e), sw)
	case *ast.SwitchStmt:
		if sw.Tag != nil && !isTrue(sw.Tag) {
			return condition{pos: e.Pos(), expr: &ast.BinaryExpr{X: sw.Tag, Op: token.EQL, Y: e}, of: sw}
		}
		return condition{pos: e.Pos(), expr: ast.Unparen(e), of: sw}
	}
	return condition{}
}

func isTrue(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && id.Name == "true"
}

// clauseCondition is whether a clause of a switch on types runs.
func clauseCondition(pos token.Pos, operand string, sw ast.Stmt) condition {
	name := "case " + operand
	return condition{
		pos: pos,
		yes: words{name, name + " is taken here"},
		no:  words{"", name + " is not taken here"},
		of:  sw,
	}
}
