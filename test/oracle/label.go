package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/streamlint/streamlint/test/oracle/gen"
	"github.com/streamlint/streamlint/test/oracle/world"
)

// A judged is a program with what is true of it.
type judged struct {
	*gen.Program
	id, file string       // file relative to the module
	sites    map[int]site // by line: the opens that at least one run executed
	notRun   []int        // lines of opens that no run executed
	unrun    []lineRange
	// disagreement says why nothing of this program is judged: what was
	// observed is not what was broken.
	disagreement string
}

// A site is an open with its label.
type site struct {
	leaks bool
	run   string // the first run that shows the leak
}

// label compares what was observed with what was broken. A body that stays
// open was opened through several calls, if wrappers were involved; the
// difference to the clean program, which leaks nothing in the same runs, says
// whose duty it was: that of the function in which the release was broken.
func label(pkgs []*gen.Package, obs *observation) []*judged {
	var all []*judged
	for _, p := range pkgs {
		for _, prog := range p.Programs {
			j := &judged{Program: prog, id: p.ID(prog), file: p.Dir + "/" + prog.File}
			j.unrun = obs.unrun[j.file]
			res, ok := obs.results[j.id]
			switch {
			case slices.Contains(obs.crashed, j.id):
				j.disagreement = "ends the process"
			case !ok:
				j.disagreement = "was not run"
			default:
				j.judge(res)
			}
			all = append(all, j)
		}
	}
	return all
}

func (j *judged) judge(res world.Result) {
	if res.Panic != "" {
		j.disagreement = "panics: " + res.Panic
		return
	}
	if j.Break == nil && res.Blocked != "" {
		j.disagreement = "is clean and leaves a goroutine blocked in " + res.Blocked
		return
	}
	j.sites = make(map[int]site)
	for _, line := range j.Sites {
		if slices.Contains(res.Opens, j.at(line)) {
			j.sites[line] = site{}
		} else {
			j.notRun = append(j.notRun, line)
		}
	}
	for _, leak := range res.Leaks {
		if j.disagreement = j.blame(leak); j.disagreement != "" {
			return
		}
	}
	j.forgetUnproved()
	if j.Break != nil && len(res.Leaks) == 0 {
		j.disagreement = fmt.Sprintf("was broken (%s) at line %v, and nothing leaks in %d runs", j.Break.Kind, j.Broken, res.Runs)
	}
}

// forgetUnproved takes the label from opens of which the broken release is
// one of several, if no run shows that they leak: nor does any show that they
// do not.
func (j *judged) forgetUnproved() {
	for _, line := range j.Broken {
		if s, ok := j.sites[line]; ok && !s.leaks {
			delete(j.sites, line)
			j.notRun = append(j.notRun, line)
		}
	}
}

// blame labels the site that a leak belongs to, or says why there is none.
func (j *judged) blame(leak world.Leak) string {
	if j.Break == nil {
		return fmt.Sprintf("is clean, and %v leaks in %s", leak.Stack, leak.Run)
	}
	i := slices.IndexFunc(j.Broken, func(line int) bool { return slices.Contains(leak.Stack, j.at(line)) })
	switch {
	case i < 0:
		return fmt.Sprintf("was broken (%s) at line %v, and %v leaks in %s", j.Break.Kind, j.Broken, leak.Stack, leak.Run)
	case j.Local && leak.Stack[0] != j.at(j.Broken[i]):
		return fmt.Sprintf("is local, and what leaks was opened by a function called at line %d: %v", j.Broken[i], leak.Stack)
	}
	if line := j.Broken[i]; !j.sites[line].leaks {
		j.sites[line] = site{leaks: true, run: leak.Run}
	}
	return ""
}

func (j *judged) at(line int) string { return j.Program.File + ":" + strconv.Itoa(line) }

// covered reports whether some run executed the line.
func (j *judged) covered(line int) bool {
	return !slices.ContainsFunc(j.unrun, func(r lineRange) bool { return r.from <= line && line <= r.to })
}
