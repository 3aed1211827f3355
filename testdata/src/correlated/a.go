// Package correlated: the open and the Close stand under conditions that
// have to do with each other.
package correlated

import (
	"errors"
	"io"
	"log"
	"net/http"
	"os"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type client struct {
	doer    Doer
	hc      *http.Client
	debug   bool
	verbose bool
	mirrors map[string]string
}

type options struct {
	url   string
	probe bool
}

type mode int

const (
	modeOff mode = iota
	modeProbe
	modeFull
)

const source = "network"

var errNone = errors.New("no mirror works")

// The flag goes up with the open.
func goodFlag(url string, fresh bool) (code int, err error) {
	var resp *http.Response
	opened := false
	if fresh {
		resp, err = http.Get(url)
		if err != nil {
			return 0, err
		}
		opened = true
		code = resp.StatusCode
	}
	log.Print("fresh: ", fresh)
	if opened {
		resp.Body.Close()
	}
	return code, nil
}

// The flag goes up with the open only if the status is right.
func badFlag(url string, fresh bool) (code int, err error) {
	var resp *http.Response
	opened := false
	if fresh {
		resp, err = http.Get(url) // want "response body is not closed"
		if err != nil {
			return 0, err
		}
		opened = resp.StatusCode == http.StatusOK
		code = resp.StatusCode
	}
	log.Print("fresh: ", fresh)
	if opened {
		resp.Body.Close()
	}
	return code, nil
}

// The same parameter is asked twice.
func goodTwice(d Doer, req *http.Request, probe bool) (err error) {
	var resp *http.Response
	if probe {
		if resp, err = d.Do(req); err != nil {
			return err
		}
	}
	log.Print("probe: ", probe)
	if probe {
		err = resp.Body.Close()
	}
	return err
}

// The parameter is another one the second time.
func badTwice(d Doer, req *http.Request, probe bool) (err error) {
	var resp *http.Response
	if probe {
		if resp, err = d.Do(req); err != nil { // want "response body is not closed"
			return err
		}
		probe = resp.StatusCode < 300
	}
	log.Print("probe: ", probe)
	if probe {
		err = resp.Body.Close()
	}
	return err
}

// The condition and its negation.
func goodNegated(url string, cached bool) (err error) {
	var resp *http.Response
	if !cached {
		if resp, err = http.Get(url); err != nil {
			return err
		}
	}
	log.Print("cached: ", cached)
	if cached {
		return nil
	}
	return resp.Body.Close()
}

// The condition and, again, the condition.
func badNegated(url string, cached bool) (err error) {
	var resp *http.Response
	if !cached {
		if resp, err = http.Get(url); err != nil { // want "response body is not closed"
			return err
		}
	}
	log.Print("cached: ", cached)
	if cached {
		return resp.Body.Close()
	}
	return nil
}

// A field that nobody here writes, asked twice.
func (c *client) goodField(url string) (err error) {
	var resp *http.Response
	if c.debug {
		resp, err = http.Get(url)
		if err != nil {
			return err
		}
	}
	if c.debug {
		err = resp.Body.Close()
	}
	return err
}

// A field that is written between the two questions.
func (c *client) badFieldWritten(url string) (err error) {
	var resp *http.Response
	if c.debug {
		resp, err = http.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
		c.debug = resp.StatusCode != http.StatusNotFound
	}
	if c.debug {
		err = resp.Body.Close()
	}
	return err
}

// Two fields, one question each.
func (c *client) badOtherField(url string) (err error) {
	var resp *http.Response
	if c.debug {
		resp, err = http.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
	}
	if c.debug && c.verbose {
		log.Print(resp.Status)
		err = resp.Body.Close()
	}
	return err
}

// A string constant, compared twice.
func goodString(hc *http.Client, verb, url string) (err error) {
	var resp *http.Response
	switch verb {
	case "get":
		resp, err = hc.Get(url)
	case "head":
		resp, err = hc.Head(url)
	}
	if err != nil {
		return err
	}
	if verb == "get" || verb == "head" {
		err = resp.Body.Close()
	}
	return err
}

// Two string constants open, one of them closes.
func badString(hc *http.Client, verb, url string) (err error) {
	var resp *http.Response
	switch verb {
	case "get":
		resp, err = hc.Get(url)
	case "head":
		resp, err = hc.Head(url) // want "response body is not closed"
	}
	if err != nil {
		return err
	}
	if verb == "get" {
		err = resp.Body.Close()
	}
	return err
}

// A string variable records where the answer comes from.
func goodSourceString(url, file string) (err error) {
	from := "nowhere"
	var resp *http.Response
	if _, serr := os.Stat(file); serr != nil {
		resp, err = http.Get(url)
		if err != nil {
			return err
		}
		from = source
	}
	log.Print("from ", from)
	if from == source {
		return resp.Body.Close()
	}
	return nil
}

// A string variable that is overwritten before it is asked.
func badSourceString(url, file string) (err error) {
	from := "nowhere"
	var resp *http.Response
	if _, serr := os.Stat(file); serr != nil {
		resp, err = http.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
		from = source
		if resp.StatusCode == http.StatusNotModified {
			from = "cache"
		}
	}
	if from == source {
		return resp.Body.Close()
	}
	return nil
}

// The second value of a map read.
func (c *client) goodCommaOk(name string) (err error) {
	var resp *http.Response
	u, ok := c.mirrors[name]
	if ok {
		resp, err = c.hc.Get(u)
		if err != nil {
			return err
		}
	}
	log.Print("mirror: ", ok)
	if !ok {
		return errNone
	}
	return resp.Body.Close()
}

// The same name for the second value of another map read.
func (c *client) badCommaOk(name, other string) (err error) {
	var resp *http.Response
	u, ok := c.mirrors[name]
	if ok {
		resp, err = c.hc.Get(u) // want "response body is not closed"
		if err != nil {
			return err
		}
	}
	if _, ok = c.mirrors[other]; !ok {
		return errNone
	}
	if resp != nil {
		return resp.Body.Close()
	}
	return nil
}

// The second value of a type assertion.
func goodAssertion(w io.Writer, url string) (err error) {
	var resp *http.Response
	rf, ok := w.(io.ReaderFrom)
	if ok {
		if resp, err = http.Get(url); err != nil {
			return err
		}
	}
	log.Print("streaming: ", ok)
	if ok {
		_, err = rf.ReadFrom(resp.Body)
		resp.Body.Close()
	}
	return err
}

// The second value of a receive is asked after a second receive.
func badReceive(urls <-chan string) (err error) {
	var resp *http.Response
	u, ok := <-urls
	if ok {
		if resp, err = http.Get(u); err != nil { // want "response body is not closed"
			return err
		}
	}
	u, ok = <-urls
	if ok {
		log.Print("next: ", u)
		return resp.Body.Close()
	}
	return nil
}

// The second value of a receive is asked twice.
func goodReceive(urls <-chan string) (err error) {
	var resp *http.Response
	u, ok := <-urls
	if ok {
		if resp, err = http.Get(u); err != nil {
			return err
		}
	}
	log.Print("first: ", u)
	if ok {
		return resp.Body.Close()
	}
	return nil
}

// A sentinel for "none yet" that is the first index as well.
func badSentinel(urls []string) (int, error) {
	winner := 0 // goodSentinel is in doubtful.go
	var resp *http.Response
	for i, u := range urls {
		var err error
		if resp, err = http.Get(u); err == nil { // want "response body is not closed"
			winner = i
			break
		}
	}
	if winner == 0 {
		return 0, errNone
	}
	return winner, resp.Body.Close()
}

// An enumeration says what was opened.
func goodEnumeration(d Doer, req *http.Request, m mode) (err error) {
	var resp *http.Response
	switch m {
	case modeProbe, modeFull:
		resp, err = d.Do(req)
		if err != nil {
			return err
		}
	}
	switch m {
	case modeFull:
		_, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	case modeProbe:
		resp.Body.Close()
	}
	return err
}

// An enumeration whose values open twice and close once.
func badEnumeration(d Doer, req *http.Request, m mode) (err error) {
	var resp *http.Response
	switch m {
	case modeProbe, modeFull:
		resp, err = d.Do(req) // want "response body is not closed"
		if err != nil {
			return err
		}
	}
	switch m {
	case modeFull:
		_, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	case modeOff:
		log.Print("off")
	}
	return err
}

// Two conditions, both asked again.
func goodBoth(rt http.RoundTripper, req *http.Request, online, fresh bool) (err error) {
	var resp *http.Response
	if online && fresh {
		if resp, err = rt.RoundTrip(req); err != nil {
			return err
		}
	}
	log.Print(online, fresh)
	if online && fresh {
		resp.Body.Close()
	}
	return nil
}

// One condition opens; it takes two to close.
func badBoth(rt http.RoundTripper, req *http.Request, online, fresh bool) (err error) {
	var resp *http.Response
	if online {
		if resp, err = rt.RoundTrip(req); err != nil { // want "response body is not closed"
			return err
		}
	}
	log.Print(online, fresh)
	if online && fresh {
		resp.Body.Close()
	}
	return nil
}

// An integer parameter, compared with the same constant.
func goodInteger(url string, level int) (err error) {
	var resp *http.Response
	if level > 1 {
		if resp, err = http.Get(url); err != nil {
			return err
		}
	}
	log.Print("level ", level)
	if level >= 2 {
		resp.Body.Close()
	}
	return nil
}

// An integer parameter, compared with another constant.
func badInteger(url string, level int) (err error) {
	var resp *http.Response
	if level > 1 {
		if resp, err = http.Get(url); err != nil { // want "response body is not closed"
			return err
		}
	}
	log.Print("level ", level)
	if level > 2 {
		resp.Body.Close()
	}
	return nil
}

// Options that are there or not.
func goodOptions(d Doer, req *http.Request, opts *options) (err error) {
	var resp *http.Response
	if opts != nil {
		if resp, err = d.Do(req); err != nil {
			return err
		}
	}
	log.Print(req.URL)
	if opts == nil {
		return nil
	}
	return resp.Body.Close()
}

// Options that are filled in between.
func badOptions(d Doer, req *http.Request, opts *options) (err error) {
	var resp *http.Response
	if opts == nil {
		if resp, err = d.Do(req); err != nil { // want "response body is not closed"
			return err
		}
		opts = &options{url: req.URL.String()}
	}
	log.Print(opts.url)
	if opts == nil {
		resp.Body.Close()
	}
	return nil
}

// The truth of a comparison, kept in a variable.
func goodKept(urls []string, path string) (err error) {
	local := path != ""
	var resp *http.Response
	if !local {
		if resp, err = http.Get(urls[0]); err != nil {
			return err
		}
	}
	log.Print("local: ", local)
	if !local {
		return resp.Body.Close()
	}
	return nil
}

// The field of a struct that never leaves this function.
func (c *client) goodLocalStruct(url string, probe bool) (err error) {
	opts := options{url: url}
	opts.probe = probe && c.verbose
	var resp *http.Response
	if opts.probe {
		if resp, err = c.hc.Get(opts.url); err != nil {
			return err
		}
	}
	log.Print("probe: ", opts.probe)
	if opts.probe {
		return resp.Body.Close()
	}
	return nil
}
