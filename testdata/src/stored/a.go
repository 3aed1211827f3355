// Package stored is about functions that are not called by their names: they
// are in a variable, a table, a field, or behind an interface that only one
// type implements. The helpers are in helpers.go, and once more in another
// package, with functions around those that nobody else can see.
package stored

import (
	"errors"
	"io"
	"net/http"
)

// The closure in the variable closes.
func goodVariable(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer Release(resp)
	return resp.Status, nil
}

// The other one does not.
func badVariable(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer Note(resp)
	return resp.Status, nil
}

// In the variable is a function with a name.
func goodNamed(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer Finish(resp)
	return resp.Status, nil
}

// It comes too late.
func badNamed(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if resp.StatusCode >= 300 {
		return "", errors.New(resp.Status)
	}
	Finish(resp)
	return resp.Status, nil
}

// In the variable is what a function has returned.
func goodCounting(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	return Count(resp), nil
}

// It closes when it is called.
func badCounting(url string) (int, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	if resp.StatusCode == http.StatusOK {
		return Count(resp), nil
	}
	return 0, nil
}

// Whichever is taken, it closes.
func goodTable(url, kind string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return Dispatch(kind, resp)
}

// What has no name in the table is not closed.
func badTable(url, kind string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return Lookup(kind, resp)
}

// The first of the list closes.
func goodFirst(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return First(resp)
}

// The second does not.
func badSecond(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return Second(resp)
}

// The only type that has the method closes.
func goodOnly(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return FinishBy(NewFinisher(), resp)
}

// The only type that has this method reads.
func badOnly(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return ViewBy(NewViewer(), resp)
}

// The value comes from elsewhere, but it can only be of that type.
func goodOnlyGiven(f Finisher, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return FinishBy(f, resp)
}

// So can this one.
func badOnlyGiven(v Viewer, url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return ViewBy(v, resp)
}

// A response that is viewed is closed by the finisher.
func goodOnlyBoth(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return errors.Join(ViewBy(NewViewer(), resp), FinishBy(NewFinisher(), resp))
}

// The type behind the interface is known from where it was made.
func goodHandler(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return NewHandler().Handle(resp)
}

// The handler is not asked about a bad answer.
func badHandler(url string) error {
	h := NewHandler()
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return h.Handle(resp)
}

// The field has been set by the constructor.
func goodField(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return NewHandlers().Done(resp)
}

// The field has been set here.
func badField(url string) error {
	h := &Handlers{OnDone: func(resp *http.Response) error {
		_, err := io.Copy(io.Discard, resp.Body)
		return err
	}}
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return h.Done(resp)
}

// What has been assigned is not known; here it closes.
func goodHook(url string) error {
	SetHook(func(resp *http.Response) { resp.Body.Close() })
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	Hook(resp)
	return nil
}
