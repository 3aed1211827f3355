package ssabuild

import (
	"go/types"
	"slices"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A kind says what a value of a type can have to do with a handle.
type kind uint8

const (
	// nothing: it cannot lead there, or only in ways that are not followed.
	nothing kind = iota
	// reader: an interface that a handle may stand behind, but that cannot
	// name the release. An assertion may widen it.
	reader
	// anything: a value of any type, or of that of a type parameter.
	anything
	// function: may be a function that releases.
	function
	// holder: a struct of this package that has a part of the next kind.
	holder
	// carrier: the resource, or something that can be released.
	carrier
)

// kinds tells the kinds of types apart, once for each.
type kinds struct {
	pkg      *types.Package
	table    *protocol.Table
	releases []string
	// handles are the types of the handles of all rows, as far as the package
	// can reach them.
	handles []types.Type
	known   map[types.Type]kind
	holds   map[types.Type]bool
}

func newKinds(pkg *types.Package, table *protocol.Table) *kinds {
	k := &kinds{
		pkg:   pkg,
		table: table,
		known: make(map[types.Type]kind),
		holds: make(map[types.Type]bool),
	}
	for _, row := range table.Rows() {
		if !slices.Contains(k.releases, row.Release) {
			k.releases = append(k.releases, row.Release)
		}
	}
	return k
}

// addHandles notes the handle of each row that pkg declares.
func (k *kinds) addHandles(pkg *types.Package) {
	for _, row := range k.table.Rows() {
		if row.Type.Path != pkg.Path() || row.Handle == "" {
			continue
		}
		obj := pkg.Scope().Lookup(row.Type.Name)
		if obj == nil {
			continue
		}
		if st, ok := obj.Type().Underlying().(*types.Struct); ok {
			for f := range st.Fields() {
				if f.Name() == row.Handle {
					k.handles = append(k.handles, f.Type())
				}
			}
		}
	}
}

func (k *kinds) of(t types.Type) kind {
	if t == nil {
		return nothing
	}
	got, ok := k.known[t]
	if !ok {
		k.known[t] = nothing // of a type that contains itself
		got = k.find(t)
		k.known[t] = got
	}
	return got
}

func (k *kinds) find(t types.Type) kind {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return anything
	}
	if k.table.RowOfType(t) != nil {
		return carrier
	}
	if isError(t) {
		return nothing
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return k.ofInterface(t, u)
	case *types.Signature:
		return function
	case *types.Slice:
		return k.ofElement(u.Elem())
	case *types.Array:
		return k.ofElement(u.Elem())
	case *types.Map:
		return k.ofElement(u.Elem())
	case *types.Chan:
		return k.ofElement(u.Elem())
	}
	switch {
	case k.isHolder(t, 0):
		return holder
	case k.hasRelease(t):
		return carrier
	}
	return nothing
}

// ofElement is the kind of what contains elements of a type. Any number of
// anythings is what loggers are given.
func (k *kinds) ofElement(elem types.Type) kind {
	if got := k.of(elem); got != anything {
		return got
	}
	return reader
}

// isOpen reports whether a carrier is the resource, or an interface that
// handles may stand behind, or contains elements of those.
func (k *kinds) isOpen(t types.Type) bool {
	if k.table.RowOfType(t) != nil {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return true
	case *types.Slice:
		return k.isOpen(u.Elem())
	case *types.Array:
		return k.isOpen(u.Elem())
	case *types.Map:
		return k.isOpen(u.Elem())
	case *types.Chan:
		return k.isOpen(u.Elem())
	}
	return false
}

func (k *kinds) ofInterface(t types.Type, i *types.Interface) kind {
	switch {
	case i.NumMethods() == 0:
		return anything
	case k.hasRelease(t):
		return carrier
	case len(k.handles) == 0:
		return reader
	}
	for _, handle := range k.handles {
		if types.Implements(handle, i) {
			return reader
		}
	}
	return nothing
}

func (k *kinds) hasRelease(t types.Type) bool {
	for _, name := range k.releases {
		obj, _, _ := types.LookupFieldOrMethod(t, true, k.pkg, name)
		if _, ok := obj.(*types.Func); ok {
			return true
		}
	}
	return false
}

// isHolder reports whether t is, or points to, a struct of this package with
// a field that a handle can be in, or in a struct in that.
func (k *kinds) isHolder(t types.Type, depth int) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != k.pkg {
		return false
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 1 || len(k.handles) == 0 {
		return false
	}
	for f := range st.Fields() {
		switch {
		case k.table.RowOfType(f.Type()) != nil, k.isHandle(f.Type()), k.isHolder(f.Type(), depth+1):
			return true
		}
	}
	return false
}

// isHandle reports whether a variable of type t can have a handle as it is:
// not what a program puts around one.
func (k *kinds) isHandle(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() > 0 && k.ofInterface(t, i) == carrier &&
		slices.ContainsFunc(k.handles, func(h types.Type) bool { return types.Implements(h, i) })
}

// mayHold reports whether a result of type t can hold a resource that its
// caller owes for.
func (k *kinds) mayHold(t types.Type) bool {
	got, ok := k.holds[t]
	if !ok {
		got = k.findHold(t, 0)
		k.holds[t] = got
	}
	return got
}

// maxHold is how deep in a result a resource is looked for.
const maxHold = 3

func (k *kinds) findHold(t types.Type, depth int) bool {
	if tuple, ok := t.(*types.Tuple); ok {
		for v := range tuple.Variables() {
			if k.mayHold(v.Type()) {
				return true
			}
		}
		return false
	}
	switch k.of(t) {
	case carrier, holder:
		return true
	case anything, function:
		return depth == 0
	}
	if depth > maxHold || isError(t) {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Pointer:
		return k.findHold(t.Elem(), depth+1)
	case *types.Slice:
		return k.findHold(t.Elem(), depth+1)
	case *types.Array:
		return k.findHold(t.Elem(), depth+1)
	case *types.Map:
		return k.findHold(t.Elem(), depth+1)
	case *types.Chan:
		return k.findHold(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if k.findHold(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}
