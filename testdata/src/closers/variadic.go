package closers

import (
	"io"
	"net/http"
	"os"
)

func closeAll(closers ...io.Closer) {
	for _, c := range closers {
		c.Close()
	}
}

func closeFirst(closers ...io.Closer) {
	if len(closers) > 0 {
		closers[0].Close()
	}
}

func closeEach(responses ...*http.Response) {
	for _, resp := range responses {
		resp.Body.Close()
	}
}

// Two bodies and a file: all are closed.
func goodVariadic(a, b string, spool *os.File) error {
	first, err := http.Get(a)
	if err != nil {
		return err
	}
	second, err := http.Get(b)
	if err != nil {
		closeAll(spool, first.Body)
		return err
	}
	defer closeAll(first.Body, second.Body, spool)
	return nil
}

// The second is missing among the arguments.
func badVariadicForgotten(a, b string, spool *os.File) error {
	first, err := http.Get(a)
	if err != nil {
		return err
	}
	second, err := http.Get(b) // want "response body is not closed"
	if err != nil {
		closeAll(spool, first.Body)
		return err
	}
	defer closeAll(first.Body, spool)
	_, err = io.Copy(spool, second.Body)
	return err
}

// The helper closes what comes first.
func goodFirst(url string, spool *os.File) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer closeFirst(resp.Body, spool)
	return nil
}

// The body comes second.
func badFirst(url string, spool *os.File) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	defer closeFirst(spool, resp.Body)
	return nil
}

// A slice in place of the arguments.
func goodSlice(urls []string) error {
	var open []io.Closer
	defer func() { closeAll(open...) }()
	for _, url := range urls {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		open = append(open, resp.Body)
	}
	return nil
}

// The arguments are evaluated when defer is reached: an empty slice.
func badSlice(urls []string) error {
	var open []io.Closer
	defer closeAll(open...)
	for _, url := range urls {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
		open = append(open, resp.Body)
	}
	return nil
}

// Any number of responses, here one.
func goodEach(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer closeEach(resp)
	return resp.Status, nil
}

// Any number, here none.
func badEach(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer closeEach()
	return resp.Status, nil
}
