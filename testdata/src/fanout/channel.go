package fanout

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"
)

// A result is an answer or an error.
type result struct {
	resp *http.Response
	err  error
}

// The workers finish what they open; only the status is sent.
func goodPool(ctx context.Context, client *http.Client, urls []string, workers int) (codes []int) {
	jobs := make(chan string)
	out := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for url := range jobs {
				resp, err := send(ctx, client, url)
				if err != nil {
					continue
				}
				out <- resp.StatusCode
				finish(resp)
			}
		})
	}
	go func() {
		for _, url := range urls {
			jobs <- url
		}
		close(jobs)
		wg.Wait()
		close(out)
	}()
	for code := range out {
		codes = append(codes, code)
	}
	return codes
}

// The workers go on to the next job when the status is wrong.
func badPool(ctx context.Context, client *http.Client, urls []string, workers int) (ok int) {
	jobs := make(chan string)
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for url := range jobs {
				resp, err := send(ctx, client, url) // want "response body is not closed"
				if err != nil || resp.StatusCode != http.StatusOK {
					continue
				}
				finish(resp)
				mu.Lock()
				ok++
				mu.Unlock()
			}
		}()
	}
	for _, url := range urls {
		jobs <- url
	}
	close(jobs)
	wg.Wait()
	return ok
}

// worker sends results for jobs, until there are no more jobs.
func worker(ctx context.Context, client *http.Client, jobs <-chan string, out chan<- result) {
	for url := range jobs {
		resp, err := send(ctx, client, url)
		out <- result{resp, err}
	}
}

// The channel has room for one result of each job, and each is taken.
func goodWorkers(ctx context.Context, client *http.Client, urls []string) (n int) {
	jobs := make(chan string, len(urls))
	out := make(chan result, len(urls))
	for range 2 {
		go worker(ctx, client, jobs, out)
	}
	for _, url := range urls {
		jobs <- url
	}
	close(jobs)
	for range urls {
		if r := <-out; r.err == nil {
			finish(r.resp)
			n++
		}
	}
	return n
}

// The first result is taken, the others are left in the channel.
func badWorkers(ctx context.Context, client *http.Client, urls []string) error {
	jobs := make(chan string, len(urls))
	out := make(chan result, len(urls))
	go func() {
		for url := range jobs {
			resp, err := send(ctx, client, url) // want "response body is not closed"
			out <- result{resp, err}
		}
	}()
	for _, url := range urls {
		jobs <- url
	}
	close(jobs)
	for range urls {
		r := <-out
		if r.err != nil {
			return r.err
		}
		finish(r.resp)
	}
	return nil
}

// The first result is returned; who sends the others finds nobody, sees that,
// and closes.
func goodFastest(ctx context.Context, client *http.Client, urls []string) (string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	out := make(chan result)
	for _, url := range urls {
		go func() {
			resp, err := send(ctx, client, url)
			select {
			case out <- result{resp, err}:
			case <-ctx.Done():
				if err == nil {
					resp.Body.Close()
				}
			}
		}()
	}
	select {
	case r := <-out:
		if r.err != nil {
			return "", r.err
		}
		defer r.resp.Body.Close()
		return r.resp.Status, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// The first result is returned; who sends the others waits for ever.
func badFastest(ctx context.Context, client *http.Client, urls []string) (string, error) {
	out := make(chan result)
	for _, url := range urls {
		go func() {
			resp, err := send(ctx, client, url) // leaks, not seen yet
			out <- result{resp, err}
		}()
	}
	r := <-out
	if r.err != nil {
		return "", r.err
	}
	defer r.resp.Body.Close()
	return r.resp.Status, nil
}

// async opens in the background; the result is in the channel, which has room.
func async(ctx context.Context, client *http.Client, url string) <-chan result {
	out := make(chan result, 1)
	go func() {
		resp, err := send(ctx, client, url)
		out <- result{resp, err}
	}()
	return out
}

// The result is awaited and closed.
func goodAsync(ctx context.Context, client *http.Client, url string) (int, error) {
	r := <-async(ctx, client, url)
	if r.err != nil {
		return 0, r.err
	}
	defer r.resp.Body.Close()
	return r.resp.StatusCode, nil
}

// The result is awaited and looked at.
func badAsync(ctx context.Context, client *http.Client, url string) (int, error) {
	r := <-async(ctx, client, url) // leaks, not seen yet
	if r.err != nil {
		return 0, r.err
	}
	return r.resp.StatusCode, nil
}

// Who no longer waits has somebody else close what may come.
func goodTimeout(ctx context.Context, client *http.Client, url string, limit time.Duration) ([]byte, error) {
	ch := async(ctx, client, url)
	select {
	case r := <-ch:
		if r.err != nil {
			return nil, r.err
		}
		defer r.resp.Body.Close()
		return io.ReadAll(r.resp.Body)
	case <-time.After(limit):
		go func() {
			if r := <-ch; r.err == nil {
				r.resp.Body.Close()
			}
		}()
		return nil, errors.New("timeout")
	}
}

// Who no longer waits does not get what comes later; nobody does.
func badTimeout(ctx context.Context, client *http.Client, url string, limit time.Duration) ([]byte, error) {
	ch := async(ctx, client, url) // leaks, not seen yet
	select {
	case r := <-ch:
		if r.err != nil {
			return nil, r.err
		}
		defer r.resp.Body.Close()
		return io.ReadAll(r.resp.Body)
	case <-time.After(limit):
		return nil, errors.New("timeout")
	}
}

// stage closes what comes in, and sends on what it has read of it.
func stage(in <-chan *http.Response) <-chan []byte {
	out := make(chan []byte)
	go func() {
		defer close(out)
		for resp := range in {
			data, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err == nil {
				out <- data
			}
		}
	}()
	return out
}

// leakyStage closes what it could read.
func leakyStage(in <-chan *http.Response) <-chan []byte {
	out := make(chan []byte)
	go func() {
		defer close(out)
		for resp := range in {
			data, err := io.ReadAll(resp.Body)
			if err != nil {
				continue
			}
			resp.Body.Close()
			out <- data
		}
	}()
	return out
}

// What is sent into the pipeline is closed by its second stage.
func goodPipeline(ctx context.Context, client *http.Client, urls []string) (n int) {
	in := make(chan *http.Response)
	go func() {
		defer close(in)
		for _, url := range urls {
			if resp, err := send(ctx, client, url); err == nil {
				in <- resp
			}
		}
	}()
	for data := range stage(in) {
		n += len(data)
	}
	return n
}

// What is sent into this pipeline is not always closed by its second stage,
// which is a part of this package and has no other name for it.
func badPipeline(ctx context.Context, client *http.Client, urls []string) (n int) {
	in := make(chan *http.Response)
	go func() {
		defer close(in)
		for _, url := range urls {
			if resp, err := send(ctx, client, url); err == nil { // leaks, not seen yet
				in <- resp
			}
		}
	}()
	for data := range leakyStage(in) {
		n += len(data)
	}
	return n
}
