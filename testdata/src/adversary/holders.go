package adversary

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

type timed struct {
	*http.Response
	took time.Duration
}

// goodEmbedded closes through the promoted field of a local value.
func goodEmbedded(c *http.Client, url string) (time.Duration, error) {
	start := time.Now()
	resp, err := c.Get(url)
	if err != nil {
		return 0, err
	}
	t := timed{Response: resp, took: time.Since(start)}
	defer t.Body.Close()
	if t.StatusCode != http.StatusOK {
		return t.took, errors.New(t.Status)
	}
	return t.took, nil
}

// badEmbedded checks before it defers.
func badEmbedded(c *http.Client, url string) (time.Duration, error) {
	start := time.Now()
	var t timed
	var err error
	t.Response, err = c.Get(url) // want "response body is not closed"
	if t.took = time.Since(start); err != nil {
		return t.took, err
	}
	if t.StatusCode != http.StatusOK {
		return t.took, errors.New(t.Status)
	}
	defer t.Body.Close()
	return t.took, nil
}

// goodSlice closes in a deferred closure whatever was collected.
func goodSlice(c *http.Client, urls []string) (total int64, err error) {
	var open []*http.Response
	defer func() {
		for _, r := range open {
			r.Body.Close()
		}
	}()
	for _, u := range urls {
		resp, err := c.Get(u)
		if err != nil {
			return total, err
		}
		open = append(open, resp)
	}
	for _, r := range open {
		total += r.ContentLength
	}
	return total, nil
}

// goodClosers closes what was collected, the last one first.
func goodClosers(c *http.Client, urls []string) error {
	var closers []io.Closer
	defer func() {
		for i := len(closers) - 1; i >= 0; i-- {
			closers[i].Close()
		}
	}()
	for _, u := range urls {
		resp, err := c.Get(u)
		if err != nil {
			return err
		}
		closers = append(closers, resp.Body)
	}
	return nil
}

// badPair fills an array and closes only its first element.
func badPair(c *http.Client, a, b string) (same bool, err error) {
	var pair [2]*http.Response
	if pair[0], err = c.Get(a); err != nil {
		return false, err
	}
	defer pair[0].Body.Close()
	if pair[1], err = c.Get(b); err != nil { // want "response body is not closed"
		return false, err
	}
	return pair[0].StatusCode == pair[1].StatusCode, nil
}

// goodMethodValue binds the receiver once; goodMethodExpr names it late.
func goodMethodValue(c *http.Client, url string) (string, error) {
	resp, err := c.Get(url)
	if err != nil {
		return "", err
	}
	done := resp.Body.Close
	resp.Body = http.NoBody
	defer done()
	return resp.Status, nil
}

func goodMethodExpr(c *http.Client, url string) (string, error) {
	resp, err := c.Get(url)
	if err != nil {
		return "", err
	}
	defer io.Closer.Close(resp.Body)
	return resp.Status, nil
}

// getJSON is generic: it leaks what is not a 200.
func getJSON[T any](c *http.Client, url string) (v T, err error) {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return v, err
	}
	if resp.StatusCode != http.StatusOK {
		var zero T
		return zero, fmt.Errorf("status %d", resp.StatusCode)
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, errors.Join(err, resp.Body.Close())
}

// putJSON is generic and closes.
func putJSON[T any, C interface {
	Do(*http.Request) (*http.Response, error)
}](c C, req *http.Request, into *T) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer func(b io.Closer) { _ = b.Close() }(resp.Body)
	return json.NewDecoder(resp.Body).Decode(into)
}

// drainAndClose is a named function: not looked into.
func drainAndClose(body io.ReadCloser) {
	io.Copy(io.Discard, io.LimitReader(body, 4096))
	body.Close()
}

// goodHelper leaves the close to a function of its own.
func goodHelper(c *http.Client, url string) (int, error) {
	resp, err := c.Get(url)
	if err != nil {
		return 0, err
	}
	defer drainAndClose(resp.Body)
	return resp.StatusCode, nil
}

// goodCleanup: testing calls it when the test ends, however it ends.
func goodCleanup(t testing.TB, c *http.Client, url string) string {
	t.Helper()
	resp, err := c.Get(url)
	if err != nil {
		t.Fatalf("get: %v", err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if resp.StatusCode != http.StatusOK {
		return resp.Status
	}
	return ""
}

// badCleanup registers the close after it may have returned.
func badCleanup(t testing.TB, c *http.Client, url string) string {
	t.Helper()
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		t.Fatalf("get: %v", err)
	}
	if resp.StatusCode != http.StatusOK {
		return resp.Status
	}
	t.Cleanup(func() { resp.Body.Close() })
	return ""
}

// goodOnce: the literal runs at once, and the variable it fills is closed.
func goodOnce(c *http.Client, url string) (code int, err error) {
	var once sync.Once
	var resp *http.Response
	once.Do(func() { resp, err = c.Get(url) })
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// badGo: the goroutine returns without a close when the copy fails.
func badGo(c *http.Client, url string, w io.Writer, errs chan<- error) error {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	go func() {
		if _, err := io.Copy(w, resp.Body); err != nil {
			errs <- err
			return
		}
		errs <- resp.Body.Close()
	}()
	return nil
}

// goodWaitGroup: each goroutine closes its own.
func goodWaitGroup(c *http.Client, urls []string) int64 {
	var wg sync.WaitGroup
	var ok atomic.Int64
	for _, u := range urls {
		wg.Go(func() {
			resp, err := c.Get(u)
			if err != nil {
				return
			}
			defer resp.Body.Close()
			if resp.StatusCode < 400 {
				ok.Add(1)
			}
		})
	}
	wg.Wait()
	return ok.Load()
}

// cache keeps what it is given.
type cache struct {
	last atomic.Pointer[http.Response]
	all  sync.Map
}

// goodTransfers hands the response on in five ways, and owes nothing.
func (k *cache) goodTransfers(c *http.Client, url string, how int, out **http.Response) (context.Context, error) {
	ctx := context.Background()
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	switch how {
	case 0:
		k.all.Store(url, resp)
	case 1:
		k.last.Store(resp)
	case 2:
		*out = resp
	case 3:
		ctx = context.WithValue(ctx, k, resp)
	default:
		resp.Body.Close()
	}
	return ctx, nil
}

// badTransfers: one of the ways out has no taker.
func (k *cache) badTransfers(c *http.Client, url string, how int, out **http.Response) error {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	switch how {
	case 0:
		k.all.LoadOrStore(url, resp)
	case 1:
		*out = resp
	case 2:
		return fmt.Errorf("not supported: %v", how)
	default:
		resp.Body.Close()
	}
	return nil
}
