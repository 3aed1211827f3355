// Package methodvalue is about methods taken as functions: bound to their
// receiver when they are taken, called later, or never.
package methodvalue

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// A method value remembers its receiver.
func goodDeferred(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	closeBody := resp.Body.Close
	defer closeBody()
	return io.ReadAll(resp.Body)
}

// The method is taken and kept, and nobody calls it.
func badNeverCalled(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	closeBody := resp.Body.Close
	_ = closeBody
	return io.ReadAll(resp.Body)
}

// The early return comes between taking and calling.
func badCalledTooLate(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	closeBody := resp.Body.Close
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return data, closeBody()
}

// Bound before the copy takes its place: the original.
func goodBoundBeforeReplaced(client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	closeBody := resp.Body.Close
	data, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, errors.Join(err, closeBody())
}

// Bound after: the copy.
func badBoundAfterReplaced(client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(data))
	closeBody := resp.Body.Close
	return resp, errors.Join(err, closeBody())
}

// A method expression takes its receiver as the first argument.
func goodExpression(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return errors.Join(err, io.Closer.Close(resp.Body))
}

// Deferred, through a variable, by another interface: still Close of the body.
func goodExpressionInVariable(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	release := io.ReadCloser.Close
	defer release(resp.Body)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The expression reads, which is no closing.
func badOtherExpression(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	_, err = io.Reader.Read(resp.Body, make([]byte, 64))
	return err
}

// A variable that starts as a no-op, and becomes the release.
func goodNoopUntilOpened(client *http.Client, url string) (err error) {
	release := func() error { return nil }
	defer func() { err = errors.Join(err, release()) }()
	if url == "" {
		return errors.New("no address")
	}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	release = resp.Body.Close
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The status returns while the release still is the no-op.
func badNoopUntilTooLate(client *http.Client, url string) (err error) {
	release := func() error { return nil }
	defer func() { err = errors.Join(err, release()) }()
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	release = resp.Body.Close
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// A registry of releases, run at the end.
func goodRegistry(rt http.RoundTripper, reqs []*http.Request) error {
	var releases []func() error
	defer func() {
		for _, release := range releases {
			if err := release(); err != nil {
				fmt.Println("close:", err)
			}
		}
	}()
	for _, req := range reqs {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			return err
		}
		releases = append(releases, resp.Body.Close)
	}
	return nil
}

// The registry is run at the end of the function, but not on its early return.
func badRegistry(rt http.RoundTripper, reqs []*http.Request) error {
	var releases []func() error
	for _, req := range reqs {
		resp, err := rt.RoundTrip(req) // want "response body is not closed"
		if err != nil {
			return err
		}
		releases = append(releases, resp.Body.Close)
	}
	for _, release := range releases {
		if err := release(); err != nil {
			fmt.Println("close:", err)
		}
	}
	return nil
}

// The opening call, too, may be a method value.
func goodOpenedByValue(client *http.Client, req *http.Request) (int, error) {
	do := client.Do
	resp, err := do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Whatever name it was opened by, it is not closed.
func badOpenedByValue(client *http.Client, req *http.Request) (int, error) {
	do := client.Do
	resp, err := do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// One of two openers, chosen before the call.
func badOpenedByOneOfTwo(client *http.Client, url string, headOnly bool) (http.Header, error) {
	open := client.Get
	if headOnly {
		open = client.Head
	}
	resp, err := open(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return resp.Header, nil
}

// The receiver of the method expression is the client.
func badOpenedByExpression(client *http.Client, req *http.Request) (int, error) {
	resp, err := (*http.Client).Do(client, req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The same, closed by a method expression as well.
func goodOpenedByExpression(client *http.Client, req *http.Request) (int, error) {
	resp, err := (*http.Client).Do(client, req)
	if err != nil {
		return 0, err
	}
	defer io.Closer.Close(resp.Body)
	return resp.StatusCode, nil
}

// The release goes to the caller beside what it releases.
func goodReturned(url string) (io.Reader, func() error, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, nil, err
	}
	return bufio.NewReader(resp.Body), resp.Body.Close, nil
}

// Nothing to read, nothing to close? The caller gets a no-op.
func badReturned(url string) (io.Reader, func() error, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, nil, err
	}
	release := resp.Body.Close
	if resp.ContentLength == 0 {
		release = func() error { return nil }
	}
	return bufio.NewReader(resp.Body), release, nil
}
