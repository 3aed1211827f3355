// Package regressions has a function for each mistake that a reader of the
// engine found in it, named after what went wrong.
package regressions

import (
	"errors"
	"net/http"
)

// A slice that is made with a capacity is empty: the compiler makes it of an
// array, whose length was once taken for that of the slice.
func goodEmptySlice(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	errs := make([]error, 0, 4)
	if resp.StatusCode >= 400 {
		errs = append(errs, errors.New(resp.Status))
	}
	if len(errs) > 0 {
		resp.Body.Close()
		return errors.Join(errs...)
	}
	return resp.Body.Close()
}

// The errors go before the body does.
func badEmptySlice(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	errs := make([]error, 0, 4)
	if resp.StatusCode >= 400 {
		errs = append(errs, errors.New(resp.Status))
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	return resp.Body.Close()
}

// A goroutine that never ends does not hide what comes after it.
func badGoForever(url string, tick func()) string {
	go func() {
		for {
			tick()
		}
	}()
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return ""
	}
	return resp.Status
}

// The same, closed.
func goodGoForever(url string, tick func()) string {
	go func() {
		for {
			tick()
		}
	}()
	resp, err := http.Get(url)
	if err != nil {
		return ""
	}
	resp.Body.Close()
	return resp.Status
}

var lastErr, errNotFound error

// A first path that cannot be must not hide a second one that can.
func badSecondPath(url string) error {
	lastErr = nil
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if lastErr != nil {
		resp.Body.Close()
		return lastErr
	}
	if resp.StatusCode == http.StatusNotFound {
		return errNotFound
	}
	return resp.Body.Close()
}

// A package-level error that is assigned may be nil: it is no sentinel.
func goodPackageError(url string) error {
	var resp *http.Response
	resp, lastErr = http.Get(url)
	if lastErr != nil {
		return lastErr
	}
	return resp.Body.Close()
}

type client struct{ url string }

// A method called init is not the initialisation of the package: what its
// literal captures is known.
func (c *client) goodInit() (err error) {
	return c.init(true)
}

func (c *client) init(quick bool) (err error) {
	closeIt := true
	func() {
		var resp *http.Response
		if resp, err = http.Get(c.url); err != nil {
			return
		}
		if closeIt {
			resp.Body.Close()
		}
	}()
	return err
}
