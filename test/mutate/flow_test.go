package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sources has functions with one release each. The comment says where the
// response comes from: "opens" or "unknown", and the line with that mark.
const sources = `import (
	"net/http"
	"net/http/httptest"
)

type service struct {
	last  *http.Response
	do    func(*http.Request) (*http.Response, error)
	doer  interface{ Do(*http.Request) (*http.Response, error) }
	named interface{ Do() (*http.Response, string) }
}

func (s *service) get() (*http.Response, error) { return s.last, nil }

func direct() {
	r, _ := http.Get("") // opens direct
	r.Body.Close()
}

func later() {
	var r *http.Response
	func() {
		r, _ = http.Get("") // opens later
	}()
	defer func() {
		r.Body.Close()
	}()
}

func alias() {
	r, _ := http.Get("") // opens alias
	q := r
	body := q.Body
	body.Close()
}

func either(c *http.Client) {
	r, err := http.Get("") // opens either
	if err != nil {
		r, _ = c.Get("") // opens either
	}
	r.Body.Close()
}

func literal(c *http.Client) {
	get := func() (*http.Response, error) {
		return c.Get("") // opens literal
	}
	r, _ := get()
	done := func(q *http.Response) { q.Body.Close() }
	done(r)
}

func loop() {
	for i, get := range []func() *http.Response{
		func() *http.Response {
			r, _ := http.Get("") // opens loop
			return r
		},
		1: func() *http.Response {
			r, _ := http.Head("") // opens loop
			return r
		},
	} {
		r := get()
		println(i)
		r.Body.Close()
	}
}

func field(s *service) {
	s.last, _ = http.Get("") // opens field
	s.last.Body.Close()
}

func value(s *service) {
	r, _ := s.do(nil) // opens value
	r.Body.Close()
}

func method(s *service) {
	r, _ := s.doer.Do(nil) // opens method
	r.Body.Close()
}

func odd(s *service) {
	r, _ := s.named.Do() // unknown odd
	r.Body.Close()
}

func helper(s *service) {
	r, _ := s.get() // unknown helper
	r.Body.Close()
}

func parameter(r *http.Response) { r.Body.Close() }

func element(rs []*http.Response) {
	for _, r := range rs {
		r.Body.Close()
	}
}

func recorder(w *httptest.ResponseRecorder) {
	r := w.Result() // lends recorder
	r.Body.Close()
}

var own = func() (*http.Response, error) { return nil, nil }

func assigned() {
	r, _ := own() // unknown assigned
	r.Body.Close()
}

func address(fill func(*http.Response)) {
	var r http.Response
	fill(&r)
	r.Body.Close()
}
`

func TestSources(t *testing.T) {
	_, prog := fixture(t, sources)
	noCall := map[string]string{
		"parameter": fromParameter,
		"element":   fromElsewhere,
		"address":   fromAddress,
	}
	kinds := map[sourceKind]string{opens: "opens", lends: "lends", unknown: "unknown"}
	if n := strings.Count(sources, ".Close()"); len(prog.functions) != n {
		t.Fatalf("%d functions with mutants, want %d", len(prog.functions), n)
	}
	for _, f := range prog.functions {
		name := strings.TrimPrefix(f.name, "example.com/m.")
		t.Run(name, func(t *testing.T) {
			if len(f.mutants) != 1 {
				t.Fatalf("%d mutants", len(f.mutants))
			}
			var got []string
			for _, s := range f.mutants[0].sources {
				if s.from.file == "" {
					got = append(got, s.name)
				} else {
					got = append(got, fmt.Sprintf("%s %d", kinds[s.kind], s.from.line))
				}
			}
			want := marked(prog, name)
			if kind, ok := noCall[name]; ok {
				want = []string{kind}
			}
			if !slices.Equal(got, want) || len(want) == 0 {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// marked returns the lines with a comment for a function, and what it says.
func marked(prog *program, name string) []string {
	var found []string
	for _, content := range prog.texts {
		n := 0
		for line := range strings.Lines(string(content)) {
			n++
			_, comment, _ := strings.Cut(line, "// ")
			if kind, ok := strings.CutSuffix(strings.TrimSpace(comment), " "+name); ok {
				found = append(found, fmt.Sprintf("%s %d", kind, n))
			}
		}
	}
	return found
}

func TestCover(t *testing.T) {
	_, prog := fixture(t, `import (
	"net/http"
	"testing"
)

func fails(t *testing.T, r *http.Response) {
	if r.StatusCode > 0 {
		r.Body.Close() // the test fails or ends after it
		t.Fatal()
	}
	r.Body.Close()
	t.Log()
}

func skipped(t *testing.T, r *http.Response) {
	t.Skip("broken")
	r = nil
	for range 3 {
		r.Body.Close() // never runs
	}
}

func twice(r *http.Response) {
	r.Body.Close() // released after
	r.Header.Clone()
	r.Body.Close()
}

func deferredToo(r *http.Response) {
	defer r.Body.Close()
	if r.StatusCode > 0 {
		r.Body.Close() // deferred before
	}
}

func literal(r *http.Response) {
	defer func() { _ = r.Body.Close() }() // released after
	r.Body.Close() // deferred before
}

func leaves(r *http.Response) {
	r.Body.Close()
	if r.StatusCode > 0 {
		return
	}
	r.Body.Close()
}

func leavesInner(r *http.Response) {
	for range 3 {
		if r.StatusCode > 0 {
			r.Body.Close()
			break
		}
		r.Body.Close()
	}
}

func loop(r *http.Response) {
	for range 3 {
		r.Body.Close()
	}
	r.Body.Close()
}

func clauses(r *http.Response) {
	switch {
	case r.StatusCode > 1:
		r.Body.Close()
		return
	case r.StatusCode > 0:
		r.Body.Close() // released after
	}
	r.Body.Close()
}

func replaced(r *http.Response) {
	defer r.Body.Close()
	r.Body = nil
	r.Body.Close()
}

func reassigned(r *http.Response) {
	defer r.Body.Close()
	r = nil
	r.Body.Close()
}

func conditional(r *http.Response) {
	defer func() {
		if r.StatusCode > 0 {
			r.Body.Close() // released after
		}
	}()
	r.Body.Close()
}

func stored(r *http.Response) func() {
	f := func() { r.Body.Close() }
	r.Body.Close()
	return f
}
`)
	for _, m := range prog.all() {
		line := strings.Split(string(prog.texts[m.fn.file]), "\n")[m.at.line-1]
		_, want, _ := strings.Cut(line, "// ")
		if m.covered != want {
			t.Errorf("line %d: %q, want %q", m.at.line, m.covered, want)
		}
	}
}
