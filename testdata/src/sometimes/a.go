// Package sometimes is about helpers that close on some conditions: what they
// return, what they are told, what the status is. The caller has to do what
// they leave. Those in elsewhere.go are in another package.
package sometimes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type client struct {
	doer    Doer
	hc      *http.Client
	verbose bool
}

// decode closes on success only.
func decode(resp *http.Response, v any) error {
	if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
		return err
	}
	return resp.Body.Close()
}

// The caller closes what could not be decoded.
func goodOnSuccess(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if err := decode(resp, v); err != nil {
		resp.Body.Close()
		return err
	}
	return nil
}

// The helper's name promises more than it does.
func badOnSuccess(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return decode(resp, v)
}

// checkStatus closes on failure only.
func checkStatus(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		defer resp.Body.Close()
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
		return fmt.Errorf("%s: %s", resp.Status, text)
	}
	return nil
}

// checkOpen closes in no case.
func checkOpen(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
		return fmt.Errorf("%s: %s", resp.Status, text)
	}
	return nil
}

// A bad answer is closed by the helper, a good one here.
func (c *client) goodOnFailure(req *http.Request) (string, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return "", err
	}
	if err := checkStatus(resp); err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// A good answer is closed by nobody.
func (c *client) badOnFailure(req *http.Request) (string, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if err := checkStatus(resp); err != nil {
		return "", err
	}
	return resp.Header.Get("ETag"), nil
}

// A bad answer is closed by nobody.
func (c *client) badCheckedOnly(req *http.Request) (string, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if err := checkOpen(resp); err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// The two helpers together close on every path.
func goodBothHalves(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if err := checkStatus(resp); err != nil {
		return err
	}
	if err := decode(resp, v); err != nil {
		return errors.Join(err, resp.Body.Close())
	}
	return nil
}

// The two helpers leave what is good and cannot be decoded.
func badBothHalves(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if err := checkStatus(resp); err != nil {
		return err
	}
	return decode(resp, v)
}

// usable closes when it says false.
func usable(resp *http.Response) bool {
	if resp.StatusCode == http.StatusOK {
		return true
	}
	resp.Body.Close()
	return false
}

// True leaves the body to the caller.
func goodBool(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if !usable(resp) {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The two results have been mixed up.
func badBool(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	ok := usable(resp)
	if !ok {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// classify closes some, by status.
func classify(resp *http.Response) error {
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode < 400:
		resp.Body.Close()
		return errRedirect
	case resp.StatusCode == http.StatusNotFound:
		resp.Body.Close()
		return errNotFound
	default:
		return errors.New(resp.Status)
	}
}

var (
	errNotFound = errors.New("not found")
	errRedirect = errors.New("redirect")
)

// Closing twice does no harm, not closing would.
func goodClassify(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := classify(resp); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// An error does not mean that it has been closed.
func badClassify(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if err := classify(resp); err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// These two errors do.
func goodClassifyErrors(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	err = classify(resp)
	if err == errNotFound || err == errRedirect {
		return err
	}
	resp.Body.Close()
	return err
}

func closeUnlessOK(resp *http.Response) {
	switch resp.StatusCode {
	case http.StatusOK:
	default:
		resp.Body.Close()
	}
}

// The same question is asked by the helper and by its caller.
func goodSameStatus(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	closeUnlessOK(resp)
	if resp.StatusCode != http.StatusOK {
		return "", errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// The caller asks another question: a 200 below 300 is open.
func badOtherStatus(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	closeUnlessOK(resp)
	if resp.StatusCode < 300 {
		return resp.Header.Get("ETag"), nil
	}
	return "", errors.New(resp.Status)
}
