package protocol_test

import (
	"go/ast"
	"go/parser"
	"go/types"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/protocol"
)

func TestRowIsReleased(t *testing.T) {
	const (
		closed    = protocol.Closed
		half      = protocol.HalfClosed
		ended     = protocol.Ended
		cancelled = protocol.Cancelled
	)
	simple := []protocol.Event{closed}
	stream := []protocol.Event{closed, ended, half | cancelled}
	for _, test := range []struct {
		name     string
		released []protocol.Event
		events   protocol.Event
		want     bool
	}{
		{"nothing happened", simple, 0, false},
		{"the only event", simple, closed, true},
		{"another event", simple, half | ended | cancelled, false},
		{"more than needed", simple, closed | half, true},
		{"one alternative", stream, ended, true},
		{"half of an alternative", stream, half, false},
		{"the other half", stream, cancelled, false},
		{"all of an alternative", stream, half | cancelled, true},
		{"nothing releases", nil, closed | half | ended | cancelled, false},
	} {
		row := protocol.Row{Released: test.released}
		if got := row.IsReleased(test.events); got != test.want {
			t.Errorf("%s: IsReleased(%b) of %b = %v, want %v", test.name, test.events, test.released, got, test.want)
		}
	}
}

func TestRowMethod(t *testing.T) {
	row := protocol.Builtin().Row("http.Response")
	if m, ok := row.Method("Close"); !ok || m.Event != protocol.Closed {
		t.Errorf(`Method("Close") = %+v, %v, want one that closes`, m, ok)
	}
	if m, ok := row.Method("Read"); ok {
		t.Errorf(`Method("Read") = %+v, want none: a method that is not listed borrows`, m)
	}
}

// source declares one function for each question that a signature, or a
// function's name, can be asked.
const source = `package p

import "net/http"

type Response = http.Response
type Own struct{ http.Response }

type Box[T any] struct{ v T }
func (b *Box[T]) Put(v T) {}
func Keep[T any](v T)     {}

func opens() (*http.Response, error)           { return nil, nil }
func opensAlias() (r *Response, err error)     { return nil, nil }
func getter() *http.Response                   { return nil }
func value() (http.Response, error)            { return http.Response{}, nil }
func own() (*Own, error)                       { return nil, nil }
func swapped() (error, *http.Response)         { return nil, nil }
func comma() (*http.Response, bool)            { return nil, false }
func three() (int, *http.Response, error)      { return 0, nil, nil }
func slice() ([]*http.Response, error)         { return nil, nil }
func function() (func(*http.Response), error)  { return nil, nil }
func request() (*http.Request, error)          { return nil, nil }
func nothing()                                 {}

var _ = (*Box[int]).Put
func use() { Keep[string](""); new(Box[string]).Put("") }
`

// check type-checks the source above.
func check(t *testing.T) (*types.Package, *types.Info) {
	t.Helper()
	std := standard(t)
	file, err := parser.ParseFile(std.fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	cfg := types.Config{Importer: std.importer}
	pkg, err := cfg.Check("example.com/p", std.fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, info
}

func TestOpensBySignature(t *testing.T) {
	pkg, _ := check(t)
	table := protocol.Builtin()
	want := map[string]bool{"opens": true, "opensAlias": true}
	for _, name := range []string{
		"opens", "opensAlias", "getter", "value", "own", "swapped",
		"comma", "three", "slice", "function", "request", "nothing",
	} {
		sig := pkg.Scope().Lookup(name).Type().(*types.Signature)
		row := table.OpensBySignature(sig)
		if opens := row != nil; opens != want[name] {
			t.Errorf("%s %s: opens = %v, want %v", name, sig, opens, want[name])
		}
		if row != nil && row.Name != "http.Response" {
			t.Errorf("%s opens %s, want http.Response", name, row.Name)
		}
	}

	silent := *table.Row("http.Response")
	silent.OpensBySignature = false
	table = protocol.NewTable([]*protocol.Row{&silent}, nil)
	if row := table.OpensBySignature(pkg.Scope().Lookup("opens").Type().(*types.Signature)); row != nil {
		t.Errorf("a row without OpensBySignature opens by signature: %s", row.Name)
	}
}

func TestFuncOfInstance(t *testing.T) {
	_, info := check(t)
	table := protocol.NewTable(nil, []protocol.Func{
		{Name: "example.com/p.Keep"},
		{Name: "(*example.com/p.Box[T]).Put"},
	})
	asked := 0
	for id, obj := range info.Uses {
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		asked++
		if f := table.Func(fn); f == nil {
			t.Errorf("no entry for %s (%s)", id.Name, fn.FullName())
		}
	}
	if asked != 3 {
		t.Errorf("asked for %d functions, want 3", asked)
	}
	if f := table.Func(nil); f != nil {
		t.Errorf("Func(nil) = %v, want nil", f)
	}
}

func TestNeverReturns(t *testing.T) {
	table := protocol.Builtin()
	for name, want := range map[string]bool{
		"os.Exit":                 true,
		"(*testing.common).Fatal": true,
		"(testing.TB).SkipNow":    true,
		"(*log.Logger).Panicf":    true,
		"(*testing.common).Error": false, // fails the test, and returns
		"net/http.Get":            false,
		"strings.ToUpper":         false, // has no entry
	} {
		if got := table.NeverReturns(standardFunc(t, name)); got != want {
			t.Errorf("NeverReturns(%s) = %v, want %v", name, got, want)
		}
	}
}

func TestIsStandard(t *testing.T) {
	table := protocol.Builtin()
	for _, path := range standard(t).paths {
		// The copies of golang.org/x are never seen under their own paths.
		if !strings.HasPrefix(path, "vendor/") && !table.IsStandard(path) {
			t.Errorf("IsStandard(%q) = false", path)
		}
	}
	for _, path := range []string{"", "http", "net/http/own", "example.com/os", "golang.org/x/net/http2"} {
		if table.IsStandard(path) {
			t.Errorf("IsStandard(%q) = true", path)
		}
	}
}

func TestNewTableRefusesMistakes(t *testing.T) {
	row := &protocol.Row{Name: "r"}
	for _, test := range []struct {
		name  string
		funcs []protocol.Func
	}{
		{"two entries of one name", []protocol.Func{{Name: "p.F"}, {Name: "p.F", Lends: true}}},
		{"a row that is not given", []protocol.Func{{Name: "p.F", Opens: "s"}}},
	} {
		if !panics(func() { protocol.NewTable([]*protocol.Row{row}, test.funcs) }) {
			t.Errorf("%s: NewTable did not panic", test.name)
		}
	}
	if panics(func() { protocol.NewTable([]*protocol.Row{row}, []protocol.Func{{Name: "p.F", Opens: "r"}}) }) {
		t.Error("NewTable panics for a table without mistakes")
	}
}

func panics(f func()) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	f()
	return false
}
