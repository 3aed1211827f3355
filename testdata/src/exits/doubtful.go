package exits

import (
	"fmt"
	"log"
	"net/http"
)

// Cases whose proof needs more than most: kept apart, so that they can
// be found.

// log.Panic is a panic, and it is caught here. The proof needs to tell
// it from log.Fatal.
func badLogPanicRecovered(url string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode >= 500 {
		log.Panic(resp.Status)
	}
	return resp.Body.Close()
}

// log.Fatal is not caught by anybody.
func goodLogFatalNotRecovered(url string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 500 {
		log.Fatal(resp.Status)
	}
	return resp.Body.Close()
}

// Waiting for ever is no exit: the function never comes to one.
func goodWaitForever(url string) {
	resp, err := http.Get(url)
	if err != nil {
		log.Fatal(err)
	}
	log.Print(resp.Status)
	select {}
}
