package summary

import (
	"go/types"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// seeds are the parts of an argument that can be the way to a handle, by the
// type of the parameter.
func (s *solver) seeds(fn *types.Func, param int) []mustcall.Seed {
	t := paramType(fn, param)
	switch {
	case isAny(t):
		return []mustcall.Seed{mustcall.SeedResource, mustcall.SeedHandle, mustcall.SeedCallable}
	case s.config.Table.RowOfType(t) != nil:
		return []mustcall.Seed{mustcall.SeedResource}
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return []mustcall.Seed{mustcall.SeedHandle}
	case *types.Signature:
		return []mustcall.Seed{mustcall.SeedCallable}
	case *types.Slice:
		return []mustcall.Seed{mustcall.SeedElement}
	case *types.Pointer:
		if st, ok := u.Elem().Underlying().(*types.Struct); ok {
			return s.fieldSeeds(st)
		}
	case *types.Struct:
		return s.fieldSeeds(u)
	}
	return nil
}

// fieldSeeds are the fields of an owner that can be the way to a handle.
func (s *solver) fieldSeeds(owner *types.Struct) []mustcall.Seed {
	var list []mustcall.Seed
	for i := range owner.NumFields() {
		t := owner.Field(i).Type()
		var seed mustcall.Seed
		switch u := t.Underlying().(type) {
		case *types.Signature:
			if u.Params().Len() > 0 {
				continue // a handler: what releases is called without arguments
			}
			seed = mustcall.SeedCallable
		case *types.Interface:
			if !s.canRelease(u) {
				continue
			}
			seed = mustcall.SeedHandle
		default:
			if s.config.Table.RowOfType(t) == nil {
				continue
			}
			seed = mustcall.SeedResource
		}
		if at, ok := seed.At(i); ok {
			list = append(list, at)
		}
	}
	return list
}

func (s *solver) canRelease(i *types.Interface) bool {
	for _, row := range s.config.Table.Rows() {
		for m := range i.Methods() {
			if m.Name() == row.Release {
				return true
			}
		}
	}
	return false
}

func isAny(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true
	}
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}

// paramType is the type of a parameter, a receiver being parameter 0.
func paramType(fn *types.Func, param int) types.Type {
	sig := fn.Signature()
	if recv := sig.Recv(); recv != nil {
		if param == 0 {
			return recv.Type()
		}
		param--
	}
	return sig.Params().At(param).Type()
}
