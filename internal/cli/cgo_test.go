//go:build cgo

package cli_test

import "testing"

// TestCgo needs a C compiler; without one, cgo is not enabled.
func TestCgo(t *testing.T) { runScripts(t, "testdata/cgo/*.txtar") }
