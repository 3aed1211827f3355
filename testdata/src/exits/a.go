// Package exits: not everything that ends a function ends it so that
// somebody could still have closed the body.
package exits

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"os"
	"runtime"
	"testing"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type tool struct {
	hc   *http.Client
	send func(*http.Request) (*http.Response, error)
	log  *log.Logger
}

// A panic unwinds the program; nothing is owed to it.
func goodPanic(url string) string {
	resp, err := http.Get(url)
	if err != nil {
		panic(err)
	}
	if resp.StatusCode != http.StatusOK {
		panic(resp.Status)
	}
	resp.Body.Close()
	return resp.Header.Get("ETag")
}

// A return is an exit, whatever it returns.
func badReturnInstead(url string) string {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		panic(err)
	}
	if resp.StatusCode != http.StatusOK {
		return resp.Status
	}
	resp.Body.Close()
	return resp.Header.Get("ETag")
}

// log.Fatal ends the process.
func goodFatal(url string, v any) {
	resp, err := http.Get(url)
	if err != nil {
		log.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		log.Fatalf("get %s: %s", url, resp.Status)
	}
	if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
		log.Fatalln("decode:", err)
	}
	resp.Body.Close()
}

// log.Print does not.
func badPrint(url string, v any) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		log.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		log.Printf("get %s: %s", url, resp.Status)
		return
	}
	if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
		log.Fatalln("decode:", err)
	}
	resp.Body.Close()
}

// The methods of a logger end the process as well.
func (t *tool) goodLoggerFatal(req *http.Request) {
	resp, err := t.hc.Do(req)
	if err != nil {
		t.log.Fatal(err)
	}
	if resp.StatusCode >= 400 {
		t.log.Fatalf("status %d", resp.StatusCode)
	}
	if resp.StatusCode >= 300 {
		t.log.Panicf("status %d", resp.StatusCode)
	}
	resp.Body.Close()
}

// Other methods of a logger come back.
func (t *tool) badLoggerPrint(req *http.Request) {
	resp, err := t.hc.Do(req) // want "response body is not closed"
	if err != nil {
		t.log.Fatal(err)
	}
	if resp.StatusCode >= 400 {
		t.log.Printf("status %d", resp.StatusCode)
	} else {
		resp.Body.Close()
	}
}

// os.Exit ends the process, deferred calls and all.
func goodExit(d Doer, req *http.Request) {
	resp, err := d.Do(req)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if resp.StatusCode == http.StatusUnauthorized {
		flag.Usage()
		os.Exit(2)
	}
	io.Copy(os.Stdout, resp.Body)
	resp.Body.Close()
}

// The exit stands in one of two branches.
func badExitOnOneBranch(d Doer, req *http.Request) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if resp.StatusCode >= 400 {
		flag.Usage()
		if resp.StatusCode >= 500 {
			os.Exit(2)
		}
		return
	}
	io.Copy(os.Stdout, resp.Body)
	resp.Body.Close()
}

// die never returns, as one can see in it.
func die(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

// A function of this package that never returns.
func goodDie(url string) {
	resp, err := http.Get(url)
	if err != nil {
		die("get: %v", err)
	}
	if resp.StatusCode != http.StatusOK {
		die("get: status %d", resp.StatusCode)
	}
	resp.Body.Close()
}

// warn may return: it ends the process only if it has to.
func warn(fatal bool, format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	if fatal {
		os.Exit(1)
	}
}

// A function of this package that sometimes returns.
func badWarn(url string, strict bool) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		die("get: %v", err)
	}
	if resp.StatusCode != http.StatusOK {
		warn(strict, "get: status %d", resp.StatusCode)
		return
	}
	resp.Body.Close()
}

// runtime.Goexit ends the goroutine. Its deferred calls run, but there
// is none that could have known better.
func goodGoexit(url string, done chan<- string) {
	go func() {
		resp, err := http.Get(url)
		if err != nil {
			runtime.Goexit()
		}
		if resp.StatusCode != http.StatusOK {
			runtime.Goexit()
		}
		resp.Body.Close()
		done <- resp.Status
	}()
}

// runtime.Gosched only pauses it.
func badGosched(url string, done chan<- string) {
	go func() {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			runtime.Goexit()
		}
		if resp.StatusCode != http.StatusOK {
			runtime.Gosched()
			return
		}
		resp.Body.Close()
		done <- resp.Status
	}()
}

// t.Fatal and t.Skip end the test.
func goodTestFatal(t *testing.T, url string) []byte {
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode == http.StatusNotImplemented {
		t.Skip("not here")
	}
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("status %d", resp.StatusCode)
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.FailNow()
	}
	resp.Body.Close()
	return data
}

// testing.TB is an interface, and its Fatal ends the test all the same.
func goodInterfaceFatal(tb testing.TB, rt http.RoundTripper, req *http.Request) {
	tb.Helper()
	resp, err := rt.RoundTrip(req)
	if err != nil {
		tb.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		tb.Fatalf("status %d", resp.StatusCode)
	}
	resp.Body.Close()
}

// t.Log does not end the test, nor does the test fail.
func badTestLog(t *testing.T, url string) []byte {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Logf("status %d", resp.StatusCode)
		return nil
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.FailNow()
	}
	resp.Body.Close()
	return data
}

// After t.Error the test has failed: what it leaves open is the least of
// its worries.
func goodTestError(t *testing.T, url string) {
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Errorf("status %d", resp.StatusCode)
		return
	}
	resp.Body.Close()
}

// The panic is caught here, and the function returns without a Close.
func badRecover(d Doer, req *http.Request) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode >= 500 {
		panic("server error")
	}
	return resp.Body.Close()
}

// The panic is caught here, and the deferred Close runs on the way.
func goodRecover(d Doer, req *http.Request) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		panic("server error")
	}
	return nil
}

// The function that recovers is the one that closes.
func goodRecoverCloses(d Doer, req *http.Request) (err error) {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			resp.Body.Close()
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if resp.StatusCode >= 500 {
		panic("server error")
	}
	return resp.Body.Close()
}

// The function that recovers closes, and it alone.
func badRecoverCloses(d Doer, req *http.Request) (err error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			resp.Body.Close()
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if resp.StatusCode >= 500 {
		panic("server error")
	}
	return nil
}

// What is caught is the panic of the inner function; the one behind it
// is caught nowhere here.
func (t *tool) goodRecoverElsewhere(req *http.Request, parse func(string) int) (n int) {
	resp, err := t.send(req)
	if err != nil {
		return 0
	}
	func() {
		defer func() { recover() }()
		n = parse(resp.Header.Get("X-Count"))
	}()
	if n < 0 {
		panic("negative count")
	}
	resp.Body.Close()
	return n
}

// What is caught is the panic of the inner function, which returns then.
func (t *tool) badRecoverInner(req *http.Request) (n int) {
	func() {
		defer func() { recover() }()
		resp, err := t.send(req) // want "response body is not closed"
		if err != nil {
			return
		}
		if resp.ContentLength < 0 {
			panic("unknown length")
		}
		n = int(resp.ContentLength)
		resp.Body.Close()
	}()
	return n
}

// A handler that aborts: the server recovers, not this function.
func (t *tool) goodAbort(w http.ResponseWriter, r *http.Request) {
	resp, err := t.hc.Do(r.Clone(r.Context()))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if resp.StatusCode >= 500 {
		panic(http.ErrAbortHandler)
	}
	io.Copy(w, resp.Body)
	resp.Body.Close()
}

// A handler that answers the failure and forgets where it came from.
func (t *tool) badHandler(w http.ResponseWriter, r *http.Request) {
	resp, err := t.hc.Do(r.Clone(r.Context())) // want "response body is not closed"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if resp.StatusCode >= 500 {
		http.Error(w, resp.Status, http.StatusBadGateway)
		return
	}
	io.Copy(w, resp.Body)
	resp.Body.Close()
}

// DumpResponse reads the body and puts a copy in its place; on an error
// there is a panic.
func goodDump(url string) []byte {
	resp, err := http.Get(url)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	dump, err := httputil.DumpResponse(resp, false)
	if err != nil {
		panic(err)
	}
	return dump
}

// Asked for the header only, DumpResponse leaves the body alone.
func badDumpHeader(url string) []byte {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		panic(err)
	}
	dump, err := httputil.DumpResponse(resp, false)
	if err != nil {
		panic(err)
	}
	return dump
}

// The caller says whether the body is dumped.
func badDumpMaybe(url string, body bool) []byte {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil
	}
	dump, err := httputil.DumpResponse(resp, body)
	if err != nil {
		panic(err)
	}
	if !body {
		return nil
	}
	return dump
}

// Closed by DumpResponse if it reads the body, and here if it does not.
func goodDumpMaybe(url string, body bool) []byte {
	resp, err := http.Get(url)
	if err != nil {
		return nil
	}
	dump, err := httputil.DumpResponse(resp, body)
	if err != nil {
		panic(err)
	}
	if !body {
		resp.Body.Close()
	}
	return dump
}

// A default that cannot happen.
func goodUnreachable(url string, method string) (err error) {
	var resp *http.Response
	switch method {
	case http.MethodGet:
		resp, err = http.Get(url)
	case http.MethodHead:
		resp, err = http.Head(url)
	default:
		panic("unreachable")
	}
	if err != nil {
		return errors.Join(errors.New(method), err)
	}
	return resp.Body.Close()
}

// A function named main ends the program in package main only.
func main() {
	resp, err := http.Get("http://localhost/") // want "response body is not closed"
	if err != nil {
		log.Fatal(err)
	}
	log.Print(resp.Status)
}

// A method named main is a method.
func (t *tool) main(req *http.Request) int {
	resp, err := t.send(req) // want "response body is not closed"
	if err != nil {
		return 1
	}
	return resp.StatusCode
}
