package envelope

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// A stream owns a body.
type stream struct {
	body  io.ReadCloser
	lines *bufio.Scanner
}

// Close closes the body.
func (s *stream) Close() error {
	if s == nil || s.body == nil {
		return nil
	}
	return s.body.Close()
}

func newStream(client *http.Client, url string) (*stream, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return &stream{resp.Body, bufio.NewScanner(resp.Body)}, nil
}

// A session is a stream with a name, and closes with the stream's Close.
type session struct {
	*stream
	name string
}

// goodLogin reads the name from the stream, or closes it.
func goodLogin(client *http.Client, url string) (*session, error) {
	st, err := newStream(client, url)
	if err != nil {
		return nil, err
	}
	if !st.lines.Scan() {
		return nil, errors.Join(st.lines.Err(), st.Close())
	}
	return &session{st, st.lines.Text()}, nil
}

// badLogin finds no name, and the stream is lost.
func badLogin(client *http.Client, url string) (*session, error) {
	st, err := newStream(client, url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if !st.lines.Scan() {
		return nil, st.lines.Err()
	}
	return &session{stream: st, name: st.lines.Text()}, nil
}

// The promoted Close closes.
func goodEmbeddedOwner(client *http.Client, url string) (string, error) {
	s, err := goodLogin(client, url)
	if s == nil {
		return "", err
	}
	defer s.Close()
	return s.name, nil
}

// So it does here; what badLogin has lost is not here.
func goodEmbeddedOwnerOfBad(client *http.Client, url string) (name string, err error) {
	s, err := badLogin(client, url)
	if s != nil {
		name, err = s.name, s.Close()
	}
	return name, err
}

// The name is kept, the session is not.
func badEmbeddedOwner(client *http.Client, url string) (string, error) {
	s, err := newStream(client, url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	named := session{stream: s, name: url}
	if named.lines.Scan() {
		return named.name, nil
	}
	return "", named.Close()
}

// A guard has a Close of its own, which hides the one of the stream.
type guard struct {
	stream
	user string
}

// Close forgets the user, and closes the stream.
func (g *guard) Close() error {
	g.user = ""
	return g.stream.Close()
}

// A badGuard's Close only forgets the user.
type badGuard struct {
	stream
	user string
}

func (g *badGuard) Close() error {
	g.user = ""
	return nil
}

// The Close that hides the other one calls it.
func goodHidden(client *http.Client, url string) (bool, error) {
	st, err := newStream(client, url)
	if err != nil {
		return false, err
	}
	g := &guard{*st, "me"}
	defer g.Close()
	return g.lines.Scan(), nil
}

// The Close that hides the other one does not call it.
func badHidden(client *http.Client, url string) (bool, error) {
	st, err := newStream(client, url) // leaks, not seen yet
	if err != nil {
		return false, err
	}
	g := &badGuard{*st, "me"}
	defer g.Close()
	return g.lines.Scan(), nil
}

// A builder makes a request, step by step, and sends it.
type builder struct {
	client *http.Client
	req    *http.Request
	err    error
}

func request(client *http.Client, url string) *builder {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	return &builder{client, req, err}
}

func (b *builder) header(key, value string) *builder {
	if b.err == nil {
		b.req.Header.Set(key, value)
	}
	return b
}

// send returns the response, which the caller closes.
func (b *builder) send() (*http.Response, error) {
	if b.err != nil {
		return nil, b.err
	}
	return b.client.Do(b.req)
}

// goodInto decodes the response and closes it.
func (b *builder) goodInto(v any) error {
	resp, err := b.send()
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// badInto checks the status first.
func (b *builder) badInto(v any) error {
	resp, err := b.send() // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Built, sent and closed.
func goodBuilder(client *http.Client, url string) (int, error) {
	resp, err := request(client, url).header("Accept", "*/*").send()
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	var v any
	err = request(client, url).goodInto(&v)
	return resp.StatusCode, errors.Join(err, request(client, url).badInto(&v))
}

// Built and sent.
func badBuilder(client *http.Client, url string) error {
	_, err := request(client, url).header("Accept", "*/*").send() // want "response body is not closed"
	return err
}

// settings are what options change.
type settings struct {
	header http.Header
	raw    bool
}

type option func(*settings)

func withHeader(key, value string) option {
	return func(s *settings) { s.header.Set(key, value) }
}

// withRaw leaves the body to the caller.
func withRaw() option { return func(s *settings) { s.raw = true } }

// fetch closes the body unless it is told not to.
func fetch(client *http.Client, url string, opts ...option) (*http.Response, error) {
	s := settings{header: make(http.Header)}
	for _, opt := range opts {
		opt(&s)
	}
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	req.Header = s.header
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	if !s.raw {
		resp.Body.Close()
	}
	return resp, nil
}

// Without the option it comes closed, with it the caller closes.
func goodOptions(client *http.Client, url string, w io.Writer) error {
	if _, err := fetch(client, url, withHeader("Accept", "*/*")); err != nil {
		return err
	}
	resp, err := fetch(client, url, withRaw(), withHeader("Accept", "text/plain"))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// With the option, read and not closed.
func badOptions(client *http.Client, url string, w io.Writer) error {
	resp, err := fetch(client, url, withRaw()) // leaks, not seen yet
	if err != nil {
		return err
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

// A source opens what has a name; there is one source in this package.
type source interface {
	open(name string) (io.ReadCloser, error)
}

type remote struct {
	client *http.Client
	base   string
}

func (r *remote) open(name string) (io.ReadCloser, error) {
	resp, err := r.client.Get(r.base + name)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// What comes from the only source is closed.
func goodSource(s source) (int64, error) {
	rc, err := s.open("/index")
	if err != nil {
		return 0, err
	}
	defer rc.Close()
	return io.Copy(io.Discard, rc)
}

// What comes from the only source is a body, and stays open.
func badSource(s source) (int64, error) {
	rc, err := s.open("/index") // leaks, not seen yet
	if err != nil {
		return 0, err
	}
	return io.Copy(io.Discard, rc)
}
