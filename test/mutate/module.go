package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// A module is real code to break.
type module struct {
	path, version string
	ci            bool
	root          string   // of its copy, once it is fetched
	dir           string   // where its go.mod is, in the copy
	patterns      []string // its packages
	goCommand     string
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

// fileName returns the name of the module's file in the stores.
func (m *module) fileName() string { return strings.ReplaceAll(m.path, "/", "_") + ".txt" }

// command returns a command that runs in the module's directory.
func (m *module) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = m.dir
	cmd.Env = m.environment()
	return cmd
}

func (m *module) environment() []string {
	env := append(os.Environ(), "GOFLAGS=", "GOWORK=off", "PWD="+m.dir)
	return append(env, m.env...)
}

// fetch makes a copy of the module's code, below dir, or mends the one that
// is there: a run that was ended in the middle has left mutants in it.
func (m *module) fetch(dir string) error {
	m.goCommand = "go"
	m.root = filepath.Join(dir, strings.ReplaceAll(m.path, "/", "_")+"@"+m.version)
	m.dir = m.root
	m.patterns = []string{"./..."}
	if strings.HasPrefix(m.version, "go") {
		return m.fetchToolchain(dir)
	}
	source, err := m.download(dir)
	if err != nil {
		return err
	}
	return syncTree(m.root, source, nil)
}

// download returns the module's directory in the module cache. It is run
// outside of any module.
func (m *module) download(dir string) (string, error) {
	cmd := m.command("go", "mod", "download", "-json", m.path+"@"+m.version)
	cmd.Dir = dir
	out, err := cmd.Output()
	var got struct{ Dir, Error string }
	if json.Unmarshal(out, &got) == nil && got.Error != "" {
		return "", fmt.Errorf("download: %s", got.Error)
	}
	if err != nil {
		return "", fmt.Errorf("download: %w", err)
	}
	return got.Dir, nil
}

// fetchToolchain copies the standard library of a toolchain. The copy is a
// GOROOT: what is not the library's source is shared with the original.
func (m *module) fetchToolchain(dir string) error {
	cmd := exec.Command("go", "env", "GOROOT")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOTOOLCHAIN="+m.version)
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("no toolchain %s: %w", m.version, err)
	}
	original := strings.TrimSpace(string(out))
	if err := os.MkdirAll(m.root, 0o777); err != nil {
		return err
	}
	shared, err := os.ReadDir(original)
	if err != nil {
		return err
	}
	for _, entry := range shared {
		link := filepath.Join(m.root, entry.Name())
		if _, err := os.Lstat(link); err == nil || entry.Name() == "src" {
			continue
		}
		if err := os.Symlink(filepath.Join(original, entry.Name()), link); err != nil {
			return err
		}
	}
	m.dir = filepath.Join(m.root, "src")
	m.patterns = []string{m.path}
	m.goCommand = filepath.Join(original, "bin", "go")
	if runtime.GOOS == "windows" {
		m.goCommand += ".exe"
	}
	m.env = []string{"GOROOT=" + m.root, "GOTOOLCHAIN=local"}
	commands := filepath.Join(original, "src", "cmd")
	return syncTree(m.dir, filepath.Join(original, "src"), func(name string) bool { return name == commands })
}
