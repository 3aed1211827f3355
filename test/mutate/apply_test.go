package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// forms has each way in which a release is written, in the order of wantForms.
const forms = `import (
	"io"
	"net/http"
)

func statement(r *http.Response) { r.Body.Close() }

func deferred(r *http.Response) {
	defer r.Body.Close()
}

func started(r *http.Response) {
	go r.Body.Close()
}

func blank(r *http.Response) {
	defer func() { _ = r.Body.Close() }()
}

func result(r *http.Response) error {
	if err := r.Body.Close(); err != nil {
		return err
	}
	return r.Body.Close()
}

func variable(r *http.Response) {
	body := r.Body
	defer body.Close()
}

func chain(get func() *http.Response) {
	get(
	).Body.Close()
	defer get().
		Body.Close()
}

func others(f io.Closer, req *http.Request) {
	f.Close()
	req.Body.Close()
}

type wrapper struct{ *http.Response }

func embedded(w *wrapper) {
	w.Body.Close()
}
`

var wantForms = []string{
	"_ = r.Body    ",
	"_ = r.Body          ",
	"_ = r.Body       ",
	"r.Body        ",
	"error(nil)    ",
	"error(nil)    ",
	"_ = body          ",
	"_ = get(\n\t).Body    ",
	"_ = get().\n\t\tBody          ",
	"_ = w.Body    ",
}

func TestReplacements(t *testing.T) {
	_, prog := fixture(t, forms)
	all := prog.all()
	if len(all) != len(wantForms) {
		t.Fatalf("%d mutants, want %d", len(all), len(wantForms))
	}
	for i, m := range all {
		old := string(prog.texts[m.fn.file][m.from:m.to])
		if m.text != wantForms[i] {
			t.Errorf("%q became %q, want %q", old, m.text, wantForms[i])
		}
		if len(m.text) != len(old) || strings.Count(m.text, "\n") != strings.Count(old, "\n") {
			t.Errorf("%q became %q, which moves what follows", old, m.text)
		}
		kept, err := prog.compiling([]*mutant{m})
		if err != nil || len(kept) != 1 {
			t.Errorf("%q does not compile as %q: %v", old, m.text, err)
		}
	}
}

func TestDropped(t *testing.T) {
	_, prog := fixture(t, `import "net/http"

func unused(r *http.Response) error {
	body := r.Body
	return body.Close()
}

func fine(r *http.Response) {
	r.Body.Close()
}
`)
	all := prog.all()
	kept, err := prog.compiling(all)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || len(kept) != 1 || kept[0].fn.name != "example.com/m.fine" || all[1-slices.Index(all, kept[0])].class != dropped {
		t.Errorf("kept %v of %v", kept, all)
	}
}

func TestWith(t *testing.T) {
	_, prog := fixture(t, forms)
	m := prog.all()[1]
	original := prog.texts[m.fn.file]
	failure := fmt.Errorf("failed")
	err := prog.with([]*mutant{m}, func() error {
		text, err := os.ReadFile(m.fn.file)
		if err != nil {
			return err
		}
		want := strings.Replace(string(original), "defer r.Body.Close()", "_ = r.Body          ", 1)
		if string(text) != want {
			t.Errorf("mutated:\n%s", text)
		}
		return failure
	})
	if err == nil || !strings.Contains(err.Error(), failure.Error()) {
		t.Errorf("error is %v", err)
	}
	restored, err := os.ReadFile(m.fn.file)
	if err != nil || !bytes.Equal(restored, original) {
		t.Errorf("not restored (%v):\n%s", err, restored)
	}
}

func TestBatches(t *testing.T) {
	_, prog := fixture(t, `import "net/http"

func first(r *http.Response)  { r.Body.Close() }
func second(r *http.Response) { r.Body.Close() }
func third(r *http.Response)  { r.Body.Close() }
func fourth(r *http.Response) { r.Body.Close(); third(r) }
func twice(r *http.Response)  { r.Body.Close(); r.Body.Close() }

func caller(r *http.Response) { first(r); second(r) }

var table = []func(*http.Response){first, fourth}
`)
	number := make(map[string][]int)
	for i, b := range prog.batches() {
		for _, m := range b.mutants {
			name := strings.TrimPrefix(m.fn.name, "example.com/m.")
			number[name] = append(number[name], i)
		}
	}
	apart := [][2]string{{"first", "second"}, {"third", "fourth"}, {"first", "fourth"}}
	for _, p := range apart {
		if slices.Equal(number[p[0]], number[p[1]]) {
			t.Errorf("%s and %s are in one batch", p[0], p[1])
		}
	}
	if !slices.Equal(number["first"], number["third"]) || len(prog.batches()) != 2 {
		t.Errorf("first and third are not in one batch: %v", number)
	}
	if n := number["twice"]; len(n) != 2 || n[0] == n[1] {
		t.Errorf("twice is in batches %v", n)
	}
}
