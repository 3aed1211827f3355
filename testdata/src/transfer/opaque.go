package transfer

import (
	"container/list"
	"io"
	"net/http"
)

type sink interface {
	Put(name string, body io.ReadCloser) error
}

func keep(resp *http.Response) { lastResponse = resp }

func drop(rc io.Closer) { rc.Close() }

// A named function takes the response: not looked into.
func goodPassedToFunction(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	keep(resp)
	return nil
}

// A named function takes the body as something that it can close.
func goodPassedAsCloser(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer drop(resp.Body)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// An interface method takes the body.
func goodPassedToMethod(url string, s sink) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return s.Put(url, resp.Body)
}

// A callback takes the response.
func goodPassedToCallback(url string, handle func(*http.Response) error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return handle(resp)
}

// A list of the standard library takes anything, and keeps it.
func goodPassedToList(url string, open *list.List) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	open.PushBack(resp)
	return nil
}
