package noreturn

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"runtime"
)

// die prints, and ends the process.
func die(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

// warn prints, and comes back.
func warn(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}

// usage ends by die.
func usage() { die("usage: %s URL", os.Args[0]) }

// dieIf ends the process if there is an error.
func dieIf(err error, what string) {
	if err != nil {
		log.Fatalf("%s: %v", what, err)
	}
}

// warnIf prints if there is an error.
func warnIf(err error, what string) {
	if err != nil {
		log.Printf("%s: %v", what, err)
	}
}

// dieUnlessOK ends the process for a bad answer.
func dieUnlessOK(resp *http.Response) {
	if resp.StatusCode != http.StatusOK {
		die("status %s", resp.Status)
	}
}

// finish ends the process with a code, unless that is 0.
func finish(code int) {
	if code != 0 {
		os.Exit(code)
	}
}

// exit is a variable for tests to set, which nobody does.
var exit = os.Exit

// quit ends the process by the variable.
func quit(code int) { exit(code) }

// stop ends the goroutine.
func stop() {
	log.Print("stop")
	runtime.Goexit()
}

// forever waits.
func forever() {
	log.Print("wait")
	select {}
}

// exitCode is what bail panics with.
type exitCode struct{ Code int }

// bail panics, for catch.
func bail(code int) { panic(exitCode{code}) }

// catch turns what bail has panicked with into an error.
func catch(err *error) {
	switch r := recover().(type) {
	case nil:
	case exitCode:
		*err = fmt.Errorf("exit code %d", r.Code)
	default:
		panic(r)
	}
}

// app has methods that end the process.
type app struct{ Name string }

// Fatal prints the name first.
func (a *app) Fatal(args ...any) {
	log.Print(a.Name)
	log.Fatal(args...)
}

// Print prints the name first.
func (a *app) Print(args ...any) {
	log.Print(a.Name)
	log.Print(args...)
}

// ping and pong end each other's work, and then the process.
func ping(n int) {
	if n <= 0 {
		os.Exit(3)
	}
	pong(n - 1)
}

// pong is ping's partner.
func pong(n int) {
	if n <= 0 {
		panic("pong")
	}
	ping(n - 1)
}

// back is like ping, and comes back from the bottom.
func back(n int) {
	if n <= 0 {
		return
	}
	forth(n - 1)
}

// forth is back's partner.
func forth(n int) {
	if n <= 0 {
		os.Exit(3)
	}
	back(n - 1)
}

var errStatus = errors.New("status")

// explain returns an error where others end the process.
func explain(resp *http.Response) error {
	if resp.StatusCode >= 500 {
		die("status %s", resp.Status)
	}
	if resp.StatusCode >= 400 {
		return errStatus
	}
	return nil
}
