package brute

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A File is Go source that some programs were printed to, and where in it
// their statements are.
type File struct {
	Text string
	// Sites has the line of each open.
	Sites map[Site]int
	// Returns has the line of each return statement.
	Returns map[*Stmt]int
}

// A Site is an opening call in a program.
type Site struct {
	Program string
	N       int
}

// Prelude precedes the functions of a file. Each import is used here, as a
// program need not use it.
const prelude = `package p

import (
	"errors"
	"io"
	"net/http"

	"example.com/world"
)

type holder struct{ resp *http.Response }

var (
	G  *http.Response
	GB io.ReadCloser
	GH holder

	_ = errors.New
	_ = world.Cond
)
`

// Source prints the programs into one file.
func Source(programs ...*Program) *File {
	p := &printer{file: &File{Sites: map[Site]int{}, Returns: map[*Stmt]int{}}}
	p.out.WriteString(prelude)
	p.lines = strings.Count(prelude, "\n")
	for _, prog := range programs {
		p.prog = prog
		p.function()
	}
	p.file.Text = p.out.String()
	return p.file
}

type printer struct {
	out    strings.Builder
	lines  int // printed so far
	indent int
	prog   *Program
	file   *File
	inner  []int        // the loops around, innermost last; 0 is a switch
	labels map[int]bool // loops that need a label
}

// ln prints one line.
func (p *printer) ln(format string, args ...any) {
	p.out.WriteString(strings.Repeat("\t", p.indent))
	fmt.Fprintf(&p.out, format, args...)
	p.out.WriteByte('\n')
	p.lines++
}

func (p *printer) function() {
	p.labels, p.inner = map[int]bool{}, nil
	p.findLabels(p.prog.Body)
	p.ln("")
	p.ln("func %s(%s)%s {", p.prog.Name, p.params(), p.results())
	p.indent++
	p.locals()
	p.block(p.prog.Body)
	p.indent--
	p.ln("}")
}

func (p *printer) params() string {
	var list []string
	for _, v := range p.prog.params() {
		list = append(list, v+" "+goTypes[typeOf(v)])
	}
	return strings.Join(list, ", ")
}

// vars returns the variables that the program uses, in order.
func (p *Program) vars() []string {
	used := map[string]bool{}
	walk(p.Body, func(s *Stmt) {
		s.uses(func(place string) {
			used[root(place)] = true
			if root(place) == "hp" {
				used["h0"] = true // which hp points to
			}
		})
	})
	return slices.Sorted(maps.Keys(used))
}

// params returns the parameters of the program.
func (p *Program) params() []string {
	return slices.DeleteFunc(p.vars(), func(v string) bool { return !isArg(v) })
}

func (p *printer) results() string {
	switch p.prog.Result {
	case RespResult:
		if p.prog.Named {
			return " (res *http.Response)"
		}
		return " *http.Response"
	case RespErrResult:
		if p.prog.Named {
			return " (res *http.Response, err error)"
		}
		return " (*http.Response, error)"
	case ErrResult:
		if p.prog.Named {
			return " (err error)"
		}
		return " error"
	case BodyResult:
		return " io.ReadCloser"
	}
	return ""
}

// locals declares the local variables, and uses them, since the compiler
// insists on it.
func (p *printer) locals() {
	var all []string
	vars := p.prog.vars()
	for _, v := range vars {
		if !isLocal(v) || v == "err" && p.prog.errNamed() {
			continue
		}
		p.ln("var %s %s", v, goTypes[typeOf(v)])
		all = append(all, v)
	}
	if slices.Contains(vars, "hp") {
		p.ln("hp := &h0")
		all = append(all, "hp")
	}
	if len(all) > 0 {
		p.ln("%s = %s", strings.Repeat(", _", len(all))[2:], strings.Join(all, ", "))
	}
}

// errNamed reports whether err is a result of the program.
func (p *Program) errNamed() bool {
	return p.Named && (p.Result == RespErrResult || p.Result == ErrResult)
}

// findLabels finds the loops that are left, or continued, from inside
// another loop or a switch.
func (p *printer) findLabels(block []*Stmt) {
	for _, s := range block {
		outer := p.inner
		switch {
		case s.isLoop():
			p.inner = append(slices.Clip(outer), s.ID)
		case s.Kind == Switch:
			p.inner = append(slices.Clip(outer), 0)
		case s.Kind == Break || s.Kind == Continue:
			if p.inner[len(p.inner)-1] != s.ID {
				p.labels[s.ID] = true
			}
		}
		for _, b := range s.Blocks {
			p.findLabels(b)
		}
		p.inner = outer
	}
}

func (p *printer) block(block []*Stmt) {
	for _, s := range block {
		p.stmt(s)
	}
}

// nested prints a block with its braces, where the line of the opening one
// is given.
func (p *printer) nested(block []*Stmt, format string, args ...any) {
	p.ln(format, args...)
	p.indent++
	p.block(block)
	p.indent--
}
