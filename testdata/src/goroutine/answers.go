package goroutine

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// Answers that come through a channel of the function's own.

// What comes after the timeout stays in the channel.
func badTimeout(url string) (string, error) {
	got := make(chan *http.Response, 1)
	failed := make(chan error, 1)
	go func() {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			failed <- err
			return
		}
		got <- resp
	}()
	select {
	case resp := <-got:
		defer resp.Body.Close()
		return resp.Status, nil
	case err := <-failed:
		return "", err
	case <-time.After(time.Second):
		return "", nil
	}
}

// The answer is received, and not closed.
func badUnclosed(url string) (string, error) {
	got := make(chan *http.Response, 1)
	failed := make(chan error, 1)
	go func() {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			failed <- err
			return
		}
		got <- resp
	}()
	select {
	case resp := <-got:
		return resp.Status, nil
	case err := <-failed:
		return "", err
	}
}

type answer struct {
	resp *http.Response
	err  error
}

// As many are received as were sent.
func goodAnswers(urls []string) {
	ch := make(chan answer)
	for _, u := range urls {
		go func() {
			resp, err := http.Get(u)
			ch <- answer{resp, err}
		}()
	}
	for range urls {
		a := <-ch
		if a.err != nil {
			continue
		}
		a.resp.Body.Close()
	}
}

// Some of the answers are closed.
func badAnswers(urls []string) {
	ch := make(chan answer)
	for _, u := range urls {
		go func() {
			resp, err := http.Get(u) // want "response body is not closed"
			ch <- answer{resp, err}
		}()
	}
	for range urls {
		a := <-ch
		if a.err != nil {
			continue
		}
		if a.resp.StatusCode == 200 {
			a.resp.Body.Close()
		}
	}
}

// Cancelled, the request fails; what the goroutine sends is thrown away.
func goodCtx(ctx context.Context, u string) error {
	ch := make(chan answer, 1)
	go func() {
		resp, err := http.Get(u)
		ch <- answer{resp, err}
	}()
	select {
	case a := <-ch:
		if a.err == nil {
			a.resp.Body.Close()
		}
		return a.err
	case <-ctx.Done():
		<-ch
		return ctx.Err()
	}
}

// The channel is closed when all have sent.
func goodRange(urls []string) {
	ch := make(chan *http.Response)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			resp, err := http.Get(u)
			if err != nil {
				return
			}
			ch <- resp
		}()
	}
	go func() { wg.Wait(); close(ch) }()
	for r := range ch {
		r.Body.Close()
	}
}

// Another goroutine receives.
func goodReceiver(urls []string) {
	ch := make(chan *http.Response)
	done := make(chan bool)
	go func() {
		for r := range ch {
			r.Body.Close()
		}
		close(done)
	}()
	for _, u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		ch <- resp
	}
	close(ch)
	<-done
}

// The sender closes what nobody wants.
func goodSelectSend(ctx context.Context, u string, stop chan bool) {
	ch := make(chan *http.Response)
	go func() {
		resp, err := http.Get(u)
		if err != nil {
			return
		}
		select {
		case ch <- resp:
		case <-ctx.Done():
			resp.Body.Close()
		}
	}()
	select {
	case r := <-ch:
		r.Body.Close()
	case <-stop:
	}
}

// The late answer is left to a goroutine.
func goodCleaner(u string) {
	ch := make(chan *http.Response, 1)
	go func() {
		resp, err := http.Get(u)
		if err != nil {
			close(ch)
			return
		}
		ch <- resp
	}()
	select {
	case r, ok := <-ch:
		if ok {
			r.Body.Close()
		}
	case <-time.After(time.Second):
		go func() {
			if r := <-ch; r != nil {
				r.Body.Close()
			}
		}()
	}
}

// badLate cleans up after the timeout, and forgets a bad status.
func badLate(target string, hc *http.Client) (string, error) {
	got, failed := make(chan *http.Response, 1), make(chan error, 1)
	go func() {
		rsp, err := hc.Get(target) // want "response body is not closed"
		if err != nil {
			failed <- err
			return
		}
		got <- rsp
	}()
	select {
	case rsp := <-got:
		if rsp.StatusCode != 200 {
			return "", nil
		}
		defer rsp.Body.Close()
		return rsp.Status, nil
	case err := <-failed:
		return "", err
	case <-time.After(30 * time.Second):
		go func() {
			select {
			case late := <-got:
				late.Body.Close()
			case <-failed:
			}
		}()
		return "", nil
	}
}

// goodLate leaves the late answer to a goroutine.
func goodLate(target string, hc *http.Client) (string, error) {
	got, failed := make(chan *http.Response, 1), make(chan error, 1)
	go func() {
		rsp, err := hc.Get(target)
		if err != nil {
			failed <- err
			return
		}
		got <- rsp
	}()
	select {
	case rsp := <-got:
		defer rsp.Body.Close()
		return rsp.Status, nil
	case err := <-failed:
		return "", err
	case <-time.After(30 * time.Second):
		go func() {
			select {
			case late := <-got:
				late.Body.Close()
			case <-failed:
			}
		}()
		return "", nil
	}
}

// goodByIndex puts each answer beside its error.
func goodByIndex(urls []string) int {
	open := make([]*http.Response, len(urls))
	errs := make([]error, len(urls))
	var wg sync.WaitGroup
	for i, u := range urls {
		wg.Go(func() {
			open[i], errs[i] = http.Get(u)
		})
	}
	wg.Wait()
	n := 0
	for i, r := range open {
		if errs[i] != nil {
			continue
		}
		n += r.StatusCode
		r.Body.Close()
	}
	return n
}
