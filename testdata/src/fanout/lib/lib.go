// Package lib opens in the background, for callers in another package.
package lib

import (
	"context"
	"io"
	"net/http"
	"sync"
)

// A Result is an answer or an error.
type Result struct {
	Resp *http.Response
	Err  error
}

// Async opens in the background; the channel has room for the result.
func Async(client *http.Client, url string) <-chan Result {
	out := make(chan Result, 1)
	go func() {
		defer close(out)
		resp, err := client.Get(url)
		out <- Result{resp, err}
	}()
	return out
}

// GoodFire asks in the background, and closes the answer.
func GoodFire(client *http.Client, url string) {
	go func() {
		if resp, err := client.Get(url); err == nil {
			resp.Body.Close()
		}
	}()
}

// BadFire asks in the background.
func BadFire(client *http.Client, url string) {
	go client.Get(url) // want "response body is not closed"
}

// A Future is a response that is on its way.
type Future struct {
	done chan struct{}
	resp *http.Response
	err  error
}

// Start begins to open; who waits for the future closes.
func Start(client *http.Client, url string) *Future {
	f := &Future{done: make(chan struct{})}
	go func() {
		defer close(f.done)
		f.resp, f.err = client.Get(url)
	}()
	return f
}

// Wait returns what has come.
func (f *Future) Wait() (*http.Response, error) {
	<-f.done
	return f.resp, f.err
}

// Gather asks all at once, and returns those that have answered.
func Gather(client *http.Client, urls ...string) []*http.Response {
	all := make([]*http.Response, len(urls))
	var wg sync.WaitGroup
	for i, url := range urls {
		wg.Go(func() { all[i], _ = client.Get(url) })
	}
	wg.Wait()
	n := 0
	for _, resp := range all {
		if resp != nil {
			all[n] = resp
			n++
		}
	}
	return all[:n]
}

// Each asks all at once, and calls use for each answer, one at a time; it
// closes the answers.
func Each(client *http.Client, use func(*http.Response), urls ...string) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, url := range urls {
		wg.Go(func() {
			resp, err := client.Get(url)
			if err != nil {
				return
			}
			defer resp.Body.Close()
			mu.Lock()
			defer mu.Unlock()
			use(resp)
		})
	}
	wg.Wait()
}

// BadEach calls use until the context ends, and then loses what still comes.
func BadEach(ctx context.Context, client *http.Client, use func(*http.Response), urls ...string) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, url := range urls {
		wg.Go(func() {
			resp, err := client.Get(url) // want "response body is not closed"
			if err != nil || ctx.Err() != nil {
				return
			}
			defer resp.Body.Close()
			mu.Lock()
			defer mu.Unlock()
			use(resp)
		})
	}
	wg.Wait()
}

// A Group runs functions at once.
type Group struct{ wg sync.WaitGroup }

// Go runs f at once.
func (g *Group) Go(f func()) { g.wg.Go(f) }

// Wait waits for all of them.
func (g *Group) Wait() { g.wg.Wait() }

// Finish drains and closes.
func Finish(rc io.ReadCloser) {
	io.Copy(io.Discard, rc)
	rc.Close()
}
