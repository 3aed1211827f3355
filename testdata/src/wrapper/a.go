// Package wrapper is about functions that open for their callers: what they
// return is owed by whoever calls them, what they keep to themselves is theirs.
package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// get only adds a context and a header; the response is its caller's.
func get(ctx context.Context, d doer, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	return d.Do(req)
}

// The caller of the wrapper closes, as it would after http.Get.
func goodResponse(ctx context.Context, d doer, url string) (int, error) {
	resp, err := get(ctx, d, url)
	if err != nil {
		return 0, fmt.Errorf("ask %s: %w", url, err)
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Not a package's function, and yet it opens: the response is forgotten.
func badResponse(ctx context.Context, d doer, url string) (int, error) {
	resp, err := get(ctx, d, url) // want "response body is not closed"
	if err != nil {
		return 0, fmt.Errorf("ask %s: %w", url, err)
	}
	return resp.StatusCode, nil
}

// Whether the site is up is all that is asked; the answer stays open.
func badDiscarded(ctx context.Context, d doer, url string) bool {
	_, err := get(ctx, d, url) // want "response body is not closed"
	return err == nil
}

// A wrapper of a wrapper owes nothing either, it passes the response on.
func getJSON(ctx context.Context, d doer, url string) (resp *http.Response, err error) {
	resp, err = get(ctx, d, url)
	if err != nil {
		err = fmt.Errorf("get %s: %w", url, err)
	}
	return
}

// Two wrappers below, the caller closes.
func goodSecondWrapper(ctx context.Context, d doer, url string, v any) error {
	resp, err := getJSON(ctx, d, url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Two wrappers below, the wrong status gets away.
func badSecondWrapper(ctx context.Context, d doer, url string, v any) error {
	resp, err := getJSON(ctx, d, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("get %s: %s", url, resp.Status)
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// body drops the response, not what must be closed of it.
func body(client *http.Client, url string) (io.ReadCloser, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// The body is all there is, and it is closed.
func goodBody(client *http.Client, url string) ([]byte, error) {
	rc, err := body(client, url)
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	return io.ReadAll(rc)
}

// Reading to the end is not closing.
func badBody(client *http.Client, url string) ([]byte, error) {
	rc, err := body(client, url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(rc)
}

// An error while reading ends the function before Close.
func badBodyReadError(client *http.Client, url string) (string, error) {
	rc, err := body(client, url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(rc)
	if err != nil {
		return "", err
	}
	return string(data), rc.Close()
}

// goodOnlyOK returns a response with status 200, or has closed it.
func goodOnlyOK(client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, fmt.Errorf("get %s: %s", url, resp.Status)
	}
	return resp, nil
}

// badOnlyOK returns the error and keeps the response, for nobody.
func badOnlyOK(client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("get %s: %s", url, resp.Status)
	}
	return resp, nil
}

// Nothing is owed for a wrong status.
func goodAfterOnlyOK(client *http.Client, url string) (int64, error) {
	resp, err := goodOnlyOK(client, url)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(io.Discard, resp.Body)
	return n, errors.Join(err, resp.Body.Close())
}

// What the wrapper loses is the wrapper's: this caller does its part.
func goodAfterBadOnlyOK(client *http.Client, url string) (int64, error) {
	resp, err := badOnlyOK(client, url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return io.Copy(io.Discard, resp.Body)
}

// The status has been looked at, so this one thinks it is done.
func badAfterOnlyOK(client *http.Client, url string) (string, error) {
	resp, err := goodOnlyOK(client, url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return resp.Header.Get("ETag"), nil
}

// A download is a body with what was said about it.
type download struct {
	Name string
	Size int64
	Body io.ReadCloser
}

// open gives its caller a struct to look after.
func open(client *http.Client, url string) (*download, error) {
	resp, err := goodOnlyOK(client, url)
	if err != nil {
		return nil, err
	}
	return &download{Name: url, Size: resp.ContentLength, Body: resp.Body}, nil
}

// The field of the struct is closed.
func goodStruct(client *http.Client, url string, w io.Writer) error {
	d, err := open(client, url)
	if err != nil {
		return err
	}
	defer d.Body.Close()
	_, err = io.CopyN(w, d.Body, d.Size)
	return err
}

// Too large, and nobody has the struct any more.
func badStruct(client *http.Client, url string, w io.Writer) error {
	d, err := open(client, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if d.Size > 1<<20 {
		return fmt.Errorf("%s: too large", d.Name)
	}
	defer d.Body.Close()
	_, err = io.Copy(w, d.Body)
	return err
}

// An exchange is a response with its request, by value.
type exchange struct {
	req  *http.Request
	resp *http.Response
}

func send(d doer, req *http.Request) (exchange, error) {
	resp, err := d.Do(req)
	return exchange{req, resp}, err
}

// The copy of the struct leads to the body.
func goodStructValue(d doer, req *http.Request) (string, error) {
	x, err := send(d, req)
	if err != nil {
		return "", err
	}
	x.resp.Body.Close()
	return x.req.Method + " " + x.resp.Status, nil
}

// The copy of the struct is dropped.
func badStructValue(d doer, req *http.Request) (string, error) {
	x, err := send(d, req) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	return x.req.Method + " " + x.resp.Status, nil
}

// The response passes through a function without a name.
func goodLiteralWrapper(d doer, req *http.Request) (int, error) {
	once := func() (*http.Response, error) {
		if req.Body != nil {
			return nil, errors.New("not sent twice")
		}
		return d.Do(req)
	}
	resp, err := once()
	if err != nil {
		resp, err = once()
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The function without a name loses the wrong status, not who calls it.
func badLiteralWrapper(d doer, req *http.Request) (int, error) {
	once := func() (*http.Response, error) {
		resp, err := d.Do(req) // want "response body is not closed"
		if err == nil && resp.StatusCode == http.StatusServiceUnavailable {
			return nil, errors.New(resp.Status)
		}
		return resp, err
	}
	resp, err := once()
	if err != nil {
		resp, err = once()
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
