// Package throughtype is about helpers that do not see an http.Response or
// its body: they get an io.Closer, an any, a type parameter, a function. The
// helpers are in helpers.go, and once more in another package.
package throughtype

import (
	"bufio"
	"io"
	"net/http"
)

// Any io.Closer.
// https://github.com/timakin/bodyclose/issues/18
func goodCloser(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer release(resp.Body)
	return resp.Status, nil
}

// It could close, but it does not.
func badCloser(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer note(resp.Body)
	return resp.Status, nil
}

// The body in an any is still an io.Closer.
func goodAny(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer releaseAny(resp.Body)
	return resp.Status, nil
}

// A response has no Close: nothing is closed.
func badAny(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer releaseAny(resp)
	return resp.Status, nil
}

// One that knows responses.
func goodTypeSwitch(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer releaseHTTP(resp)
	return resp.Status, nil
}

// It knows bodies as well.
func goodTypeSwitchBody(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer releaseHTTP(resp.Body)
	return resp.Status, nil
}

// It knows *http.Response; this is none.
func badTypeSwitch(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer releaseHTTP(*resp)
	return resp.Status, nil
}

// The helper asks the io.Reader whether it is more.
func goodReader(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return releaseReader(resp.Body)
}

// A bufio.Reader is not.
func badReader(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	r := bufio.NewReader(resp.Body)
	return releaseReader(r)
}

// This one is, and its Close does nothing.
func badNopCloser(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return releaseReader(io.NopCloser(resp.Body))
}

// The type parameter is bound to io.Closer.
func goodTypeParameter(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer shut(resp.Body)
	return resp.Status, nil
}

// A type parameter for anything: it comes back as it was.
func badTypeParameter(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	body := pass(resp.Body)
	_, err = io.Copy(io.Discard, body)
	return resp.Status, err
}

// What comes back can be closed.
func goodPassed(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer pass(resp).Body.Close()
	return resp.Status, nil
}

// An assertion on a type parameter.
func goodTypeParameterAny(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	shutAny(resp.Body)
	return nil
}

// It is not true for a response.
func badTypeParameterAny(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	shutAny(resp)
	return nil
}

// A generic loop over what is to be closed.
func goodEach(a, b string) error {
	first, err := http.Get(a)
	if err != nil {
		return err
	}
	second, err := http.Get(b)
	if err != nil {
		first.Body.Close()
		return err
	}
	each([]*http.Response{first, second}, func(resp *http.Response) { resp.Body.Close() })
	return nil
}

// The function looks at each, and no more.
func badEach(url string, sum *int64) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	each([]*http.Response{resp}, func(resp *http.Response) { *sum += resp.ContentLength })
	return nil
}

// The generic helper closes after use.
func goodWith(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return with(resp.Body, func(body io.ReadCloser) ([]byte, error) { return io.ReadAll(body) })
}

// This one leaves it to its user.
func badLend(url string) ([]byte, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	return lend(resp.Body, func(body io.ReadCloser) ([]byte, error) { return io.ReadAll(body) })
}

// The user closes.
func goodLend(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return lend(resp.Body, func(body io.ReadCloser) ([]byte, error) {
		defer body.Close()
		return io.ReadAll(body)
	})
}

// A generic owner that is closed.
func goodOwner(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	o := owner[io.ReadCloser]{Value: resp.Body}
	defer o.Close()
	return io.ReadAll(o.Value)
}

// The owner forgets before it closes something.
func badOwner(url string) ([]byte, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	o := owner[io.ReadCloser]{Value: resp.Body}
	data, err := io.ReadAll(o.Value)
	o.Forget()
	if o.Value != nil {
		o.Close()
	}
	return data, err
}
