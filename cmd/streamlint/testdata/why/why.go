// Package why holds calls about which "streamlint -why" has different things
// to say.
package why

import (
	"io"
	"log"
	"net/http"
)

func closingBrace(url string) {
	resp, err := http.Get(url)
	if err != nil {
		return
	}
	log.Print(resp.Status)
}

func discarded(url string) {
	http.Get(url)
}

func recovered(url string) {
	defer func() { recover() }()
	resp, err := http.Get(url)
	if err != nil {
		return
	}
	if resp.StatusCode >= 300 {
		panic(resp.Status)
	}
	resp.Body.Close()
}

func ended(url string) {
	resp, err := http.Get(url)
	if err == nil {
		log.Fatal(resp.Status)
	}
}

func again(urls []string) {
	for _, url := range urls {
		resp, err := http.Get(url)
		if err != nil {
			return
		}
		if resp.StatusCode == 200 {
			resp.Body.Close()
		}
	}
}

func endlessDefer(url string) {
	for {
		resp, err := http.Get(url)
		if err != nil {
			continue
		}
		defer resp.Body.Close()
	}
}

func passedOn(url string, use func(io.ReadCloser)) (*http.Response, error) {
	resp, err := http.Get(url)
	if err == nil && resp.StatusCode != 200 {
		use(resp.Body)
		return nil, nil
	}
	return resp, err
}

func suppressed(url string) {
	http.Get(url) //lint:ignore bodyclose an example
}
