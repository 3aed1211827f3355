package noreturn

import (
	"encoding/json"
	"io"
	"net/http"

	"noreturn/lib"
)

// die does not come back.
func goodDieElsewhere(url string) string {
	resp, err := http.Get(url)
	if err != nil {
		lib.Die("get: %v", err)
	}
	if resp.StatusCode != http.StatusOK {
		lib.Die("status %s", resp.Status)
	}
	resp.Body.Close()
	return resp.Header.Get("ETag")
}

// warn does.
func badWarnElsewhere(url string) string {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		lib.Die("get: %v", err)
	}
	if resp.StatusCode != http.StatusOK {
		lib.Warn("status %s", resp.Status)
		return ""
	}
	resp.Body.Close()
	return resp.Header.Get("ETag")
}

// usage ends by what it calls.
func goodUsageElsewhere(url string) {
	resp, err := http.Get(url)
	if err != nil {
		lib.Usage()
		return
	}
	if resp.StatusCode == http.StatusNotFound {
		lib.Usage()
		return
	}
	resp.Body.Close()
}

// There is a second way out.
func badUsageElsewhere(url string) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		lib.Usage()
		return
	}
	switch resp.StatusCode {
	case http.StatusNotFound:
		lib.Usage()
	case http.StatusGone:
		return
	}
	resp.Body.Close()
}

// Every error ends the process.
func goodDieIfElsewhere(url string, v any) {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	err = json.NewDecoder(resp.Body).Decode(v)
	lib.DieIf(err, "decode")
	lib.DieIf(resp.Body.Close(), "close")
}

// An error is printed; there are returns behind it.
func badWarnIfElsewhere(url string, v any) {
	resp, err := http.Get(url) // want "response body is not closed"
	lib.DieIf(err, "get")
	err = json.NewDecoder(resp.Body).Decode(v)
	lib.WarnIf(err, "decode")
	if err != nil {
		return
	}
	lib.DieIf(resp.Body.Close(), "close")
}

// The return is never reached: with an error dieIf does not come back.
func goodDieIfThenReturnElsewhere(url string, v any) error {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	err = json.NewDecoder(resp.Body).Decode(v)
	lib.DieIf(err, "decode")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A bad answer ends the process, so that this one is good.
func goodDieUnlessOKElsewhere(url string) {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	lib.DieUnlessOK(resp)
	if resp.StatusCode != http.StatusOK {
		return
	}
	resp.Body.Close()
}

// Other questions have other answers.
func badDieUnlessOKElsewhere(url string) {
	resp, err := http.Get(url) // want "response body is not closed"
	lib.DieIf(err, "get")
	lib.DieUnlessOK(resp)
	if resp.ContentLength == 0 {
		return
	}
	resp.Body.Close()
}

// The code is not 0.
func goodFinishElsewhere(url string) {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	if resp.StatusCode >= 400 {
		lib.Finish(2)
		return
	}
	resp.Body.Close()
}

// The code is 0, and it comes back.
func badFinishElsewhere(url string) {
	resp, err := http.Get(url) // want "response body is not closed"
	lib.DieIf(err, "get")
	if resp.StatusCode >= 400 {
		lib.Finish(0)
		return
	}
	resp.Body.Close()
}

// os.Exit in a variable.
func goodQuitElsewhere(url string) {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	if resp.StatusCode >= 400 {
		lib.Quit(resp.StatusCode / 100)
		return
	}
	resp.Body.Close()
}

// The end of the goroutine is no exit either: nothing is left to close it, but
// that is so for every panic.
func goodStopElsewhere(url string) {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	if resp.StatusCode >= 400 {
		lib.Stop()
		return
	}
	resp.Body.Close()
}

// Waiting without an end.
func goodForeverElsewhere(url string) {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	if resp.StatusCode >= 400 {
		lib.Forever()
		return
	}
	resp.Body.Close()
}

// A panic, and nobody recovers.
func goodBailElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		lib.Bail(1)
	}
	return resp.Body.Close()
}

// The panic is caught, and the function returns.
func badBailCaughtElsewhere(url string) (err error) {
	defer lib.Catch(&err)
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		lib.Bail(1)
	}
	return resp.Body.Close()
}

// It is caught after the deferred Close.
func goodBailCaughtElsewhere(url string) (err error) {
	defer lib.Catch(&err)
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		lib.Bail(1)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The process ends: there is nothing to catch.
func goodDieNotCaughtElsewhere(url string) (err error) {
	defer lib.Catch(&err)
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		lib.Die("status %s", resp.Status)
	}
	return resp.Body.Close()
}

// A method that ends the process.
func goodMethodElsewhere(a *lib.App, url string) {
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
func badMethodElsewhere(a *lib.App, url string) {
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
func goodPingElsewhere(url string, n int) {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	if resp.StatusCode >= 400 {
		lib.Ping(n)
		return
	}
	resp.Body.Close()
}

// Two call each other, and one comes back.
func badBackElsewhere(url string, n int) {
	resp, err := http.Get(url) // want "response body is not closed"
	lib.DieIf(err, "get")
	if resp.StatusCode >= 400 {
		lib.Back(n)
		return
	}
	resp.Body.Close()
}

// Some answers end the process, some come back as an error.
func goodExplainElsewhere(url string) error {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	if err := lib.Explain(resp); err != nil {
		resp.Body.Close()
		return err
	}
	return resp.Body.Close()
}

// Those that come back are forgotten.
func badExplainElsewhere(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	lib.DieIf(err, "get")
	if err := lib.Explain(resp); err != nil {
		return err
	}
	return resp.Body.Close()
}

// Those that do not come back need no branch here.
func goodExplainStatusElsewhere(url string) error {
	resp, err := http.Get(url)
	lib.DieIf(err, "get")
	err = lib.Explain(resp)
	if resp.StatusCode >= 500 {
		return err
	}
	resp.Body.Close()
	return err
}
