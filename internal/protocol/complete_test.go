package protocol_test

import (
	"go/types"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/protocol"
)

// A shape of functions of which each must have an entry in the table.
// A new Go version that adds one makes the test fail.
type shape struct {
	name string
	has  func(fn *types.Func) bool
	// says, if not nil, is what the entry must say.
	says func(f *protocol.Func) bool
	// packages are patterns of the packages whose functions need no entry.
	packages []string
	// leftOut are functions that need none, with the reason.
	leftOut map[string]string
}

var shapes = []shape{
	{
		name: "returns a response",
		has: func(fn *types.Func) bool {
			return anyOf(fn.Signature().Results(), isResponse)
		},
		says: func(f *protocol.Func) bool { return f.Opens == "http.Response" || f.Lends },
	},
	{
		name: "is given a response, or a body that it can close",
		has: func(fn *types.Func) bool {
			return anyParam(fn, func(t types.Type) bool { return isResponse(t) || isBody(t) && !isInterfaceMethod(fn) })
		},
	},
	{
		name: "returns something made of a reader",
		has: func(fn *types.Func) bool {
			return anyParam(fn, isReader) && anyOf(fn.Signature().Results(), mayRead)
		},
		packages: []string{"crypto", "crypto/*", "image", "image/*"}, // random bytes; pixels
		leftOut: map[string]string{
			"net/http.ReadRequest":                 "reads from a connection, which carries no duty",
			"net/http/httputil.NewClientConn":      "likewise",
			"net/http/httputil.NewProxyClientConn": "likewise",
			"net/http/httputil.NewServerConn":      "likewise",
		},
	},
	{
		name: "calls a function",
		has:  func(fn *types.Func) bool { return inCallers(fn) && anyParam(fn, isCallback) },
		says: func(f *protocol.Func) bool { return len(f.Args) > 0 },
		leftOut: map[string]string{
			"testing.Main":          "for the main function that go test writes",
			"testing.RunBenchmarks": "likewise",
			"testing.RunExamples":   "likewise",
			"testing.RunTests":      "likewise",
		},
	},
	{
		name: "is given a value of any type",
		has:  func(fn *types.Func) bool { return !isInterfaceMethod(fn) && anyParam(fn, isAny) },
		says: func(f *protocol.Func) bool { return len(f.Args) > 0 || f.Ends != protocol.Returns },
		packages: []string{ // they print, log, encode or compare it, and give it back to nobody who would release it
			"crypto/*", "database/sql", "database/sql/driver", "encoding/*", "encoding/json/*", "fmt", "go/*",
			"html/template", "log", "log/slog", "net/textproto", "runtime/pprof", "runtime/trace",
			"testing", "testing/*", "text/template", "text/template/*",
		},
		leftOut: map[string]string{
			"(*net/rpc.Client).Call":       "encodes it",
			"(*net/rpc.Client).Go":         "likewise",
			"(*runtime.Pinner).Pin":        "pins it",
			"(*sync.Map).CompareAndDelete": "compares it",
			"(*sync.Map).Delete":           "likewise",
			"(*sync.Map).Load":             "likewise",
			"(*sync.Map).LoadAndDelete":    "likewise",
			"reflect.DeepEqual":            "likewise",
			"reflect.Swapper":              "swaps elements",
			"reflect.TypeOf":               "asks for its type",
			"runtime.KeepAlive":            "does nothing",
		},
	},
	{
		name: "never returns, by its name",
		has: func(fn *types.Func) bool {
			return regexp.MustCompile(`^((Fatal|Panic)(f|ln)?|FailNow|Skip(f|Now)?|Exit|Goexit)$`).MatchString(fn.Name())
		},
		says: func(f *protocol.Func) bool { return f.Ends == protocol.NeverReturns || f.Ends == protocol.Panics },
		leftOut: map[string]string{
			"(*encoding/xml.Decoder).Skip": "skips an element",
		},
	},
}

// TestStandardIsComplete looks for functions of the standard library that
// the table should know, and does not.
func TestStandardIsComplete(t *testing.T) {
	std := standard(t).funcs
	table := protocol.Builtin()
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			found := 0
			for _, name := range slices.Sorted(maps.Keys(std)) {
				fn := std[name]
				if !s.has(fn) || s.excludes(fn) {
					continue
				}
				found++
				if f := table.Func(fn); f == nil || s.says != nil && !s.says(f) {
					t.Errorf("%s %s needs an entry", name, strings.TrimPrefix(fn.Signature().String(), "func"))
				}
			}
			if found == 0 {
				t.Error("no function has this shape")
			}
			for name := range s.leftOut {
				if fn := std[name]; fn == nil || !s.has(fn) || table.Func(fn) != nil {
					t.Errorf("%s is left out without need", name)
				}
			}
		})
	}
}

func (s shape) excludes(fn *types.Func) bool {
	if _, ok := s.leftOut[fn.FullName()]; ok {
		return true
	}
	return slices.ContainsFunc(s.packages, func(pattern string) bool {
		ok, err := path.Match(pattern, fn.Pkg().Path())
		return ok && err == nil
	})
}

func anyParam(fn *types.Func, f func(types.Type) bool) bool {
	for i := range params(fn) {
		if f(element(fn, i)) {
			return true
		}
	}
	return false
}

func isResponse(t types.Type) bool { return isNamed(t, "net/http", "Response") }

// isBody reports whether a parameter of type t can be given a body, and
// can close it: an interface of no other methods than a body has.
func isBody(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	closes := false
	for m := range i.Methods() {
		switch m.Name() {
		case "Close":
			closes = true
		case "Read", "Write":
		default:
			return false
		}
	}
	return closes
}

func isReader(t types.Type) bool {
	return isNamed(t, "io", "Reader") || isNamed(t, "bufio", "Reader")
}

// mayRead reports whether a value of type t can hold a reader.
func mayRead(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Struct:
		return true
	case *types.Interface:
		return !isError(t) && !u.Empty()
	}
	return false
}

func isInterfaceMethod(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// inCallers reports whether fn belongs to a package whose functions call
// their arguments for general purposes. Elsewhere functions are called with
// things that have nothing to do with a resource, or kept.
func inCallers(fn *types.Func) bool {
	return slices.Contains([]string{
		"bytes", "container/ring", "context", "io/fs", "maps", "path/filepath", "runtime", "runtime/pprof",
		"runtime/trace", "slices", "sort", "strings", "sync", "testing", "testing/synctest", "time",
	}, fn.Pkg().Path())
}

// isCallback reports whether t is a function, other than an iterator.
func isCallback(t types.Type) bool {
	return isFunc(t) && !isNamed(t, "iter", "Seq") && !isNamed(t, "iter", "Seq2")
}
