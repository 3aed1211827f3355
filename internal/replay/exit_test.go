package replay_test

var exitCases = []replayCase{{
	name: "returned",
	source: `func f(full, named bool) any {
	resp, _ := wire.Get("u")
	switch {
	case full: return resp
	case named: return []any{1, resp.Body}
	}
	return resp.StatusCode
}`,
	holds: []string{"entry birth switch.next switch.next returns"},
	refused: map[string]string{
		"entry birth switch.body returns":             "result 0 reaches the handle",
		"entry birth switch.next switch.body returns": "result 0 reaches the handle",
	},
}, {
	name: "returned as a reader",
	source: `func f() wire.Reader {
	resp, _ := wire.Get("u")
	return resp.Body
}`,
	holds: []string{"entry birth returns"},
}, {
	name: "returned in a literal",
	source: `func f() func() {
	resp, _ := wire.Get("u")
	return func() { resp.Body.Close() }
}`,
	refused: map[string]string{"entry birth returns": "result 0 reaches the handle"},
}, {
	name: "returned as a bound method",
	source: `func f() func() error {
	resp, _ := wire.Get("u")
	return resp.Body.Close
}`,
	refused: map[string]string{"entry birth returns": "result 0 reaches the handle"},
}, {
	name: "overwritten by the next round",
	source: `func f(again func() bool) {
	for again() {
		resp, err := wire.Get("u")
		if err != nil { continue }
		_ = resp.StatusCode
	}
}`,
	holds: []string{"entry for.loop for.body birth if.done for.loop for.body again"},
	refused: map[string]string{
		"entry for.loop for.body birth for.loop for.body again": "the condition cannot be true",
	},
}, {
	name: "the first one is kept",
	source: `func f(again func() bool) {
	var first *wire.Response
	for again() {
		resp, _ := wire.Get("u")
		if first == nil { first = resp }
	}
	first.Body.Close()
}`,
	refused: map[string]string{
		"entry for.loop for.body birth if.then for.loop for.body again": "still reaches the handle",
		"entry for.loop for.body birth for.loop for.body again":         "the condition cannot be false",
	},
}, {
	name: "lost in the middle",
	source: `func f(n int) {
	resp, _ := wire.Get("u")
	n += resp.StatusCode
	if n > 0 { n++ }
	wire.Print(n)
}`,
	holds: []string{
		"entry birth if.then lost:0",
		"entry birth lost:4",
	},
}, {
	name: "not lost yet",
	source: `func f(n int) {
	resp, _ := wire.Get("u")
	if n > 0 { n++ }
	wire.Print(resp)
}`,
	refused: map[string]string{"entry birth if.then lost:0": "still reaches the handle"},
}, {
	name: "taken over",
	source: `func f() {
	resp, _ := wire.Get("u")
	if resp.StatusCode != 101 { resp.Body.Close() }
}`,
	refused: map[string]string{"entry birth if.done returns": "taken over"},
}, {
	name: "discarded",
	source: `func f() {
	_, err := wire.Get("u")
	if err != nil { wire.Print(err) }
}`,
	holds: []string{"entry birth if.done returns"},
	refused: map[string]string{
		"entry birth if.then if.done returns": "the condition cannot be true",
		"entry birth birth if.done returns":   "which block",
	},
}, {
	name: "lost when control passes on",
	source: `func f(n int) {
	resp, _ := wire.Get("u")
	if resp.StatusCode > n { wire.Print(n) }
	if n > 3 { wire.Print(resp) }
}`,
	holds:   []string{"entry birth if.then if.done if.done returns"},
	refused: map[string]string{"entry birth lost:5": "still reaches the handle"},
}, {
	name: "lost in the end of a block",
	source: `func f(n int) {
	resp, _ := wire.Get("u")
	if resp.StatusCode > n { wire.Print(n) }
}`,
	holds: []string{"entry birth lost:5"},
}, {
	name: "kept for the next round",
	source: `func f(n int) {
	var last *wire.Response
	for range n {
		wire.Print(last)
		last, _ = wire.Get("u")
	}
}`,
	refused: map[string]string{"entry rangeint.body birth lost:10": "still reaches the handle"},
}, {
	name: "called later, when it is lost",
	source: `func f() {
	var resp *wire.Response
	wire.Later(func() { resp.Body.Close() })
	resp, _ = wire.Get("u")
}`,
	refused: map[string]string{"entry birth lost:6": "a function that is called later"},
}, {
	name: "in a captured variable, when it is lost",
	root: "f$1",
	source: `func f() {
	var resp *wire.Response
	g := func() { resp, _ = wire.Get("u") }
	g()
	wire.Print(resp)
}`,
	refused: map[string]string{"entry birth lost:3": "a variable that others see"},
}, {
	name: "something else is replaced",
	source: `func f(other *wire.Response) {
	resp, _ := wire.Get("u")
	_ = resp
	other.Body = nil
}`,
	refused: map[string]string{"entry birth replace returns": "does not store into the resource"},
}, {
	name: "the body of another literal",
	source: `func f(g func() error) {
	resp, _ := wire.Get("u")
	func() {
		if wire.Retry(g) != nil { return }
		wire.Read(resp.Body)
	}()
}`,
	holds: []string{"entry birth call:f$1 entry if.then leave returns"},
}}
