// Package fanout is about responses and goroutines: fire and forget, fan-out,
// pools of workers, channels of results.
package fanout

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
)

// send opens; the caller closes.
func send(ctx context.Context, client *http.Client, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return client.Do(req)
}

func finish(resp *http.Response) {
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

// Fired, finished and forgotten.
func goodFire(ctx context.Context, client *http.Client, url string) {
	go func() {
		resp, err := send(ctx, client, url)
		if err != nil {
			return
		}
		finish(resp)
	}()
}

// Fired and forgotten.
func badFire(ctx context.Context, client *http.Client, url string) {
	go func() {
		send(ctx, client, url) // want "response body is not closed"
	}()
}

// ping is what goroutines are started with; it finishes what it opens.
func ping(ctx context.Context, client *http.Client, url string) {
	if resp, err := send(ctx, client, url); err == nil {
		finish(resp)
	}
}

// A goroutine of a function with a name, which finishes.
func goodFireNamed(ctx context.Context, client *http.Client, urls []string) {
	for _, url := range urls {
		go ping(ctx, client, url)
	}
}

// A goroutine of a function with a name: its results are dropped.
func badFireNamed(ctx context.Context, client *http.Client, urls []string) {
	for _, url := range urls {
		go send(ctx, client, url) // want "response body is not closed"
	}
}

// Opened here, finished by a goroutine.
func goodFinishLater(ctx context.Context, client *http.Client, url string) (int, error) {
	resp, err := send(ctx, client, url)
	if err != nil {
		return 0, err
	}
	go finish(resp)
	return resp.StatusCode, nil
}

// Opened here, drained by a goroutine.
func badFinishLater(ctx context.Context, client *http.Client, url string) (int, error) {
	resp, err := send(ctx, client, url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	go io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, nil
}

// Each goroutine writes to its own element, and all are closed after Wait.
func goodGroup(ctx context.Context, client *http.Client, urls []string) (n int) {
	var wg sync.WaitGroup
	resps := make([]*http.Response, len(urls))
	for i, url := range urls {
		wg.Go(func() {
			if resp, err := send(ctx, client, url); err == nil {
				resps[i] = resp
			}
		})
	}
	wg.Wait()
	for _, resp := range resps {
		if resp != nil {
			resp.Body.Close()
			n++
		}
	}
	return n
}

// Each goroutine writes to its own element, and one error is enough to forget
// the others.
func badGroup(ctx context.Context, client *http.Client, urls []string) error {
	var wg sync.WaitGroup
	resps := make([]*http.Response, len(urls))
	errs := make([]error, len(urls))
	for i, url := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			resps[i], errs[i] = send(ctx, client, url) // leaks, not seen yet
		}()
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for _, resp := range resps {
		resp.Body.Close()
	}
	return nil
}

// gather returns all that have answered, when all have.
func gather(ctx context.Context, client *http.Client, urls []string) (all []*http.Response) {
	var (
		wg sync.WaitGroup
		mu sync.Mutex
	)
	for _, url := range urls {
		wg.Go(func() {
			resp, err := send(ctx, client, url)
			if err != nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, resp)
		})
	}
	wg.Wait()
	return all
}

// All that were gathered are finished.
func goodGather(ctx context.Context, client *http.Client, urls []string) {
	for _, resp := range gather(ctx, client, urls) {
		finish(resp)
	}
}

// They were gathered to be counted.
func badGather(ctx context.Context, client *http.Client, urls []string) int {
	return len(gather(ctx, client, urls)) // want "response body is not closed"
}

// A group waits for its functions, and keeps the first error.
type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

func (g *group) run(f func() error) {
	g.wg.Go(func() {
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	})
}

func (g *group) wait() error {
	g.wg.Wait()
	return g.err
}

// Each function of the group finishes what it opens.
func goodErrgroup(ctx context.Context, client *http.Client, urls []string) error {
	var g group
	for _, url := range urls {
		g.run(func() error {
			resp, err := send(ctx, client, url)
			if err != nil {
				return err
			}
			defer finish(resp)
			if resp.StatusCode != http.StatusOK {
				return errors.New(resp.Status)
			}
			return nil
		})
	}
	return g.wait()
}

// Each function of the group returns an error first.
func badErrgroup(ctx context.Context, client *http.Client, urls []string) error {
	var g group
	for _, url := range urls {
		g.run(func() error {
			resp, err := send(ctx, client, url) // want "response body is not closed"
			if err != nil {
				return err
			}
			if resp.StatusCode != http.StatusOK {
				return errors.New(resp.Status)
			}
			finish(resp)
			return nil
		})
	}
	return g.wait()
}

// The function of the group fills a variable of its parent, who closes.
func goodErrgroupFills(ctx context.Context, client *http.Client, url, mirror string) error {
	var g group
	var a, b *http.Response
	g.run(func() (err error) { a, err = send(ctx, client, url); return err })
	g.run(func() (err error) { b, err = send(ctx, client, mirror); return err })
	err := g.wait()
	for _, resp := range []*http.Response{a, b} {
		if resp != nil {
			resp.Body.Close()
		}
	}
	return err
}

// If one of the two fails, the parent forgets the other one.
func badErrgroupFills(ctx context.Context, client *http.Client, url, mirror string) error {
	var g group
	var a, b *http.Response
	g.run(func() (err error) {
		a, err = send(ctx, client, url) // leaks, not seen yet
		return err
	})
	g.run(func() (err error) {
		b, err = send(ctx, client, mirror) // leaks, not seen yet
		return err
	})
	if err := g.wait(); err != nil {
		return fmt.Errorf("compare: %w", err)
	}
	return errors.Join(a.Body.Close(), b.Body.Close())
}
