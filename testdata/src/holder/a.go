// Package holder is about responses kept in local structs, slices, arrays and
// maps that nobody else ever sees: whoever forgets the holder leaks.
package holder

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// An attempt is what one try has brought.
type attempt struct {
	url  string
	resp *http.Response
	err  error
}

// The struct is local; its field is closed.
func goodStruct(url string) (int, error) {
	a := attempt{url: url}
	a.resp, a.err = http.Get(url)
	if a.err != nil {
		return 0, a.err
	}
	defer a.resp.Body.Close()
	return a.resp.StatusCode, nil
}

// The struct dies with the function, and the open body with it.
func badStruct(url string) (int, error) {
	a := attempt{url: url}
	a.resp, a.err = http.Get(url) // want "response body is not closed"
	if a.err != nil {
		return 0, a.err
	}
	return a.resp.StatusCode, nil
}

// new and & make no difference while the pointer stays here.
func goodPointer(client *http.Client, url string, v any) error {
	a := &attempt{url: url}
	a.resp, a.err = client.Get(a.url)
	if a.err != nil {
		return a.err
	}
	defer func() {
		if a.resp != nil {
			a.resp.Body.Close()
		}
	}()
	return json.NewDecoder(a.resp.Body).Decode(v)
}

// The field is cleared before the deferred closure looks at it.
func badPointerCleared(client *http.Client, url string, v any) error {
	a := new(attempt)
	a.resp, a.err = client.Get(url) // want "response body is not closed"
	if a.err != nil {
		return a.err
	}
	defer func() {
		if a.resp != nil {
			a.resp.Body.Close()
		}
	}()
	if err := json.NewDecoder(a.resp.Body).Decode(v); err != nil {
		return err
	}
	a.resp = nil
	return nil
}

// A page is a response with a number.
type page struct {
	*http.Response
	number int
}

// Body is promoted from the embedded response.
func goodEmbedded(d doer, req *http.Request) (string, error) {
	resp, err := d.Do(req)
	if err != nil {
		return "", err
	}
	p := page{Response: resp, number: 1}
	defer p.Body.Close()
	return fmt.Sprint(p.number, p.Status), nil
}

// The promoted field is read, never closed, when the status is wrong.
func badEmbedded(d doer, req *http.Request) (string, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	p := page{resp, 1}
	if p.StatusCode != http.StatusOK {
		msg, _ := io.ReadAll(p.Body)
		return "", errors.New(string(msg))
	}
	return p.Status, p.Body.Close()
}

// The copy of a struct leads to the same body.
func goodCopy(url string) error {
	var a attempt
	a.resp, a.err = http.Get(url)
	if a.err != nil {
		return a.err
	}
	last := a
	return last.resp.Body.Close()
}

// This copy was made before there was anything in it.
func badCopyTooEarly(url string) error {
	var a attempt
	last := a
	a.resp, a.err = http.Get(url) // want "response body is not closed"
	if a.err != nil {
		return a.err
	}
	if last.resp != nil {
		last.resp.Body.Close()
	}
	return nil
}

// One pointer or the other: both lead to the one struct.
func goodSecondPointer(url string) error {
	var a attempt
	p := &a
	a.resp, a.err = http.Get(url)
	if p.err != nil {
		return p.err
	}
	return p.resp.Body.Close()
}

// A struct in a struct is a longer way, no more.
func goodNested(rt http.RoundTripper, primary, mirror *http.Request) error {
	var both struct{ primary, mirror attempt }
	both.primary.resp, both.primary.err = rt.RoundTrip(primary)
	if both.primary.err != nil {
		return both.primary.err
	}
	defer both.primary.resp.Body.Close()
	both.mirror.resp, both.mirror.err = rt.RoundTrip(mirror)
	if both.mirror.err != nil {
		return both.mirror.err
	}
	defer both.mirror.resp.Body.Close()
	return nil
}

// When the mirror does not answer, the primary's body is forgotten.
func badNested(rt http.RoundTripper, primary, mirror *http.Request) error {
	var both struct{ primary, mirror attempt }
	both.primary.resp, both.primary.err = rt.RoundTrip(primary) // want "response body is not closed"
	if both.primary.err != nil {
		return both.primary.err
	}
	both.mirror.resp, both.mirror.err = rt.RoundTrip(mirror)
	if both.mirror.err != nil {
		return both.mirror.err
	}
	defer both.primary.resp.Body.Close()
	defer both.mirror.resp.Body.Close()
	return nil
}

// The field is reused for the next try before the last one was closed.
func badFieldOverwritten(client *http.Client, urls []string) error {
	var a attempt
	for _, a.url = range urls {
		a.resp, a.err = client.Get(a.url) // want "response body is not closed"
		if a.err == nil && a.resp.StatusCode == http.StatusOK {
			return a.resp.Body.Close()
		}
	}
	return a.err
}

// Every try is closed before the field is reused.
func goodFieldOverwritten(client *http.Client, urls []string) error {
	var a attempt
	for _, a.url = range urls {
		a.resp, a.err = client.Get(a.url)
		if a.err != nil {
			continue
		}
		a.resp.Body.Close()
		if a.resp.StatusCode == http.StatusOK {
			return nil
		}
	}
	return a.err
}

// All that was collected is closed, however the function ends.
func goodSlice(client *http.Client, urls []string) (int64, error) {
	var bodies []io.ReadCloser
	defer func() {
		for _, b := range bodies {
			b.Close()
		}
	}()
	for _, url := range urls {
		resp, err := client.Get(url)
		if err != nil {
			return 0, err
		}
		bodies = append(bodies, resp.Body)
	}
	var total int64
	for _, b := range bodies {
		n, err := io.Copy(io.Discard, b)
		if err != nil {
			return total, err
		}
		total += n
	}
	return total, nil
}

// One failure, and those collected so far are forgotten.
func badSlice(client *http.Client, urls []string) (int64, error) {
	var bodies []io.ReadCloser
	for _, url := range urls {
		resp, err := client.Get(url) // want "response body is not closed"
		if err != nil {
			return 0, err
		}
		bodies = append(bodies, resp.Body)
	}
	var total int64
	for _, b := range bodies {
		n, _ := io.Copy(io.Discard, b)
		total += n
		b.Close()
	}
	return total, nil
}

// The slice is of structs, the way to the body has one more step.
func goodSliceOfStructs(urls []string) (ok int) {
	attempts := make([]attempt, 0, len(urls))
	for _, url := range urls {
		resp, err := http.Get(url)
		attempts = append(attempts, attempt{url, resp, err})
	}
	for _, a := range attempts {
		if a.err != nil {
			continue
		}
		if a.resp.StatusCode == http.StatusOK {
			ok++
		}
		a.resp.Body.Close()
	}
	return ok
}

// The count is all that is left of the answers with another status.
func badSliceOfStructs(urls []string) (ok int) {
	attempts := make([]attempt, 0, len(urls))
	for _, url := range urls {
		resp, err := http.Get(url) // want "response body is not closed"
		attempts = append(attempts, attempt{url, resp, err})
	}
	for _, a := range attempts {
		if a.err != nil || a.resp.StatusCode != http.StatusOK {
			continue
		}
		ok++
		a.resp.Body.Close()
	}
	return ok
}

// A map that knows them all, and a loop that closes them all.
func goodMap(d doer, reqs map[string]*http.Request) (map[string]int, error) {
	open := make(map[string]*http.Response)
	defer func() {
		for _, resp := range open {
			resp.Body.Close()
		}
	}()
	codes := make(map[string]int)
	for name, req := range reqs {
		resp, err := d.Do(req)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		open[name] = resp
		codes[name] = resp.StatusCode
	}
	return codes, nil
}

// The loop that closes them ends at the first wrong status.
func badMap(d doer, reqs map[string]*http.Request) error {
	open := make(map[string]*http.Response)
	for name, req := range reqs {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			continue
		}
		open[name] = resp
	}
	for name, resp := range open {
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("%s: %s", name, resp.Status)
		}
		resp.Body.Close()
	}
	return nil
}

// Two elements, two indices, two closes.
func goodArray(rt http.RoundTripper, a, b *http.Request) (bool, error) {
	var resps [2]*http.Response
	var err error
	if resps[0], err = rt.RoundTrip(a); err != nil {
		return false, err
	}
	defer resps[0].Body.Close()
	if resps[1], err = rt.RoundTrip(b); err != nil {
		return false, err
	}
	defer resps[1].Body.Close()
	return resps[0].ContentLength == resps[1].ContentLength, nil
}

// Copied and pasted: element 0 is closed twice, element 1 never.
func badArrayWrongIndex(rt http.RoundTripper, a, b *http.Request) (bool, error) {
	var resps [2]*http.Response
	var err error
	if resps[0], err = rt.RoundTrip(a); err != nil {
		return false, err
	}
	defer resps[0].Body.Close()
	if resps[1], err = rt.RoundTrip(b); err != nil { // want "response body is not closed"
		return false, err
	}
	defer resps[0].Body.Close()
	return resps[0].ContentLength == resps[1].ContentLength, nil
}

// A slice literal of two; the loop over it closes both.
func goodSliceLiteral(oldReq, newReq *http.Request) (same bool, err error) {
	before, err := http.DefaultClient.Do(oldReq)
	if err != nil {
		return false, err
	}
	after, err := http.DefaultClient.Do(newReq)
	if err != nil {
		before.Body.Close()
		return false, err
	}
	for _, resp := range []*http.Response{before, after} {
		resp.Body.Close()
	}
	return before.StatusCode == after.StatusCode, nil
}

// The literal is only made when both have answered.
func badSliceLiteral(oldReq, newReq *http.Request) (same bool, err error) {
	before, err := http.DefaultClient.Do(oldReq) // want "response body is not closed"
	if err != nil {
		return false, err
	}
	after, err := http.DefaultClient.Do(newReq)
	if err != nil {
		return false, err
	}
	for _, resp := range []*http.Response{before, after} {
		resp.Body.Close()
	}
	return before.StatusCode == after.StatusCode, nil
}
