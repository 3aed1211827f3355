package sometimes

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

func closeIf(c io.Closer, yes bool) {
	if yes {
		c.Close()
	}
}

// The flag says yes.
func goodFlag(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer closeIf(resp.Body, true)
	return resp.StatusCode, nil
}

// The flag says no.
func badFlag(url string) (int, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer closeIf(resp.Body, false)
	return resp.StatusCode, nil
}

// What the helper is told not to do is done here.
func goodFlagVariable(url string, keep bool) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	closeIf(resp.Body, !keep)
	if keep {
		resp.Body.Close()
	}
	return resp.StatusCode, nil
}

// One value of the flag closes.
func badFlagVariable(url string, keep bool) (int, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	closeIf(resp.Body, !keep)
	return resp.StatusCode, nil
}

func closeMode(c io.Closer, mode string) {
	if mode == "close" {
		c.Close()
	}
}

// A constant that the helper knows.
func goodMode(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer closeMode(resp.Body, "close")
	return resp.StatusCode, nil
}

// A constant that it does not.
func badMode(url string) (int, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer closeMode(resp.Body, "done")
	return resp.StatusCode, nil
}

type options struct {
	keepOpen bool
	verbose  bool
}

func finish(resp *http.Response, opts options) {
	if opts.verbose {
		fmt.Println(resp.Status)
	}
	if !opts.keepOpen {
		resp.Body.Close()
	}
}

func finishOpts(resp *http.Response, opts *options) {
	if opts != nil && opts.keepOpen {
		return
	}
	resp.Body.Close()
}

// The field that is not set is false.
func (c *client) goodOption(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return 0, err
	}
	finish(resp, options{verbose: c.verbose})
	return resp.StatusCode, nil
}

// The option keeps it open.
func (c *client) badOption(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	finish(resp, options{verbose: c.verbose, keepOpen: true})
	return resp.StatusCode, nil
}

// No options: the default is to close.
func (c *client) goodNoOptions(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return 0, err
	}
	defer finishOpts(resp, nil)
	return resp.StatusCode, nil
}

// Options behind a pointer, of which one keeps it open.
func (c *client) badOptions(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	opts := &options{keepOpen: true}
	defer finishOpts(resp, opts)
	return resp.StatusCode, nil
}

// Kept open by the option, and closed here.
func (c *client) goodOptionsKeep(req *http.Request) (int, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return 0, err
	}
	finishOpts(resp, &options{keepOpen: true})
	return resp.StatusCode, resp.Body.Close()
}

// into closes if it is told where to.
func into(resp *http.Response, v any) error {
	if v == nil {
		return nil
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// There is somewhere to decode to.
func goodNotNil(url string) (map[string]string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	v := map[string]string{}
	if err := into(resp, &v); err != nil {
		return nil, err
	}
	return v, nil
}

// There is not: the body is nobody's.
func badNil(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return into(resp, nil)
}

// What the helper is not told to decode is the caller's.
func goodMaybeNil(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if v == nil {
		return resp.Body.Close()
	}
	return into(resp, v)
}

// The caller passes on what may be nil.
func badMaybeNil(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return into(resp, v)
}

// save closes unless there is a writer, and writing fails.
func save(resp *http.Response, w io.Writer) error {
	if w != nil {
		if _, err := io.Copy(w, resp.Body); err != nil {
			return err
		}
	}
	return resp.Body.Close()
}

// No writer, nothing that could fail.
func goodNilWriter(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return save(resp, nil)
}

// With one, writing may fail.
func badWriter(url string, w io.Writer) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return save(resp, w)
}
