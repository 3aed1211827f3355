package composed

import (
	"errors"
	"io"
	"net/http"

	"composed/lib"
)

// The generic must returns what it gets.
// https://github.com/tooltitude/support/issues/49
func goodMustElsewhere(url string) string {
	resp := lib.Must(http.Get(url))
	defer resp.Body.Close()
	return resp.Status
}

// The generic must closes nothing.
func badMustElsewhere(url string) string {
	resp := lib.Must(http.Get(url)) // want "response body is not closed"
	return resp.Status
}

// Without a variable.
func goodMustAtOnceElsewhere(url string) {
	lib.Must(http.Get(url)).Body.Close()
}

// Without a variable there is nothing left to close.
func badMustAtOnceElsewhere(url string) []byte {
	return lib.Must(io.ReadAll(lib.Must(http.Get(url)).Body)) // want "response body is not closed"
}

// The response is deferred; the second must may panic.
func goodMustTwiceElsewhere(url string) []byte {
	resp := lib.Must(http.Get(url))
	defer resp.Body.Close()
	return lib.Must(io.ReadAll(resp.Body))
}

// A panic ends the program, as it seems: nobody recovers.
func goodMustPanicsElsewhere(url string) []byte {
	resp := lib.Must(http.Get(url))
	data := lib.Must(io.ReadAll(resp.Body))
	lib.Must(0, resp.Body.Close())
	return data
}

// It is recovered here, and the function goes on to its end.
func badMustRecoveredElsewhere(url string) (data []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("no answer")
		}
	}()
	resp := lib.Must(http.Get(url)) // leaks, not seen yet
	data = lib.Must(io.ReadAll(resp.Body))
	resp.Body.Close()
	return data, nil
}

// A must for errors, booleans and messages.
func goodMustAnyElsewhere(url string) string {
	resp, err := http.Get(url)
	resp = lib.MustAny(resp, err, "get", url)
	defer resp.Body.Close()
	return resp.Status
}

// It closes nothing either.
func badMustAnyElsewhere(url string) string {
	resp, err := http.Get(url) // want "response body is not closed"
	resp = lib.MustAny(resp, err, "get", url)
	return resp.Status
}

// log.Fatal in place of panic.
func goodMustGetElsewhere(url string) string {
	resp := lib.MustGet(http.Get(url))
	defer resp.Body.Close()
	return resp.Status
}

// What is returned is open.
func badMustGetElsewhere(url string) string {
	resp := lib.MustGet(http.Get(url)) // want "response body is not closed"
	return resp.Status
}

// A bad answer ends the program, a good one is closed.
func goodMustOKElsewhere(url string) string {
	resp := lib.MustOK(http.Get(url))
	defer resp.Body.Close()
	return resp.Status
}

// A good one is not.
func badMustOKElsewhere(url string) string {
	return lib.MustOK(http.Get(url)).Status // want "response body is not closed"
}

// nil is what there is in place of an error.
func goodOrNilElsewhere(url string) string {
	resp := lib.OrNil(http.Get(url))
	if resp == nil {
		return ""
	}
	defer resp.Body.Close()
	return resp.Status
}

// The other branch.
func badOrNilElsewhere(url string) string {
	resp := lib.OrNil(http.Get(url)) // want "response body is not closed"
	if resp != nil {
		return resp.Status
	}
	return ""
}

// nil does not mean that there was no response.
func badOrNilOKElsewhere(url string) string {
	resp := lib.OrNilOK(http.Get(url)) // want "response body is not closed"
	if resp == nil {
		return ""
	}
	defer resp.Body.Close()
	return resp.Status
}

// In two steps: who shall complain, and about what.
func goodMustForElsewhere(t fataler, url string) string {
	resp := lib.MustFor[*http.Response](t)(http.Get(url))
	defer resp.Body.Close()
	return resp.Status
}

// Two steps that do not close.
func badMustForElsewhere(t fataler, url string) string {
	resp := lib.MustFor[*http.Response](t)(http.Get(url)) // leaks, not seen yet
	return resp.Status
}

// The deferred Close runs, whatever try panics with.
func goodTryElsewhere(url string) (data []byte, err error) {
	defer lib.RecoverTo(&err)
	resp := lib.Try(http.Get(url))
	defer resp.Body.Close()
	return lib.Try(io.ReadAll(resp.Body)), nil
}

// try panics before Close, and the panic becomes an error.
func badTryElsewhere(url string) (data []byte, err error) {
	defer lib.RecoverTo(&err)
	resp := lib.Try(http.Get(url)) // leaks, not seen yet
	data = lib.Try(io.ReadAll(resp.Body))
	resp.Body.Close()
	return data, nil
}
