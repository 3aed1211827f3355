// Package middleware is about chains of RoundTrippers: each returns one of the
// responses that it has got, and closes the others, mostly through helpers.
package middleware

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// A tripper is a RoundTripper in one function.
type tripper func(*http.Request) (*http.Response, error)

func (t tripper) RoundTrip(req *http.Request) (*http.Response, error) { return t(req) }

// A middleware wraps a RoundTripper in another one.
type middleware func(http.RoundTripper) http.RoundTripper

// chain wraps base in all of them, the first one outermost.
func chain(base http.RoundTripper, all ...middleware) http.RoundTripper {
	for i := len(all) - 1; i >= 0; i-- {
		base = all[i](base)
	}
	return base
}

// discard drains what is left, for the connection's sake, and closes.
func discard(resp *http.Response) {
	if resp == nil {
		return
	}
	io.CopyN(io.Discard, resp.Body, 1<<10)
	resp.Body.Close()
}

// drain only drains.
func drain(resp *http.Response) {
	io.CopyN(io.Discard, resp.Body, 1<<10)
}

func retryable(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500
}

// goodRetry discards what it does not return.
func goodRetry(tries int) middleware {
	return func(next http.RoundTripper) http.RoundTripper {
		return tripper(func(req *http.Request) (*http.Response, error) {
			for try := 1; ; try++ {
				resp, err := next.RoundTrip(req)
				if try >= tries || !retryable(resp, err) {
					return resp, err
				}
				discard(resp)
				time.Sleep(time.Millisecond)
			}
		})
	}
}

// badRetry drains what it does not return, and drains only.
func badRetry(tries int) middleware {
	return func(next http.RoundTripper) http.RoundTripper {
		return tripper(func(req *http.Request) (*http.Response, error) {
			for try := 1; ; try++ {
				resp, err := next.RoundTrip(req) // want "response body is not closed"
				if try >= tries || !retryable(resp, err) {
					return resp, err
				}
				if resp != nil {
					drain(resp)
				}
				time.Sleep(time.Millisecond)
			}
		})
	}
}

// badRetryCancelled discards unless it is told to stop while it waits.
func badRetryCancelled(tries int) middleware {
	return func(next http.RoundTripper) http.RoundTripper {
		return tripper(func(req *http.Request) (*http.Response, error) {
			for try := 1; ; try++ {
				resp, err := next.RoundTrip(req) // want "response body is not closed"
				if try >= tries || !retryable(resp, err) {
					return resp, err
				}
				select {
				case <-req.Context().Done():
					return nil, req.Context().Err()
				case <-time.After(time.Millisecond):
				}
				discard(resp)
			}
		})
	}
}

// A tokens is where a middleware gets its tokens from.
type tokens struct {
	base  http.RoundTripper
	url   string
	token string
}

// goodRefresh gets a new token, and closes the response that it came in.
func (t *tokens) goodRefresh(req *http.Request) error {
	resp, err := t.ask(req)
	if err != nil {
		return err
	}
	defer discard(resp)
	return t.decode(resp)
}

// badRefresh gets a new token as well.
func (t *tokens) badRefresh(req *http.Request) error {
	resp, err := t.ask(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	return t.decode(resp)
}

func (t *tokens) ask(req *http.Request) (*http.Response, error) {
	ask, err := http.NewRequestWithContext(req.Context(), http.MethodPost, t.url, nil)
	if err != nil {
		return nil, err
	}
	return t.base.RoundTrip(ask)
}

func (t *tokens) decode(resp *http.Response) error {
	var answer struct{ Token string }
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return fmt.Errorf("token: %w", err)
	}
	t.token = answer.Token
	return nil
}

// send sends the request with the token.
func (t *tokens) send(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("Authorization", "Bearer "+t.token)
	return t.base.RoundTrip(req)
}

// goodAuth discards the 401 before it sends the request again.
type goodAuth struct{ tokens }

func (t *goodAuth) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.send(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	discard(resp)
	if err := t.goodRefresh(req); err != nil {
		return nil, err
	}
	return t.send(req)
}

// badAuth discards the 401 if there is a new token.
type badAuth struct{ tokens }

func (t *badAuth) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.send(req) // want "response body is not closed"
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	if err := t.badRefresh(req); err != nil {
		return nil, err
	}
	discard(resp)
	return t.send(req)
}

// One request through a chain, and the response is closed.
func goodChain(base http.RoundTripper, req *http.Request, all ...middleware) (int, error) {
	resp, err := chain(base, all...).RoundTrip(req)
	if err != nil {
		return 0, err
	}
	defer discard(resp)
	return resp.StatusCode, nil
}

// One request through a chain, and the response is drained.
func badChain(base http.RoundTripper, req *http.Request, all ...middleware) (int, error) {
	resp, err := chain(base, all...).RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	drain(resp)
	return resp.StatusCode, nil
}

// One request by a client with a chain for a transport.
func goodClient(base http.RoundTripper, url string) (string, error) {
	client := &http.Client{Transport: chain(base, goodRetry(2), goodFollow)}
	resp, err := client.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// The chain closes what it drops, not what it returns.
func badClient(base http.RoundTripper, url string) (string, error) {
	client := &http.Client{Transport: chain(base, goodRetry(2), goodFollow)}
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}
