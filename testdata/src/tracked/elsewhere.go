package tracked

import (
	"errors"
	"io"
	"net/http"

	"tracked/lib"
)

// The helper runs at once, what it returns in the end.
func goodTrackElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer lib.Track(resp)()
	return io.ReadAll(resp.Body)
}

// The helper runs in the end, what it returns never.
func badTrackElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer lib.Track(resp)
	return io.ReadAll(resp.Body)
}

// What is returned is called in the end.
func goodTrackVariableElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	done := lib.Track(resp)
	defer done()
	return io.ReadAll(resp.Body)
}

// There is a return before the call.
func badTrackVariableElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	done := lib.Track(resp)
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	done()
	return data, nil
}

// It returns a function, but not one that closes.
func badWatchElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer lib.Watch(resp)()
	return io.ReadAll(resp.Body)
}

// It closes by itself: what it returns is not needed for that.
func goodClosingElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Closing(resp)
	return resp.Status, nil
}

// The same, with all that it returns.
func goodClosingCalledElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Closing(resp)()
	return resp.Status, nil
}

// The method comes back through the helper.
func goodReleaserElsewhere(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	release := lib.Releaser(resp)
	defer func() { err = errors.Join(err, release()) }()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// It comes back, and is dropped.
func badReleaserElsewhere(url string) (err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	_ = lib.Releaser(resp)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Some answers get a function that does nothing.
func badReleaserOKElsewhere(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	release := lib.ReleaserOK(resp)
	return release()
}

// Those that do are dealt with here.
func goodReleaserOKElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	release := lib.ReleaserOK(resp)
	if resp.StatusCode >= 300 {
		resp.Body.Close()
	}
	return release()
}

// Closed when the function fails; else the caller gets it.
func goodGuardElsewhere(url string) (_ *http.Response, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer lib.Guard(&err, resp)()
	if resp.StatusCode >= 300 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// Closed when the function fails; else nobody gets it.
func badGuardElsewhere(url string) (_ string, err error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer lib.Guard(&err, resp)()
	if resp.StatusCode >= 300 {
		return "", errors.New(resp.Status)
	}
	return resp.Status, nil
}

// A function from a function from a function, all called.
func goodTwiceElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Twice(resp.Body)()()
	return resp.Status, nil
}

// One pair of parentheses is missing.
func badTwiceElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer lib.Twice(resp.Body)()
	return resp.Status, nil
}

// What is added to the scope is called when it is done.
func goodScopeElsewhere(urls []string) error {
	var s lib.Scope
	defer s.Done()
	for _, url := range urls {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		s.Add(resp.Body.Close)
	}
	return nil
}

// A return stands before what would have added it.
func badScopeElsewhere(urls []string) error {
	var s lib.Scope
	defer s.Done()
	for _, url := range urls {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
		if resp.StatusCode >= 300 {
			return errors.New(resp.Status)
		}
		s.Add(resp.Body.Close)
	}
	return nil
}

// Nobody is done with this scope.
func badScopeNotDoneElsewhere(url string) error {
	var s lib.Scope
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	s.Add(resp.Body.Close)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
