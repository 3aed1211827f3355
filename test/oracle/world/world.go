package world

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

// A World is one run: a transport with a script, and arguments.
type World struct {
	HTTP
	run     int
	r       *rand.Rand
	args    []string
	cancels []context.CancelFunc
}

// newWorld makes the run of that number, with the outcomes of a plan first.
func newWorld(run int, plan []int, tail *Outcome) *World {
	w := &World{run: run, r: rand.New(rand.NewPCG(uint64(run), 0x5eed))}
	w.stuck = w.r.IntN(6) == 0
	if w.r.IntN(3) == 0 {
		w.odd = w.headers
	}
	w.script = func(i int) *Outcome {
		switch {
		case i < len(plan):
			return &Outcomes[plan[i]]
		case tail != nil:
			return tail
		}
		return w.random()
	}
	return w
}

// headers returns the headers of an odd response; empty ones are not there.
func (w *World) headers() map[string]string {
	return map[string]string{
		"Etag":           w.oneOf("", `"v7"`, `"v8"`),
		"Content-Type":   w.oneOf("", "application/json", "text/plain"),
		"Retry-After":    w.oneOf("", "", "2"),
		"Content-Length": w.oneOf("", "0", "64", "2048"),
		"X-Limit":        w.oneOf("", "10"),
		"Age":            w.oneOf("", "30"),
	}
}

func (w *World) oneOf(list ...string) string { return list[w.r.IntN(len(list))] }

// random returns an outcome; half of them are good ones.
func (w *World) random() *Outcome {
	if w.r.IntN(5) < 2 {
		return &Outcomes[w.r.IntN(2)]
	}
	return &Outcomes[w.r.IntN(len(Outcomes))]
}

// Describe tells the decisions of the run.
func (w *World) Describe() string {
	return fmt.Sprintf("run %d: %s", w.run, strings.Join(append([]string{w.Script()}, w.args...), " "))
}

// Client returns a client over the scripted transport.
func (w *World) Client() *http.Client { return &http.Client{Transport: w} }

// Bool decides a bool argument.
func (w *World) Bool(name string) bool {
	v := w.r.IntN(2) == 0
	w.args = append(w.args, fmt.Sprintf("%s=%t", name, v))
	return v
}

// Int decides an integer argument below n.
func (w *World) Int(name string, n int) int {
	v := w.r.IntN(n)
	w.args = append(w.args, fmt.Sprintf("%s=%d", name, v))
	return v
}

// Context decides a context: mostly one that is not cancelled, else one that
// is cancelled from the start, or after a while.
func (w *World) Context() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	w.cancels = append(w.cancels, cancel)
	switch w.r.IntN(10) {
	case 0:
		cancel()
		w.args = append(w.args, "ctx=cancelled")
	case 1, 2:
		after := time.Duration(1+w.r.IntN(4)) * 400 * time.Millisecond
		go func() {
			select {
			case <-time.After(after):
				cancel()
			case <-ctx.Done():
			}
		}()
		w.args = append(w.args, "ctx=cancelled after "+after.String())
	}
	return ctx
}

// URL decides an address. The transport answers any, but not all can be
// parsed.
func (w *World) URL() string {
	if w.r.IntN(24) == 0 {
		w.args = append(w.args, "url=invalid")
		return "http://api.test:port/"
	}
	return "http://api.test/v1/things"
}

// URLs decides on up to three addresses.
func (w *World) URLs(name string) []string {
	urls := []string{"http://a.test/", "http://b.test/", "http://c.test/"}
	if i := w.r.IntN(40); i < len(urls) {
		urls[i] = "http://api.test:port/"
		w.args = append(w.args, fmt.Sprintf("%s[%d]=invalid", name, i))
	}
	return urls[:w.Int("len("+name+")", 4)]
}

// Request returns a request.
func (w *World) Request() *http.Request {
	req, err := http.NewRequest(http.MethodGet, "http://api.test/v1/things", nil)
	if err != nil {
		panic(err)
	}
	return req
}

// Writer decides a writer: one that works, or one that fails.
func (w *World) Writer(name string) io.Writer {
	if w.r.IntN(4) == 0 {
		w.args = append(w.args, name+"=full")
		return full{}
	}
	return io.Discard
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// Reader returns a reader whose content is never looked at.
func (w *World) Reader() io.Reader { return strings.NewReader(`{"q": 1}`) }

// ResponseWriter returns what a handler writes to.
func (w *World) ResponseWriter() http.ResponseWriter { return httptest.NewRecorder() }

func (w *World) end() {
	for _, cancel := range w.cancels {
		cancel()
	}
}
