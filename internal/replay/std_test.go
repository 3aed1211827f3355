package replay_test

import (
	"go/importer"
	"go/token"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/protocol"
	"github.com/streamlint/streamlint/internal/replay"
)

// TestStandardLibrary replays paths through real types, with the real table.
func TestStandardLibrary(t *testing.T) {
	const source = `package p

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"unsafe"
)

func f(c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 500 {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func hidden(c *http.Client, req *http.Request) {
	resp, _ := c.Do(req)
	p := unsafe.Pointer(resp)
	(*http.Response)(p).Body.Close()
}

// A method of the standard library does not keep the struct around its
// receiver.
func locked(c *http.Client, req *http.Request) {
	var h struct {
		sync.Mutex
		resp *http.Response
	}
	h.Lock()
	h.resp, _ = c.Do(req)
}
`
	p := build(t, source, importer.ForCompiler(token.NewFileSet(), "source", nil))
	table := protocol.Builtin()
	row := table.Row("http.Response")
	for _, c := range []struct{ fn, path, refused string }{
		{"locked", "entry birth returns", ""},
		{"hidden", "entry birth returns", "unsafe.Pointer"},
		{"f", "entry birth if.done if.done if.then returns", ""},
		{"f", "entry birth if.done if.done if.done returns", "discharged"},
		{"f", "entry birth if.done if.then returns", "the condition cannot be true"},
		{"f", "entry birth if.then returns", "the condition cannot be true"},
	} {
		err := replay.Check(witness(t, p.Func(c.fn), row, c.path), table)
		switch {
		case c.refused == "" && err != nil:
			t.Errorf("%s is refused: %v", c.path, err)
		case c.refused != "" && err == nil:
			t.Errorf("%s is accepted", c.path)
		case c.refused != "" && !strings.Contains(err.Error(), c.refused):
			t.Errorf("%s is refused: %v; want %q", c.path, err, c.refused)
		}
	}
}
