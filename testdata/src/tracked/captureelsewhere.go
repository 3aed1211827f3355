package tracked

import (
	"errors"
	"io"
	"net/http"

	"tracked/lib"
)

// The method that closes goes to a helper that looks at its error.
// https://github.com/efficientgo/tools/issues/21
func goodCaptureElsewhere(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer lib.Capture(&err, resp.Body.Close, "close the body of %s", url)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// This helper calls it when something else has failed.
func badCaptureFailedElsewhere(url string) (err error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	defer lib.CaptureFailed(&err, resp.Body.Close, "close the body of %s", url)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// That is right when the response goes to the caller otherwise.
func goodCaptureFailedElsewhere(url string) (_ *http.Response, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer lib.CaptureFailed(&err, resp.Body.Close, "close the body of %s", url)
	if resp.StatusCode >= 300 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// Another error than the one that is returned: this one is nil for ever.
func badCaptureOtherElsewhere(url string) (*http.Response, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	defer lib.CaptureFailed(&err, resp.Body.Close, "close the body of %s", url)
	if resp.StatusCode >= 300 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// The closer goes to the helper.
func goodCaptureCloseElsewhere(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer lib.CaptureClose(&err, resp.Body, "close")
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The closer is a copy's.
func badCaptureCloseElsewhere(url string) (err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	defer lib.CaptureClose(&err, io.NopCloser(resp.Body), "close")
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// It does not close what cannot be read to the end.
func badExhaustElsewhere(url string) (err error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	defer lib.Exhaust(&err, resp.Body, "read on")
	return nil
}

// That is done here.
func goodExhaustElsewhere(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	defer lib.Exhaust(&err, resp.Body, "read on")
	return nil
}

// Close is called before the helper is.
// https://github.com/timakin/bodyclose/issues/6
func goodNoErrorElsewhere(t reporter, url string) string {
	resp, err := http.Get(url)
	if err != nil {
		t.Errorf("%v", err)
		return ""
	}
	defer func() { lib.NoError(t, resp.Body.Close()) }()
	return resp.Status
}

// Arguments are evaluated when defer is: closed, though sooner than meant.
func goodNoErrorDeferredElsewhere(t reporter, url string) string {
	resp, err := http.Get(url)
	if err != nil {
		t.Errorf("%v", err)
		return ""
	}
	defer lib.NoError(t, resp.Body.Close(), "close")
	return resp.Status
}

// Only the error of the request is looked at.
func badNoErrorElsewhere(t reporter, url string) string {
	resp, err := http.Get(url) // want "response body is not closed"
	lib.NoError(t, err, "get")
	if err != nil {
		return ""
	}
	return resp.Status
}

// The helper calls Close.
func goodNoErrorOfElsewhere(t reporter, url string) string {
	resp, err := http.Get(url)
	if err != nil {
		t.Errorf("%v", err)
		return ""
	}
	defer lib.NoErrorOf(t, resp.Body.Close)
	return resp.Status
}

// The helper does not call it.
func badNoErrorFuncElsewhere(t reporter, url string) string {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		t.Errorf("%v", err)
		return ""
	}
	defer lib.NoErrorFunc(t, resp.Body.Close)
	return resp.Status
}
