package composed

import (
	"errors"
	"io"
	"net/http"
)

type fataler interface{ Fatalf(string, ...any) }

// The generic must returns what it gets.
// https://github.com/tooltitude/support/issues/49
func goodMust(url string) string {
	resp := must(http.Get(url))
	defer resp.Body.Close()
	return resp.Status
}

// The generic must closes nothing.
func badMust(url string) string {
	resp := must(http.Get(url)) // want "response body is not closed"
	return resp.Status
}

// Without a variable.
func goodMustAtOnce(url string) {
	must(http.Get(url)).Body.Close()
}

// Without a variable there is nothing left to close.
func badMustAtOnce(url string) []byte {
	return must(io.ReadAll(must(http.Get(url)).Body)) // want "response body is not closed"
}

// The response is deferred; the second must may panic.
func goodMustTwice(url string) []byte {
	resp := must(http.Get(url))
	defer resp.Body.Close()
	return must(io.ReadAll(resp.Body))
}

// A panic ends the program, as it seems: nobody recovers.
func goodMustPanics(url string) []byte {
	resp := must(http.Get(url))
	data := must(io.ReadAll(resp.Body))
	must(0, resp.Body.Close())
	return data
}

// It is recovered here, and the function goes on to its end.
func badMustRecovered(url string) (data []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("no answer")
		}
	}()
	resp := must(http.Get(url)) // leaks, not seen yet
	data = must(io.ReadAll(resp.Body))
	resp.Body.Close()
	return data, nil
}

// A must for errors, booleans and messages.
func goodMustAny(url string) string {
	resp, err := http.Get(url)
	resp = mustAny(resp, err, "get", url)
	defer resp.Body.Close()
	return resp.Status
}

// It closes nothing either.
func badMustAny(url string) string {
	resp, err := http.Get(url) // want "response body is not closed"
	resp = mustAny(resp, err, "get", url)
	return resp.Status
}

// log.Fatal in place of panic.
func goodMustGet(url string) string {
	resp := mustGet(http.Get(url))
	defer resp.Body.Close()
	return resp.Status
}

// What is returned is open.
func badMustGet(url string) string {
	resp := mustGet(http.Get(url)) // want "response body is not closed"
	return resp.Status
}

// A bad answer ends the program, a good one is closed.
func goodMustOK(url string) string {
	resp := mustOK(http.Get(url))
	defer resp.Body.Close()
	return resp.Status
}

// A good one is not.
func badMustOK(url string) string {
	return mustOK(http.Get(url)).Status // want "response body is not closed"
}

// nil is what there is in place of an error.
func goodOrNil(url string) string {
	resp := orNil(http.Get(url))
	if resp == nil {
		return ""
	}
	defer resp.Body.Close()
	return resp.Status
}

// The other branch.
func badOrNil(url string) string {
	resp := orNil(http.Get(url)) // want "response body is not closed"
	if resp != nil {
		return resp.Status
	}
	return ""
}

// nil does not mean that there was no response.
func badOrNilOK(url string) string {
	resp := orNilOK(http.Get(url)) // want "response body is not closed"
	if resp == nil {
		return ""
	}
	defer resp.Body.Close()
	return resp.Status
}

// In two steps: who shall complain, and about what.
func goodMustFor(t fataler, url string) string {
	resp := mustFor[*http.Response](t)(http.Get(url))
	defer resp.Body.Close()
	return resp.Status
}

// Two steps that do not close.
func badMustFor(t fataler, url string) string {
	resp := mustFor[*http.Response](t)(http.Get(url)) // leaks, not seen yet
	return resp.Status
}

// The deferred Close runs, whatever try panics with.
func goodTry(url string) (data []byte, err error) {
	defer recoverTo(&err)
	resp := try(http.Get(url))
	defer resp.Body.Close()
	return try(io.ReadAll(resp.Body)), nil
}

// try panics before Close, and the panic becomes an error.
func badTry(url string) (data []byte, err error) {
	defer recoverTo(&err)
	resp := try(http.Get(url)) // leaks, not seen yet
	data = try(io.ReadAll(resp.Body))
	resp.Body.Close()
	return data, nil
}
