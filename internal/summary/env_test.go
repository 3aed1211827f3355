package summary

import (
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// Variables named yes… are given a function of the package's own, those
// named no… are not.
const assignments = `package p

import "strings"

type client struct {
	yesLiteral, yesMethod, yesKeyed, yesReturned, yesConverted, yesGeneric, yesTuple func(string) string
	noParam, noForeign, noField, noNil, noInterface, noMock                          func(string) string
	number int
}

type unkeyed struct {
	yesFirst func(string) string
	noSecond func(string) string
}

type box[T any] struct{ yesInstance func(T) T }

type inner struct{ yesPromoted func(string) string }
type outer struct{ inner }

type doer interface{ do(string) string }
type fn func(string) string

var (
	yesDeclared        = own
	yesVar             func(string) string = func(s string) string { return s }
	noGet              = strings.ToUpper
	noUnassigned       func(string) string
	noCopy             = noUnassigned
	yesLocal, noReally func(string) string
)

func own(s string) string           { return s }
func generic[T any](t T) T          { return t }
func mk() func(string) string       { return own }
func mk2() (fn, error)              { return own, nil }
func (c *client) m(s string) string { return s }

func newClient(param func(string) string, d doer) *client {
	c := &client{yesKeyed: own, noForeign: strings.ToLower, number: 1}
	c.yesLiteral = func(s string) string { return s }
	(c.yesMethod) = c.m
	c.yesReturned = mk()
	c.yesConverted = fn(own)
	c.yesGeneric = generic[string]
	c.yesTuple, _ = mk2()
	c.noParam = param
	c.noField = c.noParam
	c.noNil = nil
	c.noInterface = d.do
	local := own
	yesLocal, noReally = local, param
	_ = []*unkeyed{{own, param}}
	_ = box[int]{yesInstance: func(i int) int { return i }}
	var o outer
	o.yesPromoted = own
	return c
}
`

const mocks = `package p

type fake struct{ yesTest func() }

func mock(c *client) {
	c.noMock = own
	noUnassigned = own
	_ = fake{func() {}}
}
`

func TestAssignsFunc(t *testing.T) {
	pass, _ := newPass(t, file{"a.go", assignments}, file{"a_test.go", mocks})
	env := testEnv(pass, protocol.NewTable(nil, nil))
	seen := 0
	for id, obj := range pass.TypesInfo.Defs {
		v, ok := obj.(*types.Var)
		if !ok || v.Kind() == types.LocalVar || !strings.HasPrefix(id.Name, "yes") && !strings.HasPrefix(id.Name, "no") {
			continue
		}
		seen++
		if got, want := env.AssignsFunc(v), strings.HasPrefix(id.Name, "yes"); got != want {
			t.Errorf("AssignsFunc(%s) = %t", id.Name, got)
		}
	}
	if want := 25; seen != want {
		t.Errorf("looked at %d variables, want %d", seen, want)
	}
}

// The field of an instance is the field of its generic type.
func TestAssignsFuncInstance(t *testing.T) {
	pass, _ := newPass(t, file{"a.go", assignments + "\nvar b box[string]\n"})
	st := pass.Pkg.Scope().Lookup("b").Type().Underlying().(*types.Struct)
	if !testEnv(pass, nil).AssignsFunc(st.Field(0)) {
		t.Error("the field of box[string] is not known to be assigned")
	}
}

func TestOutcomesUnknown(t *testing.T) {
	pass, _ := newPass(t, file{"a.go", assignments})
	own := pass.Pkg.Scope().Lookup("own").(*types.Func)
	if out, ok := testEnv(pass, nil).Outcomes(own, 0, mustcall.SeedResource); ok {
		t.Errorf("Outcomes = %v, %t, want unknown", out, ok)
	}
}

func TestIsTestFile(t *testing.T) {
	pass, _ := newPass(t, file{"a.go", "package p\nfunc a() {}\n"}, file{"a_test.go", "package p\nfunc b() {}\n"})
	for name, want := range map[string]bool{"a": false, "b": true} {
		obj := pass.Pkg.Scope().Lookup(name)
		if got := isTestFile(pass.Fset, obj.Pos()); got != want {
			t.Errorf("isTestFile(%s) = %t", name, got)
		}
	}
}

func testEnv(pass *analysis.Pass, table *protocol.Table) *Env {
	return newSolver(Config{Table: table}, pass).env
}
