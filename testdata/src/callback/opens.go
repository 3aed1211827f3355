package callback

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// goodRetry opens what its argument opens, and closes all but the last.
func goodRetry(n int, open func() (*http.Response, error)) (*http.Response, error) {
	for try := 1; ; try++ {
		resp, err := open()
		if try == n || err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Millisecond)
	}
}

// badRetry puts each in the place of the last.
func badRetry(n int, open func() (*http.Response, error)) (resp *http.Response, err error) {
	for range n {
		resp, err = open() // want "response body is not closed"
		if err == nil && resp.StatusCode < 500 {
			break
		}
	}
	return resp, err
}

// The last one is closed by who has asked for it.
func goodRetried(client *http.Client, url string, careful bool) (int, error) {
	retry := badRetry
	if careful {
		retry = goodRetry
	}
	resp, err := retry(3, func() (*http.Response, error) { return client.Get(url) })
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Retried with success, and open.
func badRetried(client *http.Client, url string) (int, error) {
	get := func() (*http.Response, error) { return client.Get(url) }
	resp, err := goodRetry(3, get) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// first returns the first that opens.
func first[T any](opens ...func() (T, error)) (zero T, err error) {
	for _, open := range opens {
		v, oerr := open()
		if oerr == nil {
			return v, nil
		}
		err = errors.Join(err, oerr)
	}
	return zero, err
}

// Whichever it was, it is closed.
func goodFirst(client *http.Client, url, mirror string) ([]byte, error) {
	resp, err := first(
		func() (*http.Response, error) { return client.Get(url) },
		func() (*http.Response, error) { return client.Get(mirror) },
	)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Whichever it was, it is read only.
func badFirst(client *http.Client, url, mirror string) ([]byte, error) {
	fromURL := func() (io.ReadCloser, error) { return opened(client.Get(url)) }
	fromMirror := func() (io.ReadCloser, error) { return opened(client.Get(mirror)) }
	rc, err := first(fromURL, fromMirror) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	return io.ReadAll(rc)
}

func opened(resp *http.Response, err error) (io.ReadCloser, error) {
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// The callback keeps the response, which the opener does not close, for the
// function around it.
func goodKept(client *http.Client, url string) (int, error) {
	var kept *http.Response
	err := hand(client, url, func(resp *http.Response) { kept = resp })
	if err != nil {
		return 0, err
	}
	defer kept.Body.Close()
	return kept.StatusCode, nil
}

// Two openers are handed to one variable, and only the second is closed.
func badKept(client *http.Client, url, mirror string) (int, error) {
	var kept *http.Response
	keep := func(resp *http.Response) { kept = resp }
	if err := hand(client, url, keep); err != nil { // leaks, not seen yet
		return 0, err
	}
	if kept.StatusCode >= 500 {
		if err := hand(client, mirror, keep); err != nil {
			return 0, err
		}
	}
	defer kept.Body.Close()
	return kept.StatusCode, nil
}

// hand opens for who keeps: what it hands over it does not close.
func hand(client *http.Client, url string, keep func(*http.Response)) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	keep(resp)
	return nil
}

// A job is called with what another function has opened.
type job struct {
	url  string
	done func(*http.Response, error)
}

// goodRun hands each job its response or its error; the only done there is
// closes.
func goodRun(client *http.Client, jobs []job) {
	for _, j := range jobs {
		j.done(client.Get(j.url))
	}
}

// A done that closes.
func goodJobs(client *http.Client, urls []string) (n int) {
	var jobs []job
	for _, url := range urls {
		jobs = append(jobs, job{url, func(resp *http.Response, err error) {
			if err == nil {
				n++
				resp.Body.Close()
			}
		}})
	}
	goodRun(client, jobs)
	return n
}

// badRun hands its responses to a done that counts.
func badRun(client *http.Client, urls []string, done func(*http.Response, error)) {
	for _, url := range urls {
		done(client.Get(url)) // leaks, not seen yet
	}
}

// The counting, which the opener has been given.
func goodCount(client *http.Client, urls []string) (n int) {
	badRun(client, urls, func(_ *http.Response, err error) {
		if err == nil {
			n++
		}
	})
	return n
}
