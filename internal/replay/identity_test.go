package replay_test

var identityCases = []replayCase{{
	name: "replaced",
	source: `func f(other wire.ReadCloser) {
	resp, _ := wire.Get("u")
	resp.Body = other
	resp.Body.Close()
}`,
	holds: []string{
		"entry birth replace returns",
		"entry birth returns",
	},
}, {
	name: "replaced, and the original closed",
	source: `func f(other wire.ReadCloser) {
	resp, _ := wire.Get("u")
	body := resp.Body
	resp.Body = other
	body.Close()
}`,
	refused: map[string]string{"entry birth replace returns": "discharged"},
}, {
	name: "wrapped in a struct with two readers",
	source: `type both struct { wire.Reader; wire.Closer }
func f(other wire.Reader) {
	resp, _ := wire.Get("u")
	resp.Body = both{other, resp.Body}
	resp.Body.Close()
}`,
	refused: map[string]string{"entry birth replace returns": "discharged"},
}, {
	name: "wrapped in a struct that closes something else",
	source: `type both struct { wire.Reader; wire.Closer }
func f(other wire.Closer) {
	resp, _ := wire.Get("u")
	resp.Body = both{resp.Body, other}
	resp.Body.Close()
}`,
	holds: []string{"entry birth replace returns"},
}, {
	name: "wrapped in a struct with a Close of its own",
	source: `type counted struct { wire.ReadCloser; n *int }
func (c counted) Close() error { return nil }
func f(n int) {
	resp, _ := wire.Get("u")
	resp.Body = counted{resp.Body, &n}
	resp.Body.Close()
}`,
	refused: map[string]string{"entry birth replace returns": "may release"},
}, {
	name: "wrapped by a function that makes an owner",
	source: `func f() {
	resp, _ := wire.Get("u")
	resp.Body = wire.Own(resp.Body)
	defer resp.Body.Close()
}`,
	refused: map[string]string{"entry birth replace returns": "discharged"},
}, {
	name: "wrapped by a function whose Close does nothing",
	source: `func f() {
	resp, _ := wire.Get("u")
	resp.Body = wire.Nop(resp.Body)
	defer resp.Body.Close()
}`,
	holds: []string{"entry birth replace returns"},
}, {
	name: "wrapped by nobody knows what",
	source: `func wrap(wire.Reader) wire.ReadCloser
func f(use bool) {
	resp, _ := wire.Get("u")
	c := wrap(resp.Body)
	if use { c.Close() }
}`,
	holds:   []string{"entry birth if.done returns"},
	refused: map[string]string{"entry birth if.then if.done returns": "may release"},
}, {
	name: "bound method",
	source: `func f(use bool) {
	resp, _ := wire.Get("u")
	done := resp.Body.Close
	if use { done() }
}`,
	holds:   []string{"entry birth if.done returns"},
	refused: map[string]string{"entry birth if.then if.done returns": "discharged"},
}, {
	name: "deferred bound method",
	source: `func f() {
	resp, _ := wire.Get("u")
	done := resp.Body.Close
	resp.Body = nil
	defer done()
}`,
	refused: map[string]string{"entry birth replace returns": "discharged"},
}, {
	name: "method expression",
	source: `func f() {
	resp, _ := wire.Get("u")
	wire.Closer.Close(resp.Body)
}`,
	refused: map[string]string{"entry birth returns": "discharged"},
}, {
	name: "promoted method expression",
	source: `type holder struct { n int; wire.ReadCloser }
func f() {
	resp, _ := wire.Get("u")
	done := holder.Close
	done(holder{1, resp.Body})
}`,
	refused: map[string]string{"entry birth returns": "discharged"},
}, {
	name: "converted",
	source: `func f() {
	resp, _ := wire.Get("u")
	var r any = resp.Body
	if c, ok := r.(wire.Closer); ok { c.Close() }
}`,
	refused: map[string]string{
		"entry birth if.then if.done returns": "discharged",
		"entry birth if.done returns":         "the condition cannot be false",
	},
}, {
	name: "promoted by embedding",
	source: `type page struct { *wire.Response; n int }
func f() {
	resp, _ := wire.Get("u")
	p := &page{resp, 1}
	p.Body.Close()
}`,
	refused: map[string]string{"entry birth returns": "discharged"},
}, {
	name: "copied",
	source: `func f() {
	resp, _ := wire.Get("u")
	r2 := *resp
	resp = nil
	r2.Body.Close()
}`,
	refused: map[string]string{"entry birth returns": "discharged"},
}, {
	name: "copied, and the copy changed",
	source: `func f(other wire.ReadCloser) {
	resp, _ := wire.Get("u")
	r2 := *resp
	r2.Body = other
	r2.Body.Close()
	if r2.StatusCode == 200 && resp.StatusCode != 200 { return }
	wire.Print(resp)
}`,
	holds: []string{"entry birth if.done returns"},
	refused: map[string]string{
		"entry birth cond.true if.then returns": "the condition cannot be true",
	},
}, {
	name: "boxed pointer to a struct that embeds it",
	source: `type page struct { n int; *holder }
type holder struct { wire.ReadCloser }
func f(use bool) {
	resp, _ := wire.Get("u")
	var c wire.Closer = &page{1, &holder{resp.Body}}
	if p, ok := c.(*page); ok && p.n != 1 { return }
	if _, ok := c.(wire.ReadCloser); !ok { return }
	c.Close()
}`,
	refused: map[string]string{
		"entry birth cond.true if.done if.done returns": "discharged",
		"entry birth cond.true if.then returns":         "the condition cannot be true",
		"entry birth if.done if.done returns":           "the condition cannot be false",
		"entry birth cond.true if.done if.then returns": "the condition cannot be false",
	},
}, {
	name: "a type assertion that fails",
	source: `type other struct { wire.ReadCloser }
func f(x any) {
	resp, _ := wire.Get("u")
	var c any = resp
	_ = x.(int)
	_ = c.(*other)
}`,
	refused: map[string]string{"entry birth returns": "cannot succeed"},
}, {
	name: "a type parameter",
	source: `func f[T wire.Closer](other T, list []T) {
	resp, _ := wire.Get("u")
	if any(other) == nil { return }
	other.Close()
	resp.Body.Close()
}`,
	holds:   []string{"entry birth if.then returns"},
	refused: map[string]string{"entry birth if.done returns": "discharged"},
}, {
	name: "deferred and started openings",
	source: `func f() {
	defer wire.Get("u")
}`,
	holds: []string{"entry birth returns"},
}}
