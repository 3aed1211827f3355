package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
)

// explainMissed asks the linter for the reasons of what it missed. A question
// loads a package, so there are at most so many of them for each shape; asked
// counts them.
func explainMissed(tool, dir string, findings []finding, most int, asked map[string]int) {
	for i := range findings {
		f := &findings[i]
		if f.Verdict != missed || asked[f.Shape] >= most {
			continue
		}
		asked[f.Shape]++
		pkg := f.File[:strings.LastIndexByte(f.File, '/')]
		cmd := exec.Command(tool, "-why", fmt.Sprintf("%s:%d", f.File, f.Line), "./"+pkg)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		f.Why = reason(string(out))
		if f.Why == "" {
			f.Why = fmt.Sprintf("no answer (%v: %s)", err, strings.TrimSpace(string(out)))
		}
	}
}

var (
	voidReason = regexp.MustCompile(`(?m)^\tvoid: [1-9]\d* \(([^)]*)\)`)
	counted    = regexp.MustCompile(`(?m)^\t(released|transferred|ended): [1-9]`)
	digits     = regexp.MustCompile(` \d+`)
)

// reason classifies an answer to -why: the void reasons, or else what became
// of the duty, or that no duty was seen.
func reason(answer string) string {
	if strings.Contains(answer, "no call opens a resource on this line") {
		return "no open seen"
	}
	if m := voidReason.FindStringSubmatch(answer); m != nil {
		return "void " + digits.ReplaceAllString(m[1], "")
	}
	var kinds []string
	for _, m := range counted.FindAllStringSubmatch(answer, -1) {
		kinds = append(kinds, m[1])
	}
	return strings.Join(kinds, ", ")
}
