package mustcall

import "golang.org/x/tools/go/ssa"

// A prewalk explores a function without obligation, and records the paths
// that reach a site. What precedes a site decides, too: a deferred call that
// was registered before, a flag, a counter, a variable that is still nil.
type prewalk struct {
	anyEnd
	*explorer
	sites    map[ssa.CallInstruction]bool
	siteIn   map[*ssa.Function]bool // the functions with sites
	arrivals map[ssa.CallInstruction][]arrival
	tooDeep  bool // a function with a site was not entered
}

// An arrival is a path that has reached a site.
type arrival struct {
	from *node
	path path
}

func (a *Analysis) prewalk(root *ssa.Function, list []opening, who audience) *prewalk {
	w := &prewalk{
		explorer: a.newExplorer(newUniverse(), root),
		sites:    make(map[ssa.CallInstruction]bool),
		siteIn:   make(map[*ssa.Function]bool),
		arrivals: make(map[ssa.CallInstruction][]arrival),
	}
	w.goal = w
	w.budget = 4000 + 20*len(root.Blocks)
	w.row = list[0].row
	w.keepsParams = who == forCallers && w.mayHandOver()
	inside := true
	for _, o := range list {
		w.sites[o.site] = true
		for fn := o.site.Parent(); fn != nil; fn = fn.Parent() {
			w.siteIn[fn] = true
		}
		inside = inside && o.site.Parent() == root
	}
	if inside {
		w.relevant = w.root.reverseReach(w.hasSite)
	}
	w.start()
	w.explore()
	return w
}

func (w *prewalk) hasSite(b *ssa.BasicBlock) bool {
	for _, instr := range b.Instrs {
		if c, ok := instr.(ssa.CallInstruction); ok && w.sites[c] {
			return true
		}
	}
	return false
}

func (w *prewalk) isSite(i ssa.CallInstruction) bool { return w.sites[i] }
func (w *prewalk) seeks(fn *ssa.Function) bool       { return w.siteIn[fn] }
func (w *prewalk) missed(fn *ssa.Function)           { w.tooDeep = w.tooDeep || w.siteIn[fn] }

// atSite records the path each time it comes to a site, not only the first.
func (w *prewalk) atSite(p path, i ssa.CallInstruction) bool {
	w.arrivals[i] = append(w.arrivals[i], arrival{w.current, p})
	return true
}

// mayHandOver reports whether a result of the root function can lead to a
// handle: then its caller wants to know on what conditions it does.
func (w *prewalk) mayHandOver() bool {
	if w.root.fn.Parent() != nil {
		return false
	}
	for r := range w.root.fn.Signature.Results().Variables() {
		if !isError(r.Type()) && !isBasic(r.Type()) && w.canRelease(r.Type(), nil) {
			return true
		}
	}
	return false
}
