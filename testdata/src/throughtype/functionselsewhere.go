package throughtype

import (
	"errors"
	"io"
	"net/http"

	"throughtype/lib"
)

// The helper gets the method, and calls it.
func goodMethodValueElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Run(resp.Body.Close)
	return resp.Status, nil
}

// It gets another function.
func badMethodValueElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer lib.Run(func() error { _, err := io.Copy(io.Discard, resp.Body); return err })
	return resp.Status, nil
}

// It is told to call it.
func goodMethodValueIfElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.RunIf(resp.Body.Close, true)
}

// It is told to call it sometimes.
func badMethodValueIfElsewhere(url string, verbose bool) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return lib.RunIf(resp.Body.Close, verbose)
}

// The method in a function that is called in the end.
func goodLaterElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	finished := lib.Later(resp.Body.Close)
	defer finished()
	return resp.Status, nil
}

// That function is deferred without being called.
func badLaterElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer lib.Later(resp.Body.Close)
	return resp.Status, nil
}

// All are called, whatever the first one says.
func goodRunAllElsewhere(url string, flush func() error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.RunAll(flush, resp.Body.Close)
}

// The first failure ends it.
func badRunUntilElsewhere(url string, flush func() error) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.RunUntil(flush, resp.Body.Close)
}

// What comes first is called whatever comes after.
func goodRunUntilElsewhere(url string, flush func() error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.RunUntil(resp.Body.Close, flush)
}

// The literal gets the response, and closes.
func goodApplyElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.Apply(resp, func(resp *http.Response) error {
		defer resp.Body.Close()
		_, err := io.Copy(io.Discard, resp.Body)
		return err
	})
}

// The literal only reads.
func badApplyElsewhere(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.Apply(resp, func(resp *http.Response) error {
		_, err := io.Copy(io.Discard, resp.Body)
		return err
	})
}

// A function with a name, passed as it is.
func goodApplyNamedElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.Apply(resp, lib.Finish)
}

// The wrong one of two functions with names.
func badApplyNamedElsewhere(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.Apply(resp, lib.Check)
}

// The function closes, if it is called.
func badApplyOKElsewhere(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.ApplyOK(resp, lib.Finish)
}

// An error of either may mean an open body: Close may be called twice.
func goodApplyOKElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if err := lib.ApplyOK(resp, lib.Finish); err != nil {
		return errors.Join(err, resp.Body.Close())
	}
	return nil
}

// A method of the helper, taken as a value.
func goodHelperMethodElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	c := &lib.Closer{}
	done := c.Release
	defer done(resp.Body)
	return resp.Status, nil
}

// The other method.
func badHelperMethodElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	c := &lib.Closer{}
	done := c.Count
	defer done(resp.Body)
	return resp.Status, nil
}

// A method expression.
func goodMethodExpressionElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer (*lib.Closer).Release(&lib.Closer{}, resp.Body)
	return resp.Status, nil
}

// The other method, as an expression.
func badMethodExpressionElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	done := (*lib.Closer).Count
	defer done(&lib.Closer{}, resp.Body)
	return resp.Status, nil
}
