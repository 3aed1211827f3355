package callback

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"callback/lib"
)

// The opener of another package closes what is read here.
func goodOtherWith(client *http.Client, url string, v any) error {
	return lib.GoodWith(client, url, func(resp *http.Response) error {
		return json.NewDecoder(resp.Body).Decode(v)
	})
}

// What it loses is not lost here.
func goodOtherWithOfBad(rt http.RoundTripper, req *http.Request) (code int, err error) {
	err = lib.BadWith(rt, req, func(resp *http.Response) error {
		code = resp.StatusCode
		return nil
	})
	return code, err
}

// While one is in use, another one is opened, and forgotten.
func badOtherWithin(client *http.Client, url string) error {
	return lib.GoodWith(client, url, func(resp *http.Response) error {
		next, err := client.Get(resp.Header.Get("Location")) // want "response body is not closed"
		if err != nil {
			return err
		}
		return status(next)
	})
}

// The other one is closed, too.
func goodOtherWithin(client *http.Client, url string) error {
	return lib.GoodWith(client, url, func(resp *http.Response) error {
		next, err := client.Get(resp.Header.Get("Location"))
		if err != nil {
			return err
		}
		defer next.Body.Close()
		return status(next)
	})
}

// The handler closes, as lib demands.
func goodOtherHandle(client *http.Client, url string, w io.Writer) error {
	return lib.Handle(client, url, func(resp *http.Response) error {
		defer resp.Body.Close()
		_, err := io.Copy(w, resp.Body)
		return err
	})
}

// So does a function that has a name.
func goodOtherHandleNamed(client *http.Client, url string) error {
	return lib.Handle(client, url, closeAndStatus)
}

// The handler only reads: lib opens for it, and nobody closes.
func badOtherHandle(client *http.Client, url string, w io.Writer) error {
	return lib.Handle(client, url, func(resp *http.Response) error { // leaks, not seen yet
		_, err := io.Copy(w, resp.Body)
		return err
	})
}

// So does a function that has a name.
func badOtherHandleNamed(client *http.Client, url string) error {
	return lib.Handle(client, url, status) // leaks, not seen yet
}

// The handler of a body closes it.
func goodOtherHandleBody(client *http.Client, url string, v any) error {
	return lib.HandleBody(client, url, func(rc io.ReadCloser) error {
		return errors.Join(json.NewDecoder(rc).Decode(v), rc.Close())
	})
}

// The handler of a body closes it unless it could not be decoded.
func badOtherHandleBody(client *http.Client, url string, v any) error {
	return lib.HandleBody(client, url, func(rc io.ReadCloser) error { // leaks, not seen yet
		if err := json.NewDecoder(rc).Decode(v); err != nil {
			return err
		}
		return rc.Close()
	})
}

// A goodCounter counts and closes.
type goodCounter struct{ n int }

func (c *goodCounter) Handle(resp *http.Response) error {
	c.n++
	return resp.Body.Close()
}

// A methodical handler closes.
func goodOtherServe(client *http.Client, urls []string) (int, error) {
	var c goodCounter
	err := lib.Serve(client, &c, urls...)
	return c.n, err
}

// A badCounter counts.
type badCounter struct{ n int }

func (c *badCounter) Handle(resp *http.Response) error {
	c.n++
	return nil
}

// A handler that only counts is given to who leaves the closing to it.
func badOtherServe(client *http.Client, urls []string) (int, error) {
	var c badCounter
	err := lib.Serve(client, &c, urls...) // leaks, not seen yet
	return c.n, err
}

// Each page is closed, or lost, by the other package.
func goodOtherPages(client *http.Client, url string, lazy bool) (n int, err error) {
	pages := lib.GoodPages
	if lazy {
		pages = lib.BadPages
	}
	err = pages(client, url, func(resp *http.Response) (string, error) {
		var page struct{ Next string }
		n++
		err := json.NewDecoder(resp.Body).Decode(&page)
		return page.Next, err
	})
	return n, err
}

// What the other package's retry returns is closed here.
func goodOtherRetry(client *http.Client, req *http.Request) (string, error) {
	resp, err := lib.Retry(3, func() (*http.Response, error) { return client.Do(req) })
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// The last answer was no good, and it stays open for that.
func badOtherRetry(client *http.Client, req *http.Request) (string, error) {
	do := func() (*http.Response, error) { return client.Do(req) }
	resp, err := lib.Retry(3, do) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if resp.StatusCode >= 500 {
		return "", errors.New(resp.Status)
	}
	return resp.Status, resp.Body.Close()
}
