package holderresult

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// A feed owns a response: whoever has the feed must close it.
type feed struct {
	resp *http.Response
	dec  *json.Decoder
}

// goodFeed returns an owner, or closes.
func goodFeed(client *http.Client, url string) (*feed, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return &feed{resp, json.NewDecoder(resp.Body)}, nil
}

// badFeed makes no owner of a response that is not JSON.
func badFeed(client *http.Client, url string) (*feed, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	f := &feed{resp: resp}
	if resp.Header.Get("Content-Type") != "application/json" {
		return nil, errors.New("not a feed")
	}
	f.dec = json.NewDecoder(resp.Body)
	return f, nil
}

// Next decodes the next entry.
func (f *feed) Next(v any) error { return f.dec.Decode(v) }

// Close closes the response.
func (f *feed) Close() error { return f.resp.Body.Close() }

// The owner is closed.
func goodOwner(client *http.Client, url string) (n int, err error) {
	f, err := goodFeed(client, url)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var v any
	for f.Next(&v) == nil {
		n++
	}
	return n, nil
}

// This owner is closed as well; what it lost before is its constructor's.
func goodOwnerOfBad(client *http.Client, url string) error {
	f, err := badFeed(client, url)
	if err != nil {
		return err
	}
	var v any
	return errors.Join(f.Next(&v), f.Close())
}

// The owner is used up and forgotten.
func badOwner(client *http.Client, url string) (n int, err error) {
	f, err := goodFeed(client, url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	var v any
	for f.Next(&v) == nil {
		n++
	}
	return n, nil
}

// An empty feed is not closed.
func badOwnerEarly(client *http.Client, url string, v any) error {
	f, err := goodFeed(client, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if err := f.Next(v); err == io.EOF {
		return nil
	}
	return f.Close()
}

// A tail is an owner whose Close has forgotten what it owns: nothing in this
// package closes the body of a tail, and others cannot see it.
type tail struct {
	body   io.ReadCloser
	lines  *bufio.Scanner
	closed bool
}

func badTail(client *http.Client, url string) (*tail, error) {
	resp, err := client.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	return &tail{body: resp.Body, lines: bufio.NewScanner(resp.Body)}, nil
}

// Close only remembers that it was called.
func (t *tail) Close() error {
	t.closed = true
	return nil
}

// The owner is closed, in vain.
func goodOwnerInVain(client *http.Client, url string) (string, error) {
	t, err := badTail(client, url)
	if err != nil {
		return "", err
	}
	defer t.Close()
	t.lines.Scan()
	return t.lines.Text(), t.lines.Err()
}

// A hub owns as many as it has opened.
type hub struct {
	client *http.Client
	feeds  map[string]*feed
}

func newHub(client *http.Client) *hub {
	return &hub{client, make(map[string]*feed)}
}

// add keeps the feed, for close.
func (h *hub) add(url string) error {
	f, err := goodFeed(h.client, url)
	if err != nil {
		return err
	}
	if old := h.feeds[url]; old != nil {
		old.Close()
	}
	h.feeds[url] = f
	return nil
}

// badAdd is told of a second feed under one name, and loses it.
func (h *hub) badAdd(url string) error {
	f, err := goodFeed(h.client, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if h.feeds[url] != nil {
		return errors.New("already there")
	}
	h.feeds[url] = f
	return nil
}

func (h *hub) close() (err error) {
	for _, f := range h.feeds {
		err = errors.Join(err, f.Close())
	}
	return err
}

// The owner of owners is closed.
func goodHub(client *http.Client, urls []string) error {
	h := newHub(client)
	defer h.close()
	for _, url := range urls {
		if err := h.add(url); err != nil {
			return err
		}
		h.badAdd(url + "/more")
		h.badAdd(url)
	}
	return nil
}

// dial returns a release beside the response.
func dial(client *http.Client, url string) (*http.Response, func(), error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, func() {}, err
	}
	return resp, func() {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}, nil
}

// The release is called.
func goodRelease(client *http.Client, url string) (string, error) {
	resp, release, err := dial(client, url)
	defer release()
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// The release is not needed to close.
func goodReleaseByHand(client *http.Client, url string) (string, error) {
	resp, _, err := dial(client, url)
	if err != nil {
		return "", err
	}
	return resp.Status, resp.Body.Close()
}

// Neither is used.
func badRelease(client *http.Client, url string) (string, error) {
	resp, _, err := dial(client, url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// The release is called for the right status.
func badReleaseAtTimes(client *http.Client, url string, v any) error {
	resp, release, err := dial(client, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	defer release()
	return json.NewDecoder(resp.Body).Decode(v)
}

// slots limits how many responses are open; what it returns is no release.
type slots chan struct{}

func (s slots) get(client *http.Client, url string) (*http.Response, func(), error) {
	s <- struct{}{}
	resp, err := client.Get(url)
	if err != nil {
		<-s
		return nil, nil, err
	}
	return resp, func() { <-s }, nil
}

// The slot and the body are given back.
func goodSlot(s slots, client *http.Client, url string) (int, error) {
	resp, done, err := s.get(client, url)
	if err != nil {
		return 0, err
	}
	defer done()
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The slot is given back, the body is not.
func badSlot(s slots, client *http.Client, url string) (int, error) {
	resp, done, err := s.get(client, url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	defer done()
	return resp.StatusCode, nil
}
