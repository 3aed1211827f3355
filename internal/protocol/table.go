package protocol

import (
	"go/types"
	"maps"
	"slices"
	"strings"
)

// A Table is a set of rows and of what is known about functions.
// It is immutable, and safe for concurrent use.
type Table struct {
	rows  []*Row
	funcs map[string]*Func
}

// NewTable returns a table of the given rows and functions. It panics if
// two functions have one name, or a function opens a row that is not given:
// a table is written by hand, and wrong ones must not be built at all.
func NewTable(rows []*Row, funcs []Func) *Table {
	t := &Table{rows: rows, funcs: make(map[string]*Func, len(funcs))}
	for i := range funcs {
		f := &funcs[i]
		if t.funcs[f.Name] != nil {
			panic("protocol: two entries for " + f.Name)
		}
		if f.Opens != "" && t.Row(f.Opens) == nil {
			panic("protocol: " + f.Name + " opens the unknown row " + f.Opens)
		}
		t.funcs[f.Name] = f
	}
	return t
}

// Rows returns the rows, in the order they were given.
func (t *Table) Rows() []*Row { return t.rows }

// Row returns the row of that name, or nil.
func (t *Table) Row(name string) *Row {
	for _, r := range t.rows {
		if r.Name == name {
			return r
		}
	}
	return nil
}

// Neutral returns a row that stands for all: with the methods of each, and
// nothing that discharges.
func (t *Table) Neutral() *Row {
	n := &Row{Name: "any"}
	for _, r := range t.rows {
		if n.Release == "" {
			n.Release = r.Release
		}
		for _, m := range r.Methods {
			if _, ok := n.Method(m.Name); !ok {
				n.Methods = append(n.Methods, m)
			}
		}
	}
	return n
}

// Funcs returns all that is known of functions, in the order of their names.
func (t *Table) Funcs() []*Func {
	return slices.SortedFunc(maps.Values(t.funcs), func(a, b *Func) int {
		return strings.Compare(a.Name, b.Name)
	})
}

// Func returns what is known of f, or nil. Instances of a generic function
// are looked up by their origin.
func (t *Table) Func(f *types.Func) *Func {
	if f == nil {
		return nil
	}
	if known := t.funcs[f.Origin().FullName()]; known != nil {
		return known
	}
	return t.funcs[ofTest(f)]
}

// ofTest is the name of the method of testing.TB that f is by another name: a
// method of an interface that asks for some of them, so that a package of
// assertions need not import testing. One that only reports errors could be a
// logger's. It is "" for any other function.
//
//	type testingT interface { Errorf(string, ...any); FailNow() }
func ofTest(f *types.Func) string {
	recv := f.Signature().Recv()
	if recv == nil || !slices.Contains(testMethods, f.Name()) {
		return ""
	}
	i, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return ""
	}
	fails := false
	for m := range i.Methods() {
		if !slices.Contains(testMethods, m.Name()) {
			return ""
		}
		fails = fails || m.Name() == "FailNow" || m.Name() == "Fail" || m.Name() == "Helper"
	}
	if !fails {
		return ""
	}
	return "(testing.TB)." + f.Name()
}

// testMethods are the methods of testing.TB.
var testMethods = []string{
	"ArtifactDir", "Attr", "Chdir", "Cleanup", "Context", "Error", "Errorf", "Fail", "FailNow", "Failed", "Fatal", "Fatalf",
	"Helper", "Log", "Logf", "Name", "Output", "Setenv", "Skip", "SkipNow", "Skipf", "Skipped", "TempDir",
}

// NeverReturns reports whether no call of f returns to its caller: it ends
// the process or the goroutine, or panics.
func (t *Table) NeverReturns(f *types.Func) bool {
	known := t.Func(f)
	return known != nil && (known.Ends == NeverReturns || known.Ends == Panics)
}

// RowOfType returns the row whose resource has type typ, or nil.
func (t *Table) RowOfType(typ types.Type) *Row {
	for _, r := range t.rows {
		if r.Type.Named(typ) {
			return r
		}
	}
	return nil
}

// OpensBySignature returns the row that a call of an unknown function with
// this signature opens: one whose results are exactly the row's type and an
// error. Getters, which return one result, do not open.
func (t *Table) OpensBySignature(sig *types.Signature) *Row {
	res := sig.Results()
	if res.Len() != 2 || !isError(res.At(1).Type()) {
		return nil
	}
	if r := t.RowOfType(res.At(0).Type()); r != nil && r.OpensBySignature {
		return r
	}
	return nil
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

//go:generate go run genstd.go

// IsStandard reports whether a package belongs to the standard library:
// what is not in the table there neither keeps an argument nor releases it.
func (t *Table) IsStandard(path string) bool {
	_, found := slices.BinarySearch(standardPackages, path)
	return found
}
