package regressions

import (
	"io"
	"net/http"
)

type tracked struct{ io.ReadCloser }

func (t *tracked) finish() { t.ReadCloser.Close() }

// What an assertion tells about a body may have methods that close it.
func goodAssertedType(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if t, ok := resp.Body.(*tracked); ok {
		t.finish()
		return nil
	}
	return resp.Body.Close()
}

// So does what is inside.
func goodInsideAsserted(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if t, ok := resp.Body.(*tracked); ok {
		return t.ReadCloser.Close()
	}
	return resp.Body.Close()
}

func closeAll(list ...any) {
	for _, v := range list {
		if c, ok := v.(io.Closer); ok {
			c.Close()
		}
	}
}

// Any number of anythings are printed, as a rule; not by one that asserts.
func goodVariadicAny(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	closeAll(resp.Body)
	return nil
}

func closeReader(r io.Reader) { r.(io.Closer).Close() }

// A helper that asks its io.Reader for more.
func goodAssertingHelper(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	closeReader(resp.Body)
	return nil
}
