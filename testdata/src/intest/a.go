// Package intest is about tests: what ends or fails a test is no leak, and a
// discarded response is one only where the test demands that there is none.
package intest

import (
	"io"
	"net/http"
)

// A greeter is the server under test.
type greeter struct{ name string }

func (g greeter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		http.Error(w, "only GET", http.StatusMethodNotAllowed)
		return
	}
	io.WriteString(w, "hello, "+g.name)
}

// The rules for tests are not for the package: this file is not a test.
func badDiscardedOutsideOfTests(url string) {
	http.Get(url) // want "response body is not closed"
}
