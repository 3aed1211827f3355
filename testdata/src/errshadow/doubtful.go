package errshadow

import (
	"net/http"
	"os"
)

// Cases whose proof needs more than most: kept apart, so that they can
// be found.

// os.IsTimeout(nil) is false. The proof needs a row for os.IsTimeout.
func goodIsTimeout(rawurl string) error {
	resp, err := http.Get(rawurl)
	if os.IsTimeout(err) {
		return errSlow
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// What is not a timeout may be no error.
func badIsTimeout(rawurl string) error {
	resp, err := http.Get(rawurl) // want "response body is not closed"
	if !os.IsTimeout(err) {
		return err
	}
	if resp != nil {
		resp.Body.Close()
	}
	return errSlow
}
