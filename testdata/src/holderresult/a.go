// Package holderresult is about functions whose results hold open responses:
// structs, slices, maps, channels. The caller owes all that is in them.
package holderresult

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// A pair is two answers to the same question.
type pair struct{ old, new *http.Response }

// goodAsk returns both responses or none.
func goodAsk(rt http.RoundTripper, oldReq, newReq *http.Request) (p pair, err error) {
	if p.old, err = rt.RoundTrip(oldReq); err != nil {
		return pair{}, err
	}
	if p.new, err = rt.RoundTrip(newReq); err != nil {
		p.old.Body.Close()
		return pair{}, err
	}
	return p, nil
}

// badAsk returns none if there is only one, and the one is lost.
func badAsk(rt http.RoundTripper, oldReq, newReq *http.Request) (p pair, err error) {
	if p.old, err = rt.RoundTrip(oldReq); err != nil { // want "response body is not closed"
		return pair{}, err
	}
	if p.new, err = rt.RoundTrip(newReq); err != nil {
		return pair{}, err
	}
	return p, nil
}

// Both fields are closed.
func goodPair(rt http.RoundTripper, oldReq, newReq *http.Request) (bool, error) {
	p, err := goodAsk(rt, oldReq, newReq)
	if err != nil {
		return false, err
	}
	defer p.old.Body.Close()
	defer p.new.Body.Close()
	return p.old.StatusCode == p.new.StatusCode, nil
}

// The wrapper's loss is not this function's.
func goodPairOfBad(rt http.RoundTripper, oldReq, newReq *http.Request) (bool, error) {
	p, err := badAsk(rt, oldReq, newReq)
	if err != nil {
		return false, err
	}
	p.old.Body.Close()
	p.new.Body.Close()
	return p.old.StatusCode == p.new.StatusCode, nil
}

// One of the two fields is closed, twice.
func badPair(rt http.RoundTripper, oldReq, newReq *http.Request) (bool, error) {
	p, err := goodAsk(rt, oldReq, newReq) // leaks, not seen yet
	if err != nil {
		return false, err
	}
	defer p.old.Body.Close()
	defer p.old.Body.Close()
	return p.old.StatusCode == p.new.StatusCode, nil
}

// goodAll returns the responses to all requests, or closes those it has.
func goodAll(client *http.Client, urls []string) ([]*http.Response, error) {
	var all []*http.Response
	for _, url := range urls {
		resp, err := client.Get(url)
		if err != nil {
			closeAll(all)
			return nil, fmt.Errorf("%s: %w", url, err)
		}
		all = append(all, resp)
	}
	return all, nil
}

func closeAll(all []*http.Response) {
	for _, resp := range all {
		resp.Body.Close()
	}
}

// badAll returns an error instead of those it has.
func badAll(client *http.Client, urls []string) ([]*http.Response, error) {
	var all []*http.Response
	for _, url := range urls {
		resp, err := client.Get(url) // want "response body is not closed"
		if err != nil {
			return nil, fmt.Errorf("%s: %w", url, err)
		}
		all = append(all, resp)
	}
	return all, nil
}

// The loop closes each element.
func goodSlice(client *http.Client, urls []string) (codes []int, err error) {
	all, err := goodAll(client, urls)
	if err != nil {
		return nil, err
	}
	for _, resp := range all {
		codes = append(codes, resp.StatusCode)
		resp.Body.Close()
	}
	return codes, nil
}

// Named, it is the same loop.
func goodSliceHelper(client *http.Client, urls []string, w io.Writer) error {
	all, err := goodAll(client, urls)
	if err != nil {
		return err
	}
	defer closeAll(all)
	for _, resp := range all {
		if _, err := io.Copy(w, resp.Body); err != nil {
			return err
		}
	}
	return nil
}

// The loop ends at the first wrong status; it and all after it stay open.
func badSlice(client *http.Client, urls []string, w io.Writer) error {
	all, err := goodAll(client, urls) // want "response body is not closed"
	if err != nil {
		return err
	}
	for _, resp := range all {
		if resp.StatusCode != http.StatusOK {
			return errors.New(resp.Status)
		}
		_, err := io.Copy(w, resp.Body)
		if err := errors.Join(err, resp.Body.Close()); err != nil {
			return err
		}
	}
	return nil
}

// How many have answered is all that is left of them.
func badSliceCounted(client *http.Client, urls []string) int {
	all, err := goodAll(client, urls) // want "response body is not closed"
	if err != nil {
		return 0
	}
	return len(all)
}

// An answer is a response or an error.
type answer struct {
	url  string
	resp *http.Response
	err  error
}

// ask never fails; its answers may have.
func ask(d interface {
	Do(*http.Request) (*http.Response, error)
}, reqs []*http.Request) []answer {
	answers := make([]answer, len(reqs))
	for i, req := range reqs {
		resp, err := d.Do(req)
		answers[i] = answer{req.URL.String(), resp, err}
	}
	return answers
}

// Every answer that is a response is closed.
func goodSliceOfStructs(client *http.Client, reqs []*http.Request) (err error) {
	for _, a := range ask(client, reqs) {
		if a.err != nil {
			err = errors.Join(err, a.err)
			continue
		}
		a.resp.Body.Close()
	}
	return err
}

// The first error hides the responses after it.
func badSliceOfStructs(client *http.Client, reqs []*http.Request) error {
	for _, a := range ask(client, reqs) { // leaks, not seen yet
		if a.err != nil {
			return fmt.Errorf("%s: %w", a.url, a.err)
		}
		a.resp.Body.Close()
	}
	return nil
}

// byName returns as many responses as there are.
func byName(rt http.RoundTripper, reqs map[string]*http.Request) map[string]*http.Response {
	open := make(map[string]*http.Response, len(reqs))
	for name, req := range reqs {
		if resp, err := rt.RoundTrip(req); err == nil {
			open[name] = resp
		}
	}
	return open
}

// Each value of the map is closed.
func goodMap(rt http.RoundTripper, reqs map[string]*http.Request) (failed []string) {
	for name, resp := range byName(rt, reqs) {
		if resp.StatusCode != http.StatusOK {
			failed = append(failed, name)
		}
		resp.Body.Close()
	}
	return failed
}

// The good ones are closed.
func badMap(rt http.RoundTripper, reqs map[string]*http.Request) (failed []string) {
	for name, resp := range byName(rt, reqs) { // want "response body is not closed"
		if resp.StatusCode != http.StatusOK {
			failed = append(failed, name)
			continue
		}
		resp.Body.Close()
	}
	return failed
}

// One is looked up and closed; the map holds others.
func badMapLookup(rt http.RoundTripper, reqs map[string]*http.Request) (string, error) {
	open := byName(rt, reqs) // leaks, not seen yet
	resp, ok := open["main"]
	if !ok {
		return "", errors.New("main did not answer")
	}
	return resp.Status, resp.Body.Close()
}

// results sends all that has come, and closes the channel after it.
func results(client *http.Client, urls []string) <-chan *http.Response {
	out := make(chan *http.Response)
	go func() {
		defer close(out)
		for _, url := range urls {
			if resp, err := client.Get(url); err == nil {
				out <- resp
			}
		}
	}()
	return out
}

// All are received, all are closed.
func goodChannel(client *http.Client, urls []string) (n int) {
	for resp := range results(client, urls) {
		if resp.StatusCode == http.StatusOK {
			n++
		}
		resp.Body.Close()
	}
	return n
}

// All are received, and counted.
func badChannel(client *http.Client, urls []string) (n int) {
	for range results(client, urls) { // leaks, not seen yet
		n++
	}
	return n
}

// The first one is received and closed; the others wait for a receiver.
func badChannelFirst(client *http.Client, urls []string) (string, error) {
	resp, ok := <-results(client, urls) // leaks, not seen yet
	if !ok {
		return "", errors.New("none has answered")
	}
	return resp.Status, resp.Body.Close()
}
