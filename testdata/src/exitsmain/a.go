// Command exitsmain: leaving main.main ends the process, and the kernel
// closes what is open. Nothing else in package main is special.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

var client Doer = http.DefaultClient

// The initialisation is not the end of the process.
func init() {
	resp, err := http.Get(os.Getenv("WARMUP_URL")) // want "response body is not closed"
	if err != nil {
		return
	}
	log.Print("warm: ", resp.Status)
}

// The way out of main is the way out of the process: see the returns.
func main() {
	flag.Parse()
	resp, err := http.Get(flag.Arg(0))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	if resp.StatusCode != http.StatusOK {
		fmt.Fprintln(os.Stderr, resp.Status)
		return
	}

	// What a loop in main leaves open stays open while the loop runs.
	for _, u := range flag.Args() {
		page, err := http.Get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		fmt.Println(u, page.Status)
	}

	// The rounds of this loop close.
	for _, u := range flag.Args() {
		page, err := http.Get(u)
		if err != nil {
			continue
		}
		fmt.Println(u, page.Status)
		page.Body.Close()
	}

	if err := badRun(flag.Arg(0)); err != nil {
		log.Print(err)
	}
	if err := goodRun(flag.Arg(0)); err != nil {
		log.Print(err)
	}
	goodExit(flag.Arg(0))
	badServe(nil)
	goodServe(nil)
	io.Copy(os.Stdout, resp.Body)
}

// The function that main calls is a function like any other.
func badRun(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	defer resp.Body.Close()
	_, err = io.Copy(os.Stdout, resp.Body)
	return err
}

// The same, closed.
func goodRun(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	_, err = io.Copy(os.Stdout, resp.Body)
	return err
}

// Ends the process as main does, but by a call.
func goodExit(url string) {
	resp, err := http.Head(url)
	if err != nil {
		os.Exit(1)
	}
	if resp.StatusCode >= 400 {
		os.Exit(resp.StatusCode / 100)
	}
	resp.Body.Close()
}

// A goroutine of the program that polls, and keeps what it gets.
func badServe(req *http.Request) {
	go func() {
		for range time.Tick(time.Minute) {
			resp, err := client.Do(req) // want "response body is not closed"
			if err != nil {
				log.Print(err)
				continue
			}
			log.Print(resp.Status)
		}
	}()
}

// A goroutine of the program that polls, and closes what it gets.
func goodServe(req *http.Request) {
	go func() {
		for range time.Tick(time.Minute) {
			resp, err := client.Do(req)
			if err != nil {
				log.Print(err)
				continue
			}
			log.Print(resp.Status)
			resp.Body.Close()
		}
	}()
}

// A method named main is a method.
type program struct{}

func (program) main(url string) int {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 1
	}
	return resp.StatusCode
}

var _ = program.main
