package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/streamlint/streamlint/test/oracle/world"
)

// An observation is what running a module has shown.
type observation struct {
	results map[string]world.Result // by case
	// crashed are the cases that ended the process.
	crashed []string
	// unrun are the ranges of lines, by file, that no run executed.
	unrun map[string][]lineRange
}

// A lineRange is one basic block.
type lineRange struct{ from, to int }

// maxCrashes is how many programs of a module may end the process.
const maxCrashes = 10

// runTimeout bounds a run of a module in real time; no program needs any.
const runTimeout = 8 * time.Minute

// observe runs the module, and once more without each case that ends the
// process.
func observe(dir string) (*observation, error) {
	var skip []string
	for {
		results, died, err := runOnce(dir, skip)
		if err != nil {
			return nil, err
		}
		if died == "" {
			unrun, err := readCoverage(filepath.Join(dir, "cover.out"))
			return &observation{results, skip, unrun}, err
		}
		if skip = append(skip, died); len(skip) > maxCrashes {
			return nil, fmt.Errorf("more than %d programs end the process: %s", maxCrashes, strings.Join(skip, ", "))
		}
	}
}

// runOnce returns the results, or the case that has ended the process.
func runOnce(dir string, skip []string) (results map[string]world.Result, died string, err error) {
	out := filepath.Join(dir, "results.json")
	if err := os.RemoveAll(out); err != nil {
		return nil, "", err
	}
	cmd := exec.Command("go", "test", "-tags=drive", "-count=1", "-timeout="+runTimeout.String(),
		"-coverpkg=./g...", "-coverprofile=cover.out", "./run")
	cmd.Dir = dir
	// One processor: the order of goroutines varies less, and nothing here
	// is faster with two.
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "ORACLE_OUT="+out, "ORACLE_SKIP="+strings.Join(skip, ","))
	output, testErr := cmd.CombinedOutput()
	data, err := os.ReadFile(out)
	if files := uncompiled(output); err != nil && len(files) > 0 {
		return nil, "", &buildError{files}
	}
	if err != nil {
		return nil, "", fmt.Errorf("the generated programs were not run: %w\n%s", testErr, output)
	}
	results, last, err := decodeResults(data)
	if err != nil {
		return nil, "", err
	}
	if testErr != nil && last == "" {
		return nil, "", fmt.Errorf("running the generated programs: %w\n%s", testErr, output)
	}
	return results, last, nil
}

// A buildError names the files of programs that do not compile.
type buildError struct{ files []string }

func (e *buildError) Error() string { return strings.Join(e.files, ", ") + " do not compile" }

var compilerLine = regexp.MustCompile(`(?m)^(g\d+/\w+/\w+\.go):\d+`)

func uncompiled(output []byte) []string {
	var files []string
	for _, m := range compilerLine.FindAllSubmatch(output, -1) {
		if f := string(m[1]); !slices.Contains(files, f) && !strings.HasSuffix(f, "/cases.go") {
			files = append(files, f)
		}
	}
	return files
}

// decodeResults also returns the case that was begun and not finished.
func decodeResults(data []byte) (results map[string]world.Result, last string, err error) {
	results = make(map[string]world.Result)
	for dec := json.NewDecoder(bytes.NewReader(data)); ; {
		var r world.Result
		if err := dec.Decode(&r); errors.Is(err, io.EOF) {
			return results, last, nil
		} else if err != nil {
			return nil, "", fmt.Errorf("results of the run: %w", err)
		}
		last = ""
		if r.Runs > 0 {
			results[r.Case] = r
		} else {
			last = r.Case
		}
	}
}

// readCoverage reads a coverage profile: lines of the form
// "example.test/oracle/g000/clean/x.go:12.3,14.4 2 0".
func readCoverage(name string) (map[string][]lineRange, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	unrun := make(map[string][]lineRange)
	for line := range strings.Lines(string(data)) {
		block, ok := strings.CutSuffix(strings.TrimSpace(line), " 0")
		file, pos, found := strings.Cut(block, ":")
		if !ok || !found {
			continue
		}
		pos, _, _ = strings.Cut(pos, " ")
		from, to, _ := strings.Cut(pos, ",")
		file = strings.TrimPrefix(file, world.Module+"/")
		unrun[file] = append(unrun[file], lineRange{lineOf(from), lineOf(to)})
	}
	return unrun, nil
}

// lineOf returns the line of "12.3".
func lineOf(pos string) int {
	s, _, _ := strings.Cut(pos, ".")
	n, _ := strconv.Atoi(s) // a profile is made of numbers
	return n
}
