package replay

import (
	"go/token"
	"go/types"
	"math"
	"strconv"
	"strings"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// assumes attaches to the arguments of a call what a callee needs to end as
// the witness says. It objects if they cannot be so.
func (r *replayer) assumes(c call, conditions []mustcall.Condition) {
	for _, cond := range conditions {
		if cond.Param < 0 || cond.Param >= len(c.args) {
			r.fail("a condition on argument %d, which there is not", cond.Param)
			return
		}
		v, t := r.follow(c.args[cond.Param], c.paramType(cond.Param), cond.Path)
		if !r.isIn(v, t, cond.In) {
			r.fail("argument %d%s cannot be such that the call ends so", cond.Param, cond.Path)
		}
	}
}

// paramType is the type of a parameter of what is called, a receiver first.
func (c call) paramType(i int) types.Type {
	if recv := c.fn.Signature().Recv(); recv != nil {
		if i == 0 {
			return recv.Type()
		}
		i--
	}
	if params := c.fn.Signature().Params(); i < params.Len() {
		return params.At(i).Type()
	}
	return types.Typ[types.Invalid]
}

// follow goes from v, of type t, along the path of a condition: to what it
// points to ("*"), or to a field of that, or of v (".2").
func (r *replayer) follow(v value, t types.Type, path string) (value, types.Type) {
	invalid := types.Typ[types.Invalid]
	p, ofPointer := t.Underlying().(*types.Pointer)
	switch {
	case path == "":
		return v, t
	case path == "*" && ofPointer:
		return r.load(r.deref(v), p.Elem()), p.Elem()
	case path == "*":
		return nil, invalid
	}
	var a address
	if ofPointer {
		a = r.deref(v)
	}
	for _, key := range keysOf(path) {
		n, isField := key.(field)
		s, ok := derefStruct(t)
		if !isField || !ok || int(n) >= s.NumFields() {
			return nil, invalid
		}
		if t = s.Field(int(n)).Type(); ofPointer {
			a = a.part(n)
		} else {
			v = r.part(v, n, t)
		}
	}
	if ofPointer {
		v = r.load(a, t)
	}
	return v, t
}

// keysOf lists the fields and elements of a path such as ".2[*]".
func keysOf(path string) (keys []any) {
	for path != "" {
		end := len(path)
		if n := strings.IndexAny(path[1:], ".["); n >= 0 {
			end = n + 1
		}
		part := strings.TrimRight(path[:end], "]")
		n, err := strconv.ParseInt(part[1:], 10, 64)
		switch {
		case part[0] == '.':
			keys = append(keys, field(n))
		case err == nil:
			keys = append(keys, element{n})
		default:
			keys = append(keys, element{})
		}
		path = path[end:]
	}
	return keys
}

// maxNumber is the least number of a condition that may stand for something
// else, such as a string. As a bound it says nothing.
const maxNumber = 1 << 52

// isIn attaches to v, of type t, that it is in a set of integers: where it is
// no integer, 0 is nil or false, and 1 true. It reports whether that can be.
func (r *replayer) isIn(v value, t types.Type, in []mustcall.Interval) bool {
	has := func(n int64) bool {
		for _, i := range in {
			if i.Lo <= n && n <= i.Hi {
				return true
			}
		}
		return false
	}
	switch {
	case len(in) == 0:
		return false
	case isTypeParam(t):
		return true
	case hasInfo(t, types.IsBoolean):
		if has(0) == has(1) {
			return has(0)
		}
		return r.assume(v, has(1))
	case isInteger(t):
		return r.isBetween(v, in)
	case !isNilable(t):
		return true
	case !has(0):
		return r.claims(v, token.NEQ, null{})
	case len(in) == 1 && in[0] == mustcall.Interval{}:
		return r.claims(v, token.EQL, null{})
	}
	return true
}

func isNilable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Signature, *types.Slice, *types.Map, *types.Chan:
		return true
	}
	return false
}

// isBetween is isIn for an integer. Of several intervals it learns what all
// have in common, and single numbers that are between them.
func (r *replayer) isBetween(v value, in []mustcall.Interval) bool {
	var possible []mustcall.Interval
	for _, i := range in {
		if r.couldBeBetween(v, i) {
			possible = append(possible, i)
		}
	}
	if len(possible) == 0 {
		return false
	}
	ok := r.bounded(v, token.GEQ, possible[0].Lo) && r.bounded(v, token.LEQ, possible[len(possible)-1].Hi)
	for n := range possible[1:] {
		if gap := possible[n].Hi + 1; gap+1 == possible[n+1].Lo {
			ok = ok && r.claims(v, token.NEQ, gap)
		}
	}
	return ok
}

func (r *replayer) couldBeBetween(v value, i mustcall.Interval) bool {
	switch v := v.(type) {
	case int64:
		return i.Lo <= v && v <= i.Hi
	case *unknown:
		var claims []claim
		if isBound(i.Lo) {
			claims = append(claims, claim{of: v, is: token.GEQ, than: i.Lo})
		}
		if isBound(i.Hi) {
			claims = append(claims, claim{of: v, is: token.LEQ, than: i.Hi})
		}
		return r.possible(v, claims...)
	}
	return true
}

// bounded makes a claim about v, unless that is no bound.
func (r *replayer) bounded(v value, is token.Token, than int64) bool {
	return !isBound(than) || r.claims(v, is, than)
}

func isBound(n int64) bool { return n != math.MinInt64 && n < maxNumber }
