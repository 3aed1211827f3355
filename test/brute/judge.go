package brute

import (
	"fmt"
	"slices"
)

// A Kind of mismatch between the engine and the truth.
type MismatchKind uint8

const (
	// False: reported, but nothing leaks in any documented run.
	False MismatchKind = iota
	// WrongExit: it leaks, but not at the return that the witness ends with.
	WrongExit
	// PanicsLater: reported, but all runs in which the body is lost panic.
	PanicsLater
	// NeverRun: reported, but the site is never executed.
	NeverRun
	// UnrunLiteral: the same, and the witness starts in a function literal.
	UnrunLiteral
	// Refused: the replayer does not believe the witness.
	Refused
	// Silent: it leaks, is not reported, and nothing says why.
	Silent
	// MissedVoid: it leaks, is not reported, and a void says why.
	MissedVoid
	// MissedTransfer: it leaks, is not reported, because the engine takes
	// a place for one that others can reach.
	MissedTransfer
	numMismatches
)

var mismatchNames = [numMismatches]string{
	"false", "wrong exit", "panics later", "never run", "never run literal", "refused", "silently missed", "missed for a void", "missed for a transfer",
}

func (k MismatchKind) String() string { return mismatchNames[k] }

// A Mismatch is a site about which the engine and the truth disagree.
type Mismatch struct {
	Kind    MismatchKind
	Site    int
	Path    string // decisions that show it, if something leaks
	Verdict *Verdict
}

// Compare compares verdicts with what the program does. What leaks in some
// strict run must be reported, and what is reported must leak in some
// documented run.
func (p *Program) Compare(file *File, verdicts Verdicts) (*Comparison, error) {
	c := &Comparison{file: file}
	var err error
	if c.must, err = p.Enumerate(strict); err != nil {
		return nil, err
	}
	c.Leaks = len(c.must.Leaks)
	for _, n := range p.siteNumbers() {
		v := verdicts[file.Sites[Site{p.Name, n}]]
		if v == nil { // the engine has not even seen it
			v = &Verdict{}
		}
		if len(v.Leaks) > 0 && !c.must.proves(n, v, file) && c.may == nil {
			if c.may, err = p.Enumerate(documented); err != nil {
				return nil, err
			}
		}
		if m, ok := c.site(n, v); !ok {
			c.Mismatches = append(c.Mismatches, m)
		}
	}
	return c, nil
}

// A Comparison is what came out for one program.
type Comparison struct {
	Mismatches []Mismatch
	Leaks      int // sites that leak in strict runs

	file *File
	// What happens in documented runs is found out only if strict runs
	// do not tell enough: there are many more.
	must, may *Truth
}

// site compares the verdict on one site, and reports whether it is right.
func (c *Comparison) site(n int, v *Verdict) (m Mismatch, ok bool) {
	m = Mismatch{Site: n, Verdict: v}
	switch leak := c.must.Leaks[n]; {
	case len(v.Leaks) > 0:
	case leak == nil:
		return m, true
	default:
		m.Kind, m.Path = missed(v), leak.Path
		return m, false
	}
	switch {
	case v.Refused != nil:
		m.Kind = Refused
	case c.must.proves(n, v, c.file) || c.may.proves(n, v, c.file):
		return m, true
	case c.may.Leaks[n] != nil:
		m.Kind, m.Path = WrongExit, c.may.Leaks[n].Path
	case !c.may.Opened[n] && v.Literal:
		m.Kind = UnrunLiteral
	case !c.may.Opened[n]:
		m.Kind = NeverRun
	case c.may.Panicked[n]:
		m.Kind = PanicsLater
	default:
		m.Kind = False
	}
	return m, false
}

func missed(v *Verdict) MismatchKind {
	switch {
	case len(v.Voids) > 0:
		return MissedVoid
	case v.Transferred > 0:
		return MissedTransfer
	}
	return Silent
}

// proves reports whether the site leaks, where the witnesses say it does.
func (t *Truth) proves(n int, v *Verdict, file *File) bool {
	leak := t.Leaks[n]
	return leak != nil && leak.endsAt(v.Exits, file)
}

// endsAt reports whether all the lines are those of returns at which the
// body is open.
func (l *LeakTruth) endsAt(lines []int, file *File) bool {
	for _, line := range lines {
		found := false
		for exit := range l.Exits {
			found = found || line == file.Returns[exit]
		}
		if !found {
			return false
		}
	}
	return true
}

// siteNumbers returns the numbers of the program's opens.
func (p *Program) siteNumbers() []int {
	var list []int
	walk(p.Body, func(s *Stmt) {
		if s.Kind == Open || s.Kind == DeclOpen {
			list = append(list, s.N)
		}
	})
	slices.Sort(list)
	return list
}

// String describes the mismatch.
func (m Mismatch) String() string {
	text := fmt.Sprintf("site %d: %v", m.Site, m.Kind)
	if m.Path != "" {
		text += fmt.Sprintf(" (leaks with %s)", m.Path)
	}
	return text + fmt.Sprintf("; engine: %v", m.Verdict)
}

// String describes what the engine said.
func (v *Verdict) String() string {
	if len(v.Leaks) == 0 {
		return fmt.Sprintf("no leak, %d transferred, voids %v", v.Transferred, v.Voids)
	}
	var text string
	for _, l := range v.Leaks {
		text += fmt.Sprintf("leak, exit kind %d, ", l.Exit.Kind)
	}
	if v.Refused != nil {
		text += fmt.Sprintf("refused: %v, ", v.Refused)
	}
	return text + fmt.Sprintf("at lines %v, in a literal: %v, voids %v", v.Exits, v.Literal, v.Voids)
}
