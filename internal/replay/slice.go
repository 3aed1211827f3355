package replay

import (
	"go/constant"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// slice is a part of a slice, array or string. If it leads to the handle, and
// does not begin where the whole does or ends before that, it is an object of
// its own. Any other counts as the whole, but its elements and its length are
// not known.
func (r *replayer) slice(f *frame, i *ssa.Slice) value {
	switch v := r.eval(f, i.X).(type) {
	case address:
		return r.sliceOf(i, v)
	case null:
		return v
	case *unknown:
		if _, array := i.X.Type().Underlying().(*types.Pointer); array {
			a, _ := r.deref(v)
			return a
		}
		if i.Low == nil && i.High == nil {
			return v
		}
	}
	return r.fresh(i.Type())
}

func (r *replayer) sliceOf(i *ssa.Slice, v address) value {
	w, known := windowOf(i)
	// (The witness says where something of an unknown index is left out.)
	leftOut := r.next().Choice == mustcall.NotInPart && r.takes(mustcall.Choose, i)
	if v.obj.kind == localObject && r.reaches(v) && (leftOut || known && (w.low > 0 || w.high == 0)) {
		return address{obj: r.partOf(v, w, leftOut)}
	}
	if i.Low != nil {
		v.obj.loosen(v.path)
	}
	if i.Low != nil || i.High != nil {
		v.obj.cutShort = true
	}
	return v
}

// A window is the indices that a slice expression takes: from low up to high,
// which is negative if it is not known.
type window struct{ low, high int64 }

func windowOf(i *ssa.Slice) (w window, lowKnown bool) {
	w = window{0, -1}
	if i.High != nil {
		if n, ok := constantIndex(i.High); ok {
			w.high = n
		}
	}
	if i.Low == nil {
		return w, true
	}
	w.low, lowKnown = constantIndex(i.Low)
	return w, lowKnown
}

func constantIndex(v ssa.Value) (int64, bool) {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil {
		return constant.Int64Val(c.Value)
	}
	return 0, false
}

// partOf copies the elements at v that are in a window, to where they are in
// it, and those whose index is not known; without what leads to the handle,
// if that is left out.
func (r *replayer) partOf(v address, w window, leftOut bool) *object {
	o := newObject()
	o.cutShort = true
	for _, p := range slices.Sorted(maps.Keys(v.obj.cells)) {
		content, rest := v.obj.cells[p], strings.TrimPrefix(p, v.path)
		if !isBelow(p, v.path) || rest == "" || rest[0] != '[' {
			continue
		}
		index, err := strconv.ParseInt(strings.Trim(first(rest), "[]"), 10, 64)
		switch {
		case err != nil || index < w.low || w.high >= 0 && index >= w.high:
		case leftOut && r.reaches(content) && w.high >= 0:
			r.fail("the part holds what leads to the handle")
		case !leftOut || !r.reaches(content):
			o.cells[elementPath(index-w.low)+rest[len(first(rest)):]] = content
		}
	}
	for _, m := range v.obj.bag {
		if isBelow(m.path, v.path) && !(leftOut && r.reaches(m.v)) {
			o.bag = append(o.bag, member{strings.TrimPrefix(m.path, v.path), m.v})
		}
	}
	return o
}
