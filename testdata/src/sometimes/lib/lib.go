// Package lib has helpers that close on some conditions.
package lib

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Errors of Classify.
var (
	ErrNotFound = errors.New("not found")
	ErrRedirect = errors.New("redirect")
)

// Decode closes the body unless it cannot be decoded.
func Decode(resp *http.Response, v any) error {
	if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
		return err
	}
	return resp.Body.Close()
}

// CheckStatus closes the body of a bad answer; a good one is the caller's.
func CheckStatus(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		defer resp.Body.Close()
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
		return fmt.Errorf("%s: %s", resp.Status, text)
	}
	return nil
}

// CheckOpen reports a bad answer, and leaves it open.
func CheckOpen(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
		return fmt.Errorf("%s: %s", resp.Status, text)
	}
	return nil
}

// Usable reports whether there is something to read, and closes if not.
func Usable(resp *http.Response) bool {
	if resp.StatusCode == http.StatusOK {
		return true
	}
	resp.Body.Close()
	return false
}

// CloseIf closes if it is told to.
func CloseIf(c io.Closer, yes bool) {
	if yes {
		c.Close()
	}
}

// CloseMode closes in mode "close".
func CloseMode(c io.Closer, mode string) {
	if mode == "close" {
		c.Close()
	}
}

// Options say what Finish shall do.
type Options struct {
	KeepOpen bool
	Verbose  bool
	Into     any
}

// Finish closes unless it is told not to.
func Finish(resp *http.Response, opts Options) {
	if opts.Verbose {
		fmt.Println(resp.Status)
	}
	if !opts.KeepOpen {
		resp.Body.Close()
	}
}

// FinishOpts is Finish with options that may be missing.
func FinishOpts(resp *http.Response, opts *Options) {
	if opts != nil && opts.KeepOpen {
		return
	}
	resp.Body.Close()
}

// Into decodes and closes if it is told where to; else the body is the
// caller's.
func Into(resp *http.Response, v any) error {
	if v == nil {
		return nil
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Save closes unless there is a writer that reads the body first, and fails.
func Save(resp *http.Response, w io.Writer) error {
	if w != nil {
		if _, err := io.Copy(w, resp.Body); err != nil {
			return err
		}
	}
	return resp.Body.Close()
}

// Classify closes what has no body worth reading, and nothing else.
func Classify(resp *http.Response) error {
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode < 400:
		resp.Body.Close()
		return ErrRedirect
	case resp.StatusCode == http.StatusNotFound:
		resp.Body.Close()
		return ErrNotFound
	default:
		return errors.New(resp.Status)
	}
}

// CloseUnlessOK closes what is not a 200.
func CloseUnlessOK(resp *http.Response) {
	switch resp.StatusCode {
	case http.StatusOK:
	default:
		resp.Body.Close()
	}
}
