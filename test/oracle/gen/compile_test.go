package gen

import (
	"flag"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

var seeds = flag.Uint64("gen.seeds", 3, "how many seeds of each shape TestCompiles tries")

// TestCompiles type-checks programs and all ways to break them: that is a
// hundred times quicker than to compile them.
func TestCompiles(t *testing.T) {
	fset := token.NewFileSet()
	imp := &withKit{importer.ForCompiler(fset, "source", nil), nil}
	kit, err := parser.ParseFile(fset, "../kit/kit.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	if imp.kit, err = check(fset, kit, imp); err != nil {
		t.Fatal(err)
	}
	for _, sh := range shapes {
		for seed := range *seeds {
			names := &names{taken: make(map[string]bool)}
			clean := mustWrite(t, sh, seed, names, nil)
			programs := []*Program{clean}
			for _, brk := range clean.Breaks() {
				names.again()
				programs = append(programs, mustWrite(t, sh, seed, names, &brk))
			}
			for _, prog := range programs {
				if err := compiles(fset, prog, imp); err != nil {
					t.Errorf("%s, seed %d, broken: %v: %v\n%s", sh.name, seed, prog.Break, err, prog.Source)
				}
			}
		}
	}
}

func compiles(fset *token.FileSet, prog *Program, imp types.Importer) error {
	file, err := parser.ParseFile(fset, prog.File, prog.Source, 0)
	if err != nil {
		return err
	}
	_, err = check(fset, file, imp)
	return err
}

func check(fset *token.FileSet, file *ast.File, imp types.Importer) (*types.Package, error) {
	conf := types.Config{Importer: imp, GoVersion: "go1.26"}
	return conf.Check(file.Name.Name, fset, []*ast.File{file}, nil)
}

// withKit imports the package of helpers, too.
type withKit struct {
	std types.Importer
	kit *types.Package
}

func (imp *withKit) Import(path string) (*types.Package, error) {
	if path == packages["kit"] {
		return imp.kit, nil
	}
	return imp.std.Import(path)
}
