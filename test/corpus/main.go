// Corpus runs streamlint over real code, tests included, and compares what
// it reports with the verdict store: one file per module in which each report
// is a line with its verdict, given by a person who has read the code.
//
//	client.go:46:16: [leak-on-return] true: returns on a bad status before the defer
//
// A report that is not in the store, one of the store that is not reported
// any more, one that nobody has judged and one that was judged false: each
// of them fails. So does a leak whose witness the replay refused, and any
// difference between go vet and the analysis in this process, or between
// building only the functions that matter and building all.
//
// A difference in reports on real code is reviewed like a difference in code.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"
)

var (
	ciOnly = flag.Bool("ci", false, "only the modules marked ci")
	only   = flag.String("run", "", "only the modules that match this regular expression")
	update = flag.Bool("update", false, "append new reports to the store, unjudged")
	store  = flag.String("store", "test/corpus", "directory of modules.txt and the verdicts")
	code   = flag.String("code", "", "directory for the modules' code (default: in the user's cache)")
)

func main() {
	flag.Parse()
	failed, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(2)
	}
	if failed > 0 {
		fmt.Printf("corpus: %d modules failed\n", failed)
		os.Exit(1)
	}
	fmt.Println("corpus: ok")
}

// run returns how many modules failed.
func run() (int, error) {
	selected, err := regexp.Compile(*only)
	if err != nil {
		return 0, err
	}
	modules, err := readModules(filepath.Join(*store, "modules.txt"))
	if err != nil {
		return 0, err
	}
	tool, cleanup, err := buildTool()
	if err != nil {
		return 0, err
	}
	defer cleanup()
	ran, failed := 0, 0
	for _, m := range modules {
		if *ciOnly && !m.ci || !selected.MatchString(m.path) {
			continue
		}
		ran++
		if !m.check(tool) {
			failed++
		}
	}
	if ran == 0 {
		return 0, fmt.Errorf("no module selected")
	}
	return failed, nil
}

// buildTool builds streamlint into a temporary directory.
func buildTool() (tool string, cleanup func(), err error) {
	dir, err := os.MkdirTemp("", "corpus")
	if err != nil {
		return "", nil, err
	}
	cleanup = func() { os.RemoveAll(dir) }
	tool = filepath.Join(dir, "streamlint.exe")
	out, err := exec.Command("go", "build", "-o", tool, "./cmd/streamlint").CombinedOutput()
	if err != nil {
		cleanup()
		return "", nil, fmt.Errorf("building streamlint: %v\n%s", err, out)
	}
	return tool, cleanup, nil
}

// check runs the tool over the module, prints what there is to say and
// reports whether all is well.
func (m *module) check(tool string) bool {
	start := time.Now()
	fmt.Printf("%s %s\n", m.path, m.version)
	var complaints []string
	n, stats, err := m.compare(tool, &complaints)
	if err != nil {
		complaints = append(complaints, err.Error())
	}
	fmt.Print(indent(stats))
	for _, c := range complaints {
		fmt.Println("\tFAIL: " + c)
	}
	fmt.Printf("\t%d reports, %.0f s\n", n, time.Since(start).Seconds())
	return len(complaints) == 0
}

// compare returns the number of reports and the statistics of the analysis.
func (m *module) compare(tool string, complaints *[]string) (int, string, error) {
	if err := m.fetch(); err != nil {
		return 0, "", err
	}
	reports, err := m.vet(tool)
	if err != nil {
		return 0, "", err
	}
	file := filepath.Join(*store, m.storeFile())
	verdicts, err := readVerdicts(file)
	if err != nil {
		return 0, "", err
	}
	if *update {
		if verdicts, err = appendVerdicts(file, verdicts, reports); err != nil {
			return 0, "", err
		}
	}
	*complaints = append(*complaints, differences(reports, verdicts)...)
	stats, err := m.compareEngines(tool, reports, complaints)
	return len(reports), stats, err
}
