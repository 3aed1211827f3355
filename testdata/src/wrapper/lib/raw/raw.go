// Package raw is the lowest of three: it sends, and nothing else.
package raw

import (
	"context"
	"io"
	"net/http"
)

// Send sends a request without a body; the caller closes the response.
func Send(ctx context.Context, rt http.RoundTripper, method, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, url, http.NoBody)
	if err != nil {
		return nil, err
	}
	return rt.RoundTrip(req)
}

// Open returns the body of a GET, which the caller closes.
func Open(ctx context.Context, rt http.RoundTripper, url string) (io.ReadCloser, error) {
	resp, err := Send(ctx, rt, http.MethodGet, url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}
