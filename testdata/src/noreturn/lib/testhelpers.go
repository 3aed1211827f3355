package lib

import (
	"io"
	"net/http"
	"testing"
)

// Fatal ends the test.
func Fatal(t testing.TB, err error) {
	t.Helper()
	t.Fatalf("%v", err)
}

// NoErr ends the test if there is an error.
func NoErr(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// LogErr does not end it.
func LogErr(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Log(err)
	}
}

// NeedStatus ends the test for another status.
func NeedStatus(t testing.TB, resp *http.Response, want int) {
	t.Helper()
	if resp.StatusCode != want {
		t.Fatalf("status %s", resp.Status)
	}
}

// HasStatus tells whether there is another status, after which the test has
// failed.
func HasStatus(t testing.TB, resp *http.Response, want int) bool {
	t.Helper()
	if resp.StatusCode != want {
		t.Errorf("status %s", resp.Status)
		return false
	}
	return true
}

// IsStatus tells it, and the test goes on.
func IsStatus(t testing.TB, resp *http.Response, want int) bool {
	t.Helper()
	if resp.StatusCode != want {
		t.Logf("status %s", resp.Status)
		return false
	}
	return true
}

// SkipUnless skips the test.
func SkipUnless(t testing.TB, ok bool) {
	t.Helper()
	if !ok {
		t.Skip("not here")
	}
}

// Cleanup closes when the test ends.
func Cleanup(t testing.TB, c io.Closer) {
	t.Helper()
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Log(err)
		}
	})
}

// TestingT is what assertion libraries want of a test.
type TestingT interface {
	Errorf(string, ...any)
	FailNow()
}

// RequireNoError ends the test by FailNow.
func RequireNoError(t TestingT, err error, args ...any) {
	if h, ok := t.(interface{ Helper() }); ok {
		h.Helper()
	}
	if err != nil {
		t.Errorf("%v %v", err, args)
		t.FailNow()
	}
}

// AssertNoError fails the test, and goes on.
func AssertNoError(t TestingT, err error, args ...any) bool {
	if err != nil {
		t.Errorf("%v %v", err, args)
		return false
	}
	return true
}
