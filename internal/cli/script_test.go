package cli_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the transcripts in testdata")

// TestScripts runs the commands of each archive in testdata, in a directory
// that holds the archive's files. Lines of the comment that begin with "$ "
// are the commands; the file "transcript" holds them again, with what they
// print. Standard error is marked with "! ".
func TestScripts(t *testing.T) { runScripts(t, "testdata/*.txtar") }

func runScripts(t *testing.T, pattern string) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			runScript(t, file)
		})
	}
}

func runScript(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := unpack(t, ar)
	var got strings.Builder
	for line := range strings.Lines(string(ar.Comment)) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			got.WriteString(transcribe(dir, strings.TrimSpace(command)))
		}
	}
	if got.Len() == 0 {
		t.Fatal("no commands")
	}
	last := &ar.Files[len(ar.Files)-1]
	if last.Name != "transcript" {
		t.Fatalf("the last file is %s, not the transcript", last.Name)
	}
	if *update {
		last.Data = []byte(got.String())
		if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := string(last.Data); got.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", got.String(), want)
	}
}

// unpack writes the files of an archive, except its transcript, into a new
// directory.
func unpack(t *testing.T, ar *txtar.Archive) string {
	// The go command prints real paths.
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		if f.Name == "transcript" {
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// transcribe runs a command and returns what a terminal would show of it.
func transcribe(dir, command string) string {
	out := execute(dir, strings.Fields(command)...)
	var b strings.Builder
	names := strings.NewReplacer(dir, "$WORK", runtime.Version(), "$GOVERSION")
	fmt.Fprintf(&b, "$ %s\n%s", command, names.Replace(out.stdout))
	for line := range strings.Lines(out.stderr) {
		b.WriteString("! " + names.Replace(line))
	}
	if out.status != 0 {
		fmt.Fprintf(&b, "[exit %d]\n", out.status)
	}
	return b.String() + "\n"
}

// An output is what a command did.
type output struct {
	stdout, stderr string
	status         int
}

// execute runs a command in dir. Leading words of the form NAME=VALUE are
// added to its environment. The command "streamlint" is the stub, of which
// $STREAMLINT is the file.
func execute(dir string, words ...string) output {
	env := append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off", "PWD="+dir)
	for i, w := range words {
		words[i] = strings.NewReplacer("$STREAMLINT", stub, "$WORK", dir).Replace(w)
	}
	for strings.Contains(words[0], "=") {
		env = append(env, words[0])
		words = words[1:]
	}
	cmd := exec.Command(words[0], words[1:]...)
	if words[0] == "streamlint" {
		cmd = exec.Command(stub, words[1:]...)
	}
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, env, &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return output{stderr: err.Error(), status: -1}
	}
	return output{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// stub is the program in testdata/stub.
var stub string

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "streamlint")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	stub = filepath.Join(dir, "streamlint.exe")
	build := exec.Command("go", "build", "-o", stub, "./testdata/stub")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "cannot build the stub:", err)
		return 1
	}
	return m.Run()
}
