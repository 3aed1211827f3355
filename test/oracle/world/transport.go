package world

import (
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A Transport opens things that must be closed, as its script says, and
// remembers them. [HTTP] is one; a transport for RPC streams would be
// another, with verdicts of Recv and Send as its outcomes and cancelled
// contexts as one more way to release. Drive asks nothing else of it.
type Transport interface {
	// Opens returns what was opened in this run, in order.
	Opens() []*Open
	// Script tells which outcomes the run consumed, for people.
	Script() string
}

// An Open is one thing that was opened.
type Open struct {
	// Stack holds the lines of generated code that were active at the open,
	// innermost first, as "file.go:12".
	Stack  []string
	closed atomic.Int32
}

// Closed reports whether the open was closed at least once.
func (o *Open) Closed() bool { return o.closed.Load() > 0 }

// Innermost returns the innermost line of the stack.
func (o *Open) Innermost() string {
	if len(o.Stack) == 0 {
		return "?"
	}
	return o.Stack[0]
}

// HTTP is the scripted http.RoundTripper. It can be used by many goroutines.
type HTTP struct {
	mu     sync.Mutex
	script func(i int) *Outcome
	opens  []*Open
	used   []string
	stuck  bool // every Close fails (and still closes)
	odd    func() map[string]string
}

// maxRequests bounds a run: what loops for ever over a script of its own
// sees nothing but errors from here on.
const maxRequests = 60

// RoundTrip implements http.RoundTripper.
func (h *HTTP) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		req.Body.Close()
	}
	o := h.next()
	if o.Slow {
		select {
		case <-time.After(slow):
		case <-req.Context().Done():
		}
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	if o.Err {
		return nil, errTransport
	}
	open := &Open{Stack: callers()}
	h.mu.Lock()
	h.opens = append(h.opens, open)
	h.mu.Unlock()
	resp := o.respond(req, open, h.stuck)
	h.vary(resp)
	return resp, nil
}

// vary changes headers in runs that are odd: there, what a program may look
// at does not depend on the status.
func (h *HTTP) vary(resp *http.Response) {
	if h.odd == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for k, v := range h.odd() {
		resp.Header.Del(k)
		if v != "" {
			resp.Header.Set(k, v)
		}
	}
	if n := resp.Header.Get("Content-Length"); n != "" {
		resp.ContentLength, _ = strconv.ParseInt(n, 10, 64) // a number of ours
	}
}

func (h *HTTP) next() *Outcome {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := len(h.used)
	o := h.script(i)
	switch {
	case i > 4*maxRequests:
		panic("a program that does not end")
	case i > maxRequests:
		o = &Outcome{Name: "error", Err: true}
	}
	h.used = append(h.used, o.Name)
	return o
}

// Opens implements Transport.
func (h *HTTP) Opens() []*Open {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.opens
}

// Script implements Transport.
func (h *HTTP) Script() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.used) > 12 {
		return "[" + strings.Join(h.used[:12], " ") + " …]"
	}
	script := "[" + strings.Join(h.used, " ") + "]"
	if h.stuck {
		script += " close=fails"
	}
	if h.odd != nil {
		script += " odd headers"
	}
	return script
}

// callers returns the lines of generated code on the stack. The drivers and
// this package are not generated code; the helpers of package kit are, but
// nothing in them is judged.
func callers() []string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	var stack []string
	for {
		f, more := frames.Next()
		if path, ok := strings.CutPrefix(f.Function, Module+"/g"); ok && path != "" && !strings.HasSuffix(f.File, "/cases.go") {
			file := f.File[strings.LastIndexByte(f.File, '/')+1:]
			stack = append(stack, file+":"+strconv.Itoa(f.Line))
		}
		if !more {
			return stack
		}
	}
}

// Module is the path of the generated module.
const Module = "example.test/oracle"
