package noreturn

import (
	"io"
	"net/http"
	"testing"
)

// fatal ends the test.
func fatal(t testing.TB, err error) {
	t.Helper()
	t.Fatalf("%v", err)
}

// noErr ends the test if there is an error.
func noErr(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// logErr does not end it.
func logErr(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Log(err)
	}
}

// needStatus ends the test for another status.
func needStatus(t testing.TB, resp *http.Response, want int) {
	t.Helper()
	if resp.StatusCode != want {
		t.Fatalf("status %s", resp.Status)
	}
}

// hasStatus tells whether there is another status, after which the test has
// failed.
func hasStatus(t testing.TB, resp *http.Response, want int) bool {
	t.Helper()
	if resp.StatusCode != want {
		t.Errorf("status %s", resp.Status)
		return false
	}
	return true
}

// isStatus tells it, and the test goes on.
func isStatus(t testing.TB, resp *http.Response, want int) bool {
	t.Helper()
	if resp.StatusCode != want {
		t.Logf("status %s", resp.Status)
		return false
	}
	return true
}

// skipUnless skips the test.
func skipUnless(t testing.TB, ok bool) {
	t.Helper()
	if !ok {
		t.Skip("not here")
	}
}

// cleanup closes when the test ends.
func cleanup(t testing.TB, c io.Closer) {
	t.Helper()
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Log(err)
		}
	})
}

// testingT is what assertion libraries want of a test.
type testingT interface {
	Errorf(string, ...any)
	FailNow()
}

// requireNoError ends the test by FailNow.
func requireNoError(t testingT, err error, args ...any) {
	if h, ok := t.(interface{ Helper() }); ok {
		h.Helper()
	}
	if err != nil {
		t.Errorf("%v %v", err, args)
		t.FailNow()
	}
}

// assertNoError fails the test, and goes on.
func assertNoError(t testingT, err error, args ...any) bool {
	if err != nil {
		t.Errorf("%v %v", err, args)
		return false
	}
	return true
}
