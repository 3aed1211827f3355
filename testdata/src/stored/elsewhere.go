package stored

import (
	"errors"
	"io"
	"net/http"

	"stored/lib"
)

// The closure in the variable closes.
func goodVariableElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Release(resp)
	return resp.Status, nil
}

// The other one does not.
func badVariableElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer lib.Note(resp)
	return resp.Status, nil
}

// In the variable is a function with a name.
func goodNamedElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Finish(resp)
	return resp.Status, nil
}

// It comes too late.
func badNamedElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if resp.StatusCode >= 300 {
		return "", errors.New(resp.Status)
	}
	lib.Finish(resp)
	return resp.Status, nil
}

// In the variable is what a function has returned.
func goodCountingElsewhere(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	return lib.Count(resp), nil
}

// It closes when it is called.
func badCountingElsewhere(url string) (int, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	if resp.StatusCode == http.StatusOK {
		return lib.Count(resp), nil
	}
	return 0, nil
}

// Whichever is taken, it closes.
func goodTableElsewhere(url, kind string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.Dispatch(kind, resp)
}

// What has no name in the table is not closed.
func badTableElsewhere(url, kind string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.Lookup(kind, resp)
}

// The first of the list closes.
func goodFirstElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.First(resp)
}

// The second does not.
func badSecondElsewhere(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.Second(resp)
}

// The only type that has the method closes.
func goodOnlyElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.FinishBy(lib.NewFinisher(), resp)
}

// The only type that has this method reads.
func badOnlyElsewhere(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.ViewBy(lib.NewViewer(), resp)
}

// The value comes from elsewhere, but it can only be of that type.
func goodOnlyGivenElsewhere(f lib.Finisher, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.FinishBy(f, resp)
}

// So can this one.
func badOnlyGivenElsewhere(v lib.Viewer, url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.ViewBy(v, resp)
}

// A response that is viewed is closed by the finisher.
func goodOnlyBothElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return errors.Join(lib.ViewBy(lib.NewViewer(), resp), lib.FinishBy(lib.NewFinisher(), resp))
}

// The type behind the interface is known from where it was made.
func goodHandlerElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.NewHandler().Handle(resp)
}

// The handler is not asked about a bad answer.
func badHandlerElsewhere(url string) error {
	h := lib.NewHandler()
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
func goodFieldElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.NewHandlers().Done(resp)
}

// The field has been set here.
func badFieldElsewhere(url string) error {
	h := &lib.Handlers{OnDone: func(resp *http.Response) error {
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
func goodHookElsewhere(url string) error {
	lib.SetHook(func(resp *http.Response) { resp.Body.Close() })
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	lib.Hook(resp)
	return nil
}
