package gen

import (
	"fmt"
	"slices"
	"strings"
)

// A function is being written: its body first, because what it needs for
// parameters is known only then.
type function struct {
	doc      string
	name     string
	recv     string // "s *Orders"
	generic  string // "[T any]"
	params   [][2]string
	results  []string
	named    bool // the results are called out and err
	body     strings.Builder
	fails    []string // how to return an error, innermost last
	kind     *result
	requests int
	aliased  bool // a deferred release has declared a variable
	outer    *function
}

// start begins a function whose name is a verb and a noun.
func (g *g) start(kinds ...string) {
	g.begin(pick(g, verbs...), kinds...)
}

// begin begins a function that returns a result of one of the kinds, and an
// error. No kinds: any of those that a body can be turned into.
func (g *g) begin(verb string, kinds ...string) {
	if len(kinds) == 0 {
		kinds = bodyKinds
	}
	k := g.result(pick(g, kinds...))
	g.fn = &function{name: g.names.next(g, verb), kind: k, outer: g.fn}
	g.fn.results = []string{"error"}
	fail := "return %s"
	if k.typ != "" {
		g.fn.results = []string{k.typ, "error"}
		fail = "return " + k.zero + ", %s"
	}
	g.fn.fails = []string{fail}
	if g.vars["resp"] == "" {
		g.vars["resp"] = pick(g, "resp", "resp", "resp", "res", "res", "response", "rsp", "reply")
		g.vars["data"] = pick(g, "data", "body", "raw", "payload", "content")
		g.vars["url"] = pick(g, "url", "url", "endpoint", "addr", "target", "link")
		g.vars["client"] = pick(g, "c", "client", "hc", "httpClient")
	}
}

// nameResults gives the results names, so that deferred functions see err.
func (g *g) nameResults() { g.fn.named = true }

// param returns the name of a parameter, and adds it if it is new.
func (g *g) param(name, typ string) string {
	for _, p := range g.fn.params {
		if p[0] == name {
			return name
		}
	}
	at := len(g.fn.params)
	if typ == "context.Context" {
		at = 0
	}
	g.fn.params = slices.Insert(g.fn.params, at, [2]string{name, typ})
	return name
}

// fail returns the statement that ends the function with an error.
func (g *g) fail(err string) string {
	f := g.fn.fails
	return fmt.Sprintf(f[len(f)-1], err)
}

// failing sets how errors are returned while body is written: in a function
// literal, say, or in a loop that goes on.
func (g *g) failing(form string, body func()) {
	g.fn.fails = append(g.fn.fails, form)
	body()
	g.fn.fails = g.fn.fails[:len(g.fn.fails)-1]
}

// ok writes the return of a success.
func (g *g) ok(value string) {
	switch {
	case value == "returned":
	case g.fn.kind.typ == "":
		g.p("return nil")
	default:
		g.p("return %s, nil", value)
	}
}

// finish ends a function.
func (g *g) finish() *function {
	f := g.fn
	g.fn = f.outer
	var b strings.Builder
	if f.doc != "" {
		fmt.Fprintf(&b, "// %s %s\n", f.name, f.doc)
	}
	b.WriteString("func ")
	if f.recv != "" {
		b.WriteString("(" + f.recv + ") ")
	}
	b.WriteString(f.name + f.generic + "(" + paramList(f.params) + ") " + f.resultList() + " {\n")
	b.WriteString(f.body.String())
	b.WriteString("}\n")
	g.decls = append(g.decls, b.String())
	return f
}

// paramList merges neighbours of one type: "from, to string".
func paramList(params [][2]string) string {
	var b strings.Builder
	for i, p := range params {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p[0])
		if i+1 == len(params) || params[i+1][1] != p[1] {
			b.WriteString(" " + p[1])
		}
	}
	return b.String()
}

func (f *function) resultList() string {
	switch {
	case f.named && len(f.results) == 1:
		return "(err error)"
	case f.named:
		return "(out " + f.results[0] + ", err error)"
	case len(f.results) == 1:
		return f.results[0]
	case len(f.results) == 0:
		return ""
	}
	return "(" + strings.Join(f.results, ", ") + ")"
}

// declare adds a declaration to the file, once for each key, and returns the
// name that stands for it. decl has %s for the name.
func (g *g) declare(key, name, decl string) string {
	if n := g.declared[key]; n != "" {
		return n
	}
	g.declared[key] = name
	g.decls = append(g.decls, fmt.Sprintf(decl, name)+"\n")
	return name
}
