// Package arrows holds the test of which package may import which.
package arrows

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/streamlint/streamlint/"

// arrows are the packages of this module that a package may import, its own
// tests aside: a table, an engine that knows no library by name, what is made
// of the engine's answers, the checks, the command. A package that is not
// listed may import nothing of ours; add a line, and say in its doc comment
// why it is there.
var arrows = map[string][]string{
	"cmd/streamlint":     {"internal/cli"},
	"internal/cli":       {"analyzer/bodyclose", "internal/check", "internal/diagnose", "internal/mustcall"},
	"analyzer/bodyclose": {"internal/check", "internal/protocol"},
	"internal/check": {
		"internal/diagnose", "internal/directive", "internal/mustcall", "internal/protocol",
		"internal/replay", "internal/streamfacts", "internal/summary",
	},
	"internal/summary":     {"internal/mustcall", "internal/protocol", "internal/ssabuild", "internal/streamfacts"},
	"internal/streamfacts": {"internal/mustcall", "internal/protocol"},
	"internal/diagnose":    {"internal/mustcall", "internal/protocol"},
	"internal/replay":      {"internal/mustcall", "internal/protocol"},
	"internal/ssabuild":    {"internal/protocol"},
	"internal/mustcall":    {"internal/protocol"},
}

// never are the packages that a package must not reach, however indirectly.
var never = map[string][]string{
	// The table is data about types.
	"internal/protocol": {xtools + "ssa", xtools + "analysis", "golang.org/x/"},
	// The engine produces no text and knows no driver.
	"internal/mustcall": {xtools + "analysis", xtools + "packages", "text/", "log"},
	"internal/replay":   {xtools + "analysis", xtools + "packages", "log"},
	"internal/ssabuild": {xtools + "analysis", xtools + "packages"},
	// An analyzer, but for any driver.
	"internal/summary": {xtools + "packages", "log"},
	// Checks are compiled into other programs, which have a command line
	// of their own.
	"analyzer/bodyclose": {xtools + "packages", xtools + "analysis/unitchecker", module + "internal/cli", "os/exec"},
}

const xtools = "golang.org/x/tools/go/"

type goPackage struct {
	ImportPath, Dir        string
	GoFiles, Imports, Deps []string
}

func TestArrows(t *testing.T) {
	for _, p := range ownPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		for _, imp := range p.Imports {
			own, ok := strings.CutPrefix(imp, module)
			if ok && !strings.HasPrefix(name, "test/") && !slices.Contains(arrows[name], own) {
				t.Errorf("%s must not import %s", name, own)
			}
		}
	}
}

func TestNeverReached(t *testing.T) {
	seen := 0
	for _, p := range ownPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		if never[name] == nil {
			continue
		}
		seen++
		for _, dep := range p.Deps {
			for _, forbidden := range never[name] {
				if dep == forbidden || strings.HasPrefix(dep, strings.TrimSuffix(forbidden, "/")+"/") {
					t.Errorf("%s must not reach %s", name, dep)
				}
			}
		}
	}
	if seen != len(never) {
		t.Errorf("only %d of the %d packages with a prohibition exist", seen, len(never))
	}
}

// TestNoLibraryByName keeps what is known about libraries in one place: a
// check is a table and an engine.
func TestNoLibraryByName(t *testing.T) {
	for _, p := range ownPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		if name == "internal/protocol" || !slices.Contains(arrows["internal/check"], name) && !slices.Contains(arrows["internal/summary"], name) {
			continue
		}
		for _, file := range p.GoFiles {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && strings.Contains(lit.Value, "net/http") {
					t.Errorf("%s: %s belongs into internal/protocol", fset.Position(lit.Pos()), lit.Value)
				}
				return true
			})
		}
	}
}

// ownPackages returns the packages of this module. Broken ones are listed
// like others: their imports are known all the same.
func ownPackages(t *testing.T) []goPackage {
	cmd := exec.Command("go", "list", "-e", "-deps", "-json=ImportPath,Dir,GoFiles,Imports,Deps", module+"...")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var pkgs []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.ImportPath, module) {
			pkgs = append(pkgs, p)
		}
	}
	if len(pkgs) < len(arrows) {
		t.Fatalf("only %d packages listed", len(pkgs))
	}
	return pkgs
}
