// Package misc is about odd corners: assertions and type switches, generics,
// double closes, recovered panics, and what is done with the error of Close.
package misc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// An api embeds the doer that it asks.
type api struct {
	doer
	base string
}

// Every body can close: the assertion of an io.Reader that is one is true.
func goodAssertedCloser(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	var r io.Reader = resp.Body
	if c, ok := r.(io.Closer); ok {
		defer c.Close()
	}
	return io.ReadAll(r)
}

// Not every body can seek: those that cannot stay open.
func badAssertedSeeker(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if s, ok := resp.Body.(io.ReadSeekCloser); ok {
		defer s.Close()
	}
	return io.ReadAll(resp.Body)
}

// Each case has the body, by another type.
func goodTypeSwitch(url string) (n int64, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	switch body := resp.Body.(type) {
	case io.WriterTo:
		n, err = body.WriteTo(io.Discard)
	default:
		n, err = io.Copy(io.Discard, body)
	}
	resp.Body.Close()
	return n, err
}

// One case closes what it has, the other only reads.
func badTypeSwitch(url string) (n int64, err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	switch body := resp.Body.(type) {
	case io.WriterTo:
		return body.WriteTo(io.Discard)
	default:
		defer body.Close()
		return io.Copy(io.Discard, body)
	}
}

// A generic function opens and closes like any other.
func goodGeneric[T any](client *http.Client, url string) (v T, err error) {
	resp, err := client.Get(url)
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

// A generic function leaks like any other.
func badGeneric[T any](client *http.Client, url string) (v T, err error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return v, err
	}
	if resp.StatusCode != http.StatusOK {
		return v, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

// The method of a type parameter opens by its signature.
func goodTypeParameter[D doer](d D, req *http.Request) (int, error) {
	resp, err := d.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// So it does where nobody closes.
func badTypeParameter[D doer](d D, req *http.Request) (int, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// A store is generic in what it decodes.
type store[T any] struct {
	client *http.Client
	items  []T
}

// A method of a generic type closes on both ways out.
func (s *store[T]) goodMethod(url string) error {
	resp, err := s.client.Get(url)
	if err != nil {
		return err
	}
	var item T
	if err := json.NewDecoder(resp.Body).Decode(&item); err != nil {
		resp.Body.Close()
		return err
	}
	s.items = append(s.items, item)
	return resp.Body.Close()
}

// A method of a generic type closes on one of two ways out.
func (s *store[T]) badMethod(url string) error {
	resp, err := s.client.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	var item T
	if err := json.NewDecoder(resp.Body).Decode(&item); err != nil {
		return err
	}
	s.items = append(s.items, item)
	return resp.Body.Close()
}

// The embedded interface's method is promoted.
func (a api) goodPromoted(req *http.Request) error {
	resp, err := a.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Promoted, called, forgotten.
func (a *api) badPromoted(path string) error {
	req, err := http.NewRequest(http.MethodDelete, a.base+path, nil)
	if err != nil {
		return err
	}
	_, err = a.Do(req) // want "response body is not closed"
	return err
}

// Closing by hand and by defer is one close too many, and no leak.
func goodDoubleClose(d doer, req *http.Request) ([]byte, error) {
	resp, err := d.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	return data, err
}

// The response is looked at before the error is: nil means nothing to close.
func goodCloseBeforeErrorCheck(d doer, req *http.Request) (string, error) {
	resp, err := d.Do(req)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// A response without a length still has a body.
func badCloseOnlyWithLength(d doer, req *http.Request) (string, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if resp != nil && resp.ContentLength > 0 {
		defer resp.Body.Close()
	}
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// The panic is recovered in this function, which then returns normally.
func badRecovered(url string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		panic(resp.Status)
	}
	return resp.Body.Close()
}

// The deferred close runs before the panic is recovered.
func goodRecovered(url string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		panic(resp.Status)
	}
	return nil
}

// Nobody recovers here: the panic is no way out.
func goodPanic(url string) string {
	resp, err := http.Get(url)
	if err != nil {
		panic(err)
	}
	if resp.StatusCode != http.StatusOK {
		panic(resp.Status)
	}
	resp.Body.Close()
	return resp.Status
}

// Each case of the select closes, or the defer does.
func goodSelect(ctx context.Context, client *http.Client, url string, slots chan struct{}) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	select {
	case slots <- struct{}{}:
		defer func() { <-slots }()
	case <-time.After(time.Second):
		return errors.New("no slot")
	case <-ctx.Done():
		return ctx.Err()
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// There is a case for each way to wait; the timeout forgets the body.
func badSelect(ctx context.Context, client *http.Client, url string, slots chan struct{}) error {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	select {
	case slots <- struct{}{}:
		defer func() { <-slots }()
	case <-time.After(time.Second):
		return errors.New("no slot")
	case <-ctx.Done():
		resp.Body.Close()
		return ctx.Err()
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The loop ends with a return, so what is deferred in it runs.
func goodDeferInLoopWithReturn(rt http.RoundTripper, req *http.Request) (int, error) {
	for {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			log.Print(err)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode < 500 {
			return resp.StatusCode, nil
		}
	}
}

// The error of Close joins the one before it.
func goodJoined(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return errors.Join(err, resp.Body.Close())
}

// The errors are joined only if there is one already.
func badJoined(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if _, err = io.Copy(io.Discard, resp.Body); err != nil {
		return errors.Join(err, resp.Body.Close())
	}
	return nil
}

// The named result gets the error of Close, if it has none yet.
func goodCloseError(url string, v any) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := resp.Body.Close(); cerr != nil && err == nil {
			err = cerr
		}
	}()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Where there is an error, && does not get as far as Close.
func badCloseError(url string, v any) (err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer func() {
		if err == nil && resp.Body.Close() != nil {
			err = errors.New("close failed")
		}
	}()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Downloaded from one server, uploaded to another.
func goodRelay(client *http.Client, from, to string) error {
	src, err := client.Get(from)
	if err != nil {
		return err
	}
	defer src.Body.Close()
	req, err := http.NewRequest(http.MethodPut, to, src.Body)
	if err != nil {
		return err
	}
	dst, err := client.Do(req)
	if err != nil {
		return err
	}
	return dst.Body.Close()
}
