package sometimes

import (
	"io"
	"net/http"

	"sometimes/lib"
)

// The flag says yes.
func goodFlagElsewhere(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer lib.CloseIf(resp.Body, true)
	return resp.StatusCode, nil
}

// The flag says no.
func badFlagElsewhere(url string) (int, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer lib.CloseIf(resp.Body, false)
	return resp.StatusCode, nil
}

// What the helper is told not to do is done here.
func goodFlagVariableElsewhere(url string, keep bool) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	lib.CloseIf(resp.Body, !keep)
	if keep {
		resp.Body.Close()
	}
	return resp.StatusCode, nil
}

// One value of the flag closes.
func badFlagVariableElsewhere(url string, keep bool) (int, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	lib.CloseIf(resp.Body, !keep)
	return resp.StatusCode, nil
}

// A constant that the helper knows.
func goodModeElsewhere(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer lib.CloseMode(resp.Body, "close")
	return resp.StatusCode, nil
}

// A constant that it does not.
func badModeElsewhere(url string) (int, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer lib.CloseMode(resp.Body, "done")
	return resp.StatusCode, nil
}

// The field that is not set is false.
func (c *client) goodOptionElsewhere(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return 0, err
	}
	lib.Finish(resp, lib.Options{Verbose: c.verbose})
	return resp.StatusCode, nil
}

// The option keeps it open.
func (c *client) badOptionElsewhere(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	lib.Finish(resp, lib.Options{Verbose: c.verbose, KeepOpen: true})
	return resp.StatusCode, nil
}

// No options: the default is to close.
func (c *client) goodNoOptionsElsewhere(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return 0, err
	}
	defer lib.FinishOpts(resp, nil)
	return resp.StatusCode, nil
}

// Options behind a pointer, of which one keeps it open.
func (c *client) badOptionsElsewhere(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	opts := &lib.Options{KeepOpen: true}
	defer lib.FinishOpts(resp, opts)
	return resp.StatusCode, nil
}

// Kept open by the option, and closed here.
func (c *client) goodOptionsKeepElsewhere(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return 0, err
	}
	lib.FinishOpts(resp, &lib.Options{KeepOpen: true})
	return resp.StatusCode, resp.Body.Close()
}

// There is somewhere to decode to.
func goodNotNilElsewhere(url string) (map[string]string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	v := map[string]string{}
	if err := lib.Into(resp, &v); err != nil {
		return nil, err
	}
	return v, nil
}

// There is not: the body is nobody's.
func badNilElsewhere(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return lib.Into(resp, nil)
}

// What the helper is not told to decode is the caller's.
func goodMaybeNilElsewhere(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if v == nil {
		return resp.Body.Close()
	}
	return lib.Into(resp, v)
}

// The caller passes on what may be nil.
func badMaybeNilElsewhere(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return lib.Into(resp, v)
}

// No writer, nothing that could fail.
func goodNilWriterElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.Save(resp, nil)
}

// With one, writing may fail.
func badWriterElsewhere(url string, w io.Writer) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return lib.Save(resp, w)
}
