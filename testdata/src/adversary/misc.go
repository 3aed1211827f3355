package adversary

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

// commands is a table of literals that nobody declares.
var commands = map[string]func(c *http.Client, url string) error{
	"ping": func(c *http.Client, url string) error { // leaks the whole answer
		if _, err := c.Head(url); err != nil { // want "response body is not closed"
			return fmt.Errorf("ping: %w", err)
		}
		return nil
	},
	"fetch": func(c *http.Client, url string) error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	},
}

// badRecover turns its own panic into an error: the panic is a way out, and
// the close is not on it.
func badRecover(c *http.Client, url string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.ContentLength == 0 {
		panic("empty answer")
	}
	return resp.Body.Close()
}

// goodRecover closes in the same deferred closure that recovers.
func goodRecover(c *http.Client, url string) (err error) {
	var resp *http.Response
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
		if resp != nil {
			resp.Body.Close()
		}
	}()
	if resp, err = c.Get(url); err != nil {
		return err
	}
	if resp.ContentLength == 0 {
		panic("empty answer")
	}
	return nil
}

// goodFatal: a process that ends owes nothing.
func goodFatal(c *http.Client, url string) string {
	resp, err := c.Get(url)
	if err != nil {
		log.Fatal(err)
	}
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		fmt.Fprintln(os.Stderr, "log in first")
		os.Exit(3)
	case http.StatusForbidden:
		log.Panicf("forbidden: %s", url)
	}
	resp.Body.Close()
	return resp.Status
}

// badShadow closes the outer response, which is nil; the inner one is lost.
func badShadow(c *http.Client, primary, backup string) error {
	resp, err := c.Get(primary)
	if err != nil {
		resp, err := c.Get(backup) // want "response body is not closed"
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// goodFallback has one variable for both.
func goodFallback(c *http.Client, primary, backup string) error {
	resp, err := c.Get(primary)
	if err != nil || resp.StatusCode >= 500 {
		if err == nil {
			resp.Body.Close()
		}
		if resp, err = c.Get(backup); err != nil {
			return err
		}
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// badFallback opens the backup over a primary that answered with a 5xx.
func badFallback(c *http.Client, primary, backup string) error {
	resp, err := c.Get(primary) // want "response body is not closed"
	if err != nil || resp.StatusCode >= 500 {
		if resp, err = c.Get(backup); err != nil {
			return err
		}
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// badConditional: opened when there is a URL, closed when there is a name.
func badConditional(c *http.Client, name, url string) (err error) {
	var resp *http.Response
	if url != "" {
		resp, err = c.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
	}
	if name != "" && resp != nil {
		resp.Body.Close()
	}
	return nil
}

// goodConditional: the response itself says whether it was opened.
func goodConditional(c *http.Client, url string) (n int64, err error) {
	var body io.Reader = http.NoBody
	var toClose io.Closer
	if url != "" {
		resp, err := c.Get(url)
		if err != nil {
			return 0, err
		}
		body, toClose = resp.Body, resp.Body
	}
	n, err = io.Copy(io.Discard, body)
	if toClose != nil {
		err = errors.Join(err, toClose.Close())
	}
	return n, err
}

// badCounted: the deferred argument was evaluated when it was still nil.
func badCounted(c *http.Client, url string) (code int, err error) {
	var resp *http.Response
	defer func(r *http.Response) {
		if r != nil {
			r.Body.Close()
		}
	}(resp)
	resp, err = c.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
