package noreturn

import (
	"errors"
	"io"
	"net/http"
	"os"
	"testing"

	"noreturn/lib"
)

// The helper ends the test.
func TestGoodFatalElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	if err != nil {
		lib.Fatal(t, err)
	}
	if resp.StatusCode != http.StatusOK {
		lib.Fatal(t, errors.New(resp.Status))
		return
	}
	resp.Body.Close()
}

// The helper ends the test if there is an error.
func TestGoodNoErrElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	lib.NoErr(t, err)
	data, err := io.ReadAll(resp.Body)
	lib.NoErr(t, err)
	if err != nil || len(data) < 0 {
		return
	}
	resp.Body.Close()
}

// The helper logs, and a return follows.
func TestBadLogErrElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	lib.NoErr(t, err)
	_, err = io.ReadAll(resp.Body)
	lib.LogErr(t, err)
	if err != nil {
		return
	}
	resp.Body.Close()
}

// No error is no Close.
func TestBadNoErrElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	lib.NoErr(t, err)
	_, err = io.ReadAll(resp.Body)
	lib.NoErr(t, err)
}

// Another status ends the test, so that this one is as it is.
func TestGoodNeedStatusElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	lib.NoErr(t, err)
	lib.NeedStatus(t, resp, http.StatusNoContent)
	lib.NoErr(t, resp.Body.Close())
}

// The status that was wanted has a body, too.
func TestBadNeedStatusElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	lib.NoErr(t, err)
	lib.NeedStatus(t, resp, http.StatusNoContent)
}

// The test has failed before it returns, which is no matter of leaks.
func TestGoodHasStatusElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	lib.NoErr(t, err)
	if !lib.HasStatus(t, resp, http.StatusOK) {
		return
	}
	resp.Body.Close()
}

// The test has not failed.
func TestBadIsStatusElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	lib.NoErr(t, err)
	if !lib.IsStatus(t, resp, http.StatusOK) {
		return
	}
	resp.Body.Close()
}

// Skipped is ended.
func TestGoodSkipElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	lib.NoErr(t, err)
	lib.SkipUnless(t, resp.StatusCode == http.StatusOK)
	if resp.StatusCode != http.StatusOK {
		return
	}
	resp.Body.Close()
}

// Not skipped is not closed.
func TestBadSkipElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	lib.NoErr(t, err)
	lib.SkipUnless(t, resp.StatusCode == http.StatusOK)
}

// The helper closes when the test ends.
func TestGoodCleanupElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	lib.NoErr(t, err)
	lib.Cleanup(t, resp.Body)
	_, err = io.ReadAll(resp.Body)
	lib.NoErr(t, err)
}

// It is not asked to for every answer.
func TestBadCleanupElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	lib.NoErr(t, err)
	if resp.StatusCode == http.StatusNoContent {
		return
	}
	lib.Cleanup(t, resp.Body)
}

// By an interface that has FailNow.
func TestGoodRequireElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	lib.RequireNoError(t, err)
	_, err = io.ReadAll(resp.Body)
	lib.RequireNoError(t, err, "read")
	lib.RequireNoError(t, resp.Body.Close())
}

// The Close that was required has been left out.
func TestBadRequireElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	lib.RequireNoError(t, err)
	_, err = io.ReadAll(resp.Body)
	lib.RequireNoError(t, err, "read")
}

// Close is an argument of what is deferred as a literal.
func TestGoodRequireDeferredElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	lib.RequireNoError(t, err)
	defer func() { lib.RequireNoError(t, resp.Body.Close()) }()
	_, err = io.ReadAll(resp.Body)
	lib.RequireNoError(t, err, "read")
}

// The test fails and goes on; what it leaves then is no matter of leaks.
func TestGoodAssertElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	lib.RequireNoError(t, err)
	_, err = io.ReadAll(resp.Body)
	if !lib.AssertNoError(t, err, "read") {
		return
	}
	resp.Body.Close()
}

// The assertion is right, and the return follows all the same.
func TestBadAssertElsewhere(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	lib.RequireNoError(t, err)
	_, err = io.ReadAll(resp.Body)
	if lib.AssertNoError(t, err, "read") {
		return
	}
	resp.Body.Close()
}
