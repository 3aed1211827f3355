package throughtype

import (
	"bufio"
	"io"
	"net/http"

	"throughtype/lib"
)

// Any io.Closer.
// https://github.com/timakin/bodyclose/issues/18
func goodCloserElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Release(resp.Body)
	return resp.Status, nil
}

// It could close, but it does not.
func badCloserElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer lib.Note(resp.Body)
	return resp.Status, nil
}

// The body in an any is still an io.Closer.
func goodAnyElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.ReleaseAny(resp.Body)
	return resp.Status, nil
}

// A response has no Close: nothing is closed.
func badAnyElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	defer lib.ReleaseAny(resp)
	return resp.Status, nil
}

// One that knows responses.
func goodTypeSwitchElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.ReleaseHTTP(resp)
	return resp.Status, nil
}

// It knows bodies as well.
func goodTypeSwitchBodyElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.ReleaseHTTP(resp.Body)
	return resp.Status, nil
}

// It knows *http.Response; this is none.
func badTypeSwitchElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer lib.ReleaseHTTP(*resp)
	return resp.Status, nil
}

// The helper asks the io.Reader whether it is more.
func goodReaderElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.ReleaseReader(resp.Body)
}

// A bufio.Reader is not.
func badReaderElsewhere(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	r := bufio.NewReader(resp.Body)
	return lib.ReleaseReader(r)
}

// This one is, and its Close does nothing.
func badNopCloserElsewhere(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	return lib.ReleaseReader(io.NopCloser(resp.Body))
}

// The type parameter is bound to io.Closer.
func goodTypeParameterElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Shut(resp.Body)
	return resp.Status, nil
}

// A type parameter for anything: it comes back as it was.
func badTypeParameterElsewhere(url string) (string, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	body := lib.Pass(resp.Body)
	_, err = io.Copy(io.Discard, body)
	return resp.Status, err
}

// What comes back can be closed.
func goodPassedElsewhere(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.Pass(resp).Body.Close()
	return resp.Status, nil
}

// An assertion on a type parameter.
func goodTypeParameterAnyElsewhere(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	lib.ShutAny(resp.Body)
	return nil
}

// It is not true for a response.
func badTypeParameterAnyElsewhere(url string) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	lib.ShutAny(resp)
	return nil
}

// A generic loop over what is to be closed.
func goodEachElsewhere(a, b string) error {
	first, err := http.Get(a)
	if err != nil {
		return err
	}
	second, err := http.Get(b)
	if err != nil {
		first.Body.Close()
		return err
	}
	lib.Each([]*http.Response{first, second}, func(resp *http.Response) { resp.Body.Close() })
	return nil
}

// The function looks at each, and no more.
func badEachElsewhere(url string, sum *int64) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	lib.Each([]*http.Response{resp}, func(resp *http.Response) { *sum += resp.ContentLength })
	return nil
}

// The generic helper closes after use.
func goodWithElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return lib.With(resp.Body, func(body io.ReadCloser) ([]byte, error) { return io.ReadAll(body) })
}

// This one leaves it to its user.
func badLendElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	return lib.Lend(resp.Body, func(body io.ReadCloser) ([]byte, error) { return io.ReadAll(body) })
}

// The user closes.
func goodLendElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return lib.Lend(resp.Body, func(body io.ReadCloser) ([]byte, error) {
		defer body.Close()
		return io.ReadAll(body)
	})
}

// A generic owner that is closed.
func goodOwnerElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	o := lib.Owner[io.ReadCloser]{Value: resp.Body}
	defer o.Close()
	return io.ReadAll(o.Value)
}

// The owner forgets before it closes something.
func badOwnerElsewhere(url string) ([]byte, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return nil, err
	}
	o := lib.Owner[io.ReadCloser]{Value: resp.Body}
	data, err := io.ReadAll(o.Value)
	o.Forget()
	if o.Value != nil {
		o.Close()
	}
	return data, err
}
