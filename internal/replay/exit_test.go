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
}}
