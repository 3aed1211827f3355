package holderresult

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
)

// A registry has what is to be released in the end.
type registry struct{ releases []func() error }

func (r *registry) add(release func() error) { r.releases = append(r.releases, release) }

func (r *registry) run() (err error) {
	for _, release := range slices.Backward(r.releases) {
		err = errors.Join(err, release())
	}
	r.releases = nil
	return err
}

// The deferred run releases all that was added.
func goodRegistry(client *http.Client, urls []string, w io.Writer) error {
	var reg registry
	defer reg.run()
	for _, url := range urls {
		resp, err := client.Get(url)
		if err != nil {
			return err
		}
		reg.add(resp.Body.Close)
		if _, err := io.Copy(w, resp.Body); err != nil {
			return err
		}
	}
	return nil
}

// Only at the end of the loop does it run.
func badRegistry(client *http.Client, urls []string, w io.Writer) error {
	var reg registry
	for _, url := range urls {
		resp, err := client.Get(url) // leaks, not seen yet
		if err != nil {
			return err
		}
		reg.add(resp.Body.Close)
		if _, err := io.Copy(w, resp.Body); err != nil {
			return err
		}
	}
	return reg.run()
}

// What is not added is not released.
func badRegistryTooLate(client *http.Client, urls []string, v any) error {
	reg := new(registry)
	defer reg.run()
	for _, url := range urls {
		resp, err := client.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
		if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
			return err
		}
		reg.add(resp.Body.Close)
	}
	return nil
}

// A slice of functions is a registry, too.
func goodReleases(rt http.RoundTripper, reqs []*http.Request) error {
	var releases []func() error
	defer func() {
		for _, release := range releases {
			release()
		}
	}()
	for _, req := range reqs {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			return err
		}
		releases = append(releases, resp.Body.Close)
		if resp.StatusCode != http.StatusOK {
			return errors.New(resp.Status)
		}
	}
	return nil
}

// Of a slice of functions, the last one is called.
func badReleases(rt http.RoundTripper, reqs []*http.Request) error {
	var releases []func() error
	defer func() {
		if n := len(releases); n > 0 {
			releases[n-1]()
		}
	}()
	for _, req := range reqs {
		resp, err := rt.RoundTrip(req) // leaks, not seen yet
		if err != nil {
			return err
		}
		releases = append(releases, resp.Body.Close)
	}
	return nil
}

// openInto leaves the release to a registry of its caller's.
func openInto(reg *registry, client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Get(url)
	if err == nil {
		reg.add(resp.Body.Close)
	}
	return resp, err
}

// The registry, which this function runs, has the release.
func goodOpenInto(client *http.Client, url string, v any) error {
	var reg registry
	defer reg.run()
	resp, err := openInto(&reg, client, url)
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// The registry has the release, and nobody runs it.
func badOpenInto(client *http.Client, url string, v any) error {
	var reg registry
	resp, err := openInto(&reg, client, url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// An api keeps the last response for whoever debugs; it releases nothing.
type api struct {
	client *http.Client
	last   *http.Response
}

func (a *api) do(req *http.Request) (*http.Response, error) {
	resp, err := a.client.Do(req)
	a.last = resp
	return resp, err
}

// The response is returned, so it is closed here.
func goodStored(a *api, req *http.Request) (int, error) {
	resp, err := a.do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// That it is stored for debugging closes nothing.
func badStored(a *api, req *http.Request) error {
	_, err := a.do(req) // leaks, not seen yet
	return err
}

// A conn keeps the response it has returned, and closes it itself.
type conn struct {
	client *http.Client
	last   *http.Response
}

func (c *conn) do(req *http.Request) (*http.Response, error) {
	c.reset()
	resp, err := c.client.Do(req)
	if err != nil {
		return nil, err
	}
	c.last = resp
	return resp, nil
}

func (c *conn) reset() {
	if c.last != nil {
		c.last.Body.Close()
		c.last = nil
	}
}

// The conn closes.
func goodKept(c *conn, req *http.Request) (int, error) {
	defer c.reset()
	resp, err := c.do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
