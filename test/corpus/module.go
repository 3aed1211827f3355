package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A module is real code to run over.
type module struct {
	path, version string
	ci            bool
	dir           string   // where its code is, once it is fetched
	patterns      []string // its packages
	env           []string
}

func readModules(file string) ([]*module, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var modules []*module
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || strings.HasPrefix(f[0], "#"):
		case len(f) == 2 || len(f) == 3 && f[2] == "ci":
			modules = append(modules, &module{path: f[0], version: f[1], ci: len(f) == 3})
		default:
			return nil, fmt.Errorf("%s: cannot read %q", file, strings.TrimSpace(line))
		}
	}
	return modules, nil
}

// storeFile returns the name of the module's file in the verdict store.
func (m *module) storeFile() string { return strings.ReplaceAll(m.path, "/", "_") + ".txt" }

// command returns a command that runs in the module's directory.
func (m *module) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "PWD="+m.dir)
	cmd.Env = append(cmd.Env, m.env...)
	return cmd
}

// fetch brings the module's code to a directory that can be written to,
// which the go command wants of a main module.
func (m *module) fetch() error {
	if strings.HasPrefix(m.version, "go") {
		return m.useToolchain()
	}
	m.patterns = []string{"./..."}
	root, err := codeDir()
	if err != nil {
		return err
	}
	target := filepath.Join(root, strings.ReplaceAll(m.path, "/", "_")+"@"+m.version)
	if _, err := os.Stat(target); err != nil {
		source, err := m.download(root)
		if err != nil {
			return err
		}
		if err := copyTree(target, source); err != nil {
			return err
		}
	}
	m.dir = target
	return nil
}

// useToolchain finds the code of the toolchain with the module's version.
func (m *module) useToolchain() error {
	m.env = []string{"GOTOOLCHAIN=" + m.version}
	out, err := m.command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("no toolchain %s: %w", m.version, err)
	}
	m.dir = filepath.Join(strings.TrimSpace(string(out)), "src")
	m.patterns = []string{m.path}
	if rest, ok := strings.CutPrefix(m.path, "cmd/"); ok { // a module of its own
		m.dir = filepath.Join(m.dir, "cmd")
		m.patterns = []string{"./" + rest + "/..."}
	}
	return nil
}

func codeDir() (string, error) {
	root := *code
	if root == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		root = filepath.Join(cache, "streamlint", "corpus")
	}
	root, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	return root, os.MkdirAll(root, 0o777)
}

// download returns the module's directory in the module cache. It is run
// outside of any module.
func (m *module) download(dir string) (string, error) {
	m.dir = dir
	out, err := m.command("go", "mod", "download", "-json", m.path+"@"+m.version).Output()
	var got struct{ Dir, Error string }
	if json.Unmarshal(out, &got) == nil && got.Error != "" {
		return "", fmt.Errorf("download: %s", got.Error)
	}
	if err != nil {
		return "", fmt.Errorf("download: %w", err)
	}
	return got.Dir, nil
}

// copyTree copies a directory tree. It appears under its name only when it
// is complete.
func copyTree(target, source string) error {
	tmp, err := os.MkdirTemp(filepath.Dir(target), "tmp")
	if err != nil {
		return err
	}
	if err := os.CopyFS(tmp, os.DirFS(source)); err != nil {
		return err
	}
	// Files of the module cache are read-only.
	err = filepath.WalkDir(tmp, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(name, 0o777)
		}
		return os.Chmod(name, 0o666)
	})
	if err != nil {
		return err
	}
	return os.Rename(tmp, target)
}
