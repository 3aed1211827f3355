package replay_test

import "strings"

var branchCases = []replayCase{{
	name: "early return",
	source: `func f(early bool) {
	resp, err := wire.Get("u")
	if err != nil { return }
	if early { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth if.done if.then returns"},
	refused: map[string]string{
		"entry birth if.done if.done returns": "discharged",
		"entry birth if.then returns":         "the condition cannot be true",
		"entry birth if.done returns":         "the witness does not say which block",
		"entry if.done if.then returns":       "never born",
	},
}, {
	name: "flag that says whether it is open",
	source: `func f(want bool) {
	open := false
	var resp *wire.Response
	if want {
		resp, _ = wire.Get("u")
		open = true
	}
	if open { return }
	if resp != nil { resp.Body.Close() }
}`,
	holds: []string{"entry if.then birth if.done if.then returns"},
	refused: map[string]string{
		"entry if.then birth if.done if.done if.then returns": "the condition cannot be false",
	},
}, {
	name: "parameter asked twice",
	source: `func f(want bool) {
	resp, err := wire.Get("u")
	if err != nil { return }
	if !want { resp.Body = nil }
	if want { resp.Body.Close() }
}`,
	holds: []string{"entry birth if.done if.then replace if.done if.done returns"},
	refused: map[string]string{
		"entry birth if.done if.done if.done returns":         "the condition cannot be false",
		"entry birth if.done if.then if.done if.then returns": "the condition cannot be true",
	},
}, {
	name: "status as an interval",
	source: `func f() {
	resp, _ := wire.Get("u")
	if resp.StatusCode < 500 { return }
	if resp.StatusCode/100 == 4 { return }
	if resp.StatusCode >= 500 { resp.Body.Close() }
}`,
	holds: []string{"entry birth if.then returns"},
	refused: map[string]string{
		"entry birth if.done if.then returns":         "the condition cannot be true",
		"entry birth if.done if.done if.done returns": "the condition cannot be false",
	},
}, {
	name: "class of a status",
	source: `func f() {
	resp, _ := wire.Get("u")
	if resp.StatusCode/100 != 2 { return }
	if resp.StatusCode > 299 { return }
	if resp.StatusCode == 200 { return }
	resp.Body.Close()
}`,
	holds: []string{
		"entry birth if.then returns",
		"entry birth if.done if.done if.then returns",
	},
	refused: map[string]string{
		"entry birth if.done if.then returns": "the condition cannot be true",
	},
}, {
	name: "status switch",
	source: `func f() {
	resp, _ := wire.Get("u")
	switch resp.StatusCode {
	case 200, 204:
		resp.Body.Close()
	case 404:
		return
	}
	if resp.StatusCode == 200 { return }
}`,
	holds: []string{"entry birth switch.next switch.next switch.body returns"},
	refused: map[string]string{
		"entry birth switch.next switch.next switch.done if.then returns": "the condition cannot be true",
	},
}, {
	name: "status assigned in between",
	source: `func f(n int) {
	resp, _ := wire.Get("u")
	if resp.StatusCode != 200 { return }
	resp.StatusCode = n
	if resp.StatusCode != 200 { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth if.done if.then returns"},
}, {
	name: "comparison of two unknowns",
	source: `func f(n, limit int) {
	if n > limit { return }
	resp, _ := wire.Get("u")
	if limit < n { return }
	if n == limit { return }
	if limit != n { return }
	resp.Body.Close()
}`,
	holds: []string{"entry if.done birth if.done if.then returns"},
	refused: map[string]string{
		"entry if.done birth if.then returns":                 "the condition cannot be true",
		"entry if.done birth if.done if.done if.done returns": "the condition cannot be false",
	},
}, {
	name: "bounded loop",
	source: `func f() {
	var resp *wire.Response
	var err error
	for i := 0; i < 2; i++ {
		resp, err = wire.Get("u")
		if err == nil { break }
	}
	if err != nil { return }
	_ = resp.StatusCode
}`,
	holds: []string{
		"entry for.loop for.body birth for.done if.done returns",
		"entry for.loop for.body if.done for.loop for.body birth for.done if.done returns",
	},
	refused: map[string]string{
		"entry for.loop for.done if.done returns":                                                                    "the condition cannot be false",
		"entry for.loop for.body birth if.done for.loop for.body again":                                              "the condition cannot be false",
		"entry for.loop jump:4 for.loop for.body birth for.done if.done returns":                                     "control does not pass",
		"entry for.loop for.body birth for.done if.then returns":                                                     "the condition cannot be true",
		"entry for.loop for.body if.done for.loop for.body if.done for.loop for.body birth for.done if.done returns": "the condition cannot be true",
	},
}, {
	name: "a loop of many rounds",
	source: `func f() {
	resp, _ := wire.Get("u")
	for i := 0; i < 100; i++ { wire.Read(resp.Body) }
}`,
	// Nine rounds stand for as many as there are.
	holds: []string{"entry birth for.loop" + strings.Repeat(" for.body for.loop", 9) + " for.done returns"},
	refused: map[string]string{
		"entry birth for.loop" + strings.Repeat(" for.body for.loop", 8) + " for.done returns": "the condition cannot be false",
	},
}, {
	name: "a loop over a table",
	source: `func f() {
	for _, row := range []struct{ url string; open, full bool }{{"", false, true}, {"u", true, true}} {
		if !row.open { continue }
		resp, err := wire.Get(row.url)
		if row.open || err != nil { return }
		resp.Body.Close()
	}
}`,
	// The first round of the path stands for the second row.
	holds: []string{"entry rangeindex.loop rangeindex.body if.done birth if.then returns"},
	refused: map[string]string{
		"entry rangeindex.loop rangeindex.body if.done birth cond.false if.then returns": "the condition cannot be false",
	},
}, {
	name: "errors",
	source: `func f() {
	resp, err := wire.Get("u")
	if err == wire.EOF { return }
	if wire.Is(err, wire.EOF) { return }
	if wire.Wrap(err) != nil { return }
	_ = resp
}`,
	holds: []string{"entry birth if.done if.done if.done returns"},
	refused: map[string]string{
		"entry birth if.then returns":                 "the condition cannot be true",
		"entry birth if.done if.then returns":         "the condition cannot be true",
		"entry birth if.done if.done if.then returns": "the condition cannot be true",
	},
}, {
	name: "error of another call",
	source: `func g() error
func f() {
	resp, _ := wire.Get("u")
	err := g()
	if wire.Is(err, wire.EOF) {
		if err == nil { return }
		return
	}
	if wire.Wrap(err) != nil {
		if err == nil { return }
		return
	}
	resp.Body.Close()
}`,
	holds: []string{
		"entry birth if.then if.done returns",
		"entry birth if.done if.then if.done returns",
	},
	refused: map[string]string{
		"entry birth if.then if.then returns":         "the condition cannot be true",
		"entry birth if.done if.then if.then returns": "the condition cannot be true",
	},
}, {
	name: "nothing is called on what was found to be nil",
	source: `func f(req *wire.Request, e interface{ Error() string }) {
	resp, _ := wire.Get("u")
	if req == nil { wire.Print(req.URL) }
	if e == nil { wire.Print(e.Error()) }
	_ = resp
}`,
	holds: []string{"entry birth if.done if.done returns"},
	refused: map[string]string{
		"entry birth if.then if.done if.done returns": "goes no further",
		"entry birth if.done if.then if.done returns": "goes no further",
	},
}, {
	name: "nothing is called on nil",
	source: `func f() {
	_, err := wire.Get("u")
	wire.Print(err.Error())
}`,
	refused: map[string]string{"entry birth returns": "goes no further"},
}, {
	name: "select",
	source: `func f(a, b chan int) {
	resp, _ := wire.Get("u")
	select {
	case <-a:
		resp.Body.Close()
	case <-b:
	}
}`,
	holds: []string{"entry birth case:1 select.next select.done returns"},
	refused: map[string]string{
		"entry birth case:0 select.body select.done returns": "discharged",
		"entry birth case:0 select.next select.done returns": "the condition cannot be false",
		"entry birth select.body select.done returns":        "which case",
	},
}, {
	name: "arithmetic",
	source: `func f(n int, b uint8) {
	resp, _ := wire.Get("u")
	k := 2
	for n > 0 { n--; k = k*3 - 4 }
	if k != 2 { return }
	if int64(n) == 3 && int64(n) != 3 { return }
	if n%2 == 0 && n%2 == 1 { return }
	if b == 0 && b+255 > 255 { return }
	if -k != -2 { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth for.loop for.done if.done cond.true if.done cond.true if.done cond.true if.then returns"},
	refused: map[string]string{
		"entry birth for.loop for.done if.then returns":                                                               "the condition cannot be true",
		"entry birth for.loop for.body for.loop for.done if.then returns":                                             "the condition cannot be true",
		"entry birth for.loop for.done if.done cond.true if.then returns":                                             "the condition cannot be true",
		"entry birth for.loop for.done if.done cond.true if.done cond.true if.then returns":                           "the condition cannot be true",
		"entry birth for.loop for.done if.done cond.true if.done cond.true if.done cond.true if.done if.then returns": "the condition cannot be true",
	},
}}
