package world

import (
	"io"
	"net/http"
	"testing"
	"time"
)

const enough = 600

func observe(t *testing.T, call func(*World)) Result {
	t.Helper()
	return Observe(t, enough, Case{Name: t.Name(), Call: call})
}

func TestClosedIsNoLeak(t *testing.T) {
	res := observe(t, func(w *World) {
		resp, err := w.Client().Get(w.URL())
		if err != nil {
			return
		}
		defer resp.Body.Close()
		io.Copy(io.Discard, resp.Body)
	})
	if len(res.Leaks) != 0 || res.Blocked != "" || res.Panic != "" {
		t.Errorf("a program that closes: %+v", res)
	}
}

func TestOpenIsALeak(t *testing.T) {
	res := observe(t, func(w *World) { w.Client().Get(w.URL()) })
	if len(res.Leaks) != 1 || res.Leaks[0].Run == "" || res.Leaks[0].Runs < 10 {
		t.Errorf("a program that does not close: %+v", res)
	}
}

func TestBlockedGoroutine(t *testing.T) {
	res := observe(t, func(w *World) {
		ch := make(chan *http.Response)
		go func() {
			if resp, err := w.Client().Get(w.URL()); err == nil {
				ch <- resp
			}
		}()
		select {
		case resp := <-ch:
			resp.Body.Close()
		case <-time.After(time.Second):
		}
	})
	if res.Blocked == "" {
		t.Error("no blocked goroutine was recorded")
	}
	if len(res.Leaks) != 1 {
		t.Errorf("leaks: %+v, want that of the response nobody receives", res.Leaks)
	}
	if res.Panic != "" {
		t.Errorf("panic: %s", res.Panic)
	}
}

func TestPanicIsNoExit(t *testing.T) {
	res := observe(t, func(w *World) {
		w.Client().Get(w.URL())
		panic("done")
	})
	if res.Panic == "" || len(res.Leaks) != 0 {
		t.Errorf("a program that panics: %+v", res)
	}
}

// TestSearch has a leak that needs three particular outcomes in a row.
func TestSearch(t *testing.T) {
	res := observe(t, func(w *World) {
		var last *http.Response
		for _, status := range []int{401, 302, 503} {
			resp, err := w.RoundTrip(w.Request())
			if err != nil {
				return
			}
			if resp.StatusCode != status {
				resp.Body.Close()
				return
			}
			if last != nil {
				last.Body.Close()
			}
			last = resp
		}
	})
	if len(res.Leaks) != 1 {
		t.Errorf("leaks: %+v", res.Leaks)
	}
	if res.Runs > enough {
		t.Errorf("%d runs", res.Runs)
	}
}

// TestOutcomes demands that each outcome is tried as the first one.
func TestOutcomes(t *testing.T) {
	seen := make(map[string]bool)
	observe(t, func(w *World) {
		if resp, err := w.RoundTrip(w.Request()); err == nil {
			resp.Body.Close()
		}
		seen[w.used[0]] = true
	})
	for _, o := range Outcomes {
		if !seen[o.Name] {
			t.Errorf("outcome %s is never the first one", o.Name)
		}
	}
}
