package closers

import (
	"errors"
	"io"
	"net/http"
	"os"

	"closers/lib"
)

// A helper of another package closes the body.
// https://github.com/timakin/bodyclose/issues/39
func goodBodyElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer lib.Close(resp.Body)
	return io.ReadAll(resp.Body)
}

// The helper stands behind an early return.
func badBodyElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer lib.Close(resp.Body)
	return io.ReadAll(resp.Body)
}

// It takes the response, even one that is not there.
func (c *client) goodResponseElsewhere(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req)
	defer lib.Finish(resp)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// This one asks the same questions, and closes nothing.
func (c *client) badResponseElsewhere(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	defer lib.Touch(resp)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// Drained and closed.
func goodDrainElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.DrainAndClose(resp.Body)
	return resp.Header.Get("ETag"), nil
}

// Drained is not closed.
func badDrainElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer lib.Drain(resp.Body)
	return resp.Header.Get("ETag"), nil
}

// The helper defers the Close.
func (c *client) goodDeferredInsideElsewhere(url string) (string, error) {
	resp, err := c.hc.Get(url)
	if err != nil {
		return "", err
	}
	data, err := lib.ReadAll(resp)
	if err != nil {
		return "", err
	}
	return string(data), nil
}

// The helper only reads.
func (c *client) badReadOnlyElsewhere(url string) (string, error) {
	resp, err := c.hc.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	data, err := lib.ReadOnly(resp)
	if err != nil {
		return "", err
	}
	return string(data), nil
}

// The helper defers behind a return of its own.
func (c *client) badDeferredTooLateElsewhere(url string) (string, error) {
	resp, err := c.hc.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	data, err := lib.ReadSome(resp)
	if err != nil {
		return "", err
	}
	return string(data), nil
}

// It closes first, and logs what went wrong.
func (c *client) goodLoggedElsewhere(req *http.Request) (int64, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return 0, err
	}
	defer lib.CloseLogged(c.log, resp.Body, "close the body of %s", req.URL)
	return io.Copy(io.Discard, resp.Body)
}

// It logs that it has closed, which is not true.
func (c *client) badLoggedElsewhere(req *http.Request) (int64, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer lib.LogOnly(c.log, resp.Body, "close the body of %s", req.URL)
	return io.Copy(io.Discard, resp.Body)
}

// All arguments are closed.
func goodVariadicElsewhere(url string, spool *os.File) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer lib.CloseAll(spool, resp.Body)
	return nil
}

// The body is not among the arguments.
func badVariadicElsewhere(url string, spool *os.File) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer lib.CloseAll(spool)
	_, err = io.Copy(spool, resp.Body)
	return err
}

// The helper closes what comes first.
func goodFirstElsewhere(url string, spool *os.File) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer lib.CloseFirst(resp.Body, spool)
	return nil
}

// The body comes second.
func badFirstElsewhere(url string, spool *os.File) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	defer lib.CloseFirst(spool, resp.Body)
	return nil
}

// However deep it goes, it ends with a Close.
func goodDeepElsewhere(url string, depth int) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer lib.CloseDeep(depth, resp.Body)
	return nil
}

// It only goes deep.
func badDeepElsewhere(url string, depth int) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer lib.KeepDeep(depth, resp.Body)
	return nil
}

// Two take turns, and both end with a Close.
func goodTurnsElsewhere(url string, depth int) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer lib.CloseEven(depth, resp.Body)
	return nil
}

// One of the two ends without.
func badTurnsElsewhere(url string, depth int) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer lib.KeepEven(depth, resp.Body)
	return nil
}
