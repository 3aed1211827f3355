package adversary

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"
	"time"
)

type page struct {
	Items []string `json:"items"`
	Next  string   `json:"next"`
}

// badPages closes after the yield, and not at all when the consumer stops.
func badPages(c *http.Client, url string) iter.Seq2[page, error] {
	return func(yield func(page, error) bool) {
		for url != "" {
			resp, err := c.Get(url) // want "response body is not closed"
			if err != nil {
				yield(page{}, err)
				return
			}
			var p page
			err = json.NewDecoder(resp.Body).Decode(&p)
			if !yield(p, err) {
				return
			}
			resp.Body.Close()
			url = p.Next
		}
	}
}

// goodPages closes before the consumer sees the page.
func goodPages(c *http.Client, url string) iter.Seq2[page, error] {
	return func(yield func(page, error) bool) {
		for url != "" {
			resp, err := c.Get(url)
			if err != nil {
				yield(page{}, err)
				return
			}
			var p page
			err = json.NewDecoder(resp.Body).Decode(&p)
			resp.Body.Close()
			if !yield(p, err) || err != nil {
				return
			}
			url = p.Next
		}
	}
}

// badRangeFunc returns out of the loop over an iterator, past the close.
func badRangeFunc(c *http.Client, urls []string) error {
	for u := range slices.Values(urls) {
		resp, err := c.Get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("%s: %s", u, resp.Status)
		}
		resp.Body.Close()
	}
	return nil
}

// goodRangeFunc: a defer in the body of such a loop runs when the function
// around it returns.
func goodRangeFunc(c *http.Client, urls []string) (n int64, err error) {
	for i, u := range slices.Backward(urls) {
		resp, err := c.Get(u)
		if err != nil {
			return n, fmt.Errorf("%d: %w", i, err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusNoContent {
			break
		}
		m, err := io.Copy(io.Discard, resp.Body)
		if err != nil {
			return n, err
		}
		n += m
	}
	return n, nil
}

// badLabelled leaves the inner loop for the next host when the health check
// says no, with its body open.
func badLabelled(c *http.Client, hosts, paths []string) (healthy []string) {
hosts:
	for _, h := range hosts {
		for _, p := range paths {
			resp, err := c.Get(h + p) // want "response body is not closed"
			if err != nil {
				continue hosts
			}
			if resp.StatusCode != http.StatusOK {
				continue hosts
			}
			resp.Body.Close()
		}
		healthy = append(healthy, h)
	}
	return healthy
}

// badThreeClause carries the response in the loop variable; continue goes to
// the post statement, which replaces it. When seen reaches 3 the loop ends with
// what the post statement has just opened.
func badThreeClause(c *http.Client, url string) (seen int, err error) {
	resp, err := c.Get(url)                                // want "response body is not closed"
	for ; err == nil && seen < 3; resp, err = c.Get(url) { // want "response body is not closed"
		seen++
		if resp.StatusCode == http.StatusNotFound {
			continue
		}
		resp.Body.Close()
	}
	return seen, err
}

// goodThreeClause closes each one in the iteration that has it, through the
// variable of that iteration.
func goodThreeClause(c *http.Client, url string) (seen int, err error) {
	for resp, err := c.Get(url); ; resp, err = c.Get(url) {
		if err != nil {
			return seen, err
		}
		defer func() { resp.Body.Close() }()
		if seen++; resp.StatusCode == http.StatusOK || seen > 2 {
			return seen, nil
		}
	}
}

// badPoll returns as soon as the job is done, before the close.
func badPoll(ctx context.Context, c *http.Client, url string) error {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
			resp, err := c.Get(url) // want "response body is not closed"
			if err != nil {
				continue
			}
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			resp.Body.Close()
		}
	}
}

// badWatch never returns, so its deferred calls never run.
func badWatch(c *http.Client, url string, events chan<- string) {
	for {
		resp, err := c.Get(url) // want "response body is not closed"
		if err != nil {
			time.Sleep(time.Millisecond)
			continue
		}
		defer resp.Body.Close()
		events <- resp.Header.Get("X-Event")
	}
}

// goodWatch gives each answer a function of its own.
func goodWatch(c *http.Client, url string, events chan<- string) {
	for {
		func() {
			resp, err := c.Get(url)
			if err != nil {
				return
			}
			defer resp.Body.Close()
			events <- resp.Header.Get("X-Event")
		}()
	}
}

// badPublish: nobody takes the answer when the context ends first.
func badPublish(ctx context.Context, c *http.Client, urls <-chan string, out chan<- *http.Response) error {
	for u := range urls {
		resp, err := c.Get(u) // want "response body is not closed"
		if err != nil {
			return err
		}
		select {
		case out <- resp:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// goodPublish closes what it could not send.
func goodPublish(ctx context.Context, c *http.Client, urls <-chan string, out chan<- *http.Response) error {
	for u := range urls {
		resp, err := c.Get(u)
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			resp.Body.Close()
			return ctx.Err()
		case out <- resp:
		}
	}
	return nil
}

// badTwoHosts: when the second request fails the first answer is lost.
func badTwoHosts(c *http.Client, a, b string) (bool, error) {
	first, err := c.Get(a) // want "response body is not closed"
	if err != nil {
		return false, err
	}
	second, err := c.Get(b)
	if err != nil {
		return false, err
	}
	defer first.Body.Close()
	defer second.Body.Close()
	return first.Header.Get("ETag") == second.Header.Get("ETag"), nil
}

// goodFirstOf breaks out with the winner and closes the losers.
func goodFirstOf(c *http.Client, mirrors []string) ([]byte, error) {
	var winner *http.Response
	errs := make([]error, 0, len(mirrors))
	for _, m := range mirrors {
		resp, err := c.Get(m)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			errs = append(errs, errors.New(resp.Status))
			resp.Body.Close()
			continue
		}
		winner = resp
		break
	}
	if winner == nil {
		return nil, errors.Join(errs...)
	}
	defer winner.Body.Close()
	return io.ReadAll(winner.Body)
}

// badFirstOf keeps the last mirror that answered, and forgets the ones before.
func badFirstOf(c *http.Client, mirrors []string) ([]byte, error) {
	var winner *http.Response
	for _, m := range mirrors {
		resp, err := c.Get(m) // want "response body is not closed"
		if err != nil || resp.StatusCode >= 500 {
			continue
		}
		winner = resp
	}
	if winner == nil {
		return nil, errors.New("no mirror")
	}
	defer winner.Body.Close()
	return io.ReadAll(winner.Body)
}
