package ssabuild

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A listing is what go list knows of packages of the standard library. They
// are checked against export data, as under go vet: what an import is known
// to import itself is then less than its source says.
type listing map[string]*listed

type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	ImportMap               map[string]string
}

func list(t *testing.T, patterns ...string) listing {
	t.Helper()
	args := append([]string{"list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,ImportMap"}, patterns...)
	cmd := exec.Command("go", args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	all := make(listing)
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		pkg := new(listed)
		if err := dec.Decode(pkg); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[pkg.ImportPath] = pkg
	}
}

func (l listing) load(t *testing.T, path string) Package {
	t.Helper()
	pkg := l[path]
	if pkg == nil {
		t.Fatalf("go list does not list %s", path)
	}
	fset := token.NewFileSet()
	imp := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(l[path].Export)
	})
	names := make([]string, 0, len(pkg.GoFiles))
	for _, name := range pkg.GoFiles {
		names = append(names, filepath.Join(pkg.Dir, name))
	}
	return check(t, fset, path, names, goVersion, importerFunc(func(path string) (*types.Package, error) {
		if mapped := pkg.ImportMap[path]; mapped != "" {
			path = mapped
		}
		return imp.Import(path)
	}))
}

// TestStandardLibrary compares lazy and full builds of real code.
func TestStandardLibrary(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "std.txt"))
	if err != nil {
		t.Fatal(err)
	}
	paths := strings.Fields(string(data))
	all := list(t, paths...)
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			lazy := sameAsFull(t, all.load(t, path), protocol.Builtin())
			if lazy.Built == 0 || lazy.Built == lazy.Total {
				t.Errorf("built %d of %d functions, want some", lazy.Built, lazy.Total)
			}
		})
	}
}
