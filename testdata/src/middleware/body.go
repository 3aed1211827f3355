package middleware

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
)

// location is where a redirect leads to, or empty.
func location(resp *http.Response) string {
	if resp.StatusCode/100 != 3 {
		return ""
	}
	return resp.Header.Get("Location")
}

// redirected is the request to go there.
func redirected(req *http.Request, loc string) (*http.Request, error) {
	target, err := req.URL.Parse(loc)
	if err != nil {
		return nil, err
	}
	req = req.Clone(req.Context())
	req.URL = target
	return req, nil
}

// goodFollow follows, and closes what it leaves behind.
func goodFollow(next http.RoundTripper) http.RoundTripper {
	return tripper(func(req *http.Request) (*http.Response, error) {
		for range 5 {
			resp, err := next.RoundTrip(req)
			if err != nil {
				return nil, err
			}
			loc := location(resp)
			if loc == "" {
				return resp, nil
			}
			discard(resp)
			if req, err = redirected(req, loc); err != nil {
				return nil, err
			}
		}
		return nil, errors.New("too many redirects")
	})
}

// badFollow closes what it leaves behind, if it can leave.
func badFollow(next http.RoundTripper) http.RoundTripper {
	return tripper(func(req *http.Request) (*http.Response, error) {
		for range 5 {
			resp, err := next.RoundTrip(req) // want "response body is not closed"
			if err != nil {
				return nil, err
			}
			loc := location(resp)
			if loc == "" {
				return resp, nil
			}
			if req, err = redirected(req, loc); err != nil {
				return nil, err
			}
			discard(resp)
		}
		return nil, errors.New("too many redirects")
	})
}

// badFollowGoto jumps back for the next response with the last one open.
func badFollowGoto(next http.RoundTripper) http.RoundTripper {
	return tripper(func(req *http.Request) (*http.Response, error) {
		hops := 0
	again:
		resp, err := next.RoundTrip(req) // want "response body is not closed"
		if err != nil {
			return nil, err
		}
		if loc := location(resp); loc != "" && hops < 5 {
			hops++
			if req, err = redirected(req, loc); err != nil {
				discard(resp)
				return nil, err
			}
			goto again
		}
		return resp, nil
	})
}

// An unzipped body closes what it reads from.
type unzipped struct {
	*gzip.Reader
	under io.ReadCloser
}

func (u unzipped) Close() error {
	return errors.Join(u.Reader.Close(), u.under.Close())
}

// goodGzip swaps the body for one that closes it.
func goodGzip(next http.RoundTripper) http.RoundTripper {
	return tripper(func(req *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(req)
		if err != nil || resp.Header.Get("Content-Encoding") != "gzip" {
			return resp, err
		}
		zr, err := gzip.NewReader(resp.Body)
		if err != nil {
			discard(resp)
			return nil, err
		}
		resp.Body = unzipped{zr, resp.Body}
		return resp, nil
	})
}

// badGzip swaps the body for one whose Close does not lead to it.
func badGzip(next http.RoundTripper) http.RoundTripper {
	return tripper(func(req *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(req) // want "response body is not closed"
		if err != nil || resp.Header.Get("Content-Encoding") != "gzip" {
			return resp, err
		}
		zr, err := gzip.NewReader(resp.Body)
		if err != nil {
			discard(resp)
			return nil, err
		}
		resp.Body = zr
		return resp, nil
	})
}

// badGzipError cannot decompress, and forgets what.
func badGzipError(next http.RoundTripper) http.RoundTripper {
	return tripper(func(req *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(req) // want "response body is not closed"
		if err != nil || resp.Header.Get("Content-Encoding") != "gzip" {
			return resp, err
		}
		resp.Body, err = unzip(resp.Body)
		if err != nil {
			return nil, err
		}
		return resp, nil
	})
}

func unzip(rc io.ReadCloser) (io.ReadCloser, error) {
	zr, err := gzip.NewReader(rc)
	if err != nil {
		return nil, err
	}
	return unzipped{zr, rc}, nil
}

// goodLog reads the body for the log, closes it, and puts a copy in its place.
func goodLog(w io.Writer) middleware {
	return func(next http.RoundTripper) http.RoundTripper {
		return tripper(func(req *http.Request) (*http.Response, error) {
			resp, err := next.RoundTrip(req)
			if err != nil {
				return nil, err
			}
			data, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err != nil {
				return nil, err
			}
			w.Write(data)
			resp.Body = io.NopCloser(bytes.NewReader(data))
			return resp, nil
		})
	}
}

// badLog has a helper read the body, which closes nothing.
func badLog(w io.Writer) middleware {
	return func(next http.RoundTripper) http.RoundTripper {
		return tripper(func(req *http.Request) (*http.Response, error) {
			resp, err := next.RoundTrip(req) // want "response body is not closed"
			if err != nil {
				return nil, err
			}
			data, err := peek(resp)
			if err != nil {
				return nil, err
			}
			w.Write(data)
			return resp, nil
		})
	}
}

// peek reads the body, and leaves a copy in its place.
func peek(resp *http.Response) ([]byte, error) {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return data, nil
}
