package diagnose

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// selection is the select whose ready case is tested, or nil.
func selection(cond ssa.Value) *ssa.Select {
	b, ok := cond.(*ssa.BinOp)
	if !ok || b.Pos().IsValid() {
		return nil
	}
	x, ok := b.X.(*ssa.Extract)
	if !ok || x.Index != 0 {
		return nil
	}
	sel, _ := x.Tuple.(*ssa.Select)
	return sel
}

// selectCase returns the clause of a select that runs, given the index of
// the ready case: none is ready if the default clause runs. (The builder
// tests for one case after the other. That one of them is not taken says
// less than which of them is.)
func (s *Source) selectCase(sel *ssa.Select, ready int) condition {
	for _, n := range s.path(sel.States[max(0, ready)].Pos) {
		switch n := n.(type) {
		case *ast.CommClause:
			if ready >= 0 {
				name := commClause(n.Comm)
				return condition{pos: n.Pos(), yes: words{name, name + " is taken here"}, taken: true}
			}
		case *ast.SelectStmt:
			return defaultCase(n)
		}
	}
	return condition{}
}

func defaultCase(sel *ast.SelectStmt) condition {
	for _, c := range sel.Body.List {
		if c, ok := c.(*ast.CommClause); ok && c.Comm == nil {
			return condition{pos: c.Pos(), yes: words{"no case is ready", "the default case is taken here"}, taken: true}
		}
	}
	return condition{}
}

// commClause prints a communication without the variables it assigns.
func commClause(comm ast.Stmt) string {
	switch comm := comm.(type) {
	case *ast.SendStmt:
		return "case " + shorten(format(comm.Chan)+" <- "+format(comm.Value), maxTerm)
	case *ast.ExprStmt:
		return "case " + text(comm.X)
	case *ast.AssignStmt:
		return "case " + text(comm.Rhs[0])
	}
	return "case"
}

// typeCase returns the clause of a switch on types that tests for the
// asserted type.
func (s *Source) typeCase(ta *ssa.TypeAssert) condition {
	for _, n := range s.path(ta.Pos()) {
		cc, ok := n.(*ast.CaseClause)
		if !ok || cc.Case != ta.Pos() {
			continue
		}
		for _, e := range cc.List {
			if t := s.Info.TypeOf(e); t != nil && types.Identical(t, ta.AssertedType) {
				return clauseCondition(e.Pos(), text(e), typeSwitch(s.path(ta.Pos())))
			}
		}
	}
	return condition{}
}

func typeSwitch(path []ast.Node) ast.Stmt {
	for _, n := range path {
		if sw, ok := n.(*ast.TypeSwitchStmt); ok {
			return sw
		}
	}
	return nil
}

// variable returns the operand of a branch that is the bare variable whose
// value the branch tests, or nil: the first one of that name after what
// surely ran before the branch.
func (s *Source) variable(branch *ssa.If) ast.Expr {
	name := s.variableName(branch.Cond)
	body := s.body(branch.Parent())
	if name == "" || body == nil {
		return nil
	}
	after := lastPos(branch.Block())
	var found ast.Expr
	for _, e := range operands(body) {
		if id, ok := e.(*ast.Ident); ok && id.Name == name && id.Pos() > after {
			if found == nil || id.Pos() < found.Pos() {
				found = id
			}
		}
	}
	return found
}

// variableName returns the name of the variable that holds v.
func (s *Source) variableName(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Phi:
		if token.IsIdentifier(v.Comment) {
			return v.Comment
		}
	case *ssa.Parameter:
		return v.Name()
	case *ssa.UnOp:
		if element, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL {
			return s.elementName(element)
		}
		if v.Op == token.MUL {
			return addressName(v.X)
		}
	case *ssa.Extract:
		if next, ok := v.Tuple.(*ssa.Next); ok && v.Index == 2 {
			return valueName(s.rangeOf(next.Block()))
		}
		return s.assigned(v.Tuple.Pos(), v.Index)
	}
	return s.assigned(v.Pos(), 0)
}

func addressName(addr ssa.Value) string {
	switch addr := addr.(type) {
	case *ssa.Alloc:
		return addr.Comment
	case *ssa.FreeVar, *ssa.Global:
		return addr.Name()
	}
	return ""
}

// assigned returns the name of the variable that the assignment around pos
// gives the result of that index.
func (s *Source) assigned(pos token.Pos, index int) string {
	for i, n := range s.path(pos) {
		var lhs ast.Expr
		switch n := n.(type) {
		case ast.Expr:
			continue
		case *ast.AssignStmt:
			lhs = target(n.Lhs, n.Rhs, child(s.path(pos), i), index)
		case *ast.ValueSpec:
			if index < len(n.Names) {
				return n.Names[index].Name
			}
		}
		if id, ok := lhs.(*ast.Ident); ok {
			return id.Name
		}
		return ""
	}
	return ""
}

// child returns the node that leads to path[i], if it is an expression.
func child(path []ast.Node, i int) ast.Expr {
	if i == 0 {
		return nil
	}
	e, _ := path[i-1].(ast.Expr)
	return e
}

// lastPos returns the position of the last instruction that ran before the
// end of b, or NoPos.
func lastPos(b *ssa.BasicBlock) token.Pos {
	for ; b != nil; b = b.Idom() {
		for i := len(b.Instrs) - 1; i >= 0; i-- {
			// A phi has the position of a declaration.
			if _, ok := b.Instrs[i].(*ssa.Phi); ok {
				break
			}
			if pos := b.Instrs[i].Pos(); pos.IsValid() {
				return pos
			}
		}
	}
	return token.NoPos
}

// operands returns the operands of the branches in a function's body, as
// the ssa builder splits conditions: the leaves of &&, || and !.
func operands(body *ast.BlockStmt) []ast.Expr {
	var leaves []ast.Expr
	var split func(e ast.Expr)
	split = func(e ast.Expr) {
		switch e := e.(type) {
		case nil:
		case *ast.ParenExpr:
			split(e.X)
		case *ast.UnaryExpr:
			if e.Op == token.NOT {
				split(e.X)
			}
		case *ast.BinaryExpr:
			// The operands of && and || are met on their own.
		default:
			leaves = append(leaves, e)
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IfStmt:
			split(n.Cond)
		case *ast.ForStmt:
			split(n.Cond)
		case *ast.CaseClause:
			for _, e := range n.List {
				split(e)
			}
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				split(n.X)
				split(n.Y)
			}
		}
		return true
	})
	return leaves
}
