package world

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A Case is a program and how to call it.
type Case struct {
	Name string
	Call func(*World)
}

// A Result is what was observed of one case, over all runs.
type Result struct {
	Case  string
	Runs  int
	Opens []string `json:",omitempty"` // lines of generated code that were active when something was opened
	Leaks []Leak   `json:",omitempty"`
	// Blocked is the first run that left a goroutine blocked for ever.
	Blocked string `json:",omitempty"`
	// Panic is the first panic that the program did not recover from.
	Panic string `json:",omitempty"`
}

// A Leak is something that was opened and not closed, in at least one run.
type Leak struct {
	Stack []string // of the open, innermost first
	Run   string   // the first run that shows it
	Runs  int      // how many do
}

// Drive runs each case in many ways, and writes what it observes to the file
// that the environment variable ORACLE_OUT names, one line a case. A line that
// only names the case is written before; a case without a second one has ended
// the process, and is named in ORACLE_SKIP the next time.
func Drive(t *testing.T, runs int, cases []Case) {
	log.SetOutput(io.Discard)
	out, err := os.Create(os.Getenv("ORACLE_OUT"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	skip := strings.Split(os.Getenv("ORACLE_SKIP"), ",")
	enc := json.NewEncoder(out)
	for _, c := range cases {
		if slices.Contains(skip, c.Name) {
			continue
		}
		if err := enc.Encode(Result{Case: c.Name}); err != nil {
			t.Fatal(err)
		}
		if err := enc.Encode(Observe(t, runs, c)); err != nil {
			t.Fatal(err)
		}
	}
}

// enoughLeaks is how often a leak is looked at.
const enoughLeaks = 5

// Observe runs one case, at most as often as it is said.
func Observe(t *testing.T, runs int, c Case) Result {
	res := Result{Case: c.Name}
	s := newSearch(runs)
	for {
		w := s.next()
		if w == nil {
			break
		}
		blocked, panicked := bubble(t, w, c.Call)
		res.Runs++
		res.note(w, blocked, panicked)
		s.ran(w)
		if res.Runs >= runs/2 && len(res.Leaks) > 0 && res.Leaks[0].Runs >= enoughLeaks {
			break // it leaks, that is certain
		}
	}
	slices.Sort(res.Opens)
	return res
}

// bubble runs a program with its own clock. The panic of a bubble whose
// goroutines are blocked for ever arrives here, after all others of them
// have come as far as they can.
func bubble(t *testing.T, w *World, call func(*World)) (blocked bool, panicked string) {
	defer func() {
		if v := recover(); v != nil {
			blocked = true
		}
	}()
	client, transport := http.DefaultClient, http.DefaultTransport
	defer func() { http.DefaultClient, http.DefaultTransport = client, transport }()
	http.DefaultTransport = w
	synctest.Test(t, func(*testing.T) {
		defer w.end()
		defer func() {
			if v := recover(); v != nil {
				panicked = fmt.Sprint(v)
			}
		}()
		http.DefaultClient = w.Client()
		call(w)
		time.Sleep(2 * slow) // the clock stops when this goroutine ends
	})
	return false, panicked
}

func (res *Result) note(w *World, blocked bool, panicked string) {
	if blocked && res.Blocked == "" {
		res.Blocked = w.Describe()
	}
	if panicked != "" && res.Panic == "" {
		res.Panic = panicked + ", in " + w.Describe()
	}
	if panicked != "" {
		return // a panic is no exit
	}
	for _, o := range w.Opens() {
		for _, line := range o.Stack {
			if !slices.Contains(res.Opens, line) {
				res.Opens = append(res.Opens, line)
			}
		}
		if !o.Closed() {
			res.leak(o, w)
		}
	}
}

func (res *Result) leak(o *Open, w *World) {
	i := slices.IndexFunc(res.Leaks, func(l Leak) bool { return slices.Equal(l.Stack, o.Stack) })
	if i < 0 {
		res.Leaks = append(res.Leaks, Leak{Stack: o.Stack, Run: w.Describe(), Runs: 1})
		return
	}
	res.Leaks[i].Runs++
}
