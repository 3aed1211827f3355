package stored

import (
	"io"
	"net/http"
)

// The variable is called without a function around it.
func goodDirect(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer release(resp)
	return resp.Status, nil
}

// It logs.
func badDirect(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer note(resp)
	return resp.Status, nil
}

// An element of the list, by its index.
func goodDirectFirst(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return some[0](resp)
}

// The other element.
func badDirectSecond(url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return some[1](resp)
}

// One of the list is called, and one does not close.
func badDirectAny(url string, i int) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return some[i%len(some)](resp)
}

// The method of the only implementation, called through the interface.
func goodDirectOnly(f Finisher, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer f.finishResponse(resp)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The only implementation of this method reads.
func badDirectOnly(v Viewer, url string) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return v.viewResponse(resp)
}

// The open is behind an interface with one implementation, too.
type source interface {
	open(url string) (*http.Response, error)
	done(*http.Response)
}

type web struct{ last string }

func (w *web) open(url string) (*http.Response, error) {
	w.last = url
	return http.Get(url)
}

func (w *web) done(resp *http.Response) { resp.Body.Close() }

// Opened and closed through the interface.
func goodSource(url string) (string, error) {
	var s source = &web{}
	resp, err := s.open(url)
	if err != nil {
		return "", err
	}
	defer s.done(resp)
	return resp.Status, nil
}

// Opened through the interface, and given back for good answers only.
func badSource(url string) (string, error) {
	var s source = &web{}
	resp, err := s.open(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if resp.StatusCode == http.StatusOK {
		s.done(resp)
	}
	return resp.Status, nil
}

// A variable in a function: assigned once, called twice.
func badLocalVariable(a, b string) error {
	finished := func(resp *http.Response) { resp.Header.Set("X-Done", "1") }
	if a != "" {
		finished = release
	}
	first, err := http.Get(a)
	if err != nil {
		return err
	}
	first.Body.Close()
	second, err := http.Get(b) // want "response body is not closed"
	if err != nil {
		return err
	}
	finished(second)
	return nil
}
