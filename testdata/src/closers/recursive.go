package closers

import (
	"errors"
	"io"
	"net/http"
)

func closeDeep(n int, c io.Closer) {
	if n <= 0 {
		c.Close()
		return
	}
	closeDeep(n-1, c)
}

func keepDeep(n int, c io.Closer) {
	if n > 0 {
		keepDeep(n-1, c)
	}
}

func closeEven(n int, c io.Closer) {
	if n <= 0 {
		c.Close()
		return
	}
	closeOdd(n-1, c)
}

func closeOdd(n int, c io.Closer) {
	if n <= 0 {
		c.Close()
		return
	}
	closeEven(n-1, c)
}

func keepEven(n int, c io.Closer) {
	if n <= 0 {
		c.Close()
		return
	}
	keepOdd(n-1, c)
}

func keepOdd(n int, c io.Closer) {
	if n <= 0 {
		return
	}
	keepEven(n-1, c)
}

// However deep it goes, it ends with a Close.
func goodDeep(url string, depth int) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer closeDeep(depth, resp.Body)
	return nil
}

// It only goes deep.
func badDeep(url string, depth int) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer keepDeep(depth, resp.Body)
	return nil
}

// Two take turns, and both end with a Close.
func goodTurns(url string, depth int) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer closeEven(depth, resp.Body)
	return nil
}

// One of the two ends without.
func badTurns(url string, depth int) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer keepEven(depth, resp.Body)
	return nil
}

var errHops = errors.New("too many hops")

// Each call closes the response that the one before it has opened.
func goodFollow(url string, hops int, prev *http.Response) (string, error) {
	if prev != nil {
		prev.Body.Close()
	}
	if hops == 0 {
		return "", errHops
	}
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	if next := resp.Header.Get("X-Next"); next != "" {
		return goodFollow(next, hops-1, resp)
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// The last of the calls gives up before it closes. An existing linter does not
// come back from a function that hands its response to itself.
func badFollow(url string, hops int, prev *http.Response) (string, error) {
	if hops == 0 {
		return "", errHops
	}
	if prev != nil {
		prev.Body.Close()
	}
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if next := resp.Header.Get("X-Next"); next != "" {
		return badFollow(next, hops-1, resp)
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// The recursion is over the closers, and comes to every one of them.
func closeRest(closers []io.Closer) error {
	if len(closers) == 0 {
		return nil
	}
	return errors.Join(closers[0].Close(), closeRest(closers[1:]))
}

// A failing Close ends this recursion.
func closeUntilError(closers []io.Closer) error {
	if len(closers) == 0 {
		return nil
	}
	if err := closers[0].Close(); err != nil {
		return err
	}
	return closeUntilError(closers[1:])
}

// All are closed, whatever the first one says.
func goodRest(first io.Closer, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return closeRest([]io.Closer{first, resp.Body})
}

// The body is not closed when the first one fails.
func badRest(first io.Closer, url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return closeUntilError([]io.Closer{first, resp.Body})
}
