package mustcall

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// expectsFailure reports whether a test throws a resource away and does not
// demand that opening it succeeds: it tests something else, or that it fails.
func (a *Analysis) expectsFailure(site ssa.CallInstruction) bool {
	call, ok := site.(*ssa.Call)
	if !ok {
		return true
	}
	for _, r := range *call.Referrers() {
		e, ok := r.(*ssa.Extract)
		if !ok {
			return false // passed on whole, or the only result
		}
		if !isError(e.Type()) && len(*e.Referrers()) > 0 || isError(e.Type()) && a.demandsNil(e, 0) {
			return false
		}
	}
	return true
}

// demandsNil reports whether an error, or a variable that it is put in, is
// compared with nil, and something follows for which it must have been: the
// function returns, or the test fails, if it is not.
func (a *Analysis) demandsNil(v ssa.Value, depth int) bool {
	if depth > 4 {
		return true
	}
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.BinOp:
			if (isNil(r.X) || isNil(r.Y)) && a.failsUnlessNil(r) {
				return true
			}
		case *ssa.Phi:
			if a.demandsNil(r, depth+1) {
				return true
			}
		case *ssa.Store:
			if r.Val != v || r.Addr.Referrers() == nil {
				continue
			}
			for _, l := range *r.Addr.Referrers() {
				if load, ok := l.(*ssa.UnOp); ok && a.demandsNil(load, depth+1) {
					return true
				}
			}
		}
	}
	return false
}

// failsUnlessNil reports whether a comparison of an error with nil is put to
// use: it is more than one of several operands of a branch, or its side for
// errors ends the function or the test.
func (a *Analysis) failsUnlessNil(cmp *ssa.BinOp) bool {
	for _, r := range *cmp.Referrers() {
		branch, ok := r.(*ssa.If)
		if !ok {
			continue
		}
		side := 0 // err != nil
		if cmp.Op == token.EQL {
			side = 1
		}
		b, other := branch.Block().Succs[side], branch.Block().Succs[1-side]
		if len(other.Succs) == 1 && other.Succs[0] == b {
			continue // "if err == nil { … }": nothing is done about errors
		}
		if a.complains(other) {
			continue // it is success that is wrong
		}
		if len(b.Succs) != 1 {
			return true // ends here, or asks more
		}
		for _, instr := range b.Instrs {
			c, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if known := a.known(staticFunc(c.Common())); known != nil && known.Ends != protocol.Returns {
				return true
			}
		}
	}
	return false
}

// complains reports whether a block fails the test, or makes an error.
func (a *Analysis) complains(b *ssa.BasicBlock) bool {
	for _, instr := range b.Instrs {
		c, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		known := a.known(staticFunc(c.Common()))
		if known == nil {
			continue
		}
		if known.Ends != protocol.Returns {
			return true
		}
		for _, r := range known.Results {
			if r.Is == protocol.NonNil && isError(c.Common().Signature().Results().At(r.Index).Type()) {
				return true
			}
		}
	}
	return false
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}
