package intest

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func serve(t testing.TB) *httptest.Server {
	t.Helper()
	ts := httptest.NewServer(greeter{"gopher"})
	t.Cleanup(ts.Close)
	return ts
}

// A fetch opens and leaves the close to the end of the test: the caller gets a
// response that it need not close.
func goodFetch(t *testing.T, url string) *http.Response {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

// The helper reads and compares, and forgets.
func badFetchText(t *testing.T, url, want string) {
	t.Helper()
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) == want {
		return
	}
	t.Errorf("got %q, want %q", got, want)
}

// Fatal ends the test: no way out of the function.
func TestGoodFatal(t *testing.T) {
	resp, err := http.Get(serve(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("status %s", resp.Status)
	}
	if resp.ContentLength < 0 {
		t.Skip("no length")
	}
	if resp.ProtoMajor > 2 {
		t.FailNow()
	}
	resp.Body.Close()
}

// return, other than Fatal, goes on with the next test.
func TestBadReturn(t *testing.T) {
	resp, err := http.Get(serve(t).URL) // want "response body is not closed"
	if err != nil {
		t.Fatal(err)
	}
	if resp.ContentLength < 0 {
		t.Log("no length")
		return
	}
	resp.Body.Close()
}

// Error does not end the test, but it has failed: what it leaves open is the
// least of its problems.
func TestGoodErrorThenReturn(t *testing.T) {
	resp, err := http.Get(serve(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Errorf("status %s", resp.Status)
		return
	}
	resp.Body.Close()
}

// The test that goes well leaves the body open.
func TestBadOnSuccess(t *testing.T) {
	resp, err := http.Get(serve(t).URL) // want "response body is not closed"
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Errorf("status %s", resp.Status)
	}
}

// Cleanup runs its argument when the test is over.
func TestGoodCleanup(t *testing.T) {
	resp, err := serve(t).Client().Head(serve(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := resp.Body.Close(); err != nil {
			t.Error(err)
		}
	})
	if resp.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("status %s", resp.Status)
	}
}

// The cleanup is about the server only.
func TestBadCleanup(t *testing.T) {
	ts := httptest.NewServer(greeter{"gopher"})
	resp, err := ts.Client().Head(ts.URL) // want "response body is not closed"
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ts.Close() })
	if resp.StatusCode == http.StatusMethodNotAllowed {
		return
	}
	t.Errorf("status %s", resp.Status)
}

// Each subtest closes its own.
func TestGoodSubtests(t *testing.T) {
	ts := serve(t)
	for _, method := range []string{http.MethodPut, http.MethodPost, http.MethodDelete} {
		t.Run(method, func(t *testing.T) {
			req, err := http.NewRequest(method, ts.URL, nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := ts.Client().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusMethodNotAllowed {
				t.Errorf("status %s", resp.Status)
			}
		})
	}
}

// Each subtest leaves its own open.
func TestBadSubtests(t *testing.T) {
	ts := serve(t)
	for _, tt := range []struct {
		method string
		status int
	}{
		{http.MethodGet, http.StatusOK},
		{http.MethodPut, http.StatusMethodNotAllowed},
	} {
		t.Run(tt.method, func(t *testing.T) {
			req, err := http.NewRequest(tt.method, ts.URL, nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := ts.Client().Do(req) // want "response body is not closed"
			if err != nil {
				t.Fatal(err)
			}
			if resp.StatusCode != tt.status {
				t.Fatalf("status %s", resp.Status)
			}
		})
	}
}

// A subtest fills what the test around it closes.
func TestGoodFilledBySubtest(t *testing.T) {
	var resp *http.Response
	t.Run("open", func(t *testing.T) {
		var err error
		if resp, err = http.Get(serve(t).URL); err != nil {
			t.Fatal(err)
		}
	})
	if resp == nil {
		t.Fatal("not open")
	}
	defer resp.Body.Close()
	t.Run("read", func(t *testing.T) {
		if _, err := io.ReadAll(resp.Body); err != nil {
			t.Fatal(err)
		}
	})
}

// A subtest fills what the other one reads, and nobody closes.
func TestBadFilledBySubtest(t *testing.T) {
	var resp *http.Response
	t.Run("open", func(t *testing.T) {
		var err error
		if resp, err = http.Get(serve(t).URL); err != nil { // want "response body is not closed"
			t.Fatal(err)
		}
	})
	if resp == nil {
		t.Fatal("not open")
	}
	t.Run("read", func(t *testing.T) {
		if _, err := io.ReadAll(resp.Body); err != nil {
			t.Fatal(err)
		}
	})
}

// The test wants an error; without one it fails.
func TestGoodExpectsError(t *testing.T) {
	_, err := http.Get("http://[::1]:namedport")
	if err == nil {
		t.Error("no error")
	}
}

// The test looks at the error by other means than nil.
func TestGoodComparesError(t *testing.T) {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	_, err := client.Get("gopher://example.invalid")
	if want := "unsupported protocol scheme"; !errorContains(err, want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

// errors.Is and a sentinel: a response is not what this test expects.
func TestGoodIsError(t *testing.T) {
	_, err := http.Post("http://example.invalid", "text/plain", failingReader{})
	t.Log(errors.Is(err, io.ErrUnexpectedEOF))
}

// A call for its effect on the server, whose error is of no interest.
func TestGoodBareCall(t *testing.T) {
	var calls int
	ts := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { calls++ }))
	defer ts.Close()
	http.Get(ts.URL)
	http.Post(ts.URL, "text/plain", strings.NewReader("again"))
	if calls != 2 {
		t.Errorf("%d calls", calls)
	}
}

// Discarded, and the test demands that there is no error: there is a body.
func TestBadDiscarded(t *testing.T) {
	ts := serve(t)
	if _, err := ts.Client().Get(ts.URL); err != nil { // want "response body is not closed"
		t.Fatal(err)
	}
	_, err := http.Post(ts.URL, "text/plain", nil) // want "response body is not closed"
	if err != nil {
		t.Fatal(err)
	}
}

// The test wants an error, and closes what it gets instead of one.
func TestGoodUnexpectedResponse(t *testing.T) {
	resp, err := http.Get("http://example.invalid")
	if err == nil {
		resp.Body.Close()
		t.Fatalf("got %s, want an error", resp.Status)
	}
	if !strings.Contains(err.Error(), "invalid") {
		t.Errorf("got %v", err)
	}
}

// A recorder's result has no connection behind it.
func TestGoodRecorder(t *testing.T) {
	rec := httptest.NewRecorder()
	greeter{"gopher"}.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/", nil))
	resp := rec.Result()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("status %s", resp.Status)
	}
}

// A client of a fake transport owes what any client owes.
func TestBadFakeTransport(t *testing.T) {
	client := &http.Client{Transport: canned("hello")}
	resp, err := client.Get("http://example.invalid/") // want "response body is not closed"
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := io.ReadAll(resp.Body); string(got) != "hello" {
		t.Fatalf("got %q", got)
	}
}

// b.Loop runs the round that closes again and again.
func BenchmarkGood(b *testing.B) {
	ts := serve(b)
	for b.Loop() {
		resp, err := http.Get(ts.URL)
		if err != nil {
			b.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

// Read to the end, in each of b.N rounds, and closed in none.
func BenchmarkBad(b *testing.B) {
	ts := serve(b)
	for range b.N {
		resp, err := http.Get(ts.URL) // want "response body is not closed"
		if err != nil {
			b.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
	}
}

// testing.TB is an interface, and its Fatal returns as little.
func goodInterface(tb testing.TB, url string) {
	tb.Helper()
	resp, err := http.Get(url)
	if err != nil {
		tb.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		tb.Fatalf("status %s", resp.Status)
	}
	if err := resp.Body.Close(); err != nil {
		tb.Fatal(err)
	}
}

// testing.TB has a Log as well, which does return.
func badInterface(tb testing.TB, url string) {
	tb.Helper()
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		tb.Fatal(err)
	}
	if resp.Header.Get("Content-Type") == "" {
		tb.Log("no content type")
		return
	}
	if err := resp.Body.Close(); err != nil {
		tb.Fatal(err)
	}
}

// An HTTP test of the helpers themselves.
func TestGoodHelpers(t *testing.T) {
	ts := serve(t)
	badFetchText(t, ts.URL, "hello, gopher")
	if resp := goodFetch(t, ts.URL); resp.StatusCode != http.StatusOK {
		t.Errorf("status %s", resp.Status)
	}
	goodInterface(t, ts.URL)
	badInterface(t, ts.URL)
}

// canned is a transport that answers from memory.
type canned string

func (c canned) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK,
		Body:       io.NopCloser(strings.NewReader(string(c))),
		Request:    req,
	}, nil
}

// failingReader cannot be read.
type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func errorContains(err error, text string) bool {
	return err != nil && strings.Contains(err.Error(), text)
}

// It is success that is reported as an error.
func TestGoodSuccessIsWrong(t *testing.T) {
	failed := make(chan error, 1)
	go func() {
		_, err := http.Get("http://server")
		switch {
		case err == nil:
			failed <- errors.New("expected an error")
		case !errors.Is(err, io.EOF):
			failed <- err
		default:
			close(failed)
		}
	}()
	if err := <-failed; err != nil {
		t.Fatal(err)
	}
}
