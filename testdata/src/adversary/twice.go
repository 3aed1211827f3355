package adversary

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"strings"
)

// fetcher is configured once.
type fetcher struct {
	client *http.Client
	stream bool
}

// goodHeaderTwice asks the header twice and gets the same answer.
func goodHeaderTwice(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	if resp.Header.Get("Content-Encoding") == "gzip" {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	if resp.Header.Get("Content-Encoding") != "gzip" {
		resp.Body.Close()
	}
	return nil
}

// goodFieldTwice asks a field of the receiver on both sides of the calls.
func (f *fetcher) goodFieldTwice(url string) (*http.Response, error) {
	resp, err := f.client.Get(url)
	if err != nil {
		return nil, err
	}
	if !f.stream {
		defer resp.Body.Close()
	}
	if _, err := resp.Location(); err == nil && !f.stream {
		return nil, errors.New("redirected")
	}
	if f.stream {
		return resp, nil
	}
	return nil, nil
}

// badFieldTwice asks it the wrong way round.
func (f *fetcher) badFieldTwice(url string) (*http.Response, error) {
	resp, err := f.client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if f.stream {
		defer resp.Body.Close()
		return nil, nil
	}
	if resp.StatusCode >= 400 && !f.stream {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

var retryable = map[int]bool{429: true, 502: true, 503: true}

// goodTableTwice asks a table that nobody changes.
func goodTableTwice(c *http.Client, url string) (again bool, err error) {
	resp, err := c.Get(url)
	if err != nil {
		return true, err
	}
	if retryable[resp.StatusCode] {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	if !retryable[resp.StatusCode] {
		return false, resp.Body.Close()
	}
	return true, nil
}

// goodRanges: three ranges without a default cover every code.
func goodRanges(c *http.Client, url string) (kind string, err error) {
	resp, err := c.Get(url)
	if err != nil {
		return "", err
	}
	switch code := resp.StatusCode; {
	case code < 300:
		err = resp.Body.Close()
	case code >= 300 && code < 400:
		kind = "redirect"
		resp.Body.Close()
	case code >= 400:
		kind = "error"
		resp.Body.Close()
	}
	return kind, err
}

// badRanges has a hole from 300 to 399.
func badRanges(c *http.Client, url string) (kind string, err error) {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	switch code := resp.StatusCode; {
	case code < 300:
		err = resp.Body.Close()
	case code >= 400:
		kind = "error"
		resp.Body.Close()
	}
	return kind, err
}

// goodQueue pops until nothing is left.
func goodQueue(c *http.Client, urls []string) (codes []int, err error) {
	var open []*http.Response
	for _, u := range urls {
		resp, err := c.Get(u)
		if err != nil {
			continue
		}
		open = append(open, resp)
	}
	for len(open) > 0 {
		r := open[0]
		open = open[1:]
		codes = append(codes, r.StatusCode)
		r.Body.Close()
	}
	return codes, nil
}

// goodChannel takes from a local channel exactly what was put into it.
func goodChannel(c *http.Client, urls []string) (codes []int) {
	ch := make(chan *http.Response, len(urls))
	for _, u := range urls {
		go func() {
			resp, err := c.Get(u)
			if err != nil {
				ch <- nil
				return
			}
			ch <- resp
		}()
	}
	for range urls {
		if resp := <-ch; resp != nil {
			codes = append(codes, resp.StatusCode)
			resp.Body.Close()
		}
	}
	return codes
}

// badIndexed defers for the first answer only.
func badIndexed(c *http.Client, urls []string) (codes []int) {
	for i, u := range urls {
		resp, err := c.Get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		if i == 0 {
			defer resp.Body.Close()
		}
		codes = append(codes, resp.StatusCode)
	}
	return codes
}

// badScan returns from the middle of a stream.
func badScan(c *http.Client, url, needle string) (bool, error) {
	resp, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return false, err
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		if strings.Contains(sc.Text(), needle) {
			return true, nil
		}
	}
	return false, errors.Join(sc.Err(), resp.Body.Close())
}

// badWalk recurses through a literal that knows itself, and forgets the leaf.
func badWalk(c *http.Client, url string) error {
	var walk func(u string, depth int) error
	walk = func(u string, depth int) error {
		resp, err := c.Get(u) // want "response body is not closed"
		if err != nil {
			return err
		}
		next := resp.Header.Get("Link")
		if next == "" && depth == 0 {
			return nil
		}
		resp.Body.Close()
		return walk(next, depth-1)
	}
	return walk(url, 0)
}

// badLocalGetter: who calls the literal owes what it returns.
func badLocalGetter(c *http.Client, urls []string) (n int, err error) {
	get := func(u string) (*http.Response, error) {
		return c.Get(u) // want "response body is not closed"
	}
	for _, u := range urls {
		resp, err := get(u)
		if err != nil {
			return n, err
		}
		if resp.StatusCode != http.StatusOK {
			return n, errors.New(resp.Status)
		}
		resp.Body.Close()
		n++
	}
	return n, nil
}

// goodPhase: the word says whether something is open.
func goodPhase(c *http.Client, url string) (phase string) {
	var resp *http.Response
	phase = "new"
	if r, err := c.Get(url); err == nil {
		resp, phase = r, "open"
	}
	if phase == "open" {
		phase = resp.Status
		resp.Body.Close()
	}
	return phase
}

// badShadowedBranch declares a response of its own in one branch.
func badShadowedBranch(c *http.Client, url string, post bool) (err error) {
	var resp *http.Response
	if post {
		resp, err := c.Post(url, "text/plain", strings.NewReader("x")) // want "response body is not closed"
		if err != nil {
			return err
		}
		_ = resp.StatusCode
	} else if resp, err = c.Get(url); err != nil {
		return err
	}
	if resp != nil {
		resp.Body.Close()
	}
	return nil
}

// goodForward writes the answer to the client of a proxy: Response.Write
// closes the body after it is sent.
func goodForward(rt http.RoundTripper, req *http.Request, w io.Writer) error {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return resp.Write(w)
}

// goodRelay gives the body to a request, whose transport closes it.
func goodRelay(c *http.Client, from, to string) error {
	resp, err := c.Get(from)
	if err != nil {
		return err
	}
	put, err := http.NewRequest(http.MethodPut, to, resp.Body)
	if err != nil {
		resp.Body.Close()
		return err
	}
	ack, err := c.Do(put)
	if err != nil {
		return err
	}
	return ack.Body.Close()
}
