// Package app knows of package lib what its facts say: each function named
// bad has one finding, the others none.
package app

import (
	"log"

	"example.test/lib"
)

func goodClose(url string) {
	resp, err := lib.Get(url)
	if err == nil {
		lib.Close(resp)
	}
}

func badCode(url string) int {
	resp, err := lib.Get(url) // bad
	if err != nil {
		return 0
	}
	return lib.Code(resp)
}

func badMust(url string) {
	resp := lib.Must(lib.Get(url)) // bad
	log.Print(resp.Status)
}

func goodIf(url string) {
	resp, err := lib.Get(url)
	if err == nil {
		lib.CloseIf(resp, true)
	}
}

func badIf(url string) {
	resp, err := lib.Get(url) // bad
	if err == nil {
		lib.CloseIf(resp, false)
	}
}

func goodDie(url string) {
	resp, err := lib.Get(url)
	if err != nil {
		return
	}
	if resp.StatusCode != 200 {
		lib.Die()
	}
	resp.Body.Close()
}

func goodOwner(url string) {
	r, err := lib.Fetch(url)
	if err == nil {
		_ = r.Close()
	}
}

func badOwner(url string) int {
	r, err := lib.Fetch(url) // bad
	if err != nil {
		return 0
	}
	return r.Code()
}

func goodCall(url string) {
	resp, err := lib.Get(url)
	if err == nil {
		lib.Call(resp.Body.Close)
	}
}

func goodLent(url string) {
	resp, err := lib.Lent(url)
	if err == nil {
		log.Print(resp.Status)
	}
}
