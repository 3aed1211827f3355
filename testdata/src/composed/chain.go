package composed

import (
	"io"
	"net/http"

	"composed/lib"
	"composed/lib/deep"
)

// The package below the one below closes.
func goodChain(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Finish(resp)
	return resp.Status, nil
}

// The package below the one below does not.
func badChain(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer lib.Pause(resp)
	return resp.Status, nil
}

// Opened two packages below, a bad answer closed there.
func goodChainOpen(url string) ([]byte, error) {
	resp, err := lib.Open(url)
	if err != nil {
		return nil, err
	}
	defer deep.Close(resp.Body)
	return io.ReadAll(resp.Body)
}

// Opened two packages below, and nobody here knows.
func badChainOpen(url string) ([]byte, error) {
	resp, err := lib.Open(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer deep.Keep(resp.Body)
	return io.ReadAll(resp.Body)
}

// Whatever panics below.
func goodChainMust(url string) string {
	resp := lib.MustOpen(url)
	defer lib.Finish(resp)
	return resp.Status
}

// What does not panic is open.
func badChainMust(url string) string {
	return lib.MustOpen(url).Status // want "response body is not closed"
}

// A literal goes down, the body comes up to it, and is closed.
func goodChainFunction(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.ReadClose(resp)
}

// The literal only reads.
func badChainFunction(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.ReadOpen(resp)
}

// All at once, through three packages.
func goodChainComposed(url string) error {
	return lib.Consume(lib.RequireOK(lib.Open(url)))
}

// All but the end.
func badChainComposed(url string) error {
	return lib.Judge(lib.RequireOK(lib.Open(url))) // want "response body is not closed"
}
