package protocol_test

import (
	"go/build"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/protocol"
)

// since names the functions that not every Go we build with has.
var since = map[string]string{
	"encoding/json/jsontext.NewDecoder": "go1.27",
}

// TestStandardNames checks the entries for the standard library against it.
func TestStandardNames(t *testing.T) {
	std := standard(t).funcs
	table := protocol.Builtin()
	checked := 0
	for _, f := range table.Funcs() {
		if !table.IsStandard(packageOf(f.Name)) {
			continue
		}
		fn := std[f.Name]
		switch release, late := since[f.Name]; {
		case fn != nil:
			checked++
			for _, problem := range problems(table, f, fn) {
				t.Errorf("%s: %s", f.Name, problem)
			}
		case !late:
			t.Errorf("%s: no such function", f.Name)
		case slices.Contains(build.Default.ReleaseTags, release):
			t.Errorf("%s: no such function, though it exists since %s", f.Name, release)
		}
	}
	if checked < 200 {
		t.Errorf("checked %d entries only", checked)
	}
}

// TestReferences checks that each entry cites something, and says something
// that the engine can follow.
func TestReferences(t *testing.T) {
	table := protocol.Builtin()
	for _, r := range table.Rows() {
		if !strings.HasPrefix(r.Reference, "https://") {
			t.Errorf("row %s: no reference", r.Name)
		}
		if len(r.Released) == 0 {
			t.Errorf("row %s: nothing releases it", r.Name)
		}
	}
	for _, f := range table.Funcs() {
		if !strings.HasPrefix(f.Reference, "https://") {
			t.Errorf("%s: no reference", f.Name)
		}
		if f.Opens != "" && f.Lends {
			t.Errorf("%s: both opens and lends", f.Name)
		}
		functions := 0
		seen := make(map[int]bool)
		for _, a := range f.Args {
			if seen[a.Param] {
				t.Errorf("%s: two effects on parameter %d", f.Name, a.Param)
			}
			seen[a.Param] = true
			if a.Does >= protocol.CallsOnce {
				functions++
			}
		}
		if functions > 1 {
			t.Errorf("%s: calls %d arguments; only one can be followed", f.Name, functions)
		}
	}
}

// packageOf is the path of the package of a function with that FullName.
func packageOf(name string) string {
	if recv, _, ok := strings.Cut(name, ")."); ok {
		name = strings.TrimLeft(recv, "(*")
	}
	name, _, _ = strings.Cut(name, "[")
	return name[:strings.LastIndex(name, ".")]
}

func TestPackageOf(t *testing.T) {
	for name, want := range map[string]string{
		"os.Exit":                            "os",
		"net/http.Get":                       "net/http",
		"(*net/http.Client).Do":              "net/http",
		"(net/http.RoundTripper).RoundTrip":  "net/http",
		"(*sync/atomic.Pointer[T]).Store":    "sync/atomic",
		"gopkg.in/check.v1.Suite":            "gopkg.in/check.v1",
		"(*gopkg.in/check.v1.C).Fatal":       "gopkg.in/check.v1",
		"(*example.com/p.Box[q.T, u.V]).Put": "example.com/p",
	} {
		if got := packageOf(name); got != want {
			t.Errorf("packageOf(%q) = %q, want %q", name, got, want)
		}
	}
}

// problems compares an entry with the signature of its function.
func problems(table *protocol.Table, f *protocol.Func, fn *types.Func) (list []string) {
	results := fn.Signature().Results()
	if f.Opens != "" || f.Lends {
		if !anyOf(results, func(t types.Type) bool { return table.RowOfType(t) != nil }) {
			list = append(list, "no result of the type of a row")
		}
	}
	for _, a := range f.Args {
		if a.Param < 0 || a.Param >= len(params(fn)) {
			list = append(list, "no such parameter")
			continue
		}
		t := params(fn)[a.Param].Type()
		if a.Does >= protocol.CallsOnce && !isFunc(t) && !isAny(t) {
			list = append(list, "calls a parameter of type "+t.String())
		}
		if a.If != 0 && (a.If >= len(params(fn)) || !isBool(params(fn)[a.If].Type())) {
			list = append(list, "If is no boolean parameter")
		}
		if !canHave(results, a.Unless) {
			list = append(list, "never has the outcome of Unless")
		}
	}
	for _, r := range f.Results {
		if r.Index < 0 || r.Index >= results.Len() || r.Of < 0 || r.Of >= max(1, len(params(fn))) {
			list = append(list, "no such result, or parameter")
			continue
		}
		if !fits(r, fn) {
			list = append(list, "a result of type "+results.At(r.Index).Type().String()+" cannot be that")
		}
	}
	if f.Ends == protocol.NeverReturns && results.Len() > 0 {
		list = append(list, "has results, but never returns")
	}
	return list
}

// canHave reports whether a call with these results can have the outcome.
func canHave(results *types.Tuple, v protocol.Verdict) bool {
	n := results.Len()
	switch v {
	case protocol.ErrorResult:
		return n > 0 && isError(results.At(n-1).Type())
	case protocol.FalseResult:
		return n == 1 && isBool(results.At(0).Type())
	}
	return true
}

// fits reports whether a result can be to its parameter what the table says.
func fits(r protocol.Result, fn *types.Func) bool {
	result := fn.Signature().Results().At(r.Index).Type()
	var of types.Type = types.Typ[types.Invalid]
	if len(params(fn)) > 0 {
		of = element(fn, r.Of)
	}
	context := func(t types.Type) bool { return isNamed(t, "context", "Context") }
	switch r.Is {
	case protocol.NonNil:
		return isError(result)
	case protocol.Same:
		return types.Identical(result, of)
	case protocol.Reader, protocol.Wrapper:
		obj, _, _ := types.LookupFieldOrMethod(of, true, nil, "Read")
		readAt, _, _ := types.LookupFieldOrMethod(of, true, nil, "ReadAt")
		return (obj != nil || readAt != nil) && !isError(result)
	case protocol.NilWithNil:
		return isError(result) && isError(of)
	case protocol.TrueWithNil, protocol.FalseWithNil, protocol.ImpliesNonNil:
		return isBool(result) && (isError(of) || isAny(of))
	case protocol.CallResult:
		return (isError(result) || isBool(result)) && isFunc(of)
	case protocol.Context:
		return context(result) && context(of)
	case protocol.Unsettled:
		_, isBasic := result.Underlying().(*types.Basic)
		_, isChan := result.Underlying().(*types.Chan)
		return isBasic || isChan
	case protocol.Cancel:
		return isFunc(result) && anyOf(fn.Signature().Results(), context)
	}
	return false
}

func anyOf(tuple *types.Tuple, f func(types.Type) bool) bool {
	for v := range tuple.Variables() {
		if f(v.Type()) {
			return true
		}
	}
	return false
}
