// Package iterator is about range-over-func: the body of such a loop is a
// function that the iterator calls, as often as it likes, and whose break,
// continue, return and defer mean what they mean in any loop.
package iterator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Opened and closed within one round.
func goodClosedPerRound(client *http.Client, urls iter.Seq[string]) (total int64, err error) {
	for url := range urls {
		resp, err := client.Get(url)
		if err != nil {
			return total, err
		}
		n, err := io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if err != nil {
			return total, err
		}
		total += n
	}
	return total, nil
}

// continue goes on to the next round with the body open.
func badContinue(client *http.Client, urls iter.Seq[string]) (total int64) {
	for url := range urls {
		resp, err := client.Get(url) // want "response body is not closed"
		if err != nil {
			continue
		}
		if resp.StatusCode != http.StatusOK {
			continue
		}
		total += resp.ContentLength
		resp.Body.Close()
	}
	return total
}

// break leaves the loop with the body open.
func badBreak(client *http.Client, urls iter.Seq[string], limit int64) (total int64) {
	for url := range urls {
		resp, err := client.Head(url) // want "response body is not closed"
		if err != nil {
			continue
		}
		if total += resp.ContentLength; total > limit {
			break
		}
		resp.Body.Close()
	}
	return total
}

// break leaves the loop, after the close.
func goodBreak(client *http.Client, urls iter.Seq[string], limit int64) (total int64) {
	for url := range urls {
		resp, err := client.Head(url)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if total += resp.ContentLength; total > limit {
			break
		}
	}
	return total
}

// return in the loop returns from the function around it.
func badReturn(d doer, reqs iter.Seq2[string, *http.Request]) error {
	for name, req := range reqs {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("%s: %s", name, resp.Status)
		}
		resp.Body.Close()
	}
	return nil
}

// What is returned in the loop is the caller's.
func goodReturn(d doer, reqs iter.Seq2[string, *http.Request]) (*http.Response, error) {
	var errs []error
	for name, req := range reqs {
		resp, err := d.Do(req)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
			continue
		}
		if resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.Join(errs...)
}

// What is returned in the loop is the caller's, unless it is the wrong thing.
func badReturnOfError(d doer, reqs iter.Seq2[string, *http.Request]) (*http.Response, error) {
	for name, req := range reqs {
		resp, err := d.Do(req) // want "response body is not closed"
		switch {
		case err != nil:
			continue
		case resp.StatusCode >= 500:
			return nil, fmt.Errorf("%s: %s", name, resp.Status)
		}
		return resp, nil
	}
	return nil, errors.New("nobody answers")
}

// A defer in the loop is the surrounding function's: late, but it runs.
func goodDefer(rt http.RoundTripper, reqs iter.Seq[*http.Request]) (codes []int, err error) {
	for req := range reqs {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			return codes, err
		}
		defer resp.Body.Close()
		codes = append(codes, resp.StatusCode)
	}
	return codes, nil
}

// The defer in the loop comes after something that returns.
func badDefer(rt http.RoundTripper, reqs iter.Seq[*http.Request], v any) error {
	for req := range reqs {
		resp, err := rt.RoundTrip(req) // want "response body is not closed"
		if err != nil {
			return err
		}
		if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
			return err
		}
		defer resp.Body.Close()
	}
	return nil
}

// Filled in the loop, closed after it.
func goodFirst(client *http.Client, mirrors map[string]bool) ([]byte, error) {
	var resp *http.Response
	for mirror := range maps.Keys(mirrors) {
		r, err := client.Get(mirror)
		if err == nil {
			resp = r
			break
		}
	}
	if resp == nil {
		return nil, errors.New("no mirror")
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Without the break, each mirror overwrites the one before.
func badLast(client *http.Client, mirrors map[string]bool) ([]byte, error) {
	var resp *http.Response
	for mirror := range maps.Keys(mirrors) {
		r, err := client.Get(mirror) // want "response body is not closed"
		if err == nil {
			resp = r
		}
	}
	if resp == nil {
		return nil, errors.New("no mirror")
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Collected in one loop, closed in another.
func goodCollected(list string) (codes []int) {
	var open []*http.Response
	for url := range strings.SplitSeq(list, ",") {
		if resp, err := http.Get(url); err == nil {
			open = append(open, resp)
		}
	}
	for _, resp := range open {
		codes = append(codes, resp.StatusCode)
		resp.Body.Close()
	}
	return codes
}

// Collected in one loop, looked at in another.
func badCollected(list string) (codes []int) {
	var open []*http.Response
	for url := range strings.SplitSeq(list, ",") {
		if resp, err := http.Get(url); err == nil { // want "response body is not closed"
			open = append(open, resp)
		}
	}
	for _, resp := range open {
		codes = append(codes, resp.StatusCode)
	}
	return codes
}

// The close is in the loop, which an empty iterator never enters.
func badClosedInLoop(url string, attempts iter.Seq[int]) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	for range attempts {
		if err = resp.Body.Close(); err == nil {
			break
		}
	}
	return err
}

// Opened outside, read inside, closed by the defer.
func goodReadInLoop(url string, sizes iter.Seq[int]) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	for size := range sizes {
		if _, err := io.CopyN(io.Discard, resp.Body, int64(size)); err != nil {
			return err
		}
	}
	return nil
}

// Opened outside, read inside; the return inside is before the close.
func badReadInLoop(url string, sizes iter.Seq[int]) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	for size := range sizes {
		if _, err := io.CopyN(io.Discard, resp.Body, int64(size)); err != nil {
			return err
		}
	}
	return resp.Body.Close()
}

// An iterator over pages, each closed before it is yielded.
func goodPages(client *http.Client, url string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for url != "" {
			resp, err := client.Get(url)
			if err != nil {
				yield(nil, err)
				return
			}
			page, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if !yield(page, err) {
				return
			}
			url = resp.Header.Get("X-Next")
		}
	}
}

// The loop over the pages is left early, and the last page stays open.
func badPages(client *http.Client, url string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for url != "" {
			resp, err := client.Get(url) // want "response body is not closed"
			if err != nil {
				yield(nil, err)
				return
			}
			page, err := io.ReadAll(resp.Body)
			if !yield(page, err) {
				return
			}
			resp.Body.Close()
			url = resp.Header.Get("X-Next")
		}
	}
}

// A stream of events: the defer runs when the loop over them is left.
func goodEvents(d doer, req *http.Request) iter.Seq[json.RawMessage] {
	return func(yield func(json.RawMessage) bool) {
		resp, err := d.Do(req)
		if err != nil {
			return
		}
		defer resp.Body.Close()
		for dec := json.NewDecoder(resp.Body); ; {
			var event json.RawMessage
			if dec.Decode(&event) != nil || !yield(event) {
				return
			}
		}
	}
}

// A stream of events that closes only when the stream ends by itself.
func badEvents(d doer, req *http.Request) iter.Seq[json.RawMessage] {
	return func(yield func(json.RawMessage) bool) {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			return
		}
		for dec := json.NewDecoder(resp.Body); ; {
			var event json.RawMessage
			if dec.Decode(&event) != nil {
				resp.Body.Close()
				return
			}
			if !yield(event) {
				return
			}
		}
	}
}

// Two loops, one in the other; the inner one's defer still is the function's.
func goodNestedLoops(groups iter.Seq[[]string]) error {
	for group := range groups {
		for url := range slices.Values(group) {
			resp, err := http.Get(url)
			if err != nil {
				return err
			}
			defer func() { resp.Body.Close() }()
		}
	}
	return nil
}

// A label in the outer loop: what the inner one has opened is left behind.
func badNestedLoops(groups iter.Seq[[]string]) (answers int) {
next:
	for group := range groups {
		for url := range slices.Values(group) {
			resp, err := http.Get(url) // want "response body is not closed"
			if err != nil {
				continue
			}
			if resp.StatusCode == http.StatusForbidden {
				continue next
			}
			answers++
			resp.Body.Close()
		}
	}
	return answers
}
