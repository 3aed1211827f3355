package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/streamlint/streamlint/test/oracle/gen"
	"github.com/streamlint/streamlint/test/oracle/world"
)

// shared is the source of the packages that generated programs import.
//
//go:embed world/*.go kit/*.go
var shared embed.FS

// writeModule writes the packages as a module that can be run and linted.
func writeModule(dir string, pkgs []*gen.Package, runs int) error {
	files := map[string][]byte{"go.mod": []byte("module " + world.Module + "\n\ngo 1.26.0\n")}
	err := fs.WalkDir(shared, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		files[name], err = shared.ReadFile(name)
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range pkgs {
		for _, prog := range p.Programs {
			files[p.Dir+"/"+prog.File] = prog.Source
		}
		files[p.Dir+"/cases.go"] = p.Drivers()
	}
	files["run/run_test.go"] = runner(pkgs, runs)
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// runner is the one test of the module: one binary is quicker to build than
// one for each package.
func runner(pkgs []*gen.Package, runs int) []byte {
	var b strings.Builder
	b.WriteString("//go:build drive\n\npackage run\n\nimport (\n\"slices\"\n\"testing\"\n\n")
	for i, p := range pkgs {
		fmt.Fprintf(&b, "p%d %q\n", i, world.Module+"/"+p.Dir)
	}
	fmt.Fprintf(&b, "%q\n)\n\nfunc TestRun(t *testing.T) {\nworld.Drive(t, %d, slices.Concat(\n", world.Module+"/world", runs)
	for i := range pkgs {
		fmt.Fprintf(&b, "p%d.Cases(),\n", i)
	}
	b.WriteString("))\n}\n")
	return []byte(b.String())
}
