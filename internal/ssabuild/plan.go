package ssabuild

import (
	"go/ast"
	"go/types"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A Plan is what the gates let through of a package.
type Plan struct {
	// Helpers are the declared functions of which a caller has to know more
	// than types say, in source order. Most of them are settled by a look,
	// and not built.
	Helpers []Helper
	// Reaches: some expression can have the type of a resource.
	Reaches bool

	pkg    Package
	table  *protocol.Table
	matter matter
	ends   *endings
	held   map[*types.Var]*types.Func
}

// Held returns the declared function that a package-level variable holds for
// good, or nil.
func (p *Plan) Held(v *types.Var) *types.Func { return p.held[v] }

// NewPlan passes a package through the gates. It returns nil for one without
// files.
func NewPlan(p Package, table *protocol.Table) *Plan {
	if len(p.Files) == 0 {
		return nil
	}
	if p.Imports == nil {
		p.Imports = stranger{}
	}
	plan := &Plan{pkg: p, table: table, ends: newEndings(p, table), held: heldFuncs(p)}
	decls := plan.ends.decls
	kinds := newKinds(p.Types, table)
	o := &opener{
		info: p.Info, table: table, imports: p.Imports, kinds: kinds, decls: decls,
		calls: make(map[*types.Func][]*types.Func), opens: make(map[*types.Func]bool),
	}
	plan.Reaches = kinds.reachRows()
	if plan.Reaches {
		o.find()
	}
	h := &helpers{
		info: p.Info, table: table, imports: p.Imports, kinds: kinds, decls: decls,
		ends: plan.ends, held: plan.held, nodes: make(map[node]*finding),
	}
	h.find()

	var order []*types.Func
	plan.matter.decls = make(map[*ast.FuncDecl]bool)
	for decl := range funcDecls(p.Files) {
		if fn, ok := p.Info.Defs[decl.Name].(*types.Func); ok {
			order = append(order, fn)
		}
	}
	plan.Helpers = h.result(order, o.passesOn)
	for _, helper := range plan.Helpers {
		if helper.Opens || helper.Ends || helper.isUsed() {
			plan.matter.decls[decls[helper.Func]] = true
		}
	}
	for fn := range o.opens {
		plan.matter.decls[decls[fn]] = true
	}
	for _, init := range p.Info.InitOrder {
		plan.matter.inits = plan.matter.inits || plan.Reaches && o.inLiterals(init)
	}
	return plan
}

// isUsed reports whether what the function does with a parameter takes
// looking at its paths.
func (h *Helper) isUsed() bool {
	for _, p := range h.Params {
		if p.Use == Uses {
			return true
		}
	}
	return false
}

// Build builds the functions that matter; nil if there is none.
func (plan *Plan) Build() *Program {
	if len(plan.matter.decls) == 0 && !plan.matter.inits {
		return nil
	}
	files, info := prune(plan.pkg, plan.matter)
	return plan.build(files, info)
}

// BuildAll builds all functions.
func (plan *Plan) BuildAll() *Program {
	return plan.build(plan.pkg.Files, plan.pkg.Info)
}

// Endless lists the exported functions and methods that never return, in
// source order. Others are asked about here only.
func (plan *Plan) Endless() []*types.Func {
	var list []*types.Func
	for decl := range funcDecls(plan.pkg.Files) {
		if !decl.Name.IsExported() || !mayBeEndless(decl.Body) {
			continue
		}
		fn, ok := plan.pkg.Info.Defs[decl.Name].(*types.Func)
		if ok && !isStub(fn) && plan.ends.noReturn(fn) {
			list = append(list, fn)
		}
	}
	return list
}

// isStub reports whether a function is a method of an unexported type, of
// which there are many that panic because nobody calls them.
func isStub(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := t.(*types.Named)
	return ok && !named.Obj().Exported()
}

// mayBeEndless rules out, without a graph of its blocks, what has a return
// statement, or ends in one that is simply followed by the end.
func mayBeEndless(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	switch body.List[len(body.List)-1].(type) {
	case *ast.AssignStmt, *ast.IncDecStmt, *ast.DeferStmt, *ast.GoStmt, *ast.SendStmt, *ast.DeclStmt, *ast.RangeStmt, *ast.ReturnStmt:
		return false
	}
	returns := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			returns = true
		}
		return !returns
	})
	return !returns
}
