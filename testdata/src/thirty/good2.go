package thirty

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"

	"thirty/lib"
)

// G09: the arguments of Join are all evaluated, the Close among them.
func goodJoin(c *http.Client, url string, v any) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	var serr error
	if resp.StatusCode/100 != 2 {
		serr = &lib.StatusError{Code: resp.StatusCode}
	}
	if err := errors.Join(serr, json.NewDecoder(resp.Body).Decode(v), resp.Body.Close()); err != nil {
		return fmt.Errorf("get %s: %w", url, err)
	}
	return nil
}

// G10: the iterator closes each page after the loop body, whatever that says.
func pages(c *http.Client, url string) iter.Seq2[*http.Response, error] {
	return func(yield func(*http.Response, error) bool) {
		for url != "" {
			resp, err := c.Get(url)
			if err != nil {
				yield(nil, err)
				return
			}
			url = resp.Header.Get("Next")
			more := yield(resp, nil)
			resp.Body.Close()
			if !more {
				return
			}
		}
	}
}

func goodPages(c *http.Client, url string) (int64, error) {
	var n int64
	for resp, err := range pages(c, url) {
		if err != nil {
			return n, err
		}
		if resp.StatusCode == http.StatusNoContent {
			break
		}
		m, err := io.Copy(io.Discard, resp.Body)
		if err != nil {
			return n, err
		}
		n += m
	}
	return n, nil
}

// G11: the refused response is drained and closed before the token is
// refreshed, and given back as it is if there is nothing to refresh.
type goodTransport struct {
	base    http.RoundTripper
	refresh func() (string, error)
}

func (t *goodTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized || t.refresh == nil {
		return resp, err
	}
	io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<10))
	resp.Body.Close()
	token, err := t.refresh()
	if err != nil {
		return nil, err
	}
	again := req.Clone(req.Context())
	again.Header.Set("Authorization", "Bearer "+token)
	return t.base.RoundTrip(again)
}

// G12: with lib.Into the response comes back closed.
func goodOptions(c *http.Client, url string) (int, error) {
	var v struct{ N int }
	resp, err := lib.Get(c, url, lib.Accept("application/json"), lib.Into(&v))
	if err != nil {
		return 0, err
	}
	if resp.StatusCode != http.StatusOK {
		return 0, &lib.StatusError{Code: resp.StatusCode}
	}
	return v.N, nil
}

// G13: the body is replaced by one that closes the original too.
type gzipBody struct {
	*gzip.Reader
	under io.ReadCloser
}

func (b *gzipBody) Close() error {
	err := b.Reader.Close()
	return errors.Join(err, b.under.Close())
}

func decompress(resp *http.Response) error {
	if resp.Header.Get("Content-Encoding") != "gzip" {
		return nil
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = &gzipBody{zr, resp.Body}
	return nil
}

func goodGunzip(c *http.Client, url string) ([]byte, error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	if err := decompress(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	defer func() { resp.Body.Close() }()
	return io.ReadAll(resp.Body)
}

// G15: if one of several fails, those opened before are closed; the caller
// closes all of them otherwise.
func openAll(c *http.Client, urls []string) (_ []*http.Response, err error) {
	var opened []*http.Response
	defer func() {
		if err != nil {
			closeAll(opened)
		}
	}()
	for _, u := range urls {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		opened = append(opened, resp)
		if resp.StatusCode != http.StatusOK {
			return nil, &lib.StatusError{Code: resp.StatusCode}
		}
	}
	return opened, nil
}

func closeAll(rs []*http.Response) {
	for _, r := range rs {
		r.Body.Close()
	}
}

func goodAll(c *http.Client, urls []string, w io.Writer) error {
	rs, err := openAll(c, urls)
	if err != nil {
		return err
	}
	defer closeAll(rs)
	for _, r := range rs {
		if _, err := io.Copy(w, r.Body); err != nil {
			return err
		}
	}
	return nil
}

// G16: a download that is resumed; the deferred closure closes the body that
// is open at the end, and the loop closes the one that broke.
func goodResume(c *http.Client, url string, w io.Writer) error {
	var body io.ReadCloser
	defer func() {
		if body != nil {
			body.Close()
		}
	}()
	var done int64
	for try := 0; try < 3; try++ {
		if body == nil {
			req, err := http.NewRequest(http.MethodGet, url, nil)
			if err != nil {
				return err
			}
			req.Header.Set("Range", fmt.Sprintf("bytes=%d-", done))
			resp, err := c.Do(req)
			if err != nil {
				continue
			}
			body = resp.Body
			if resp.StatusCode >= 400 {
				return &lib.StatusError{Code: resp.StatusCode}
			}
		}
		n, err := io.Copy(w, body)
		done += n
		if err == nil {
			return nil
		}
		body.Close()
		body = nil
	}
	return errors.New("gave up")
}
