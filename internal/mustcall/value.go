package mustcall

import (
	"encoding/binary"
	"go/constant"
	"go/types"
	"hash/fnv"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A val is a value of the abstract domain: an index into a universe, so
// that two values are the same exactly if they are ==. The zero val is the
// unknown value, about which nothing can be learnt either.
//
// Interfaces are transparent: a value and its boxed form are one val.
type val uint32

const unknown val = 0

// A kind is a kind of value.
type kind uint8

const (
	kUnknown kind = iota
	// kConst is a constant: n is the integer itself, 0 and 1 for false and
	// true, 0 for nil, and an arbitrary number that stands for nothing else
	// (see opaqueConst) for a string, a float or a sentinel error.
	kConst
	// kNonNil is some value that is not nil.
	kNonNil
	// kAtLeast is some integer >= n: the length of a container that holds
	// something, a counter beyond all it is compared with.
	kAtLeast
	// kSym is an unknown value that has a name, the SSA value sym: facts
	// can be learnt about it.
	kSym
	// kField is the initial content of the location loc: a field of the
	// resource, or of an object that was not made here.
	kField
	// kTerm is an unknown value that is determined by others: op(a, b), and
	// sym and n to tell apart what the operands do not. Computed again, it is
	// the same.
	kTerm
	// kQuo is a/n, an integer division by a positive constant.
	kQuo
	// kIn is the truth of "a is in set": the only way a branch learns.
	kIn
	// kResource is the tracked resource, kHandle its original handle.
	kResource
	kHandle
	// kReader was made from the handle by a function that is known never to
	// close it (n == 0), or by one about which nothing is known (n == 1).
	kReader
	// kAddr is the address loc, or the container that lives there.
	kAddr
	// kFunc is the function sym with the free variables list.
	kFunc
	// kStruct is a struct or array value: a copy of what was at loc, with
	// list, pairs of a path and a value, put over it.
	kStruct
	// kTuple is the results of a call.
	kTuple
	// kOneOf is the content of a cell that stands for several: list.
	kOneOf
	// kReleaser is a function whose call makes the events n happen.
	kReleaser
	// kUnsettled is a value in which other goroutines, or a callee, have had a
	// part, or (n == 1) an error that means more than that it is not nil. A
	// branch on it makes the path void.
	kUnsettled
	// kContext is a context made by the call sym from the context a;
	// kCancel is the function that cancels it.
	kContext
	kCancel
)

// A term's operator: which truth it is.
const (
	opEqual         = iota + 1 // a == b
	opLess                     // a < b
	opImpliesNonNil            // some truth that implies a != nil
	opArithmetic               // a sym n, an integer
	opLength                   // the length of a
	opResult                   // the result of the function sym for list
	opLookup                   // what the map a has for the key b
)

// A descr describes a value. Only the fields its kind mentions are set.
type descr struct {
	kind kind
	op   uint8
	n    int64
	a, b val
	set  setID
	loc  locID
	sym  any    // an ssa.Value, *ssa.Function or ssa.CallInstruction
	typ  int    // kStruct: the type, for looking up promoted methods
	list string // see packVals
}

// A universe numbers values, locations and sets. It belongs to the analysis
// of one root function, so that its size is bounded by what that needs.
type universe struct {
	vals    []descr
	byDescr map[descr]val

	bases  []base
	byBase map[base]baseID
	locs   []location
	byLoc  map[location]locID

	sets  []intset
	bySet map[string]setID

	opaque  map[string]int64
	types   []types.Type
	byState map[string]uint32 // frames, by their key
}

func newUniverse() *universe {
	u := &universe{
		byDescr: make(map[descr]val),
		byBase:  make(map[base]baseID),
		byLoc:   make(map[location]locID),
		bySet:   make(map[string]setID),
		opaque:  make(map[string]int64),
		byState: make(map[string]uint32),
	}
	u.intern(descr{})               // unknown
	u.base(base{})                  // no base
	u.loc(location{})               // no location
	u.set(nil)                      // the empty set
	u.set(intset{{minInt, maxInt}}) // everything
	return u
}

func (u *universe) intern(d descr) val {
	if v, ok := u.byDescr[d]; ok {
		return v
	}
	v := val(len(u.vals))
	u.vals = append(u.vals, d)
	u.byDescr[d] = v
	return v
}

func (u *universe) at(v val) *descr { return &u.vals[v] }
func (u *universe) kind(v val) kind { return u.vals[v].kind }

func (u *universe) constant(n int64) val   { return u.intern(descr{kind: kConst, n: n}) }
func (u *universe) nonNil() val            { return u.intern(descr{kind: kNonNil}) }
func (u *universe) atLeast(n int64) val    { return u.intern(descr{kind: kAtLeast, n: n}) }
func (u *universe) sym(v ssa.Value) val    { return u.intern(descr{kind: kSym, sym: v}) }
func (u *universe) field(l locID) val      { return u.intern(descr{kind: kField, loc: l}) }
func (u *universe) resource() val          { return u.intern(descr{kind: kResource}) }
func (u *universe) handle() val            { return u.intern(descr{kind: kHandle}) }
func (u *universe) addr(l locID) val       { return u.intern(descr{kind: kAddr, loc: l}) }
func (u *universe) tuple(vs []val) val     { return u.intern(descr{kind: kTuple, list: packVals(vs)}) }
func (u *universe) in(a val, s setID) val  { return u.intern(descr{kind: kIn, a: a, set: s}) }
func (u *universe) quo(a val, n int64) val { return u.intern(descr{kind: kQuo, a: a, n: n}) }
func (u *universe) releaser(e protocol.Event) val {
	return u.intern(descr{kind: kReleaser, n: int64(e)})
}

func (u *universe) reader(unknownMaker bool) val {
	d := descr{kind: kReader}
	if unknownMaker {
		d.n = 1
	}
	return u.intern(d)
}

func (u *universe) function(fn *ssa.Function, bindings []val) val {
	return u.intern(descr{kind: kFunc, sym: fn, list: packVals(bindings)})
}

func (u *universe) term(op uint8, a, b val, which any) val {
	return u.intern(descr{kind: kTerm, op: op, a: a, b: b, sym: which})
}

// oneOf is the value of a cell that may hold any of vs, which is sorted.
func (u *universe) oneOf(vs []val) val {
	if len(vs) == 1 {
		return vs[0]
	}
	return u.intern(descr{kind: kOneOf, list: packVals(vs)})
}

// structure is a struct or array value of type t.
func (u *universe) structure(t types.Type, origin locID, parts pairs) val {
	n := slices.IndexFunc(u.types, func(s types.Type) bool { return types.Identical(s, t) })
	if n < 0 {
		n = len(u.types)
		u.types = append(u.types, t)
	}
	return u.intern(descr{kind: kStruct, loc: origin, typ: n, list: packPairs(parts)})
}

// firstOpaque is the first number that opaqueConst gives.
const firstOpaque = 1 << 52

// opaqueConst numbers constants that are only ever compared for equality.
// The numbers are far away from the integers of programs, and follow from the
// constants, so that the conditions of a summary mean the same everywhere.
func (u *universe) opaqueConst(name string) val {
	n, ok := u.opaque[name]
	if !ok {
		h := fnv.New64a()
		h.Write([]byte(name))
		n = firstOpaque + int64(h.Sum64()%firstOpaque)
		u.opaque[name] = n
	}
	return u.constant(n)
}

// ofConst is the value of a constant. A zero Value means nil, but also the
// zero of a struct, an array or a type parameter.
func (u *universe) ofConst(c *ssa.Const) val {
	if c.Value == nil {
		return u.zero(c.Type())
	}
	if b, ok := c.Type().Underlying().(*types.Basic); ok && b.Info()&(types.IsFloat|types.IsComplex) != 0 {
		if constant.Sign(constant.Real(c.Value)) == 0 && constant.Sign(constant.Imag(c.Value)) == 0 {
			return u.zero(c.Type())
		}
		return u.opaqueConst(c.Value.ExactString())
	}
	switch c.Value.Kind() {
	case constant.Bool:
		return u.truth(constant.BoolVal(c.Value))
	case constant.Int:
		if n, ok := constant.Int64Val(c.Value); ok && n < firstOpaque {
			return u.constant(n)
		}
	}
	return u.opaqueConst(c.Value.ExactString())
}

func (u *universe) truth(b bool) val {
	if b {
		return u.constant(1)
	}
	return u.constant(0)
}

// zero is the zero value of type t.
func (u *universe) zero(t types.Type) val {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return unknown
	}
	switch t := t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return u.structure(t, 0, nil)
	case *types.Basic:
		if t.Info()&types.IsString != 0 {
			return u.opaqueConst(`""`)
		}
		if t.Info()&(types.IsInteger|types.IsBoolean) == 0 && t.Kind() != types.UnsafePointer {
			return u.opaqueConst("0.0")
		}
	case *types.Tuple:
		return unknown
	}
	return u.constant(0)
}

// isBase reports whether facts can be learnt about v.
func (u *universe) isBase(v val) bool {
	k := u.kind(v)
	return k == kSym || k == kField || k == kTerm
}

// isNeverNil reports whether v, of a type that has nil, is surely not nil.
func (u *universe) isNeverNil(v val) bool {
	switch u.kind(v) {
	case kNonNil, kResource, kHandle, kReader, kAddr, kFunc, kStruct, kReleaser, kContext, kCancel:
		return true
	}
	return v == u.someError()
}

// someError is an error that is not nil, and the callee that returned it has
// done more for some than for others: whoever asks which it is knows more.
func (u *universe) someError() val { return u.intern(descr{kind: kUnsettled, n: 1}) }

// list returns the parts of a value: bindings, tuple elements, members.
func (u *universe) list(v val) []val { return unpackVals(u.vals[v].list) }

func packVals(vs []val) string {
	b := make([]byte, 0, 4*len(vs))
	for _, v := range vs {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return string(b)
}

func unpackVals(s string) []val {
	vs := make([]val, 0, len(s)/4)
	for i := 0; i+4 <= len(s); i += 4 {
		vs = append(vs, val(s[i])|val(s[i+1])<<8|val(s[i+2])<<16|val(s[i+3])<<24)
	}
	return vs
}

func packPairs(ps pairs) string {
	b := make([]byte, 0, 8*len(ps))
	for _, p := range ps {
		b = binary.LittleEndian.AppendUint32(b, p.key)
		b = binary.LittleEndian.AppendUint32(b, uint32(p.val))
	}
	return string(b)
}

func unpackPairs(s string) pairs {
	vs := unpackVals(s)
	ps := make(pairs, 0, len(vs)/2)
	for i := 0; i+1 < len(vs); i += 2 {
		ps = append(ps, pair{uint32(vs[i]), vs[i+1]})
	}
	return ps
}
