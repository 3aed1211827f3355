package envelope

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"envelope/lib"
)

// The envelope's own Close.
func goodOtherEnvelope(c *lib.Client, url string, v any) error {
	r, err := c.Get(url)
	if err != nil {
		return err
	}
	defer r.Close()
	return json.NewDecoder(r.Body).Decode(v)
}

// Past the envelope's Close, the body's.
func goodOtherEnvelopeBody(c *lib.Client, url string) (int, error) {
	r, err := c.GoodCheck(url)
	if err != nil {
		r, err = c.BadCheck(url)
	}
	if err != nil {
		return 0, err
	}
	return r.Seq, r.Body.Close()
}

// Not OK, and for that not closed.
func badOtherEnvelope(c *lib.Client, url string, v any) error {
	r, err := c.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if !r.OK() {
		return errors.New(r.Status)
	}
	defer r.Close()
	return json.NewDecoder(r.Body).Decode(v)
}

// OK is no reason not to close.
func badOtherEnvelopeChecked(c *lib.Client, url string) (int, error) {
	r, err := c.GoodCheck(url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return r.Seq, nil
}

// The getter of the body is all that leads to it.
func goodOtherGetter(rt http.RoundTripper, req *http.Request) (string, error) {
	r, err := lib.Ask(rt, req)
	if err != nil {
		return "", err
	}
	defer r.Body().Close()
	return r.Status(), nil
}

// The other getter does not lead there.
func badOtherGetter(rt http.RoundTripper, req *http.Request) (string, error) {
	r, err := lib.Ask(rt, req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return r.Status(), nil
}

// A peer is a connection with a name.
type peer struct {
	*lib.Conn
	name string
}

// The promoted Close of another package.
func goodOtherEmbedded(client *http.Client, url string) ([]byte, error) {
	conn, err := lib.Connect(client, url)
	if err != nil {
		return nil, err
	}
	p := peer{conn, url}
	defer p.Close()
	return io.ReadAll(p)
}

// The promoted Read of another package, only.
func badOtherEmbedded(client *http.Client, url string) ([]byte, error) {
	conn, err := lib.Connect(client, url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	p := peer{Conn: conn, name: url}
	return io.ReadAll(p)
}

// goodConnect returns the owner around the owner.
func goodConnect(client *http.Client, url string) (*peer, error) {
	conn, err := lib.Connect(client, url)
	if err != nil {
		return nil, err
	}
	return &peer{conn, url}, nil
}

// badConnect makes no peer without a name, and has connected before.
func badConnect(client *http.Client, url, name string) (*peer, error) {
	conn, err := lib.Connect(client, url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if name == "" {
		return nil, errors.New("no name")
	}
	return &peer{conn, name}, nil
}

// Owners around owners are closed as one.
func goodPeers(client *http.Client, url, name string) (err error) {
	a, err := goodConnect(client, url)
	if err != nil {
		return err
	}
	defer a.Close()
	b, err := badConnect(client, url, name)
	if err != nil {
		return err
	}
	return b.Close()
}

// An owner around an owner has a name, which is all that was wanted.
func badPeer(client *http.Client, url string) (string, error) {
	p, err := goodConnect(client, url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return p.name, nil
}

// Built, sent and closed; Bytes closes by itself.
func goodOtherBuilder(client *http.Client, url string) ([]byte, error) {
	resp, err := lib.New(client, url).Query("page", "1").Do()
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return lib.New(client, url).Query("page", "2").Bytes()
}

// Built, sent, read.
func badOtherBuilder(client *http.Client, url string) ([]byte, error) {
	resp, err := lib.New(client, url).Query("page", "1").Do() // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// Closed by Fetch, or told not to and closed here.
func goodOtherOptions(client *http.Client, url string) (n int64, err error) {
	if _, err := lib.Fetch(client, url); err != nil {
		return 0, err
	}
	resp, err := lib.Fetch(client, url, lib.KeepOpen())
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return io.Copy(io.Discard, resp.Body)
}

// Kept open for nothing.
func badOtherOptions(client *http.Client, url string) (int, error) {
	resp, err := lib.Fetch(client, url, lib.KeepOpen()) // leaks, not seen yet
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The only storage opens bodies; this one is closed.
func goodOtherStorage(client *http.Client, base string, w io.Writer) error {
	rc, err := lib.NewStorage(client, base).Open("/index")
	if err != nil {
		return err
	}
	_, err = io.Copy(w, rc)
	return errors.Join(err, rc.Close())
}

// This one is closed unless it cannot be copied.
func badOtherStorage(client *http.Client, base string, w io.Writer) error {
	s := lib.NewStorage(client, base)
	rc, err := s.Open("/index") // leaks, not seen yet
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, rc); err != nil {
		return err
	}
	return rc.Close()
}
