package noreturn

import (
	"errors"
	"io"
	"net/http"
	"os"
	"testing"
)

// The helper ends the test.
func TestGoodFatal(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	if err != nil {
		fatal(t, err)
	}
	if resp.StatusCode != http.StatusOK {
		fatal(t, errors.New(resp.Status))
		return
	}
	resp.Body.Close()
}

// The helper ends the test if there is an error.
func TestGoodNoErr(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	noErr(t, err)
	data, err := io.ReadAll(resp.Body)
	noErr(t, err)
	if err != nil || len(data) < 0 {
		return
	}
	resp.Body.Close()
}

// The helper logs, and a return follows.
func TestBadLogErr(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	noErr(t, err)
	_, err = io.ReadAll(resp.Body)
	logErr(t, err)
	if err != nil {
		return
	}
	resp.Body.Close()
}

// No error is no Close.
func TestBadNoErr(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	noErr(t, err)
	_, err = io.ReadAll(resp.Body)
	noErr(t, err)
}

// Another status ends the test, so that this one is as it is.
func TestGoodNeedStatus(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	noErr(t, err)
	needStatus(t, resp, http.StatusNoContent)
	noErr(t, resp.Body.Close())
}

// The status that was wanted has a body, too.
func TestBadNeedStatus(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	noErr(t, err)
	needStatus(t, resp, http.StatusNoContent)
}

// The test has failed before it returns, which is no matter of leaks.
func TestGoodHasStatus(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	noErr(t, err)
	if !hasStatus(t, resp, http.StatusOK) {
		return
	}
	resp.Body.Close()
}

// The test has not failed.
func TestBadIsStatus(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	noErr(t, err)
	if !isStatus(t, resp, http.StatusOK) {
		return
	}
	resp.Body.Close()
}

// Skipped is ended.
func TestGoodSkip(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	noErr(t, err)
	skipUnless(t, resp.StatusCode == http.StatusOK)
	if resp.StatusCode != http.StatusOK {
		return
	}
	resp.Body.Close()
}

// Not skipped is not closed.
func TestBadSkip(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	noErr(t, err)
	skipUnless(t, resp.StatusCode == http.StatusOK)
}

// The helper closes when the test ends.
func TestGoodCleanup(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	noErr(t, err)
	cleanup(t, resp.Body)
	_, err = io.ReadAll(resp.Body)
	noErr(t, err)
}

// It is not asked to for every answer.
func TestBadCleanup(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	noErr(t, err)
	if resp.StatusCode == http.StatusNoContent {
		return
	}
	cleanup(t, resp.Body)
}

// By an interface that has FailNow.
func TestGoodRequire(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	requireNoError(t, err)
	_, err = io.ReadAll(resp.Body)
	requireNoError(t, err, "read")
	requireNoError(t, resp.Body.Close())
}

// The Close that was required has been left out.
func TestBadRequire(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	requireNoError(t, err)
	_, err = io.ReadAll(resp.Body)
	requireNoError(t, err, "read")
}

// Close is an argument of what is deferred as a literal.
func TestGoodRequireDeferred(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	requireNoError(t, err)
	defer func() { requireNoError(t, resp.Body.Close()) }()
	_, err = io.ReadAll(resp.Body)
	requireNoError(t, err, "read")
}

// The test fails and goes on; what it leaves then is no matter of leaks.
func TestGoodAssert(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER"))
	requireNoError(t, err)
	_, err = io.ReadAll(resp.Body)
	if !assertNoError(t, err, "read") {
		return
	}
	resp.Body.Close()
}

// The assertion is right, and the return follows all the same.
func TestBadAssert(t *testing.T) {
	resp, err := http.Get(os.Getenv("SERVER")) // want "response body is not closed"
	requireNoError(t, err)
	_, err = io.ReadAll(resp.Body)
	if assertNoError(t, err, "read") {
		return
	}
	resp.Body.Close()
}
