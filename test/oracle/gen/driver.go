package gen

import (
	"fmt"
	"strings"
)

// drive makes f the function that is called, by a caller who behaves: who
// closes what it is given.
func (g *g) drive(f *function) {
	g.main = f.name
	g.driver = append(g.driver, g.call(f)...)
}

// call returns the statements of such a caller.
func (g *g) call(f *function) []string {
	callee := f.name
	if f.recv != "" {
		_, typ, _ := strings.Cut(f.recv, "*")
		callee = "(&" + typ + "{" + g.fields() + "})." + f.name
	}
	var args []string
	for _, p := range f.params {
		args = append(args, g.arg(p[0], p[1]))
	}
	expr := callee + "(" + strings.Join(args, ", ") + ")"
	var lhs, after []string
	for i, typ := range f.results {
		name := fmt.Sprintf("r%d", i)
		close := closing(name, typ)
		if c := g.declared["close "+typ]; c != "" {
			close = fmt.Sprintf(c, name)
		}
		if close == "" {
			lhs = append(lhs, "_")
			continue
		}
		lhs = append(lhs, name)
		after = append(after, close)
	}
	if len(after) == 0 {
		return []string{expr}
	}
	stmt := strings.Join(lhs, ", ") + " := " + expr
	if last := len(lhs) - 1; f.results[last] == "error" {
		stmt = strings.Join(append(lhs[:last:last], "err"), ", ") + " := " + expr + "\nif err != nil {\nreturn\n}"
	}
	return append([]string{stmt}, after...)
}

// fields initialises a service.
func (g *g) fields() string {
	if g.opener == "embedded" {
		return "Client: w.Client(), base: w.URL()"
	}
	return "client: w.Client(), base: w.URL()"
}

func (g *g) arg(name, typ string) string {
	switch typ {
	case "context.Context":
		return "w.Context()"
	case "*http.Client":
		return "w.Client()"
	case "http.RoundTripper":
		return "w"
	case "func(*http.Request) (*http.Response, error)":
		return "w.RoundTrip"
	case "string":
		return "w.URL()"
	case "[]string":
		return fmt.Sprintf("w.URLs(%q)", name)
	case "*http.Request":
		return "w.Request()"
	case "bool":
		return fmt.Sprintf("w.Bool(%q)", name)
	case "int":
		return fmt.Sprintf("w.Int(%q, 4)", name)
	case "io.Writer":
		return fmt.Sprintf("w.Writer(%q)", name)
	case "http.ResponseWriter":
		return "w.ResponseWriter()"
	case "io.Reader":
		return "w.Reader()"
	case "any":
		return "new(any)"
	case "time.Duration":
		return "time.Second"
	}
	if typ == g.vars["doer"] {
		return "w.Client()"
	}
	if a := g.declared["arg "+typ]; a != "" {
		return a
	}
	panic("no argument of type " + typ)
}

// closing returns what a caller does with a result.
func closing(name, typ string) string {
	switch typ {
	case "*http.Response":
		return fmt.Sprintf("if %s != nil {\n%s.Body.Close()\n}", name, name)
	case "io.ReadCloser", "io.Closer":
		return fmt.Sprintf("if %s != nil {\n%s.Close()\n}", name, name)
	case "[]*http.Response":
		return fmt.Sprintf("for _, r := range %s {\nr.Body.Close()\n}", name)
	case "func()":
		return fmt.Sprintf("if %s != nil {\n%s()\n}", name, name)
	}
	return ""
}
