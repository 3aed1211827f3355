// Package tracked is about helpers that return the function that closes, or
// that get it: whether it is called decides. The helpers are in helpers.go,
// and once more in another package.
package tracked

import (
	"errors"
	"io"
	"net/http"
)

// A reporter is what a test has.
type reporter interface{ Errorf(string, ...any) }

// The helper runs at once, what it returns in the end.
func goodTrack(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer track(resp)()
	return io.ReadAll(resp.Body)
}

// The helper runs in the end, what it returns never.
func badTrack(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer track(resp)
	return io.ReadAll(resp.Body)
}

// What is returned is called in the end.
func goodTrackVariable(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	done := track(resp)
	defer done()
	return io.ReadAll(resp.Body)
}

// There is a return before the call.
func badTrackVariable(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	done := track(resp)
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	done()
	return data, nil
}

// It returns a function, but not one that closes.
func badWatch(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	defer watch(resp)()
	return io.ReadAll(resp.Body)
}

// It closes by itself: what it returns is not needed for that.
func goodClosing(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer closing(resp)
	return resp.Status, nil
}

// The same, with all that it returns.
func goodClosingCalled(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer closing(resp)()
	return resp.Status, nil
}

// The method comes back through the helper.
func goodReleaser(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	release := releaser(resp)
	defer func() { err = errors.Join(err, release()) }()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// It comes back, and is dropped.
func badReleaser(url string) (err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	_ = releaser(resp)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Some answers get a function that does nothing.
func badReleaserOK(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	release := releaserOK(resp)
	return release()
}

// Those that do are dealt with here.
func goodReleaserOK(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	release := releaserOK(resp)
	if resp.StatusCode >= 300 {
		resp.Body.Close()
	}
	return release()
}

// Closed when the function fails; else the caller gets it.
func goodGuard(url string) (_ *http.Response, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer guard(&err, resp)()
	if resp.StatusCode >= 300 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// Closed when the function fails; else nobody gets it.
func badGuard(url string) (_ string, err error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer guard(&err, resp)()
	if resp.StatusCode >= 300 {
		return "", errors.New(resp.Status)
	}
	return resp.Status, nil
}

// A function from a function from a function, all called.
func goodTwice(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer twice(resp.Body)()()
	return resp.Status, nil
}

// One pair of parentheses is missing.
func badTwice(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer twice(resp.Body)()
	return resp.Status, nil
}

// What is added to the scope is called when it is done.
func goodScope(urls []string) error {
	var s scope
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
func badScope(urls []string) error {
	var s scope
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
func badScopeNotDone(url string) error {
	var s scope
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	s.Add(resp.Body.Close)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
