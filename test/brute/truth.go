package brute

import "errors"

// Truth is what happens when a program is run in all ways.
type Truth struct {
	// Leaks has the sites that leak in some run.
	Leaks map[int]*LeakTruth
	// Opened has the sites that are executed in some run.
	Opened map[int]bool
	// Panicked has the sites whose body is open in some run that panics.
	Panicked map[int]bool
	// Executed counts how often each statement is executed, NilDerefs how
	// often it panics because something is nil.
	Executed, NilDerefs map[*Stmt]int
	Runs                int
}

// LeakTruth describes the leaks of one site.
type LeakTruth struct {
	// Path is the shortest sequence of decisions that leads to the leak.
	Path string
	// Exits are the return statements at which the body is open; nil is
	// the end of the function.
	Exits map[*Stmt]bool

	length int
}

// maxRuns is how often a program is run at most.
const maxRuns = 4000

// ErrTooMany says that a program can be run in too many ways.
var ErrTooMany = errors.New("too many runs")

// Enumerate runs the program with all sequences of decisions, where an open
// has the given outcomes.
func (p *Program) Enumerate(worlds Worlds) (*Truth, error) {
	t := &Truth{
		Leaks: map[int]*LeakTruth{}, Opened: map[int]bool{}, Panicked: map[int]bool{},
		Executed: map[*Stmt]int{}, NilDerefs: map[*Stmt]int{},
	}
	d := &decisions{worlds: worlds.list(), statuses: p.statuses(), inputs: map[string]value{}}
	vars := p.initial()
	for {
		t.Runs++
		r := &run{prog: p, vars: vars, dec: d, executed: t.Executed}
		if t.Runs > maxRuns || !r.into(t) {
			return nil, ErrTooMany
		}
		if !d.next() {
			return t, nil
		}
	}
}

// into executes the run and notes what it shows. It reports whether the run
// came to an end.
func (r *run) into(t *Truth) (ended bool) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case goPanic:
			r.notePanic(t, x)
			ended = true
		case tooLong:
			ended = false
		default:
			panic(x)
		}
	}()
	out := r.start()
	out.move()
	for _, b := range r.bodies {
		t.Opened[b.site] = true
		if !b.closed && !b.moved {
			t.note(b.site, r)
		}
	}
	return true
}

func (r *run) notePanic(t *Truth, p goPanic) {
	for _, b := range r.bodies {
		t.Opened[b.site] = true
		if !b.closed && !b.moved {
			t.Panicked[b.site] = true
		}
	}
	if p.nilDeref {
		t.NilDerefs[r.last]++
	}
}

func (t *Truth) note(site int, r *run) {
	leak := t.Leaks[site]
	if leak == nil {
		leak = &LeakTruth{Exits: map[*Stmt]bool{}, length: r.dec.at + 1}
		t.Leaks[site] = leak
	}
	if r.dec.at < leak.length {
		leak.Path, leak.length = r.dec.String(), r.dec.at
	}
	leak.Exits[r.exit] = true
}
