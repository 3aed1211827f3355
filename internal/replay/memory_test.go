package replay_test

var memoryCases = []replayCase{{
	name: "global",
	source: `var last *wire.Response
func f() {
	resp, _ := wire.Get("u")
	last = resp
}`,
	refused: map[string]string{"entry birth returns": "where others can reach it"},
}, {
	name: "field of a parameter",
	source: `type client struct { last *wire.Response }
func f(c *client) {
	resp, _ := wire.Get("u")
	c.last = resp
}`,
	refused: map[string]string{"entry birth returns": "where others can reach it"},
}, {
	name: "sent",
	source: `func f(c chan *wire.Response) {
	resp, _ := wire.Get("u")
	c <- resp
}`,
	refused: map[string]string{"entry birth returns": "sent on a channel"},
}, {
	name: "sent in a select",
	source: `func f(c chan *wire.Response, done chan int) {
	resp, _ := wire.Get("u")
	select {
	case c <- resp:
	case <-done:
	}
}`,
	holds:   []string{"entry birth case:1 select.next select.done returns"},
	refused: map[string]string{"entry birth case:0 select.done returns": "sent on a channel"},
}, {
	name: "local struct",
	source: `type holder struct { resp *wire.Response; n int }
func f(early bool) {
	h := &holder{n: 1}
	h.resp, _ = wire.Get("u")
	if h.n != 1 { return }
	if early { return }
	h.resp.Body.Close()
}`,
	holds: []string{"entry birth if.done if.then returns"},
	refused: map[string]string{
		"entry birth if.then returns":         "the condition cannot be true",
		"entry birth if.done if.done returns": "discharged",
	},
}, {
	name: "local struct that somebody knows",
	source: `type holder struct { resp *wire.Response; n int }
func register(*holder)
func f() {
	h := &holder{}
	register(h)
	h.resp, _ = wire.Get("u")
}`,
	refused: map[string]string{"entry birth returns": "where others can reach it"},
}, {
	name: "the result of a call in progress is not there yet",
	source: `func f() {
	var last, r *wire.Response
	for range 3 {
		r = func() *wire.Response {
			defer func() { last, _ = wire.Get("u") }()
			return last
		}()
	}
	wire.Print(r)
}`,
	holds: []string{
		"entry rangeint.body call:f$1 entry call:f$1$1 entry birth leave leave" +
			" rangeint.body call:f$1 entry call:f$1$1 entry leave leave" +
			" rangeint.body call:f$1 entry call:f$1$1 entry again",
	},
	refused: map[string]string{
		"entry rangeint.body call:f$1 entry call:f$1$1 entry birth leave leave" +
			" rangeint.body call:f$1 entry call:f$1$1 entry again": "still reaches the handle",
	},
}, {
	name: "zero of a new variable",
	source: `func f(n int) {
	for range n {
		var open bool
		mark := func() { open = true }
		resp, _ := wire.Get("u")
		if open { return }
		mark()
		wire.Print(resp, open)
	}
}`,
	holds: []string{
		"entry rangeint.body if.done call:f$1 entry leave rangeint.body birth if.done call:f$1 entry leave rangeint.done returns",
	},
	refused: map[string]string{
		"entry rangeint.body if.done call:f$1 entry leave rangeint.body birth if.then returns": "the condition cannot be true",
	},
}, {
	name: "captured variables",
	root: "f$1",
	source: `func f() {
	var resp *wire.Response
	var err error
	g := func(stop bool) {
		resp, err = wire.Get("u")
		if err != nil { return }
		if stop { resp = nil }
	}
	g(true)
	wire.Print(resp)
}`,
	holds: []string{"entry birth if.done if.then if.done returns"},
	refused: map[string]string{
		"entry birth if.then returns":         "the condition cannot be true",
		"entry birth if.done if.done returns": "a variable that others see",
	},
}, {
	name: "captured variables that somebody else may change",
	root: "f$1",
	source: `func f(change func()) {
	var n int
	g := func() {
		n = 1
		resp, _ := wire.Get("u")
		wire.Print(n)
		if n != 1 { return }
		change()
		if n != 1 { return }
		resp.Body.Close()
	}
	g()
}`,
	holds:   []string{"entry birth if.done if.then returns"},
	refused: map[string]string{"entry birth if.then returns": "the condition cannot be true"},
}, {
	name: "memory of others",
	source: `type client struct { debug bool; n int }
func f(c, d *client) {
	resp, _ := wire.Get("u")
	if c.debug { return }
	if c.debug { return }
	d.n = 1
	if c.debug { return }
	wire.Print(resp)
}`,
	holds:   []string{"entry birth if.done if.done if.then returns"},
	refused: map[string]string{"entry birth if.done if.then returns": "the condition cannot be true"},
}, {
	name: "a struct by value",
	source: `type options struct { open bool; n [2]int }
func f(o options) {
	resp, _ := wire.Get("u")
	if o.open { return }
	p := o
	if p.open { return }
	p.n[1] = 3
	q := [...]options{o, p}
	if q[1].n[1] != 3 { return }
	if q[0].n == p.n { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth if.done if.done if.done if.then returns"},
	refused: map[string]string{
		"entry birth if.done if.then returns":         "the condition cannot be true",
		"entry birth if.done if.done if.then returns": "the condition cannot be true",
	},
}, {
	name: "a ring",
	source: `type node struct { next *node; resp *wire.Response }
func f(far bool) {
	n := &node{}
	n.next = &node{next: n}
	n.resp, _ = wire.Get("u")
	wire.Print(n)
	if far { n.next.next.resp.Body.Close() }
}`,
	holds:   []string{"entry birth if.done returns"},
	refused: map[string]string{"entry birth if.then if.done returns": "discharged"},
}}
