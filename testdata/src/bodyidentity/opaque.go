package bodyidentity

import (
	"io"
	"net/http"
)

// hashedBody is a wrapper with a Close of its own.
type hashedBody struct {
	body io.ReadCloser
	sum  io.Writer
}

func (b *hashedBody) Read(p []byte) (int, error) {
	n, err := b.body.Read(p)
	b.sum.Write(p[:n])
	return n, err
}

func (b *hashedBody) Close() error { return b.body.Close() }

// The wrapper's own Close closes the body: a named method, not looked into.
func goodOwnWrapper(url string, sum io.Writer) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	resp.Body = &hashedBody{body: resp.Body, sum: sum}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The wrapper goes to the caller, and with it the body.
func goodOwnWrapperReturned(url string, sum io.Writer) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return &hashedBody{resp.Body, sum}, nil
}
