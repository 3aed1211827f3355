// Package swapped is about helpers that put something in place of the body,
// so that the caller closes another one than was opened. The helpers are in
// helpers.go, and once more in another package.
package swapped

import (
	"bytes"
	"io"
	"net/http"
	"strings"
)

// The Close is bound to the original when defer is reached.
func goodDeferredFirst(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := buffer(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// The literal looks at resp.Body when it runs: a copy.
func badLiteralFirst(url string) ([]byte, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	defer func() { resp.Body.Close() }()
	if err := buffer(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// The defer comes after the copy.
func badDeferredAfter(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if err := buffer(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The helper has closed the original.
func goodBufferClose(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if err := bufferClose(resp); err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The copy that is returned need not be closed, the original is nobody's.
func badReturned(url string) (*http.Response, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if err := buffer(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	return resp, nil
}

// The original is closed, the copy returned.
// https://github.com/timakin/bodyclose/issues/76
func goodReturned(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if err := bufferClose(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

// The check replaces the body of a bad answer; the defer is bound before.
func goodCheckStatus(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if err := checkStatus(resp); err != nil {
		return "", err
	}
	return resp.Status, nil
}

// The same, bound after.
// https://github.com/google/go-github/issues/4484
func badCheckStatus(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer func() {
		resp.Body.Close()
	}()
	if err := checkStatus(resp); err != nil {
		return "", err
	}
	return resp.Status, nil
}

// Explicit closes on both ways, one of them of the copy.
func badCheckStatusClosed(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	if err := checkStatus(resp); err != nil {
		resp.Body.Close()
		return "", err
	}
	return resp.Status, resp.Body.Close()
}

// The Close of what is put there is the body's.
func goodTee(url string, w *bytes.Buffer) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	tee(resp, w)
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The Close of what is put there does nothing.
func badLimit(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	limit(resp, 1<<20)
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The original is kept for the Close.
func goodLimit(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	body := resp.Body
	defer body.Close()
	limit(resp, 1<<20)
	return io.ReadAll(resp.Body)
}

// The Close of gzip.Reader does not close what it reads from.
func badUnzip(url string) ([]byte, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	if err := unzip(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Something that closes it is put beside the gzip.Reader.
func goodUnzip(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer func() { resp.Body.Close() }()
	if err := unzipBoth(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// There is nothing left that could be closed.
func badEmpty(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	empty(resp)
	defer resp.Body.Close()
	return resp.Status, nil
}

// There is nothing left that should be.
func goodEmpty(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	emptyClose(resp)
	return resp.Status, nil
}

// What was there comes back.
func goodReplace(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	old := replace(resp, io.NopCloser(strings.NewReader("hidden")))
	return resp, old.Close()
}

// What was there comes back, and nobody wants it.
func badReplace(url string) (*http.Response, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	replace(resp, io.NopCloser(strings.NewReader("hidden")))
	return resp, nil
}

// Another response in the same place.
func badOverwrite(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	if resp.StatusCode == http.StatusNotFound {
		overwrite(resp, "nothing")
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// Closed before another takes its place.
func goodOverwrite(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer func() { resp.Body.Close() }()
	if resp.StatusCode == http.StatusNotFound {
		resp.Body.Close()
		overwrite(resp, "nothing")
	}
	return resp.Status, nil
}

// The helper has a copy of the response: ours is as it was.
func goodOnCopy(url string) (int64, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	n := onCopy(*resp, "hidden")
	return n, resp.Body.Close()
}

// Ours is as it was: open.
func badOnCopy(url string) (int64, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return 0, err
	}
	return onCopy(*resp, "hidden"), nil
}

// The original is back when the helper is.
func goodLookAhead(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	head, err := lookAhead(resp, 512)
	resp.Body.Close()
	return head, err
}

// It is back, and has to be closed on this way as well.
func badLookAhead(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	head, err := lookAhead(resp, 512)
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	return head, nil
}

// No cache, nothing is swapped.
func goodCached(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	err = cached(resp, nil)
	resp.Body.Close()
	return err
}

// With one, it is.
func badCached(url string, cache *bytes.Buffer) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	err = cached(resp, cache)
	resp.Body.Close()
	return err
}
