package check

import "testing"

func TestDoc(t *testing.T) {
	const source = `// Package p does it.
//
// # Analyzer first
//
// first: report one thing
//
// More about it.
//
// # A heading
//
// Not of the analyzer.
//
// # Analyzer second
//
// The summary is missing.
package p

func broken( {
`
	tests := []struct{ name, want string }{
		{"first", "report one thing\n\nMore about it."},
		{"second", ""},
		{"fir", ""},
		{"third", ""},
	}
	for _, tt := range tests {
		if got := Doc(source, tt.name); got != tt.want {
			t.Errorf("Doc(%s) = %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := Doc("not Go", "first"); got != "" {
		t.Errorf("Doc of what is not Go = %q", got)
	}
	if got := Doc("package p\n", "first"); got != "" {
		t.Errorf("Doc without a comment = %q", got)
	}
}
