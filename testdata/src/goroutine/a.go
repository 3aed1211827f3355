// Package goroutine is about go statements and wg.Go: a goroutine closes what
// it was given, or forgets it like anybody else.
package goroutine

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// The goroutine outlives the function, and closes when it has copied.
func goodCloses(url string, w *io.PipeWriter) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	go func() {
		defer resp.Body.Close()
		_, err := io.Copy(w, resp.Body)
		w.CloseWithError(err)
	}()
	return nil
}

// The goroutine closes its end of the pipe, and not the body.
func badClosesThePipeOnly(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	pr, pw := io.Pipe()
	go func() {
		_, err := io.Copy(pw, resp.Body)
		pw.CloseWithError(err)
	}()
	return pr, nil
}

// The body is the goroutine's argument.
func goodTakesArgument(client *http.Client, req *http.Request, lines chan<- string) error {
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	go func(body io.ReadCloser) {
		defer close(lines)
		defer body.Close()
		scan := bufio.NewScanner(body)
		for scan.Scan() {
			lines <- scan.Text()
		}
	}(resp.Body)
	return nil
}

// It stops at an empty line, and forgets that it has to close.
func badClosesOnOnePath(client *http.Client, req *http.Request, lines chan<- string) error {
	resp, err := client.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	go func(body io.ReadCloser) {
		defer close(lines)
		scan := bufio.NewScanner(body)
		for scan.Scan() {
			if scan.Text() == "" {
				return
			}
			lines <- scan.Text()
		}
		body.Close()
	}(resp.Body)
	return nil
}

// go can start the method itself.
func goodGoClose(d doer, req *http.Request) (int, error) {
	resp, err := d.Do(req)
	if err != nil {
		return 0, err
	}
	go resp.Body.Close()
	return resp.StatusCode, nil
}

// Opened, decoded and closed in the background.
func goodOpensAndCloses(d doer, req *http.Request, done chan<- error) {
	go func() {
		resp, err := d.Do(req)
		if err != nil {
			done <- err
			return
		}
		defer resp.Body.Close()
		done <- json.NewDecoder(resp.Body).Decode(&struct{}{})
	}()
}

// Fire and forget: the answer is logged, its body stays open.
func badFireAndForget(d doer, req *http.Request) {
	go func() {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			fmt.Println("notify:", err)
			return
		}
		fmt.Println("notify:", resp.Status)
	}()
}

// Fire and forget, without even a name for the answer.
func badFireAndDiscard(urls []string) {
	for _, url := range urls {
		go func() {
			if _, err := http.Post(url, "text/plain", nil); err != nil { // want "response body is not closed"
				fmt.Println("ping:", err)
			}
		}()
	}
}

// Each goroutine of the group closes its own.
func goodGroup(client *http.Client, urls []string) []int {
	codes := make([]int, len(urls))
	var wg sync.WaitGroup
	for i, url := range urls {
		wg.Go(func() {
			resp, err := client.Get(url)
			if err != nil {
				return
			}
			defer resp.Body.Close()
			codes[i] = resp.StatusCode
		})
	}
	wg.Wait()
	return codes
}

// In the group, the return for the wrong status comes before the defer.
func badGroup(client *http.Client, urls []string) []int64 {
	sizes := make([]int64, len(urls))
	var wg sync.WaitGroup
	for i, url := range urls {
		wg.Go(func() {
			resp, err := client.Get(url) // want "response body is not closed"
			if err != nil || resp.StatusCode != http.StatusOK {
				return
			}
			defer resp.Body.Close()
			sizes[i], _ = io.Copy(io.Discard, resp.Body)
		})
	}
	wg.Wait()
	return sizes
}

// The old way to write a group, with Add and Done.
func goodAddDone(rt http.RoundTripper, reqs []*http.Request) {
	var wg sync.WaitGroup
	for _, req := range reqs {
		wg.Add(1)
		go func(req *http.Request) {
			defer wg.Done()
			resp, err := rt.RoundTrip(req)
			if err != nil {
				return
			}
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}(req)
	}
	wg.Wait()
}

// Done is deferred, Close is not, and a short answer returns in between.
func badAddDone(rt http.RoundTripper, reqs []*http.Request) {
	var wg sync.WaitGroup
	for _, req := range reqs {
		wg.Add(1)
		go func(req *http.Request) {
			defer wg.Done()
			resp, err := rt.RoundTrip(req) // want "response body is not closed"
			if err != nil {
				return
			}
			if _, err := io.ReadFull(resp.Body, make([]byte, 16)); err != nil {
				return
			}
			resp.Body.Close()
		}(req)
	}
	wg.Wait()
}

// The goroutine reads; the parent waits for it, and closes.
func goodParentCloses(url string, w io.Writer) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	var copyErr error
	wg.Go(func() { _, copyErr = io.Copy(w, resp.Body) })
	wg.Wait()
	return errors.Join(copyErr, resp.Body.Close())
}

// The goroutine reads, and each thinks that the other closes.
func badNobodyCloses(url string, w io.Writer) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	var copyErr error
	wg.Go(func() { _, copyErr = io.Copy(w, resp.Body) })
	wg.Wait()
	return copyErr
}

// Closing when the context ends stops the read; the goroutine always gets there.
func goodWatchdog(ctx context.Context, client *http.Client, url string) ([]byte, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-ctx.Done():
		case <-done:
		}
		resp.Body.Close()
	}()
	return io.ReadAll(resp.Body)
}

// The watchdog closes only if it has to bark.
func badWatchdog(ctx context.Context, client *http.Client, url string) ([]byte, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-ctx.Done():
			resp.Body.Close()
		case <-done:
		}
	}()
	return io.ReadAll(resp.Body)
}

// A poller that closes every answer before it sleeps.
func goodPoller(d doer, req *http.Request, every time.Duration) {
	go func() {
		for range time.Tick(every) {
			resp, err := d.Do(req)
			if err != nil {
				continue
			}
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
	}()
}

// Deferred in a goroutine that never ends, the closes never run.
func badPoller(d doer, req *http.Request, every time.Duration) {
	go func() {
		for {
			time.Sleep(every)
			resp, err := d.Do(req) // want "response body is not closed"
			if err != nil {
				continue
			}
			defer resp.Body.Close()
			io.Copy(io.Discard, resp.Body)
		}
	}()
}

// A goroutine inside a goroutine closes what the outer one has opened.
func goodNested(urls <-chan string, sink func() io.Writer) {
	go func() {
		for url := range urls {
			resp, err := http.Get(url)
			if err != nil {
				continue
			}
			go func() {
				defer resp.Body.Close()
				io.Copy(sink(), resp.Body)
			}()
		}
	}()
}

// Only the answers with the right status reach the goroutine that closes.
func badNested(urls <-chan string, sink func() io.Writer) {
	go func() {
		for url := range urls {
			resp, err := http.Get(url) // want "response body is not closed"
			if err != nil || resp.StatusCode >= 400 {
				continue
			}
			go func() {
				defer resp.Body.Close()
				io.Copy(sink(), resp.Body)
			}()
		}
	}()
}

// What is sent is the receiver's.
func goodHandsOver(client *http.Client, url string, out chan<- *http.Response) {
	go func() {
		if resp, err := client.Get(url); err == nil {
			out <- resp
		}
	}()
}

// Cancelled while it waits for the receiver, the goroutine drops the response.
func badDropsOnCancel(ctx context.Context, client *http.Client, url string, out chan<- *http.Response) {
	go func() {
		resp, err := client.Get(url) // want "response body is not closed"
		if err != nil {
			return
		}
		select {
		case out <- resp:
		case <-ctx.Done():
		}
	}()
}
