// Package lib has functions that never return.
package lib

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"runtime"
)

// Die prints, and ends the process.
func Die(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

// Warn prints, and comes back.
func Warn(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}

// Usage ends by die.
func Usage() { Die("usage: %s URL", os.Args[0]) }

// DieIf ends the process if there is an error.
func DieIf(err error, what string) {
	if err != nil {
		log.Fatalf("%s: %v", what, err)
	}
}

// WarnIf prints if there is an error.
func WarnIf(err error, what string) {
	if err != nil {
		log.Printf("%s: %v", what, err)
	}
}

// DieUnlessOK ends the process for a bad answer.
func DieUnlessOK(resp *http.Response) {
	if resp.StatusCode != http.StatusOK {
		Die("status %s", resp.Status)
	}
}

// Finish ends the process with a code, unless that is 0.
func Finish(code int) {
	if code != 0 {
		os.Exit(code)
	}
}

// exit is a variable for tests to set, which nobody does.
var Exit = os.Exit

// Quit ends the process by the variable.
func Quit(code int) { Exit(code) }

// Stop ends the goroutine.
func Stop() {
	log.Print("stop")
	runtime.Goexit()
}

// Forever waits.
func Forever() {
	log.Print("wait")
	select {}
}

// ExitCode is what bail panics with.
type ExitCode struct{ Code int }

// Bail panics, for catch.
func Bail(code int) { panic(ExitCode{code}) }

// Catch turns what bail has panicked with into an error.
func Catch(err *error) {
	switch r := recover().(type) {
	case nil:
	case ExitCode:
		*err = fmt.Errorf("exit code %d", r.Code)
	default:
		panic(r)
	}
}

// App has methods that end the process.
type App struct{ Name string }

// Fatal prints the name first.
func (a *App) Fatal(args ...any) {
	log.Print(a.Name)
	log.Fatal(args...)
}

// Print prints the name first.
func (a *App) Print(args ...any) {
	log.Print(a.Name)
	log.Print(args...)
}

// Ping and pong end each other's work, and then the process.
func Ping(n int) {
	if n <= 0 {
		os.Exit(3)
	}
	Pong(n - 1)
}

// Pong is ping's partner.
func Pong(n int) {
	if n <= 0 {
		panic("pong")
	}
	Ping(n - 1)
}

// Back is like ping, and comes back from the bottom.
func Back(n int) {
	if n <= 0 {
		return
	}
	Forth(n - 1)
}

// Forth is back's partner.
func Forth(n int) {
	if n <= 0 {
		os.Exit(3)
	}
	Back(n - 1)
}

var ErrStatus = errors.New("status")

// Explain returns an error where others end the process.
func Explain(resp *http.Response) error {
	if resp.StatusCode >= 500 {
		Die("status %s", resp.Status)
	}
	if resp.StatusCode >= 400 {
		return ErrStatus
	}
	return nil
}
