package throughtype

import (
	"errors"
	"io"
	"net/http"
)

// The helper gets the method, and calls it.
func goodMethodValue(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer run(resp.Body.Close)
	return resp.Status, nil
}

// It gets another function.
func badMethodValue(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer run(func() error { _, err := io.Copy(io.Discard, resp.Body); return err })
	return resp.Status, nil
}

// It is told to call it.
func goodMethodValueIf(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return runIf(resp.Body.Close, true)
}

// It is told to call it sometimes.
func badMethodValueIf(url string, verbose bool) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return runIf(resp.Body.Close, verbose)
}

// The method in a function that is called in the end.
func goodLater(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	finished := later(resp.Body.Close)
	defer finished()
	return resp.Status, nil
}

// That function is deferred without being called.
func badLater(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer later(resp.Body.Close)
	return resp.Status, nil
}

// All are called, whatever the first one says.
func goodRunAll(url string, flush func() error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return runAll(flush, resp.Body.Close)
}

// The first failure ends it.
func badRunUntil(url string, flush func() error) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return runUntil(flush, resp.Body.Close)
}

// What comes first is called whatever comes after.
func goodRunUntil(url string, flush func() error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return runUntil(resp.Body.Close, flush)
}

// The literal gets the response, and closes.
func goodApply(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return apply(resp, func(resp *http.Response) error {
		defer resp.Body.Close()
		_, err := io.Copy(io.Discard, resp.Body)
		return err
	})
}

// The literal only reads.
func badApply(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return apply(resp, func(resp *http.Response) error {
		_, err := io.Copy(io.Discard, resp.Body)
		return err
	})
}

// A function with a name, passed as it is.
func goodApplyNamed(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return apply(resp, finish)
}

// The wrong one of two functions with names.
func badApplyNamed(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return apply(resp, check)
}

// The function closes, if it is called.
func badApplyOK(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return applyOK(resp, finish)
}

// An error of either may mean an open body: Close may be called twice.
func goodApplyOK(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if err := applyOK(resp, finish); err != nil {
		return errors.Join(err, resp.Body.Close())
	}
	return nil
}

// A method of the helper, taken as a value.
func goodHelperMethod(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	c := &closer{}
	done := c.Release
	defer done(resp.Body)
	return resp.Status, nil
}

// The other method.
func badHelperMethod(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	c := &closer{}
	done := c.Count
	defer done(resp.Body)
	return resp.Status, nil
}

// A method expression.
func goodMethodExpression(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer (*closer).Release(&closer{}, resp.Body)
	return resp.Status, nil
}

// The other method, as an expression.
func badMethodExpression(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	done := (*closer).Count
	defer done(&closer{}, resp.Body)
	return resp.Status, nil
}
