package mustcall

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// An Analysis is the analysis of one package. It is not safe for concurrent
// use.
type Analysis struct {
	env       Env
	opts      Options
	functions map[*ssa.Function]*function
	asked     map[*ssa.Function]map[*types.Var]int // see askedTwice
	releases  map[releasing]bool                   // see canRelease
	knowledge map[*types.Func]*protocol.Func       // see known
	// containers says which channels are.
	containers map[*ssa.MakeChan]bool
}

// Options change what an Analysis records, and what it takes for granted.
type Options struct {
	// Trace asks for the explored states of each obligation.
	Trace bool
	// TestFile says whether a function stands in a test file; nil: none does.
	TestFile func(*ssa.Function) bool
}

// NewAnalysis prepares the analysis of one package.
func NewAnalysis(env Env, opts Options) *Analysis {
	return &Analysis{
		env:        env,
		opts:       opts,
		functions:  make(map[*ssa.Function]*function),
		asked:      make(map[*ssa.Function]map[*types.Var]int),
		releases:   make(map[releasing]bool),
		knowledge:  make(map[*types.Func]*protocol.Func),
		containers: make(map[*ssa.MakeChan]bool),
	}
}

func (a *Analysis) functionOf(fn *ssa.Function) *function {
	f := a.functions[fn]
	if f == nil {
		f = newFunction(fn, a.env.Table())
		a.functions[fn] = f
	}
	return f
}

// known is what the table knows about a function, or nil. It is asked at
// every call of every state, and the table looks up by name, which takes
// making the name.
func (a *Analysis) known(fn *types.Func) *protocol.Func {
	f, ok := a.knowledge[fn]
	if !ok {
		f = a.env.Table().Func(fn)
		a.knowledge[fn] = f
	}
	return f
}

func (a *Analysis) isTest(fn *ssa.Function) bool {
	return a.opts.TestFile != nil && a.opts.TestFile(fn)
}

// An opening is a site and what it opens.
type opening struct {
	site  ssa.CallInstruction
	row   *protocol.Row
	fresh []Fresh // what a callee that does not open by itself returns
}

// Function explores every obligation that is born in fn, a declared
// function or a package-level literal, and in the literals inside it. The
// results are in the order of the sites; a site has one more result for
// each function around it from which it had to be explored again.
func (a *Analysis) Function(fn *ssa.Function) []Result {
	var results []Result
	a.explore(fn, forUsers, &results)
	return results
}

// An audience is whom an exploration is for: the users, who want to know what
// leaks, or the callers of the function, who want to know what it returns, and
// on what conditions. What is kept for callers costs states.
type audience bool

const (
	forUsers   audience = false
	forCallers audience = true
)

// explore explores the sites of fn itself, then of the literals inside it.
// It returns the openings that have to be explored (again) from the
// function around fn: those whose duty outlives the call of fn, in a
// variable that fn captures or as its result, and all of them if fn is
// executed nowhere but there.
func (a *Analysis) explore(fn *ssa.Function, who audience, results *[]Result) (outlive []opening) {
	own := a.openings(fn)
	if isExecutedInPlace(fn) {
		outlive = own
	} else {
		outlive = a.exploreFrom(fn, own, who, results)
	}
	for _, anon := range fn.AnonFuncs {
		inner := a.explore(anon, who, results)
		switch {
		case len(inner) == 0 || isPackageInit(fn):
			// Nobody calls the literals of package-level variables here.
		case isExecutedInPlace(fn):
			outlive = append(outlive, inner...)
		default:
			outlive = append(outlive, a.exploreFrom(fn, inner, who, results)...)
		}
	}
	return outlive
}

// isExecutedInPlace reports whether a literal is called, or deferred, where
// it is made, and used in no other way; or is the body of a range over a
// function. What it captures is known there, and unknown if it is explored
// by itself. A literal that a go statement starts runs later.
//
//	t3 = make closure f$1 [t1]
//	defer t3()
func isExecutedInPlace(fn *ssa.Function) bool {
	if fn.Parent() == nil || isPackageInit(fn.Parent()) {
		return false
	}
	if fn.Synthetic == "range-over-func yield" {
		return true
	}
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			c, ok := instr.(ssa.CallInstruction)
			if !ok || literalOf(c.Common().Value) != fn {
				continue
			}
			_, starts := instr.(*ssa.Go)
			m, closure := c.Common().Value.(*ssa.MakeClosure)
			return !starts && (!closure || len(*m.Referrers()) == 1)
		}
	}
	return false
}

// isPackageInit reports whether a function is the one that initialises the
// variables of a package.
func isPackageInit(fn *ssa.Function) bool {
	return fn.Name() == "init" && fn.Parent() == nil && fn.Object() == nil
}

// literalOf is the literal that a function value is, or nil.
func literalOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.MakeClosure:
		return v.Fn.(*ssa.Function)
	}
	return nil
}

// exploreFrom explores openings from the entry of root. One pre-walk serves
// all of them.
func (a *Analysis) exploreFrom(root *ssa.Function, list []opening, who audience, results *[]Result) (outlive []opening) {
	if len(list) == 0 || len(root.Blocks) == 0 {
		return nil
	}
	pre := a.prewalk(root, list, who)
	for _, opening := range list {
		o := a.newObligation(pre, opening)
		o.run(pre)
		if len(o.result.fresh) > 0 && o.result.Released > 0 {
			o.result.fresh = exclusive(o.result.fresh, a.closed(pre, opening))
		}
		*results = append(*results, o.explain())
		if o.outlives && root.Parent() != nil {
			outlive = append(outlive, opening)
		}
	}
	return outlive
}

// openings lists the calls of fn that open a resource, in order.
func (a *Analysis) openings(fn *ssa.Function) []opening {
	var list []opening
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if c, ok := instr.(ssa.CallInstruction); ok {
				if row := a.opens(c.Common()); row != nil {
					list = append(list, opening{site: c, row: row})
				} else if fresh := a.freshFrom(c.Common()); len(fresh) > 0 {
					list = append(list, opening{c, a.env.Table().Row(fresh[0].Row), fresh})
				}
			}
		}
	}
	return list
}

// freshFrom is what a declared function that is called returns for its caller
// to owe for.
func (a *Analysis) freshFrom(c *ssa.CallCommon) []Fresh {
	fn := staticFunc(c)
	if fn == nil || c.IsInvoke() || a.known(fn) != nil {
		return nil
	}
	return a.env.Fresh(fn)
}

// opens returns the row of the resource that a call opens, or nil. By name,
// if the callee is declared; else by signature, through an interface or a
// function value that this package does not define.
func (a *Analysis) opens(c *ssa.CallCommon) *protocol.Row {
	table := a.env.Table()
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	if fn := staticFunc(c); fn != nil {
		known := a.known(fn)
		switch {
		case known != nil && known.Opens != "":
			return table.Row(known.Opens)
		case known != nil && known.Lends || !c.IsInvoke():
			return nil
		}
	}
	if c.StaticCallee() != nil || a.assigned(c.Value) || a.isKnownResult(c.Value) {
		return nil
	}
	return table.OpensBySignature(c.Signature())
}

// isKnownResult reports whether a function value is the result of a function
// that the table knows: such as sync.OnceValues, which opens once only.
func (a *Analysis) isKnownResult(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && a.known(staticFunc(&call.Call)) != nil
}

// isHandle reports whether a field of an object is the handle of a resource,
// which always has one.
func (a *Analysis) isHandle(owner types.Type, field *types.Var) bool {
	row := a.env.Table().RowOfType(owner)
	return row != nil && row.Handle == field.Name()
}

// assigned reports whether a function value is read from a variable to
// which the package assigns functions of its own.
func (a *Analysis) assigned(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	if g, ok := load.X.(*ssa.Global); ok {
		obj, ok := g.Object().(*types.Var)
		return ok && a.env.AssignsFunc(obj)
	}
	field := fieldVar(load.X)
	return field != nil && a.env.AssignsFunc(field)
}
