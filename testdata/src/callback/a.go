// Package callback is about functions that open a response and hand it to a
// function they were given: one of the two must close.
package callback

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// goodWith closes, whatever its argument does.
func goodWith(client *http.Client, url string, use func(*http.Response) error) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return use(resp)
}

// badWithClosedOnSuccess closes after its argument has succeeded.
func badWithClosedOnSuccess(client *http.Client, url string, use func(*http.Response) error) error {
	resp, err := client.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	if err := use(resp); err != nil {
		return fmt.Errorf("%s: %w", url, err)
	}
	return resp.Body.Close()
}

// badWithOK calls its argument for the right status only, which closes then;
// nobody closes the others.
func badWithOK(client *http.Client, url string, use func(*http.Response) error) error {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return use(resp)
}

// goodWithHandler leaves it to its argument, and all that it is given in this
// package do close.
func goodWithHandler(client *http.Client, url string, handle func(*http.Response) error) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return handle(resp)
}

// badWithHandler leaves it to its argument, too, but one of them does not.
func badWithHandler(client *http.Client, url string, handle func(*http.Response) error) error {
	resp, err := client.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return handle(resp)
}

func status(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

func closeAndStatus(resp *http.Response) error {
	defer resp.Body.Close()
	return status(resp)
}

// The opener closes what these only read.
func goodReadersOfWith(client *http.Client, url string, v any) error {
	if err := goodWith(client, url, status); err != nil {
		return err
	}
	return goodWith(client, url, func(resp *http.Response) error {
		return json.NewDecoder(resp.Body).Decode(v)
	})
}

// Closing twice does no harm, and what the openers lose is not lost here.
func goodClosers(client *http.Client, url string) error {
	return errors.Join(
		goodWith(client, url, closeAndStatus),
		badWithClosedOnSuccess(client, url, status),
		badWithOK(client, url, closeAndStatus),
		goodWithHandler(client, url, closeAndStatus),
		badWithHandler(client, url, closeAndStatus),
		badWithHandler(client, url, status),
	)
}

// A literal that closes.
func goodLiteral(client *http.Client, url string, w io.Writer) (n int64, err error) {
	err = goodWithHandler(client, url, func(resp *http.Response) (err error) {
		defer resp.Body.Close()
		n, err = io.Copy(w, resp.Body)
		return err
	})
	return n, err
}

// goodWithBody hands on the body only, and closes.
func goodWithBody(client *http.Client, url string, read func(io.Reader) error) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	err = read(resp.Body)
	return errors.Join(err, resp.Body.Close())
}

// badWithBody hands it on as something that nobody would close.
func badWithBody(client *http.Client, url string, read func(io.Reader) error) error {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return read(resp.Body)
}

// Both only read.
func goodReaders(client *http.Client, url string) error {
	skip := func(r io.Reader) error {
		_, err := io.Copy(io.Discard, r)
		return err
	}
	if err := goodWithBody(client, url, skip); err != nil {
		return err
	}
	return badWithBody(client, url, skip)
}

// goodByStatus has a handler for each status; those that are in the table
// close, and for the others it closes itself.
func goodByStatus(client *http.Client, url string) error {
	handlers := map[int]func(*http.Response) error{
		http.StatusOK:        closeAndStatus,
		http.StatusNoContent: closeAndStatus,
	}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	if handle, ok := handlers[resp.StatusCode]; ok {
		return handle(resp)
	}
	resp.Body.Close()
	return errors.New(resp.Status)
}

// badByStatus has no handler for the others.
func badByStatus(client *http.Client, url string) error {
	handlers := map[int]func(*http.Response) error{
		http.StatusOK:        closeAndStatus,
		http.StatusNoContent: closeAndStatus,
	}
	resp, err := client.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	handle, ok := handlers[resp.StatusCode]
	if !ok {
		return errors.New(resp.Status)
	}
	return handle(resp)
}

// A validator looks at a response before it is used.
type validator func(*http.Response) error

// goodValidated closes what a validator refuses, and returns the rest.
func goodValidated(client *http.Client, url string, all ...validator) (*http.Response, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	for _, validate := range all {
		if err := validate(resp); err != nil {
			resp.Body.Close()
			return nil, err
		}
	}
	return resp, nil
}

// badValidated returns the refusal only.
func badValidated(client *http.Client, url string, all ...validator) (*http.Response, error) {
	resp, err := client.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	for _, validate := range all {
		if err := validate(resp); err != nil {
			return nil, err
		}
	}
	return resp, nil
}

func isJSON(resp *http.Response) error {
	if resp.Header.Get("Content-Type") != "application/json" {
		return errors.New("not JSON")
	}
	return nil
}

// What all validators accept is closed here.
func goodAccepted(client *http.Client, url string, v any) error {
	resp, err := goodValidated(client, url, status, isJSON)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// The other wrapper's refusals are its own.
func goodAcceptedOfBad(client *http.Client, url string) error {
	resp, err := badValidated(client, url, status, isJSON)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Valid, and that was all there was to know.
func badAccepted(client *http.Client, url string) bool {
	_, err := goodValidated(client, url, status, isJSON) // want "response body is not closed"
	return err == nil
}

// goodEach closes each response after its visit, also the last one.
func goodEach(client *http.Client, urls []string, visit func(*http.Response) bool) error {
	for _, url := range urls {
		resp, err := client.Get(url)
		if err != nil {
			return err
		}
		more := visit(resp)
		resp.Body.Close()
		if !more {
			break
		}
	}
	return nil
}

// badEach leaves the last one open.
func badEach(client *http.Client, urls []string, visit func(*http.Response) bool) error {
	for _, url := range urls {
		resp, err := client.Get(url) // leaks, not seen yet
		if err != nil {
			return err
		}
		if !visit(resp) {
			return nil
		}
		resp.Body.Close()
	}
	return nil
}

// The visits only look.
func goodVisits(client *http.Client, urls []string) (codes []int, err error) {
	visit := func(resp *http.Response) bool {
		codes = append(codes, resp.StatusCode)
		return resp.StatusCode < 300
	}
	err = errors.Join(goodEach(client, urls, visit), badEach(client, urls, visit))
	return codes, err
}
