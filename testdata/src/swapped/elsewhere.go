package swapped

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"swapped/lib"
)

// The Close is bound to the original when defer is reached.
func goodDeferredFirstElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := lib.Buffer(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// The literal looks at resp.Body when it runs: a copy.
func badLiteralFirstElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	defer func() { resp.Body.Close() }()
	if err := lib.Buffer(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// The defer comes after the copy.
func badDeferredAfterElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if err := lib.Buffer(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The helper has closed the original.
func goodBufferCloseElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if err := lib.BufferClose(resp); err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The copy that is returned need not be closed, the original is nobody's.
func badReturnedElsewhere(url string) (*http.Response, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if err := lib.Buffer(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	return resp, nil
}

// The original is closed, the copy returned.
// https://github.com/timakin/bodyclose/issues/76
func goodReturnedElsewhere(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if err := lib.BufferClose(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

// The check replaces the body of a bad answer; the defer is bound before.
func goodCheckStatusElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if err := lib.CheckStatus(resp); err != nil {
		return "", err
	}
	return resp.Status, nil
}

// The same, bound after.
// https://github.com/google/go-github/issues/4484
func badCheckStatusElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer func() {
		resp.Body.Close()
	}()
	if err := lib.CheckStatus(resp); err != nil {
		return "", err
	}
	return resp.Status, nil
}

// Explicit closes on both ways, one of them of the copy.
func badCheckStatusClosedElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	if err := lib.CheckStatus(resp); err != nil {
		resp.Body.Close()
		return "", err
	}
	return resp.Status, resp.Body.Close()
}

// The Close of what is put there is the body's.
func goodTeeElsewhere(url string, w *bytes.Buffer) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	lib.Tee(resp, w)
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The Close of what is put there does nothing.
func badLimitElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	lib.Limit(resp, 1<<20)
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The original is kept for the Close.
func goodLimitElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	body := resp.Body
	defer body.Close()
	lib.Limit(resp, 1<<20)
	return io.ReadAll(resp.Body)
}

// The Close of gzip.Reader does not close what it reads from.
func badUnzipElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	if err := lib.Unzip(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Something that closes it is put beside the gzip.Reader.
func goodUnzipElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer func() { resp.Body.Close() }()
	if err := lib.UnzipBoth(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// There is nothing left that could be closed.
func badEmptyElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	lib.Empty(resp)
	defer resp.Body.Close()
	return resp.Status, nil
}

// There is nothing left that should be.
func goodEmptyElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	lib.EmptyClose(resp)
	return resp.Status, nil
}

// What was there comes back.
func goodReplaceElsewhere(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	old := lib.Replace(resp, io.NopCloser(strings.NewReader("hidden")))
	return resp, old.Close()
}

// What was there comes back, and nobody wants it.
func badReplaceElsewhere(url string) (*http.Response, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	lib.Replace(resp, io.NopCloser(strings.NewReader("hidden")))
	return resp, nil
}

// Another response in the same place.
func badOverwriteElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	if resp.StatusCode == http.StatusNotFound {
		lib.Overwrite(resp, "nothing")
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

// Closed before another takes its place.
func goodOverwriteElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer func() { resp.Body.Close() }()
	if resp.StatusCode == http.StatusNotFound {
		resp.Body.Close()
		lib.Overwrite(resp, "nothing")
	}
	return resp.Status, nil
}

// The helper has a copy of the response: ours is as it was.
func goodOnCopyElsewhere(url string) (int64, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	n := lib.OnCopy(*resp, "hidden")
	return n, resp.Body.Close()
}

// Ours is as it was: open.
func badOnCopyElsewhere(url string) (int64, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return 0, err
	}
	return lib.OnCopy(*resp, "hidden"), nil
}

// The original is back when the helper is.
func goodLookAheadElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	head, err := lib.LookAhead(resp, 512)
	resp.Body.Close()
	return head, err
}

// It is back, and has to be closed on this way as well.
func badLookAheadElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	head, err := lib.LookAhead(resp, 512)
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	return head, nil
}

// No cache, nothing is swapped.
func goodCachedElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	err = lib.Cached(resp, nil)
	resp.Body.Close()
	return err
}

// With one, it is.
func badCachedElsewhere(url string, cache *bytes.Buffer) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	err = lib.Cached(resp, cache)
	resp.Body.Close()
	return err
}
