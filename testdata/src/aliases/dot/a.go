// Package dot imports net/http with a dot, so that nothing says http where
// responses are opened.
package dot

import (
	"fmt"
	"io"
	. "net/http"
	nurl "net/url"
)

// With a dot import, Get has no package name.
func goodDotImport(url string) error {
	resp, err := Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Nothing says http on the line that opens.
func badDotImport(url string) (int, error) {
	resp, err := Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// Constants and variables come without a package name as well.
func goodDotImportedClient(url string, form nurl.Values) error {
	resp, err := DefaultClient.PostForm(url, form)
	if err != nil {
		return err
	}
	if resp.StatusCode != StatusOK {
		resp.Body.Close()
		return fmt.Errorf("post: %s", resp.Status)
	}
	return resp.Body.Close()
}

// The status is compared with a name that could be anybody's.
func badDotImportedClient(url string, form nurl.Values) error {
	resp, err := DefaultClient.PostForm(url, form) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != StatusOK {
		return fmt.Errorf("post: %s", resp.Status)
	}
	return resp.Body.Close()
}

// A RoundTripper by its bare name.
func badDotImportedInterface(rt RoundTripper, req *Request) (ok bool) {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	return err == nil && resp.StatusCode < StatusBadRequest
}
