package methodvalue

import (
	"errors"
	"io"
	"net/http"
)

// capture runs f and joins its error: a named function, not looked into.
func capture(err *error, f func() error) {
	*err = errors.Join(*err, f())
}

// The method value goes to a helper that calls it.
func goodCaptured(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer capture(&err, resp.Body.Close)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
