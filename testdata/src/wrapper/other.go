package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"wrapper/lib"
	"wrapper/lib/raw"
)

// What another package opens is closed here.
func goodOtherResponse(c *lib.Client) (int, error) {
	resp, err := c.Get("/health")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Only the name of the method says that it opens.
func badOtherResponse(c *lib.Client) (int, error) {
	resp, err := c.Get("/health") // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// This package never names a response, and owes a body all the same.
func goodOtherBody(c *lib.Client, v any) error {
	rc, err := c.Body("/items")
	if err != nil {
		return err
	}
	err = json.NewDecoder(rc).Decode(v)
	return errors.Join(err, rc.Close())
}

// Closed if it could be decoded.
func badOtherBody(c *lib.Client, v any) error {
	rc, err := c.Body("/items") // want "response body is not closed"
	if err != nil {
		return err
	}
	if err := json.NewDecoder(rc).Decode(v); err != nil {
		return fmt.Errorf("items: %w", err)
	}
	return rc.Close()
}

// No response comes with the error, whoever has closed it.
func goodOtherOK(c *lib.Client, strict bool) error {
	get := c.BadOK
	if strict {
		get = c.GoodOK
	}
	resp, err := get("/items")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// An error of the right type is expected, and success is not.
func badOtherOK(c *lib.Client) error {
	_, err := c.GoodOK("/items") // want "response body is not closed"
	if se, ok := errors.AsType[*lib.StatusError](err); ok && se.Code == http.StatusNotFound {
		return nil
	}
	return err
}

// Three packages: raw sends, lib keeps the body in a struct, this one closes.
func goodOtherStruct(ctx context.Context, rt http.RoundTripper, url string, w io.Writer) error {
	f, err := lib.Open(ctx, rt, url)
	if err != nil {
		return err
	}
	defer f.Content.Close()
	_, err = io.Copy(w, f.Content)
	return err
}

// Three packages, and none of them closes a file of the wrong type.
func badOtherStruct(ctx context.Context, rt http.RoundTripper, url string, w io.Writer) error {
	f, err := lib.Open(ctx, rt, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if f.Type != "application/json" {
		return fmt.Errorf("%s: %s", url, f.Type)
	}
	_, err = io.Copy(w, f.Content)
	return errors.Join(err, f.Content.Close())
}

// The lowest package directly.
func goodOtherRaw(ctx context.Context, rt http.RoundTripper, url string) (n int64, err error) {
	rc, err := raw.Open(ctx, rt, url)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, rc.Close()) }()
	return io.Copy(io.Discard, rc)
}

// Only a success of a second request closes the first body.
func badOtherRaw(ctx context.Context, rt http.RoundTripper, url string) error {
	rc, err := raw.Open(ctx, rt, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	resp, err := raw.Send(ctx, rt, http.MethodDelete, url)
	if err != nil {
		return err
	}
	return errors.Join(rc.Close(), resp.Body.Close())
}

// The closure of another package closes.
func goodOtherClosure(c *lib.Client, v any) error {
	decode, err := c.Later("/items")
	if err != nil {
		return err
	}
	return decode(v)
}

// The closure of another package is not called without a place for the items.
func badOtherClosure(c *lib.Client, v any) error {
	decode, err := c.Later("/items") // want "response body is not closed"
	if err != nil {
		return err
	}
	if v == nil {
		return errors.New("nowhere to put the items")
	}
	return decode(v)
}

// The loop closes.
func goodOtherIterator(c *lib.Client) (n int, err error) {
	words, err := c.Words("/text")
	if err != nil {
		return 0, err
	}
	for range words {
		n++
	}
	return n, nil
}

// There is no loop: that there are words is enough.
func badOtherIterator(c *lib.Client) bool {
	words, err := c.Words("/text") // want "response body is not closed"
	return err == nil && words != nil
}

// The reader of another package closes with itself what it reads from.
func goodOtherReader(c *lib.Client) ([]byte, error) {
	r, err := c.GoodInflated("/archive")
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// This one does not, which is its own loss, not its caller's.
func goodOtherReaderOfBad(c *lib.Client) ([]byte, error) {
	r, err := c.BadInflated("/archive")
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// The reader is only read.
func badOtherReader(c *lib.Client) ([]byte, error) {
	r, err := c.GoodInflated("/archive") // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Response and error: both are looked at.
func goodOtherBoth(c *lib.Client) (int, error) {
	resp, err := c.Both("/items")
	if resp == nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, err
}

// Response and no error: 204 is still a response.
func badOtherBoth(c *lib.Client) ([]byte, error) {
	resp, err := c.Both("/items") // want "response body is not closed"
	if err != nil {
		if resp != nil {
			resp.Body.Close()
		}
		return nil, err
	}
	if resp.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Nil without an error is not closed.
func goodOtherMaybe(c *lib.Client, fresh bool) error {
	get := c.GoodMaybe
	if fresh {
		get = c.BadMaybe
	}
	resp, err := get("/items")
	if err != nil || resp == nil {
		return err
	}
	return resp.Body.Close()
}

// Changed or not: what has changed is open.
func badOtherMaybe(c *lib.Client) (changed bool, err error) {
	resp, err := c.GoodMaybe("/items") // want "response body is not closed"
	return resp != nil, err
}

// In memory already.
func goodOtherBuffered(c *lib.Client, v any) error {
	resp, err := c.GoodBuffered("/items")
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// What lib loses is not lost here.
func goodOtherBadBuffered(c *lib.Client, v any) error {
	resp, err := c.BadBuffered("/items")
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// With something to decode into, the response comes closed.
func goodOtherDecoded(c *lib.Client, req *http.Request, v *struct{ Count int }) (string, error) {
	resp, err := c.Do(req, v)
	if err != nil {
		return "", err
	}
	return resp.Header.Get("Link"), nil
}

// With nothing, it comes open.
func badOtherDecoded(c *lib.Client, req *http.Request) (string, error) {
	resp, err := c.Do(req, nil) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return resp.Header.Get("Link"), nil
}

// Without the option the response comes closed, with it the caller closes.
func goodOtherOption(c *lib.Client, w io.Writer) error {
	if _, err := c.Fetch("/ping", nil); err != nil {
		return err
	}
	if _, err := c.Fetch("/ping", &lib.Options{Header: http.Header{}}); err != nil {
		return err
	}
	resp, err := c.Fetch("/items", &lib.Options{Raw: true})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// Raw, and then only looked at.
func badOtherOption(c *lib.Client) (int, error) {
	resp, err := c.Fetch("/items", &lib.Options{Raw: true}) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// Must hands through what it gets.
func goodOtherMust(c *lib.Client) string {
	resp := lib.Must(c.Get("/items"))
	defer resp.Body.Close()
	return resp.Status
}

// Must hands it through, and here it ends.
func badOtherMust(c *lib.Client) string {
	return lib.Must(c.Get("/items")).Status // want "response body is not closed"
}

// Retry opens what its argument opens.
func goodOtherRetry(c *lib.Client) (int, error) {
	resp, err := lib.Retry(3, func() (*http.Response, error) { return c.Get("/items") })
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// It may be a body as well, and this one is only read.
func badOtherRetry(c *lib.Client) ([]byte, error) {
	rc, err := lib.Retry(3, func() (io.ReadCloser, error) { return c.Body("/items") }) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	return io.ReadAll(rc)
}
