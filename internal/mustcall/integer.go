package mustcall

import "go/types"

// bits is the size of an integer type, and whether it has a sign. Those of
// unknown size are taken for the smaller ones.
func bits(t types.Type) (n int, signed bool) {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return 0, false
	}
	signed = b.Info()&types.IsUnsigned == 0
	switch b.Kind() {
	case types.Int8, types.Uint8:
		return 8, signed
	case types.Int16, types.Uint16:
		return 16, signed
	case types.Int64, types.Uint64:
		return 64, signed
	}
	return 32, signed
}

// fits reports whether a value of type t can be n.
func fits(n int64, t types.Type) bool {
	size, signed := bits(t)
	switch {
	case size == 0:
		return false
	case !signed && (n < 0 || size < 64 && n >= 1<<size):
		return false
	case signed && size < 64 && (n < -1<<(size-1) || n >= 1<<(size-1)):
		// An int has 64 bits where it matters.
		return size == 32 && isInt(t)
	}
	return true
}

func isInt(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Int
}

// widens reports whether every value of one integer type is one of another.
func widens(from, to types.Type) bool {
	if types.Identical(from.Underlying(), to.Underlying()) {
		return true
	}
	a, signedA := bits(from)
	b, signedB := bits(to)
	switch {
	case a == 0 || b == 0:
		return false
	case signedA == signedB:
		return a <= b && !(isInt(from) && b == 32) || isInt(from) && b == 64
	}
	return !signedA && a < b
}
