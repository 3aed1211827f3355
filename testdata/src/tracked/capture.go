package tracked

import (
	"errors"
	"io"
	"net/http"
)

// The method that closes goes to a helper that looks at its error.
// https://github.com/efficientgo/tools/issues/21
func goodCapture(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer capture(&err, resp.Body.Close, "close the body of %s", url)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// This helper calls it when something else has failed.
func badCaptureFailed(url string) (err error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	defer captureFailed(&err, resp.Body.Close, "close the body of %s", url)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// That is right when the response goes to the caller otherwise.
func goodCaptureFailed(url string) (_ *http.Response, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer captureFailed(&err, resp.Body.Close, "close the body of %s", url)
	if resp.StatusCode >= 300 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// Another error than the one that is returned: this one is nil for ever.
func badCaptureOther(url string) (*http.Response, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	defer captureFailed(&err, resp.Body.Close, "close the body of %s", url)
	if resp.StatusCode >= 300 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// The closer goes to the helper.
func goodCaptureClose(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer captureClose(&err, resp.Body, "close")
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The closer is a copy's.
func badCaptureClose(url string) (err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer captureClose(&err, io.NopCloser(resp.Body), "close")
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// It does not close what cannot be read to the end.
func badExhaust(url string) (err error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	defer exhaust(&err, resp.Body, "read on")
	return nil
}

// That is done here.
func goodExhaust(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	defer exhaust(&err, resp.Body, "read on")
	return nil
}

// Close is called before the helper is.
// https://github.com/timakin/bodyclose/issues/6
func goodNoError(t reporter, url string) string {
	resp, err := http.Get(url)
	if err != nil {
		t.Errorf("%v", err)
		return ""
	}
	defer func() { noError(t, resp.Body.Close()) }()
	return resp.Status
}

// Arguments are evaluated when defer is: closed, though sooner than meant.
func goodNoErrorDeferred(t reporter, url string) string {
	resp, err := http.Get(url)
	if err != nil {
		t.Errorf("%v", err)
		return ""
	}
	defer noError(t, resp.Body.Close(), "close")
	return resp.Status
}

// Only the error of the request is looked at.
func badNoError(t reporter, url string) string {
	resp, err := http.Get(url) // want "response body is not closed"
	noError(t, err, "get")
	if err != nil {
		return ""
	}
	return resp.Status
}

// The helper calls Close.
func goodNoErrorOf(t reporter, url string) string {
	resp, err := http.Get(url)
	if err != nil {
		t.Errorf("%v", err)
		return ""
	}
	defer noErrorOf(t, resp.Body.Close)
	return resp.Status
}

// The helper does not call it.
func badNoErrorFunc(t reporter, url string) string {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		t.Errorf("%v", err)
		return ""
	}
	defer noErrorFunc(t, resp.Body.Close)
	return resp.Status
}
