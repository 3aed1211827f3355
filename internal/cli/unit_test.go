package cli

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/mustcall"
)

func TestParsePosition(t *testing.T) {
	for _, test := range []struct {
		in   string
		want position
	}{
		{"a.go:3:4", position{"a.go", 3, 4}},
		{"a.y:3", position{"a.y", 3, 0}}, // a line directive without a column
		{"a.go", position{"a.go", 0, 0}},
		{"-", position{"-", 0, 0}},
		{`C:\\x\\a.go:3:4`, position{`C:\\x\\a.go`, 3, 4}},
		{"odd:name.go:3:4", position{"odd:name.go", 3, 4}},
	} {
		if got := parsePosition(test.in); got != test.want {
			t.Errorf("parsePosition(%q) = %+v, want %+v", test.in, got, test.want)
		}
	}
}

func TestPositionIn(t *testing.T) {
	for _, test := range []struct {
		posn position
		want string
	}{
		{position{"/m/a.go", 3, 4}, "a.go:3:4"},
		{position{"/m/sub/a.go", 3, 0}, "sub/a.go:3"},
		{position{"/elsewhere/a.go", 3, 4}, "/elsewhere/a.go:3:4"},
		{position{"/m2/a.go", 3, 4}, "/m2/a.go:3:4"},
		{position{"/m/..a.go", 3, 4}, "..a.go:3:4"},
		{position{"relative.y", 3, 4}, "relative.y:3:4"},
	} {
		if got := test.posn.in("/m"); got != test.want {
			t.Errorf("%+v in /m = %q, want %q", test.posn, got, test.want)
		}
	}
}

func TestCheckVersion(t *testing.T) {
	for needed, fails := range map[string]bool{
		"go1.21":   false,
		"go1.26.0": false,
		"go1.99":   true,
		"go1.99.3": true,
		"":         false,
	} {
		if err := checkVersion(needed); (err != nil) != fails {
			t.Errorf("checkVersion(%q) = %v", needed, err)
		}
	}
}

func TestSeparatesJSON(t *testing.T) {
	for goVersion, want := range map[string]bool{
		"go1.25.9":              false,
		"go1.26rc2":             true,
		"go1.26.0":              true,
		"go1.27.3":              true,
		"devel go1.28-0123abcd": true,
	} {
		if got := separatesJSON(goVersion); got != want {
			t.Errorf("separatesJSON(%q) = %t", goVersion, got)
		}
	}
}

// TestVetProblems reads what go vet prints if it fails for several reasons.
func TestVetProblems(t *testing.T) {
	s := &session{dir: "/m"}
	got, untested := s.vetProblems(`go: downloading example.test/x v1.0.0
# example.test/b
./b.go:1:2: undefined: x
	some more about it
./b.go:3:4: undefined: y
# example.test/a
# [example.test/a]
vet: /m/a/a_test.go:5:6: undefined: z
# example.test/b
./b.go:1:2: undefined: x
# example.test/c [example.test/c.test]
c/c_test.go:1:2: undefined: x
# example.test/d_test
# [example.test/d_test]
vet: d/d_test.go:1:2: undefined: x
# command-line-arguments
vet: ./e_test.go:1:2: undefined: x
`, errors.New("exit status 1"))
	want := []string{
		"a/a_test.go:5:6: undefined: z (not analysed: the tests of example.test/a)",
		"b.go:1:2: undefined: x (not analysed: example.test/b and what imports it)",
		"c/c_test.go:1:2: undefined: x (not analysed: the tests of example.test/c)",
		"d/d_test.go:1:2: undefined: x (not analysed: example.test/d_test)",
		"e_test.go:1:2: undefined: x (not analysed: command-line-arguments and what imports it)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if want := []string{"example.test/a", "example.test/c"}; !slices.Equal(untested, want) {
		t.Errorf("untested %q, want %q", untested, want)
	}
	if got, _ := s.vetProblems("", errors.New("signal: killed")); len(got) != 1 || got[0] != "go vet failed: signal: killed" {
		t.Errorf("nothing printed: got %q", got)
	}
}

func TestRotate(t *testing.T) {
	want := []string{"a", "b", "c", "a"}
	for _, cycle := range [][]string{
		{"a", "b", "c", "a"},
		{"b", "c", "a", "b"},
		{"main", "x", "c", "a", "b", "c"},
	} {
		if got := rotate(cycle); !slices.Equal(got, want) {
			t.Errorf("rotate(%q) = %q, want %q", cycle, got, want)
		}
	}
	if got := rotate([]string{"b", "a"}); !slices.Equal(got, []string{"b", "a"}) {
		t.Errorf("no cycle, but rotated: %q", got)
	}
}

func TestStats(t *testing.T) {
	st := stats{voids: make(map[mustcall.Reason]int)}
	for i := range 200 {
		st.add(&mustcall.Result{States: 200 - i, Released: 1})
	}
	st.add(&mustcall.Result{States: 0, Transferred: 1, Released: 1})
	st.add(&mustcall.Result{States: 1, Released: 1, Voids: map[mustcall.Reason]int{mustcall.Opaque: 2, mustcall.Budget: 3}})
	st.add(&mustcall.Result{States: 1, Leak: new(mustcall.Leak), Voids: map[mustcall.Reason]int{mustcall.Opaque: 2}})
	st.add(&mustcall.Result{States: 1, Ended: 1})
	st.add(&mustcall.Result{States: 1, Ended: 1, Released: 1})
	got := st.String()
	for _, want := range []string{
		"obligations:  205: 1 leaked, 1 void on some path, 1 transferred, 201 released, 1 ended (",
		"states:       mean 98.1, p99 198, max 200\n",
		"void states:  7 (opaque-callee 4, budget 3)\n",
		"over budget:  3\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if got := distribution(nil); got != "none" {
		t.Errorf("distribution of nothing: %q", got)
	}
}
