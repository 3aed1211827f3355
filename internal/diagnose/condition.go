package diagnose

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// A condition is a decision in the terms of the source.
type condition struct {
	// pos is where it is evaluated.
	pos token.Pos
	// expr is the expression that was true or false, or nil if the
	// decision is which clause of a switch on types or of a select runs.
	expr ast.Expr
	// clause is that clause: "case <-ctx.Done()".
	clause string
	// taken is the truth of expr, or whether the clause is taken.
	taken bool
}

// fact is what holds on the path, for the message; empty if it takes too
// many words.
func (c condition) fact() string {
	switch {
	case c.expr == nil && c.taken:
		return c.clause
	case c.expr == nil:
		return ""
	case c.taken:
		return text(c.expr)
	}
	return text(negate(c.expr))
}

// here is what happens at the condition, which the reader looks at: it
// quotes the source as it stands.
func (c condition) here() string {
	switch {
	case c.expr == nil && c.taken:
		return c.clause + " is taken here"
	case c.expr == nil:
		return c.clause + " is not taken here"
	case c.taken:
		return text(c.expr) + " is true here"
	}
	return text(c.expr) + " is false here"
}

// conditions returns the decisions that the source has terms for.
func (s *Source) conditions(decisions []mustcall.Decision) []condition {
	var conds []condition
	for _, d := range decisions {
		c := s.condition(d.If)
		c.taken = d.Taken
		if c.pos.IsValid() {
			conds = append(conds, c)
		}
	}
	return conds
}

// condition returns the source of an ssa.If, without its outcome.
//
// An If has no position, its condition may have one: that of an operator or
// of a parenthesis inside the operand of if, for, case, && or ||. A bare
// variable has none, or that of its definition, and is looked up by name.
func (s *Source) condition(branch *ssa.If) condition {
	switch v := branch.Cond.(type) {
	case *ssa.BinOp:
		if x, ok := v.X.(*ssa.Extract); ok && !v.Pos().IsValid() {
			if sel, ok := x.Tuple.(*ssa.Select); ok {
				return s.selectCase(sel, v.Y)
			}
		}
	case *ssa.Extract:
		if ta, ok := v.Tuple.(*ssa.TypeAssert); ok {
			if c := s.typeCase(ta); c.pos.IsValid() {
				return c
			}
		}
	}
	if c := operand(s.path(valuePos(branch.Cond))); c.pos.IsValid() {
		return c
	}
	if e := s.variable(branch); e != nil {
		return condition{pos: e.Pos(), expr: e}
	}
	return condition{}
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
		case *ast.IfStmt, *ast.ForStmt:
			return condition{pos: e.Pos(), expr: ast.Unparen(e)}
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
		return condition{pos: e.Pos(), clause: clause(e)}
	case *ast.SwitchStmt:
		if sw.Tag != nil && !isTrue(sw.Tag) {
			return condition{pos: e.Pos(), expr: &ast.BinaryExpr{X: sw.Tag, Op: token.EQL, Y: e}}
		}
		return condition{pos: e.Pos(), expr: ast.Unparen(e)}
	}
	return condition{}
}

func isTrue(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && id.Name == "true"
}

func clause(e ast.Expr) string {
	return "case " + text(e)
}
