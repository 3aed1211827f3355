package sometimes

import (
	"errors"
	"io"
	"net/http"

	"sometimes/lib"
)

// The caller closes what could not be decoded.
func goodOnSuccessElsewhere(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if err := lib.Decode(resp, v); err != nil {
		resp.Body.Close()
		return err
	}
	return nil
}

// The helper's name promises more than it does.
func badOnSuccessElsewhere(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return lib.Decode(resp, v)
}

// A bad answer is closed by the helper, a good one here.
func (c *client) goodOnFailureElsewhere(req *http.Request) (string, error) {
	resp, err := c.doer.Do(req)
	if err != nil {
		return "", err
	}
	if err := lib.CheckStatus(resp); err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// A good answer is closed by nobody.
func (c *client) badOnFailureElsewhere(req *http.Request) (string, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if err := lib.CheckStatus(resp); err != nil {
		return "", err
	}
	return resp.Header.Get("ETag"), nil
}

// A bad answer is closed by nobody.
func (c *client) badCheckedOnlyElsewhere(req *http.Request) (string, error) {
	resp, err := c.doer.Do(req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if err := lib.CheckOpen(resp); err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// The two helpers together close on every path.
func goodBothHalvesElsewhere(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if err := lib.CheckStatus(resp); err != nil {
		return err
	}
	if err := lib.Decode(resp, v); err != nil {
		return errors.Join(err, resp.Body.Close())
	}
	return nil
}

// The two helpers leave what is good and cannot be decoded.
func badBothHalvesElsewhere(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if err := lib.CheckStatus(resp); err != nil {
		return err
	}
	return lib.Decode(resp, v)
}

// True leaves the body to the caller.
func goodBoolElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if !lib.Usable(resp) {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The two results have been mixed up.
func badBoolElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	ok := lib.Usable(resp)
	if !ok {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Closing twice does no harm, not closing would.
func goodClassifyElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := lib.Classify(resp); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// An error does not mean that it has been closed.
func badClassifyElsewhere(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if err := lib.Classify(resp); err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// These two errors do.
func goodClassifyErrorsElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	err = lib.Classify(resp)
	if err == lib.ErrNotFound || err == lib.ErrRedirect {
		return err
	}
	resp.Body.Close()
	return err
}

// The same question is asked by the helper and by its caller.
func goodSameStatusElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	lib.CloseUnlessOK(resp)
	if resp.StatusCode != http.StatusOK {
		return "", errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// The caller asks another question: a 200 below 300 is open.
func badOtherStatusElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	lib.CloseUnlessOK(resp)
	if resp.StatusCode < 300 {
		return resp.Header.Get("ETag"), nil
	}
	return "", errors.New(resp.Status)
}
