package replay

import (
	"fmt"
	"go/types"
	"strings"
)

// A path leads from an object to a part of it: ".2" is a field, "[3]" an
// element, "[*]" one that is not known.
const anyElement = "[*]"

// keysPath is where the keys of a map are.
const keysPath = ".keys[*]"

func fieldPath(i int) string     { return fmt.Sprintf(".%d", i) }
func elementPath(i int64) string { return fmt.Sprintf("[%d]", i) }

// keyPath is the path of the element at an index, or with a key.
func keyPath(key value) string {
	switch k := key.(type) {
	case int64:
		return elementPath(k)
	case string:
		return fmt.Sprintf("[x%x]", k)
	case bool:
		return fmt.Sprintf("[%v]", k)
	}
	return anyElement
}

func isUnknownPlace(path string) bool { return strings.Contains(path, anyElement) }
func hasElement(path string) bool     { return strings.Contains(path, "[") }

// isBelow reports whether path leads to a part of what top leads to.
func isBelow(path, top string) bool {
	rest, ok := strings.CutPrefix(path, top)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// cut splits off the last part of a path that is not empty.
func cut(path string) (parent, last string) {
	i := strings.LastIndexAny(path, ".[")
	return path[:i], path[i:]
}

// samePlace reports whether two paths can lead to the same part: they are
// equal but for elements that are not known.
func samePlace(p, q string) bool {
	for p != "" && q != "" {
		a, b := first(p), first(q)
		weak := a[0] == '[' && b[0] == '[' && (a == anyElement || b == anyElement)
		if a != b && !weak {
			return false
		}
		p, q = p[len(a):], q[len(b):]
	}
	return p == q
}

// first is the first part of a path that is not empty.
func first(path string) string {
	if i := strings.IndexAny(path[1:], ".["); i >= 0 {
		return path[:i+1]
	}
	return path
}

// derefStruct is the struct type that t is, or points to.
func derefStruct(t types.Type) (*types.Struct, bool) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	return s, ok
}
