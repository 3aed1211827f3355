package protocol_test

import (
	"go/build"
	"go/importer"
	"go/token"
	"go/types"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// A library is the standard library of the Go at hand.
type library struct {
	fset     *token.FileSet
	importer types.Importer
	// paths are all its packages, internal ones included.
	paths []string
	// funcs are the exported functions and methods, those of interfaces
	// included, by FullName.
	funcs map[string]*types.Func
}

func standard(t *testing.T) *library {
	t.Helper()
	lib, err := loadStandard()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func standardFunc(t *testing.T, name string) *types.Func {
	t.Helper()
	fn := standard(t).funcs[name]
	if fn == nil {
		t.Fatalf("no function %s", name)
	}
	return fn
}

// loadStandard type-checks declarations from source: that needs no build,
// and takes a few seconds for the whole library.
var loadStandard = sync.OnceValues(func() (*library, error) {
	out, err := exec.Command("go", "list", "std").Output()
	if err != nil {
		return nil, err
	}
	// With cgo the importer would run a C compiler, and find no other names.
	build.Default.CgoEnabled = false
	lib := &library{fset: token.NewFileSet(), funcs: make(map[string]*types.Func)}
	lib.importer = importer.ForCompiler(lib.fset, "source", nil)
	lib.paths = strings.Fields(string(out))
	for _, path := range lib.paths {
		if strings.Contains(path, "internal") || strings.HasPrefix(path, "vendor/") {
			continue
		}
		pkg, err := lib.importer.Import(path)
		if err != nil {
			return nil, err
		}
		collect(lib.funcs, pkg)
	}
	return lib, nil
})

// collect adds what can be called from outside of a package. A promoted
// method keeps the name of the type that declares it: t.Fatal is
// (*testing.common).Fatal.
func collect(funcs map[string]*types.Func, pkg *types.Package) {
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			if obj.Exported() {
				funcs[obj.FullName()] = obj
			}
		case *types.TypeName:
			if !obj.Exported() {
				continue
			}
			t := obj.Type()
			if !types.IsInterface(t) {
				t = types.NewPointer(t)
			}
			for sel := range types.NewMethodSet(t).Methods() {
				if m := sel.Obj().(*types.Func); m.Exported() && m.Pkg() == pkg {
					funcs[m.FullName()] = m
				}
			}
		}
	}
}

// params returns the parameters of a function, the receiver first.
func params(fn *types.Func) []*types.Var {
	var list []*types.Var
	sig := fn.Signature()
	if recv := sig.Recv(); recv != nil {
		list = append(list, recv)
	}
	for v := range sig.Params().Variables() {
		list = append(list, v)
	}
	return list
}

// element is the type of each argument for a parameter.
func element(fn *types.Func, param int) types.Type {
	list := params(fn)
	t := list[param].Type()
	if fn.Signature().Variadic() && param == len(list)-1 {
		if s, ok := t.(*types.Slice); ok {
			return s.Elem()
		}
	}
	return t
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty() && !isTypeParam(t)
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// isNamed reports whether t is path.name, or a pointer to it.
func isNamed(t types.Type, path, name string) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path
}
