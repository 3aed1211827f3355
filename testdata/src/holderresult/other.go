package holderresult

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"holderresult/lib"
)

// Both elements of the array are closed.
func goodOtherArray(rt http.RoundTripper, a, b *http.Request) (bool, error) {
	both, err := lib.Both(rt, a, b)
	if err != nil {
		return false, err
	}
	for _, resp := range both {
		defer resp.Body.Close()
	}
	return both[0].Status == both[1].Status, nil
}

// One element is closed.
func badOtherArray(rt http.RoundTripper, a, b *http.Request) (bool, error) {
	both, err := lib.Both(rt, a, b) // want "response body is not closed"
	if err != nil {
		return false, err
	}
	defer both[1].Body.Close()
	return both[0].Status == both[1].Status, nil
}

// Each result that has a response is closed.
func goodOtherSlice(client *http.Client, urls []string) (n int) {
	for _, r := range lib.All(client, urls...) {
		if r.Err == nil {
			r.Resp.Body.Close()
			n++
		}
	}
	return n
}

// The first one that answers wins; the others stay open.
func badOtherSlice(client *http.Client, urls []string) (string, error) {
	for _, r := range lib.All(client, urls...) { // leaks, not seen yet
		if r.Err == nil {
			defer r.Resp.Body.Close()
			return r.Resp.Status, nil
		}
	}
	return "", errors.New("none has answered")
}

// The bodies of a map are closed, if there is a map.
func goodOtherMap(client *http.Client, urls []string, w io.Writer) (err error) {
	bodies, err := lib.GoodBodies(client, urls...)
	if err != nil {
		return err
	}
	for _, body := range bodies {
		_, copyErr := io.Copy(w, body)
		err = errors.Join(err, copyErr, body.Close())
	}
	return err
}

// All that can be reached is closed; what BadBodies has lost cannot.
func goodOtherMapOfBad(client *http.Client, urls []string) (n int) {
	for _, body := range lib.BadBodies(client, urls...) {
		body.Close()
		n++
	}
	return n
}

// One body cannot be written, and the others are forgotten.
func badOtherMap(client *http.Client, urls []string, w io.Writer) error {
	bodies, err := lib.GoodBodies(client, urls...) // leaks, not seen yet
	if err != nil {
		return err
	}
	for url, body := range bodies {
		_, err := io.Copy(w, body)
		body.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", url, err)
		}
	}
	return nil
}

// The rest is the sender's, once the context has ended.
func goodOtherChannel(ctx context.Context, client *http.Client, urls []string) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for r := range lib.GoodStream(ctx, client, urls...) {
		if r.Err != nil {
			continue
		}
		return r.Resp.StatusCode, r.Resp.Body.Close()
	}
	return 0, errors.New("none has answered")
}

// This receiver does the same; the sender is another one.
func goodOtherChannelOfBad(ctx context.Context, client *http.Client, urls []string) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for r := range lib.BadStream(ctx, client, urls...) {
		if r.Err != nil {
			continue
		}
		return r.Resp.StatusCode, r.Resp.Body.Close()
	}
	return 0, errors.New("none has answered")
}

// What is received is the receiver's, and this one only looks.
func badOtherChannel(ctx context.Context, client *http.Client, urls []string) (n int) {
	for r := range lib.GoodStream(ctx, client, urls...) { // leaks, not seen yet
		if r.Err == nil && r.Resp.StatusCode == http.StatusOK {
			n++
		}
	}
	return n
}

// The owner of another package is closed.
func goodOtherOwner(client *http.Client, url string) ([]byte, error) {
	s, err := lib.Dial(client, url)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return io.ReadAll(s)
}

// An owner has a name, and is forgotten for it.
func badOtherOwner(client *http.Client, url string) (string, error) {
	s, err := lib.Dial(client, url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if id := s.ID(); id != "" {
		return id, nil
	}
	data, err := io.ReadAll(s)
	return string(data), errors.Join(err, s.Close())
}

// Stop is all there is to call.
func goodOtherWatch(client *http.Client, url string) (byte, error) {
	w, err := lib.BadWatch(client, url)
	if err != nil {
		return 0, err
	}
	defer w.Stop()
	return w.Event()
}

// The release of another package is called.
func goodOtherRelease(ctx context.Context, client *http.Client, url string, w io.Writer) (err error) {
	resp, release, err := lib.Open(ctx, client, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	_, err = io.Copy(w, resp.Body)
	return err
}

// The release is called when all went well.
func badOtherRelease(ctx context.Context, client *http.Client, url string, w io.Writer) error {
	resp, release, err := lib.Open(ctx, client, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, resp.Body); err != nil {
		return err
	}
	return release()
}

// What is on the stack is closed with it.
func goodOtherStack(client *http.Client, urls []string) error {
	var stack lib.Stack
	defer stack.Close()
	for _, url := range urls {
		resp, err := client.Get(url)
		if err != nil {
			return err
		}
		stack.Push(resp.Body)
	}
	return nil
}

// The stack is closed after the last push, if it comes to that.
func badOtherStack(client *http.Client, urls []string) error {
	stack := new(lib.Stack)
	for _, url := range urls {
		resp, err := client.Get(url) // leaks, not seen yet
		if err != nil {
			return err
		}
		stack.Push(resp.Body)
	}
	return stack.Close()
}

// Stored for show, and closed by who has got it.
func goodOtherStored(r *lib.Recorder, url string) (string, error) {
	resp, err := r.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// It can be closed where it is stored, as long as it is the last one.
func goodOtherStoredLast(r *lib.Recorder, url string) error {
	if _, err := r.Get(url); err != nil {
		return err
	}
	return r.Last.Body.Close()
}

// Shown, and not closed.
func badOtherStored(r *lib.Recorder, url string) (string, error) {
	if _, err := r.Get(url); err != nil { // leaks, not seen yet
		return "", err
	}
	return r.Last.Status, nil
}
