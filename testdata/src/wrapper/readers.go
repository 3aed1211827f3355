package wrapper

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"iter"
	"net/http"
)

// later returns what reads and closes the body, once it is called.
func later(client *http.Client, url string) (func() ([]byte, error), error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return func() ([]byte, error) {
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	}, nil
}

// The closure is called, so the body is closed.
func goodClosure(client *http.Client, url string) (string, error) {
	read, err := later(client, url)
	if err != nil {
		return "", err
	}
	data, err := read()
	return string(data), err
}

// The closure is called if it is worth it; if not, nobody closes.
func badClosure(client *http.Client, url string, wanted bool) (string, error) {
	read, err := later(client, url) // want "response body is not closed"
	if err != nil || !wanted {
		return "", err
	}
	data, err := read()
	return string(data), err
}

// pull returns the two halves of an iterator that reads on demand.
func pull(client *http.Client, url string) (next func() (string, bool), stop func(), err error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, nil, err
	}
	sc := bufio.NewScanner(resp.Body)
	next = func() (string, bool) {
		more := sc.Scan()
		return sc.Text(), more
	}
	return next, func() { resp.Body.Close() }, nil
}

// stop closes the body.
func goodPull(client *http.Client, url string) (n int, err error) {
	next, stop, err := pull(client, url)
	if err != nil {
		return 0, err
	}
	defer stop()
	for _, ok := next(); ok; _, ok = next() {
		n++
	}
	return n, nil
}

// Read to the end, and never stopped.
func badPull(client *http.Client, url string) (n int, err error) {
	next, _, err := pull(client, url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	for _, ok := next(); ok; _, ok = next() {
		n++
	}
	return n, nil
}

// lines opens at once; the iterator closes when the loop ends, however it ends.
func lines(client *http.Client, url string) (iter.Seq[string], error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return func(yield func(string) bool) {
		defer resp.Body.Close()
		for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
			if !yield(sc.Text()) {
				return
			}
		}
	}, nil
}

// Even the loop that stops early has closed.
func goodIterator(client *http.Client, url string) (first string, err error) {
	seq, err := lines(client, url)
	if err != nil {
		return "", err
	}
	for first = range seq {
		if first != "" {
			break
		}
	}
	return first, nil
}

// Without a loop nothing is closed.
func badIterator(client *http.Client, url string, n int) (all []string, err error) {
	seq, err := lines(client, url) // want "response body is not closed"
	if err != nil || n == 0 {
		return nil, err
	}
	for line := range seq {
		all = append(all, line)
	}
	return all, nil
}

// goodLazyIterator opens when the loop begins, and closes when it ends.
func goodLazyIterator(client *http.Client, url string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		resp, err := client.Get(url)
		if err != nil {
			yield("", err)
			return
		}
		defer resp.Body.Close()
		for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
			if !yield(sc.Text(), nil) {
				return
			}
		}
	}
}

// badLazyIterator closes when the lines end, not when the loop does.
func badLazyIterator(client *http.Client, url string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		resp, err := client.Get(url) // want "response body is not closed"
		if err != nil {
			yield("", err)
			return
		}
		for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
			if !yield(sc.Text(), nil) {
				return
			}
		}
		resp.Body.Close()
	}
}

// Nothing is owed by the loop, whether the iterator closes or loses.
func goodRangeLazy(client *http.Client, url string) (n int, err error) {
	for _, err := range goodLazyIterator(client, url) {
		if err != nil {
			return n, err
		}
		n++
	}
	for _, err := range badLazyIterator(client, url) {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// A gzipBody closes what it decompresses.
type gzipBody struct {
	*gzip.Reader
	body io.Closer
}

func (b *gzipBody) Close() error {
	b.Reader.Close()
	return b.body.Close()
}

// goodUnzipped returns a reader that closes the body with itself.
func goodUnzipped(client *http.Client, url string) (io.ReadCloser, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	return &gzipBody{zr, resp.Body}, nil
}

// badUnzipped has no reader to return for what is not compressed.
func badUnzipped(client *http.Client, url string) (io.ReadCloser, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	return &gzipBody{zr, resp.Body}, nil
}

// badUnzippedOnly returns a gzip.Reader, whose Close leaves the body open.
func badUnzippedOnly(client *http.Client, url string) (io.ReadCloser, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	return zr, nil
}

// The reader is closed, and the body with it.
func goodReader(client *http.Client, url string, w io.Writer) error {
	r, err := goodUnzipped(client, url)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}

// This caller closes what it gets: the losses are those of the two wrappers.
func goodReaderOfBad(client *http.Client, url string, only bool, w io.Writer) error {
	open := badUnzipped
	if only {
		open = badUnzippedOnly
	}
	r, err := open(client, url)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}

// The reader is read and forgotten.
func badReader(client *http.Client, url string, w io.Writer) error {
	r, err := goodUnzipped(client, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}

// goodLimited keeps Close beside the limited reader.
func goodLimited(client *http.Client, url string) (io.ReadCloser, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, 1<<10), resp.Body}, nil
}

// badLimited returns a reader that nobody can close.
func badLimited(client *http.Client, url string) (io.Reader, error) {
	resp, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.LimitReader(resp.Body, 1<<10), nil
}

// The struct without a name has the Close of the body.
func goodAfterLimited(client *http.Client, url string) (int, error) {
	r, err := goodLimited(client, url)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	return len(data), err
}

// At the limit, the rest and Close are skipped.
func badAfterLimited(client *http.Client, url string) (int, error) {
	r, err := goodLimited(client, url) // leaks, not seen yet
	if err != nil {
		return 0, err
	}
	n, err := r.Read(make([]byte, 8))
	if n == 8 {
		return n, nil
	}
	r.Close()
	return n, err
}

// badDecoder returns a decoder, which has no Close.
func badDecoder(d doer, req *http.Request) (*json.Decoder, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return json.NewDecoder(resp.Body), nil
}

// goodDecoder returns the body beside the decoder.
func goodDecoder(d doer, req *http.Request) (*json.Decoder, io.Closer, error) {
	resp, err := d.Do(req)
	if err != nil {
		return nil, nil, err
	}
	return json.NewDecoder(resp.Body), resp.Body, nil
}

// What is beside the decoder is closed.
func goodAfterDecoder(d doer, req *http.Request, v any) error {
	dec, c, err := goodDecoder(d, req)
	if err != nil {
		return err
	}
	defer c.Close()
	return dec.Decode(v)
}

// What is beside the decoder is ignored.
func badAfterDecoder(d doer, req *http.Request, v any) error {
	dec, _, err := goodDecoder(d, req) // want "response body is not closed"
	if err != nil {
		return err
	}
	return dec.Decode(v)
}
