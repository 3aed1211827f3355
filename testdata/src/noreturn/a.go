// Package noreturn is about a project's own functions that never return: what
// they leave open is nobody's any more. The helpers are in helpers.go and
// testhelpers.go, and once more in another package.
package noreturn

import (
	"encoding/json"
	"io"
	"net/http"
)

// die does not come back.
func goodDie(url string) string {
	resp, err := http.Get(url)
	if err != nil {
		die("get: %v", err)
	}
	if resp.StatusCode != http.StatusOK {
		die("status %s", resp.Status)
	}
	resp.Body.Close()
	return resp.Header.Get("ETag")
}

// warn does.
func badWarn(url string) string {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		die("get: %v", err)
	}
	if resp.StatusCode != http.StatusOK {
		warn("status %s", resp.Status)
		return ""
	}
	resp.Body.Close()
	return resp.Header.Get("ETag")
}

// usage ends by what it calls.
func goodUsage(url string) {
	resp, err := http.Get(url)
	if err != nil {
		usage()
		return
	}
	if resp.StatusCode == http.StatusNotFound {
		usage()
		return
	}
	resp.Body.Close()
}

// There is a second way out.
func badUsage(url string) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		usage()
		return
	}
	switch resp.StatusCode {
	case http.StatusNotFound:
		usage()
	case http.StatusGone:
		return
	}
	resp.Body.Close()
}

// Every error ends the process.
func goodDieIf(url string, v any) {
	resp, err := http.Get(url)
	dieIf(err, "get")
	err = json.NewDecoder(resp.Body).Decode(v)
	dieIf(err, "decode")
	dieIf(resp.Body.Close(), "close")
}

// An error is printed; there are returns behind it.
func badWarnIf(url string, v any) {
	resp, err := http.Get(url) // want "response body is not closed"
	dieIf(err, "get")
	err = json.NewDecoder(resp.Body).Decode(v)
	warnIf(err, "decode")
	if err != nil {
		return
	}
	dieIf(resp.Body.Close(), "close")
}

// The return is never reached: with an error dieIf does not come back.
func goodDieIfThenReturn(url string, v any) error {
	resp, err := http.Get(url)
	dieIf(err, "get")
	err = json.NewDecoder(resp.Body).Decode(v)
	dieIf(err, "decode")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A bad answer ends the process, so that this one is good.
func goodDieUnlessOK(url string) {
	resp, err := http.Get(url)
	dieIf(err, "get")
	dieUnlessOK(resp)
	if resp.StatusCode != http.StatusOK {
		return
	}
	resp.Body.Close()
}

// Other questions have other answers.
func badDieUnlessOK(url string) {
	resp, err := http.Get(url) // want "response body is not closed"
	dieIf(err, "get")
	dieUnlessOK(resp)
	if resp.ContentLength == 0 {
		return
	}
	resp.Body.Close()
}

// The code is not 0.
func goodFinish(url string) {
	resp, err := http.Get(url)
	dieIf(err, "get")
	if resp.StatusCode >= 400 {
		finish(2)
		return
	}
	resp.Body.Close()
}

// The code is 0, and it comes back.
func badFinish(url string) {
	resp, err := http.Get(url) // want "response body is not closed"
	dieIf(err, "get")
	if resp.StatusCode >= 400 {
		finish(0)
		return
	}
	resp.Body.Close()
}

// os.Exit in a variable.
func goodQuit(url string) {
	resp, err := http.Get(url)
	dieIf(err, "get")
	if resp.StatusCode >= 400 {
		quit(resp.StatusCode / 100)
		return
	}
	resp.Body.Close()
}

// The end of the goroutine is no exit either: nothing is left to close it, but
// that is so for every panic.
func goodStop(url string) {
	resp, err := http.Get(url)
	dieIf(err, "get")
	if resp.StatusCode >= 400 {
		stop()
		return
	}
	resp.Body.Close()
}

// Waiting without an end.
func goodForever(url string) {
	resp, err := http.Get(url)
	dieIf(err, "get")
	if resp.StatusCode >= 400 {
		forever()
		return
	}
	resp.Body.Close()
}

// A panic, and nobody recovers.
func goodBail(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		bail(1)
	}
	return resp.Body.Close()
}

// The panic is caught, and the function returns.
func badBailCaught(url string) (err error) {
	defer catch(&err)
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		bail(1)
	}
	return resp.Body.Close()
}

// It is caught after the deferred Close.
func goodBailCaught(url string) (err error) {
	defer catch(&err)
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		bail(1)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The process ends: there is nothing to catch.
func goodDieNotCaught(url string) (err error) {
	defer catch(&err)
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		die("status %s", resp.Status)
	}
	return resp.Body.Close()
}

// A method that ends the process.
func goodMethod(a *app, url string) {
	resp, err := http.Get(url)
	if err != nil {
		a.Fatal(err)
	}
	if resp.StatusCode >= 400 {
		a.Fatal(resp.Status)
		return
	}
	resp.Body.Close()
}

// A method that does not.
func badMethod(a *app, url string) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		a.Fatal(err)
	}
	if resp.StatusCode >= 400 {
		a.Print(resp.Status)
		return
	}
	resp.Body.Close()
}

// Two call each other, and neither comes back.
func goodPing(url string, n int) {
	resp, err := http.Get(url)
	dieIf(err, "get")
	if resp.StatusCode >= 400 {
		ping(n)
		return
	}
	resp.Body.Close()
}

// Two call each other, and one comes back.
func badBack(url string, n int) {
	resp, err := http.Get(url) // want "response body is not closed"
	dieIf(err, "get")
	if resp.StatusCode >= 400 {
		back(n)
		return
	}
	resp.Body.Close()
}

// Some answers end the process, some come back as an error.
func goodExplain(url string) error {
	resp, err := http.Get(url)
	dieIf(err, "get")
	if err := explain(resp); err != nil {
		resp.Body.Close()
		return err
	}
	return resp.Body.Close()
}

// Those that come back are forgotten.
func badExplain(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	dieIf(err, "get")
	if err := explain(resp); err != nil {
		return err
	}
	return resp.Body.Close()
}

// Those that do not come back need no branch here.
func goodExplainStatus(url string) error {
	resp, err := http.Get(url)
	dieIf(err, "get")
	err = explain(resp)
	if resp.StatusCode >= 500 {
		return err
	}
	resp.Body.Close()
	return err
}
