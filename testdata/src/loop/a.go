// Package loop: a response is lost when the loop comes round again, or
// when it ends. What depends on the scope of loop variables is in
// periteration.go and perloop.go.
package loop

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type client struct {
	hc    *http.Client
	fetch func(url string) (*http.Response, error)
}

type page struct {
	Items []string
	Next  string
}

// Each round drops the response of the round before.
func badEveryRound(urls []string) map[string]string {
	status := make(map[string]string)
	for _, u := range urls {
		resp, err := http.Get(u) // want "response body is not closed"
		if err != nil {
			status[u] = err.Error()
			continue
		}
		status[u] = resp.Status
	}
	return status
}

// Each round closes its own response.
func goodEveryRound(urls []string) map[string]string {
	status := make(map[string]string)
	for _, u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			status[u] = err.Error()
			continue
		}
		status[u] = resp.Status
		resp.Body.Close()
	}
	return status
}

// Continue skips the Close.
func badContinue(d Doer, reqs []*http.Request) (total int64) {
	for _, req := range reqs {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			continue
		}
		if resp.StatusCode != http.StatusOK {
			continue
		}
		n, _ := io.Copy(io.Discard, resp.Body)
		total += n
		resp.Body.Close()
	}
	return total
}

// Continue after a Close of its own.
func goodContinue(d Doer, reqs []*http.Request) (total int64) {
	for _, req := range reqs {
		resp, err := d.Do(req)
		if err != nil {
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			continue
		}
		n, _ := io.Copy(io.Discard, resp.Body)
		total += n
		resp.Body.Close()
	}
	return total
}

// Break skips the Close.
func (c *client) badBreak(urls []string) (alive string) {
	for _, u := range urls {
		resp, err := c.fetch(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		if resp.StatusCode < 500 {
			alive = u
			break
		}
		resp.Body.Close()
	}
	return alive
}

// Closed before the loop can be left.
func (c *client) goodBreak(urls []string) (alive string) {
	for _, u := range urls {
		resp, err := c.fetch(u)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			alive = u
			break
		}
	}
	return alive
}

// A page that cannot be decoded ends the pagination with an open body.
func badPages(d Doer, url string) (items []string, err error) {
	for url != "" {
		req, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
		var p page
		if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
			return nil, fmt.Errorf("page %s: %w", url, err)
		}
		resp.Body.Close()
		items = append(items, p.Items...)
		url = p.Next
	}
	return items, nil
}

// Decoded, closed, and only then looked at.
func goodPages(d Doer, url string) (items []string, err error) {
	for url != "" {
		req, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := d.Do(req)
		if err != nil {
			return nil, err
		}
		var p page
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", url, err)
		}
		items = append(items, p.Items...)
		url = p.Next
	}
	return items, nil
}

// The last page, the one without a link, stays open.
func badLastPage(url string) (n int, err error) {
	for {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			return n, err
		}
		n++
		next := resp.Header.Get("Link")
		if next == "" {
			return n, nil
		}
		resp.Body.Close()
		url = next
	}
}

// Page after page in a function of its own, with its own defer.
func goodLastPage(url string) (n int, err error) {
	for url != "" {
		err := func() error {
			resp, err := http.Get(url)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			n++
			url = resp.Header.Get("Link")
			return nil
		}()
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// The deferred calls wait for an end that never comes.
func badDeferForever(url string, sink io.Writer) {
	for {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			time.Sleep(time.Minute)
			continue
		}
		defer resp.Body.Close()
		io.Copy(sink, resp.Body)
	}
}

// The same loop inside a goroutine.
func badDeferForeverSelect(d Doer, req *http.Request, tick <-chan time.Time, force <-chan bool) {
	go func() {
		for {
			select {
			case <-tick:
			case <-force:
			}
			resp, err := d.Do(req) // want "response body is not closed"
			if err != nil {
				log.Print(err)
				continue
			}
			defer resp.Body.Close()
			log.Print(resp.Status)
		}
	}()
}

// A function for the round gives the defer an end.
func goodDeferForever(url string, sink io.Writer) {
	for {
		func() {
			resp, err := http.Get(url)
			if err != nil {
				time.Sleep(time.Minute)
				return
			}
			defer resp.Body.Close()
			io.Copy(sink, resp.Body)
		}()
	}
}

// The loop ends with the first error, and the deferred calls run then:
// late, but they run.
func goodDeferUntilError(url string, sink io.Writer) error {
	for {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if _, err := io.Copy(sink, resp.Body); err != nil {
			return err
		}
	}
}

// The deferred calls pile up, and all of them run at the end.
func goodDeferPiledUp(urls []string) error {
	for _, u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		log.Print(u, ": ", resp.Status)
	}
	return nil
}

// The last of three attempts is never closed.
func badBoundedLast(c *http.Client, req *http.Request) bool {
	for i := range 3 {
		resp, err := c.Do(req) // want "response body is not closed"
		if err != nil {
			continue
		}
		if i < 2 {
			resp.Body.Close()
		}
	}
	return false
}

// Three attempts are numbers 0, 1 and 2: the condition is always true.
func goodBoundedLast(c *http.Client, req *http.Request) bool {
	for i := range 3 {
		resp, err := c.Do(req)
		if err != nil {
			continue
		}
		if i < 3 {
			resp.Body.Close()
		}
	}
	return false
}

// Off by one: the attempt that is kept is not the last one, and the
// next round overwrites it.
func badKeepLast(d Doer, req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := 0; i < 3; i++ {
		resp, err = d.Do(req) // want "response body is not closed"
		if err != nil {
			continue
		}
		if resp.StatusCode == http.StatusOK {
			break
		}
		if i != 1 {
			resp.Body.Close()
		}
	}
	return resp, err
}

// The last attempt is kept for the caller, whatever its status.
func goodKeepLast(d Doer, req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := 0; i < 3; i++ {
		resp, err = d.Do(req)
		if err != nil {
			continue
		}
		if resp.StatusCode == http.StatusOK || i == 2 {
			break
		}
		resp.Body.Close()
	}
	return resp, err
}

// Counting down, and missing the zero.
func badCountDown(url string) {
	for left := 2; left >= 0; left-- {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			continue
		}
		if left > 0 {
			resp.Body.Close()
		}
	}
}

// Counting down to one.
func goodCountDown(url string) {
	for left := 2; left > 0; left-- {
		resp, err := http.Get(url)
		if err != nil {
			continue
		}
		if left >= 1 {
			resp.Body.Close()
		}
	}
}

// A channel of work: the worker that is told to stop leaves a body open.
func badRangeChannel(ctx context.Context, urls <-chan string, results chan<- int64) error {
	for u := range urls {
		resp, err := http.Get(u) // want "response body is not closed"
		if err != nil {
			return err
		}
		n, err := io.Copy(io.Discard, resp.Body)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		resp.Body.Close()
		if err == nil {
			results <- n
		}
	}
	return nil
}

// A channel of work: closed before anything is decided.
func goodRangeChannel(ctx context.Context, urls <-chan string, results chan<- int64) error {
	for u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		n, err := io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			results <- n
		}
	}
	return nil
}

// Only the response of the last round is closed.
func badRangeInteger(rt http.RoundTripper, req *http.Request, n int) error {
	var last *http.Response
	for range n {
		resp, err := rt.RoundTrip(req) // want "response body is not closed"
		if err != nil {
			return err
		}
		last = resp
	}
	if last != nil {
		return last.Body.Close()
	}
	return nil
}

// The response of the round before is closed at the start of the next;
// the last one behind the loop.
func goodRangeInteger(rt http.RoundTripper, req *http.Request, n int) error {
	var last *http.Response
	for range n {
		if last != nil {
			last.Body.Close()
			last = nil
		}
		resp, err := rt.RoundTrip(req)
		if err != nil {
			return err
		}
		last = resp
	}
	if last != nil {
		return last.Body.Close()
	}
	return nil
}

// The response in the header of the loop: the loop's end forgets it.
func badPoll(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	for err == nil && resp.StatusCode == http.StatusAccepted {
		resp.Body.Close()
		time.Sleep(time.Second)
		resp, err = http.Get(url) // want "response body is not closed"
	}
	return err
}

// The loop's end closes what the loop has left.
func goodPoll(url string) error {
	resp, err := http.Get(url)
	for err == nil && resp.StatusCode == http.StatusAccepted {
		resp.Body.Close()
		time.Sleep(time.Second)
		resp, err = http.Get(url)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The first mirror that answers wins; the ones that failed stay open.
func badMirrors(c *http.Client, path string) (*http.Response, error) {
	var errs []error
	for _, host := range [...]string{"a.example.com", "b.example.com", "c.example.com"} {
		resp, err := c.Get("https://" + host + path) // want "response body is not closed"
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		errs = append(errs, errors.New(resp.Status))
	}
	return nil, errors.Join(errs...)
}

// The first mirror that answers wins; the others are closed.
func goodMirrors(c *http.Client, path string) (*http.Response, error) {
	var errs []error
	for _, host := range [...]string{"a.example.com", "b.example.com", "c.example.com"} {
		resp, err := c.Get("https://" + host + path)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		errs = append(errs, errors.New(resp.Status))
		resp.Body.Close()
	}
	return nil, errors.Join(errs...)
}

// The inner loop opens, the outer loop closes: one of many.
func badNested(hosts, paths []string) {
	for _, h := range hosts {
		var resp *http.Response
		for _, p := range paths {
			var err error
			resp, err = http.Get(h + p) // want "response body is not closed"
			if err != nil {
				break
			}
			log.Print(resp.Status)
		}
		if resp != nil {
			resp.Body.Close()
		}
	}
}

// The inner loop opens and closes.
func goodNested(hosts, paths []string) {
	for _, h := range hosts {
		for _, p := range paths {
			resp, err := http.Get(h + p)
			if err != nil {
				break
			}
			log.Print(resp.Status)
			resp.Body.Close()
		}
	}
}

// An open stream that is opened again after a short line.
func badReconnect(d Doer, req *http.Request, handle func(string) error) error {
	for {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			return err
		}
		sc := bufio.NewScanner(resp.Body)
		for sc.Scan() {
			if err := handle(strings.TrimSpace(sc.Text())); err != nil {
				resp.Body.Close()
				return err
			}
		}
	}
}

// A stream that is closed before it is opened again.
func goodReconnect(d Doer, req *http.Request, handle func(string) error) error {
	for {
		resp, err := d.Do(req)
		if err != nil {
			return err
		}
		sc := bufio.NewScanner(resp.Body)
		for sc.Scan() {
			if err := handle(strings.TrimSpace(sc.Text())); err != nil {
				resp.Body.Close()
				return err
			}
		}
		resp.Body.Close()
	}
}
