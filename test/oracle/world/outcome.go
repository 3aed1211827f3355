package world

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

// An Outcome is what becomes of one request.
type Outcome struct {
	Name   string
	Err    bool // the transport fails: there is no response
	Slow   bool // the answer takes longer than any timeout of the programs
	Status int
	Body   string
	Break  bool // reading the body fails half-way
	Length bool // the length is announced
	Header map[string]string
}

const (
	more = `{"id": 7, "name": "alpha", "state": "pending", "done": false, "token": "t-7", "next": "http://api.test/v1/more",
 "url": "http://api.test/v1/parts/7", "items": [{"id": 1, "name": "one"}, {"id": 2, "name": "two"}]}
{"id": 8, "name": "beta", "state": "pending"}
`
	last = `{"id": 9, "name": "omega", "state": "done", "done": true, "token": "t-9", "next": "", "items": []}
`
)

// Outcomes are all that can become of a request. None of them is a response
// next to an error: a RoundTripper does not do that.
var Outcomes = []Outcome{
	{Name: "200", Status: 200, Body: more, Length: true, Header: map[string]string{"Etag": `"v7"`, "Content-Type": "application/json"}},
	{Name: "200-last", Status: 200, Body: last, Header: map[string]string{"Content-Type": "application/json; charset=utf-8"}},
	{Name: "error", Err: true},
	{Name: "500", Status: 500, Body: "internal error\n", Length: true},
	{Name: "404", Status: 404, Body: `{"error": "not found"}` + "\n"},
	{Name: "401", Status: 401, Body: `{"error": "expired"}` + "\n", Length: true},
	{Name: "429", Status: 429, Body: "slow down\n", Header: map[string]string{"Retry-After": "2"}},
	{Name: "503", Status: 503},
	{Name: "200-broken", Status: 200, Body: more[:60], Break: true},
	{Name: "200-invalid", Status: 200, Body: "<html>\n", Header: map[string]string{"Content-Type": "text/html"}},
	{Name: "200-empty", Status: 200},
	{Name: "204", Status: 204},
	{Name: "302", Status: 302, Header: map[string]string{"Location": "http://api.test/v1/moved"}},
	{Name: "302-nowhere", Status: 302, Body: "moved\n"},
	{Name: "200-slow", Status: 200, Body: last, Slow: true},
	{Name: "error-slow", Err: true, Slow: true},
	{Name: "202", Status: 202, Body: more, Length: true},
	{Name: "304", Status: 304, Header: map[string]string{"Etag": `"v7"`}},
	{Name: "400", Status: 400, Body: `{"error": "bad request"}` + "\n", Length: true},
}

var (
	errTransport = errors.New("connection refused")
	errBroken    = errors.New("connection reset while reading the body")
	errStuck     = errors.New("close failed")
)

// slow is longer than the timeouts in generated programs.
const slow = 90 * time.Second

// respond makes the response of an outcome, with a body that is counted.
func (o *Outcome) respond(req *http.Request, open *Open, stuck bool) *http.Response {
	resp := &http.Response{
		Status:     http.StatusText(o.Status),
		StatusCode: o.Status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        make(http.Header),
		ContentLength: -1,
		Request:       req,
	}
	for k, v := range o.Header {
		resp.Header.Set(k, v)
	}
	text := []byte(o.Body)
	if req.Method == http.MethodHead {
		text = nil // but there is a body to close
	}
	if req.Header.Get("Accept-Encoding") == "gzip" && o.Status == 200 && len(text) > 0 && !strings.HasPrefix(o.Body, "<") {
		resp.Header.Set("Content-Encoding", "gzip")
		text = compressed(text)
	}
	if o.Length {
		resp.ContentLength = int64(len(text))
	}
	var r io.Reader = bytes.NewReader(text)
	if o.Break {
		r = io.MultiReader(r, failing{})
	}
	resp.Body = &body{Reader: r, open: open, stuck: stuck}
	return resp
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errBroken }

func compressed(text []byte) []byte {
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	z.Write(text)
	z.Close()
	return buf.Bytes()
}

// A body counts that it was closed.
type body struct {
	io.Reader
	open  *Open
	stuck bool
}

func (b *body) Read(p []byte) (int, error) {
	if b.open.Closed() {
		return 0, http.ErrBodyReadAfterClose
	}
	return b.Reader.Read(p)
}

func (b *body) Close() error {
	b.open.closed.Add(1)
	if b.stuck {
		return errStuck
	}
	return nil
}
