package adversary

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

var errNotFound = errors.New("not found")

// goodErrorsIs: a sentinel found in the error means that there is one, and so
// no response.
func goodErrorsIs(c *http.Client, req *http.Request) (int64, error) {
	resp, err := c.Do(req)
	if errors.Is(err, context.DeadlineExceeded) {
		return 0, errors.New("too slow")
	}
	var ue *url.Error
	if errors.As(err, &ue) && ue.Timeout() {
		return 0, ue.Err
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return io.Copy(io.Discard, resp.Body)
}

// badErrorsAs: errors.As is also false when there is no error; the probe that
// succeeds returns with the body open.
func badErrorsAs(c *http.Client, target string) error {
	_, err := c.Get(target) // want "response body is not closed"
	var ue *url.Error
	if !errors.As(err, &ue) {
		return nil
	}
	return fmt.Errorf("probe %s: %w", target, ue)
}

// badJoined: the joined error is also non-nil when only the context ended, and
// then the response is open.
func badJoined(ctx context.Context, c *http.Client, target string) error {
	resp, err := c.Get(target) // want "response body is not closed"
	err = errors.Join(err, ctx.Err())
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// goodJoined asks for the response as well as for the error.
func goodJoined(ctx context.Context, c *http.Client, target string) error {
	resp, err := c.Get(target)
	if joined := errors.Join(err, ctx.Err()); joined != nil {
		if resp != nil {
			resp.Body.Close()
		}
		return joined
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// badSwitchTrue: a 404 is mapped to an error of our own before the defer.
func badSwitchTrue(c *http.Client, target string) ([]byte, error) {
	resp, err := c.Get(target) // want "response body is not closed"
	switch {
	case err != nil:
		return nil, err
	case resp.StatusCode == http.StatusNotFound:
		return nil, errNotFound
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// badWrongCondition defers only when all went well.
func badWrongCondition(c *http.Client, target string) ([]byte, error) {
	resp, err := c.Get(target) // want "response body is not closed"
	if err == nil && resp.StatusCode == http.StatusOK {
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	}
	if err == nil {
		err = errors.New(resp.Status)
	}
	return nil, err
}

// goodClasses: the classes cover every code; what the switch left open is
// exactly what is not closed yet at its end.
func goodClasses(c *http.Client, target string) (retry bool, err error) {
	resp, err := c.Get(target)
	if err != nil {
		return true, err
	}
	code := resp.StatusCode
	switch code / 100 {
	case 2:
		_, err = io.Copy(io.Discard, resp.Body)
	case 4:
		resp.Body.Close()
		return code == http.StatusTooManyRequests, fmt.Errorf("client: %d", code)
	case 5:
		resp.Body.Close()
		return true, fmt.Errorf("server: %d", code)
	}
	if code < 200 || code > 299 {
		resp.Body.Close()
		return false, fmt.Errorf("unexpected: %d", code)
	}
	resp.Body.Close()
	return false, err
}

// badClasses: nothing is said about a 3xx or a 1xx.
func badClasses(c *http.Client, target string) error {
	resp, err := c.Get(target) // want "response body is not closed"
	if err != nil {
		return err
	}
	switch resp.StatusCode / 100 {
	case 2:
		return resp.Body.Close()
	case 4, 5:
		resp.Body.Close()
		return errors.New(resp.Status)
	}
	return errors.New("unexpected status")
}

// goodCorrelated asks the same question twice: once to open, once to close.
func goodCorrelated(c *http.Client, target, etag string) (fresh bool, err error) {
	var resp *http.Response
	if etag != "" {
		req, rerr := http.NewRequest(http.MethodGet, target, nil)
		if rerr != nil {
			return false, rerr
		}
		req.Header.Set("If-None-Match", etag)
		resp, err = c.Do(req)
		if err != nil {
			return false, err
		}
	}
	if etag == "" {
		return false, nil
	}
	notModified := resp.StatusCode == http.StatusNotModified
	if !notModified {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	if notModified {
		resp.Body.Close()
	}
	return !notModified, nil
}

// badCorrelated closes for GET what it opened for HEAD and for GET.
func badCorrelated(c *http.Client, method, target string) (n int64, err error) {
	var resp *http.Response
	if method == http.MethodHead {
		resp, err = c.Head(target) // want "response body is not closed"
	} else {
		resp, err = c.Get(target)
	}
	if err != nil {
		return 0, err
	}
	n = resp.ContentLength
	if method != http.MethodHead {
		n, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	return n, err
}

// goodUpgrade: after 101 the connection belongs to the caller.
func goodUpgrade(rt http.RoundTripper, req *http.Request) (io.ReadWriteCloser, error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		resp.Body.Close()
		return nil, fmt.Errorf("upgrade refused: %s", resp.Status)
	}
	conn, ok := resp.Body.(io.ReadWriteCloser)
	if !ok {
		resp.Body.Close()
		return nil, errors.New("body is not writable")
	}
	return conn, nil
}

// badUpgrade forgets the body of the refusal.
func badUpgrade(rt http.RoundTripper, req *http.Request) (io.ReadWriteCloser, error) {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		return nil, fmt.Errorf("upgrade refused: %s", resp.Status)
	}
	return resp.Body.(io.ReadWriteCloser), nil
}

// goodUpgradeChecks closes nothing after 101, not even when the handshake is
// wrong: the caller closes the connection it dialled.
func goodUpgradeChecks(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		defer resp.Body.Close()
		return fmt.Errorf("upgrade refused: %s", resp.Status)
	}
	if resp.Header.Get("Upgrade") != "websocket" {
		return errors.New("wrong protocol")
	}
	return nil
}
