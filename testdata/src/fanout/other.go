package fanout

import (
	"context"
	"errors"
	"io"
	"net/http"

	"fanout/lib"
)

// What comes in the background is awaited and closed.
func goodOtherAsync(client *http.Client, url string) (string, error) {
	r := <-lib.Async(client, url)
	if r.Err != nil {
		return "", r.Err
	}
	defer r.Resp.Body.Close()
	return r.Resp.Status, nil
}

// What comes in the background is awaited only as long as the context lasts.
func badOtherAsync(ctx context.Context, client *http.Client, url string) (string, error) {
	ch := lib.Async(client, url) // leaks, not seen yet
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case r := <-ch:
		if r.Err != nil {
			return "", r.Err
		}
		defer r.Resp.Body.Close()
		return r.Resp.Status, nil
	}
}

// Nothing comes back from either: what the second one loses is its own.
func goodOtherFire(client *http.Client, url string) {
	lib.GoodFire(client, url)
	lib.BadFire(client, url)
}

// Waited for, and closed.
func goodOtherFuture(client *http.Client, url string) (int, error) {
	resp, err := lib.Start(client, url).Wait()
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The second future is not waited for if the first one brings an error.
func badOtherFuture(client *http.Client, url, mirror string) error {
	a := lib.Start(client, url)
	b := lib.Start(client, mirror) // leaks, not seen yet
	resp, err := a.Wait()
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp, err = b.Wait(); err != nil {
		return err
	}
	return resp.Body.Close()
}

// Gathered by another package, closed here.
func goodOtherGather(client *http.Client, urls []string) (n int) {
	for _, resp := range lib.Gather(client, urls...) {
		resp.Body.Close()
		n++
	}
	return n
}

// Gathered by another package, and the first good one is enough.
func badOtherGather(client *http.Client, urls []string) error {
	for _, resp := range lib.Gather(client, urls...) { // leaks, not seen yet
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
	}
	return errors.New("no good one")
}

// The function that is given only looks: lib closes, or loses what is its own.
func goodOtherEach(ctx context.Context, client *http.Client, urls []string) (n int64) {
	count := func(resp *http.Response) {
		m, _ := io.Copy(io.Discard, resp.Body)
		n += m
	}
	lib.Each(client, count, urls...)
	lib.BadEach(ctx, client, count, urls...)
	return n
}

// The group of another package runs what closes.
func goodOtherGroup(ctx context.Context, client *http.Client, urls []string) {
	var g lib.Group
	defer g.Wait()
	for _, url := range urls {
		g.Go(func() {
			resp, err := send(ctx, client, url)
			if err != nil {
				return
			}
			lib.Finish(resp.Body)
		})
	}
}

// The group of another package runs what closes at times.
func badOtherGroup(ctx context.Context, client *http.Client, urls []string) {
	var g lib.Group
	defer g.Wait()
	for _, url := range urls {
		g.Go(func() {
			resp, err := send(ctx, client, url) // want "response body is not closed"
			if err != nil || resp.StatusCode == http.StatusNoContent {
				return
			}
			lib.Finish(resp.Body)
		})
	}
}

// Another package's function finishes in the background.
func goodOtherFinish(client *http.Client, url string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	go lib.Finish(resp.Body)
	return nil
}

// The other function of that package finishes another body.
func badOtherFinish(client *http.Client, url, mirror string) error {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	copied, err := client.Get(mirror)
	if err != nil {
		return err
	}
	go lib.Finish(copied.Body)
	return errors.New(resp.Status)
}
