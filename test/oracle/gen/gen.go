// Package gen writes client code as people write it, and breaks one release
// of it at a time.
//
// A shape (shapes_*.go) is a way in which programs deal with responses: a
// retry, a wrapper, a worker pool. It is written with parts (open.go,
// release.go, use.go), each of which has several forms, so that a shape
// multiplies to many programs. Every release that a shape writes is a point
// at which the program can be broken; the same random numbers with and
// without a break give two programs that differ in that place only.
package gen

import (
	"fmt"
	"go/format"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Break is the one release that is wrong, and how.
type Break struct {
	Point int    // among the points of the program
	Kind  string // omitted, conditional, late, ...
}

// A Program is one generated function, with whatever belongs to it.
type Program struct {
	Name  string // of the function that is called; unique in its package
	Shape string
	Local bool
	Break *Break // nil: nothing is broken
	// Broken are the lines of the opens that the broken release belongs to:
	// several, if it releases whichever of them was executed.
	Broken []int
	// Sites are the lines of all opens that the program's functions owe
	// something for.
	Sites []int
	// Also has, for some sites, another line at which a report is as good:
	// where an iterator opens what the body of a loop has to close.
	Also   map[int]int
	File   string // name of its file
	Source []byte
	Driver string // statements that call it, for a function that has a w *world.World
	points []point
	// next is the random number that would have come next: a broken program
	// must have used as many as the clean one.
	next uint64
}

// A point is a release that can be broken.
type point struct {
	site  site
	kinds []string
}

// Breaks returns all ways to break the program.
func (p *Program) Breaks() []Break {
	var all []Break
	for i, pt := range p.points {
		for _, k := range pt.kinds {
			all = append(all, Break{i, k})
		}
	}
	return all
}

// A site is an open, by number; a release may belong to several.
type site []int

// either is for a release of whichever of two opens was executed.
func either(a, b site) site { return slices.Concat(a, b) }

// A g writes one program.
type g struct {
	*rand.Rand
	names    *names
	brk      *Break
	points   []point
	broken   site
	nsites   int
	decls    []string // finished declarations, in order
	fn       *function
	driver   []string
	main     string
	declared map[string]string // what the file declares only once
	vars     map[string]string // name of a role in this program
	opener   string
	also     map[int]int // by number of site
	other    string      // a response that a broken release may close instead
}

func (g *g) chance(p float64) bool { return g.Float64() < p }

func pick[T any](g *g, list ...T) T { return list[g.IntN(len(list))] }

// p writes lines of the current function.
func (g *g) p(form string, args ...any) {
	if len(args) > 0 {
		form = fmt.Sprintf(form, args...)
	}
	g.fn.body.WriteString(form + "\n")
}

// gap separates paragraphs, now and then.
func (g *g) gap() {
	if g.chance(0.3) {
		g.p("")
	}
}

// noise writes something that has nothing to do with releases, now and then.
func (g *g) noise(resp string) {
	switch g.IntN(14) {
	case 0:
		g.p("log.Printf(\"%%s: %%d\", %s.Proto, %s.StatusCode)", resp, resp)
	case 1:
		g.p("for name := range %s.Header {\nif strings.HasPrefix(name, \"X-\") {\nlog.Print(name)\n}\n}", resp)
	case 2:
		g.p("if age := %s.Header.Get(\"Age\"); age != \"\" {\nlog.Print(\"cached for \" + age)\n}", resp)
	case 3:
		g.p("defer func(start time.Time) { log.Print(time.Since(start)) }(time.Now())")
	case 4:
		g.p("kind := \"json\"\nif !strings.Contains(%s.Header.Get(\"Content-Type\"), \"json\") {\nkind = \"other\"\n}\nlog.Print(kind)", resp)
	}
}

// cut says in which of the given kinds the next release is to be broken: ""
// for the way it should be.
func (g *g) cut(s site, kinds ...string) string {
	n := len(g.points)
	g.points = append(g.points, point{s, kinds})
	if g.brk == nil || g.brk.Point != n {
		return ""
	}
	if !slices.Contains(kinds, g.brk.Kind) {
		panic(fmt.Sprintf("point %d cannot be %s", n, g.brk.Kind))
	}
	g.broken = s
	return g.brk.Kind
}

// write generates the program of a shape.
func write(sh shape, seed uint64, names *names, brk *Break) (*Program, error) {
	g := &g{
		Rand: rand.New(rand.NewPCG(seed, 1)), names: names, brk: brk,
		declared: make(map[string]string), vars: make(map[string]string),
	}
	g.opener = pick(g, openerKinds...)
	sh.write(g)
	p := &Program{
		Name: g.main, Shape: sh.name, Local: sh.local, Break: brk, File: strings.ToLower(g.main) + ".go",
		Driver: strings.Join(g.driver, "\n"), points: g.points, next: g.Uint64(),
	}
	text := strings.Join(g.decls, "\n")
	text = "package PACKAGE\n\n" + imports(text) + "\n" + text
	source, err := format.Source([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("shape %s, seed %d: %w\n%s", sh.name, seed, err, text)
	}
	lines := p.unmark(source, g.nsites)
	for a, b := range g.also {
		p.Also = map[int]int{lines[a]: lines[b]}
	}
	for _, s := range g.broken {
		p.Broken = append(p.Broken, lines[s])
	}
	return p, nil
}

var mark = regexp.MustCompile(`[ \t]*//@(\d+)$`)

// unmark removes the marks of sites, and returns their lines.
func (p *Program) unmark(source []byte, n int) []int {
	lines := make([]int, n)
	text := strings.Split(string(source), "\n")
	for i, line := range text {
		if !strings.Contains(line, "//@") {
			continue
		}
		if m := mark.FindStringSubmatch(line); m != nil {
			k, _ := strconv.Atoi(m[1]) // digits only
			lines[k] = i + 1
			text[i] = strings.TrimSuffix(line, m[0])
		}
	}
	p.Source = []byte(strings.Join(text, "\n"))
	p.Sites = lines
	return lines
}

// packages are what a program may import, by what it writes.
var packages = map[string]string{
	"bufio": "bufio", "bytes": "bytes", "context": "context", "errors": "errors", "fmt": "fmt", "io": "io",
	"json": "encoding/json", "gzip": "compress/gzip", "http": "net/http", "log": "log", "os": "os", "maps": "maps",
	"slices": "slices", "strings": "strings", "sync": "sync", "time": "time", "iter": "iter", "strconv": "strconv",
	"sha256": "crypto/sha256", "hex": "encoding/hex", "atomic": "sync/atomic", "cmp": "cmp",
	"kit": "example.test/oracle/kit",
}

var selector = regexp.MustCompile(`(^|\.\.\.|[^.\w"])([a-z][a-z0-9]*)\.[A-Z]`)

func imports(text string) string {
	var paths []string
	for _, m := range selector.FindAllStringSubmatch(text, -1) {
		if path, ok := packages[m[2]]; ok && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	var b strings.Builder
	b.WriteString("import (\n")
	for _, own := range []bool{false, true} {
		for _, path := range paths {
			if strings.Contains(path, ".test/") == own {
				fmt.Fprintf(&b, "%q\n", path)
			}
		}
		if !own && slices.Contains(paths, packages["kit"]) {
			b.WriteString("\n")
		}
	}
	return b.String() + ")\n"
}

// digit returns the number of a site, for its mark.
func digit(s site) string { return strconv.Itoa(s[0]) }
