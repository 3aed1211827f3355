package complaints

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"time"
)

// Closed in one branch is not closed.
// https://github.com/timakin/bodyclose/issues/58
func badOneBranch(client *http.Client, url string) error {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		defer resp.Body.Close()
		msg, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		return errors.New(string(msg))
	}
	return nil
}

// Closed whatever the branch.
func goodOneBranch(client *http.Client, url string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		msg, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		return errors.New(string(msg))
	}
	return nil
}

// ReadAll fails before Close is reached.
// https://github.com/cert-manager/cmctl/pull/463
func badReadErrorBeforeClose(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, fmt.Errorf("download: %w", err)
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("download: %w", err)
	}
	if err := resp.Body.Close(); err != nil {
		return nil, fmt.Errorf("download: %w", err)
	}
	return data, nil
}

// Close is reached before the error of ReadAll is looked at.
func goodReadErrorAfterClose(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, fmt.Errorf("download: %w", err)
	}
	data, err := io.ReadAll(resp.Body)
	closeErr := resp.Body.Close()
	if err := errors.Join(err, closeErr); err != nil {
		return nil, fmt.Errorf("download: %w", err)
	}
	return data, nil
}

// The body is swapped for one that can be read again; the defer then has the
// copy. (There, a callee swaps it.)
// https://github.com/google/go-github/issues/4484
// https://github.com/google/go-github/pull/4486
func badSwappedBeforeDefer(d doer, req *http.Request, v any) error {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		data, err := io.ReadAll(resp.Body)
		if err == nil {
			resp.Body = io.NopCloser(bytes.NewReader(data))
		}
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// The defer has the original, whatever is swapped after it.
func goodSwappedAfterDefer(d doer, req *http.Request, v any) error {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		data, err := io.ReadAll(resp.Body)
		if err == nil {
			resp.Body = io.NopCloser(bytes.NewReader(data))
		}
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// DumpResponse fails, and the function gives up.
// https://github.com/cgascoig/isctl/issues/248
func badDumpFails(rt http.RoundTripper, req *http.Request) (int, error) {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	dump, err := httputil.DumpResponse(resp, true)
	if err != nil {
		return 0, err
	}
	log.Printf("%q", dump)
	return resp.StatusCode, resp.Body.Close()
}

// DumpResponse may fail: the body is closed all the same.
func goodDumpFails(rt http.RoundTripper, req *http.Request) (int, error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	dump, err := httputil.DumpResponse(resp, true)
	if err != nil {
		return 0, err
	}
	log.Printf("%q", dump)
	return resp.StatusCode, nil
}

// In a loop that never ends, what is deferred never runs.
// https://github.com/inlets/inlets/pull/20
// https://github.com/fujiwara/consul-kv-dashboard/pull/4
func badDeferInEndlessLoop(client *http.Client, url string, updates chan<- []byte) {
	for {
		resp, err := client.Get(url) // want "response body is not closed"
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		defer resp.Body.Close()
		if data, err := io.ReadAll(resp.Body); err == nil {
			updates <- data
		}
	}
}

// A function of its own for each round ends, and its defer runs.
func goodDeferInEndlessLoop(client *http.Client, url string, updates chan<- []byte) {
	for {
		err := func() error {
			resp, err := client.Get(url)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			data, err := io.ReadAll(resp.Body)
			if err != nil {
				return err
			}
			updates <- data
			return nil
		}()
		if err != nil {
			time.Sleep(time.Second)
		}
	}
}

// When the policy says not to retry, it has the response, and nobody closes it.
// (There, the documentation says that the policy does.)
// https://github.com/hashicorp/go-retryablehttp/issues/190
func badNoMoreRetries(ctx context.Context, d doer, req *http.Request, retry func(status int) (bool, error)) (*http.Response, error) {
	for ctx.Err() == nil {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
		again, err := retry(resp.StatusCode)
		if err != nil {
			return nil, err
		}
		if !again {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, ctx.Err()
}

// The response is closed unless it is returned.
func goodNoMoreRetries(ctx context.Context, d doer, req *http.Request, retry func(status int) (bool, error)) (*http.Response, error) {
	for ctx.Err() == nil {
		resp, err := d.Do(req)
		if err != nil {
			return nil, err
		}
		again, err := retry(resp.StatusCode)
		if err == nil && !again {
			return resp, nil
		}
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	return nil, ctx.Err()
}

// The wrong status returns before the close.
// https://github.com/beego/beego/pull/2285
// https://github.com/golang/groupcache/pull/13
// https://github.com/ExpediaGroup/mittens/pull/24
func badStatusBeforeClose(rt http.RoundTripper, req *http.Request, buf *bytes.Buffer) error {
	res, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("server returned: %v", res.Status)
	}
	defer res.Body.Close()
	buf.Reset()
	_, err = buf.ReadFrom(res.Body)
	return err
}

// The defer comes first, then the status.
func goodStatusAfterDefer(rt http.RoundTripper, req *http.Request, buf *bytes.Buffer) error {
	res, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("server returned: %v", res.Status)
	}
	buf.Reset()
	_, err = buf.ReadFrom(res.Body)
	return err
}

// Not read to the end: a matter of policy, not a leak.
// https://github.com/timakin/bodyclose/issues/43
func goodNotDrained(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// After a redirect that was refused, Do returns a response and an error; "the
// returned Response.Body is already closed".
// https://github.com/timakin/bodyclose/issues/12
func goodResponseBesideError(req *http.Request) (string, error) {
	client := &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("refused") },
	}
	resp, err := client.Do(req)
	if err != nil {
		if resp != nil {
			return resp.Header.Get("Location"), nil
		}
		return "", err
	}
	return "", resp.Body.Close()
}

// Without an error, the same response is open.
func badResponseBesideError(req *http.Request) (string, error) {
	client := &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("refused") },
	}
	resp, err := client.Do(req) // want "response body is not closed"
	if resp != nil {
		return resp.Header.Get("Location"), nil
	}
	return "", err
}

// What existing linters take for a Close: the function returns a ReadCloser.
// (From the list of systematic weaknesses.)
func badFetchBody(client *http.Client, url string) (io.ReadCloser, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	switch {
	case err != nil:
		return nil, err
	case resp.StatusCode == http.StatusNotFound:
		return nil, nil
	case resp.StatusCode != http.StatusOK:
		return nil, errors.New(resp.Status)
	}
	return resp.Body, nil
}

// Two responses by one name, one Close. (From the same list.)
func badOneCloseForTwo(client *http.Client, urls [2]string) (same bool, err error) {
	resp, err := client.Head(urls[0]) // want "response body is not closed"
	if err != nil {
		return false, err
	}
	etag := resp.Header.Get("ETag")
	resp, err = client.Head(urls[1])
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	return etag == resp.Header.Get("ETag"), nil
}

// Two responses by one name, each closed before the name is used again.
func goodTwoClosesForTwo(client *http.Client, urls [2]string) (same bool, err error) {
	resp, err := client.Head(urls[0])
	if err != nil {
		return false, err
	}
	etag := resp.Header.Get("ETag")
	resp.Body.Close()
	resp, err = client.Head(urls[1])
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	return etag == resp.Header.Get("ETag"), nil
}

// Closed twice is closed. (Double closes that lint-driven fixes have added.)
// https://github.com/snyk/snyk-ls/pull/453
// https://github.com/praetorian-inc/aurelian/pull/205
func goodClosedTwice(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if err := resp.Body.Close(); err != nil {
		return nil, err
	}
	return data, nil
}
