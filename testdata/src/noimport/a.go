// Package noimport gets responses without importing net/http, from the
// interfaces, functions and clients of another package.
package noimport

import (
	"encoding/json"
	"errors"
	"io"
	"sync"

	"noimport/lib"
)

// The type is never named here; its body is closed all the same.
func goodInterface(f lib.Fetcher, path string) ([]byte, error) {
	resp, err := f.Fetch(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// A file without net/http leaks as well as any other.
func badInterface(f lib.Fetcher, path string) ([]byte, error) {
	resp, err := f.Fetch(path) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// A getter does not open: the response is not the caller's.
func goodGetter(f lib.Fetcher) int {
	if resp := f.Last(); resp != nil {
		return resp.StatusCode
	}
	return 0
}

// A function type of another package opens by its signature.
func goodFunc(fetch lib.FetchFunc, path string, v any) error {
	resp, err := fetch(path)
	if err != nil {
		return err
	}
	defer func() { resp.Body.Close() }()
	return json.NewDecoder(resp.Body).Decode(v)
}

// The wrong status is an error, and a leak.
func badFunc(fetch lib.FetchFunc, path string, v any) error {
	resp, err := fetch(path) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != lib.StatusOK {
		return errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// A field of function type, in a struct of another package.
func goodField(c *lib.Client, path string) (int64, error) {
	resp, err := c.Fetch(c.Base + path)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(io.Discard, resp.Body)
	return n, errors.Join(err, resp.Body.Close())
}

// The error of the copy comes before the close.
func badField(c *lib.Client, path string) (int64, error) {
	resp, err := c.Fetch(c.Base + path) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(io.Discard, resp.Body)
	if err != nil {
		return n, err
	}
	return n, resp.Body.Close()
}

// The method is one of net/http, on a variable of another package.
func goodVariable(url string) (int, error) {
	resp, err := lib.Default.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The client's method opens, wherever the client comes from.
func badVariable(url string) (int, error) {
	req, err := lib.NewRequest(url)
	if err != nil {
		return 0, err
	}
	resp, err := lib.Default.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The alias is the type.
func goodAlias(f lib.Fetcher, path string) (status string, err error) {
	var resp *lib.Response
	if resp, err = f.Fetch(path); err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// Conditional open, through the alias; nil where nothing was opened.
func badAlias(f lib.Fetcher, path string, refresh bool) (status string, err error) {
	var resp *lib.Response
	if refresh {
		resp, err = f.Fetch(path) // want "response body is not closed"
	}
	if resp == nil {
		return "", err
	}
	return resp.Status, nil
}

// A loop over paths, each closed before the next.
func goodLoop(f lib.Fetcher, paths []string) (sizes []int64) {
	for _, path := range paths {
		resp, err := f.Fetch(path)
		if err != nil {
			continue
		}
		sizes = append(sizes, resp.ContentLength)
		resp.Body.Close()
	}
	return sizes
}

// A loop over paths; small ones are skipped with an open body.
func badLoop(f lib.Fetcher, paths []string) (sizes []int64) {
	for _, path := range paths {
		resp, err := f.Fetch(path) // want "response body is not closed"
		if err != nil || resp.ContentLength < 1024 {
			continue
		}
		sizes = append(sizes, resp.ContentLength)
		resp.Body.Close()
	}
	return sizes
}

// A local interface that the client of another package satisfies.
type getter[R any] interface {
	Get(url string) (R, error)
}

// R is known at the call only: nothing is opened here by signature, and what
// comes back is returned anyway.
func goodTypeParameter[R any](g getter[R], url string) (R, error) {
	return g.Get(url)
}

// Goroutines without net/http: each closes its own.
func goodGroup(f lib.Fetcher, paths []string) {
	var wg sync.WaitGroup
	for _, path := range paths {
		wg.Go(func() {
			if resp, err := f.Fetch(path); err == nil {
				resp.Body.Close()
			}
		})
	}
	wg.Wait()
}

// Goroutines without net/http: each discards its own.
func badGroup(f lib.Fetcher, paths []string) {
	var wg sync.WaitGroup
	for _, path := range paths {
		wg.Go(func() { f.Fetch(path) }) // want "response body is not closed"
	}
	wg.Wait()
}
