package mustcall

import (
	"strconv"
	"strings"
)

// A location is a place in memory: a base and a path of fields (".2") and
// elements ("[3]", or "[*]" for one that is not known) from there.
//
//	var list [2]struct{ resp *http.Response }
//	list[1].resp    base: the Alloc of list, path "[1].0"
type location struct {
	base baseID
	path string
}

type locID uint32

// A base is an object. A loop makes many objects at one instruction:
// generation 0 is the newest, 1 the one before it.
type base struct {
	kind baseKind
	of   any // see baseKind
	gen  uint8
}

type baseID uint32

type baseKind uint8

const (
	// noBase: an address that is not known.
	noBase baseKind = iota
	// localBase was made here by the instruction of: an Alloc, a make, an
	// append. What was not stored there is zero.
	localBase
	// capturedBase is a variable that a root closure captures.
	capturedBase
	// globalBase is a package-level variable.
	globalBase
	// foreignBase is what the unknown pointer of (a val) points to.
	foreignBase
	// resourceBase is the tracked resource.
	resourceBase
	// cancelBase stands for the function that cancels the context made by the
	// call of. It holds nothing, but it can escape.
	cancelBase
)

// anyElement is the path element of an element that is not known.
const anyElement = "[*]"

// escapedPath is the pseudo-path of a cell which says that others know the
// object, and may change it at any time.
const escapedPath = "!"

// donePath is the pseudo-path of a cell which says that the object, such as
// a sync.Once, has made its call.
const donePath = "!done"

// calledPath is the pseudo-path of a cell which says that a callee was given
// the object.
const calledPath = "!called"

// lengthPath is the pseudo-path of a cell that holds the length of a slice
// that was made by append.
const lengthPath = "#"

func (u *universe) base(b base) baseID {
	if id, ok := u.byBase[b]; ok {
		return id
	}
	id := baseID(len(u.bases))
	u.bases = append(u.bases, b)
	u.byBase[b] = id
	return id
}

func (u *universe) loc(l location) locID {
	if id, ok := u.byLoc[l]; ok {
		return id
	}
	id := locID(len(u.locs))
	u.locs = append(u.locs, l)
	u.byLoc[l] = id
	return id
}

func (u *universe) baseOf(l locID) *base { return &u.bases[u.locs[l].base] }

// sub is the location reached from l by path.
func (u *universe) sub(l locID, path string) locID {
	loc := u.locs[l]
	return u.loc(location{loc.base, loc.path + path})
}

func fieldPath(index int) string     { return "." + strconv.Itoa(index) }
func elementPath(index int64) string { return "[" + strconv.FormatInt(index, 10) + "]" }

// isWeak reports whether the location stands for several.
func (u *universe) isWeak(l locID) bool {
	return strings.Contains(u.locs[l].path, anyElement)
}

// address returns the location that v points to, or 0.
func (u *universe) address(v val) locID {
	switch d := u.at(v); d.kind {
	case kAddr:
		return d.loc
	case kResource:
		return u.loc(location{base: u.base(base{kind: resourceBase})})
	case kSym, kField:
		return u.loc(location{base: u.base(base{kind: foreignBase, of: v})})
	}
	return 0
}

// isBelow reports whether the path p is q or continues it, and how.
func isBelow(p, q string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(p, q)
	return rest, ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}
