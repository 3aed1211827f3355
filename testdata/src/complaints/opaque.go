package complaints

import (
	"context"
	"io"
	"log"
	"net/http"
	"strings"

	coder "github.com/coder/websocket"
	gorilla "github.com/gorilla/websocket"

	"complaints/closer"
)

func closeBody(body io.ReadCloser) {
	if err := body.Close(); err != nil {
		log.Print(err)
	}
}

func closeAll(closers ...io.Closer) {
	for _, c := range closers {
		c.Close()
	}
}

func addHeader(resp *http.Response) *http.Response {
	resp.Header.Set("X-Seen", "1")
	return resp
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func canned(text string) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(text))}, nil
}

// A helper closes the body.
// https://github.com/timakin/bodyclose/issues/30
// https://github.com/timakin/bodyclose/issues/60
// https://github.com/timakin/bodyclose/pull/80
// https://github.com/golangci/golangci-lint/issues/574
// https://github.com/evergreen-ci/evergreen/pull/8601
func goodHelper(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer closeBody(resp.Body)
	return resp.StatusCode, nil
}

// A helper closes all that it is given.
func goodVariadicHelper(a, b string) error {
	first, err := http.Get(a)
	if err != nil {
		return err
	}
	second, err := http.Get(b)
	if err != nil {
		closeAll(first.Body)
		return err
	}
	defer closeAll(first.Body, second.Body)
	return nil
}

// The helper is in another package.
// https://github.com/timakin/bodyclose/issues/39
// https://github.com/rudderlabs/rudder-server/pull/2718
func goodHelperElsewhere(url string) (int, error) {
	res, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer closer.Close(res.Body)
	return res.StatusCode, nil
}

// The helper gets the method that closes.
// https://github.com/efficientgo/tools/issues/21
func goodMethodToHelper(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer closer.Capture(&err, resp.Body.Close, "close body")
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// The response passes through a function that returns it.
// https://github.com/timakin/bodyclose/issues/4
// https://github.com/timakin/bodyclose/issues/11
func goodPassThrough(rt http.RoundTripper, req *http.Request) (*http.Response, error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	return addHeader(resp), nil
}

// A generic function takes the error away.
// https://github.com/tooltitude/support/issues/49
// https://github.com/golang/go/issues/52661
func goodMust(url string) int {
	resp := must(http.Get(url))
	defer resp.Body.Close()
	return resp.StatusCode
}

// The response is made here, and has nothing behind it.
func goodCanned() string {
	resp, err := canned("hello")
	if err != nil {
		return ""
	}
	return resp.Status
}

// The body of a WebSocket handshake need not be closed; closing it would end
// the connection.
// https://github.com/kenn-io/forge/issues/1153
// https://github.com/hyperledger-labs/fabric-smart-client/pull/1782
// https://github.com/docker/docker-agent/pull/2219
func goodCoderDial(ctx context.Context, url string) error {
	conn, _, err := coder.Dial(ctx, url, nil)
	if err != nil {
		return err
	}
	defer conn.CloseNow()
	return conn.Ping(ctx)
}

// The same, with the response looked at.
// https://github.com/ethereum/go-ethereum/pull/33608
// https://github.com/decred/dcrd/pull/1905
func goodGorillaDial(url string) (*gorilla.Conn, error) {
	conn, resp, err := gorilla.DefaultDialer.Dial(url, nil)
	if err != nil {
		if resp != nil {
			log.Print(resp.Status)
		}
		return nil, err
	}
	return conn, nil
}

// A function that passes its own response to itself.
// (A stack overflow of an existing linter.)
func goodRecursive(resp *http.Response, hops int) int {
	if resp == nil {
		return hops
	}
	defer resp.Body.Close()
	if hops == 0 {
		return hops
	}
	next, err := http.Get(resp.Header.Get("Location"))
	if err != nil {
		return hops
	}
	return goodRecursive(next, hops-1)
}

// The last one is not closed: it returns before the defer.
func badRecursive(resp *http.Response, hops int) int {
	if resp == nil || hops == 0 {
		return hops
	}
	defer resp.Body.Close()
	next, err := http.Get(resp.Header.Get("Location")) // leaks, not seen yet
	if err != nil {
		return hops
	}
	return badRecursive(next, hops-1)
}
