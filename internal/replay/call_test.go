package replay_test

var callCases = []replayCase{{
	name: "literal",
	source: `func f(close bool) {
	resp, _ := wire.Get("u")
	done := func() bool {
		if close { resp.Body.Close() }
		return close
	}
	if done() { return }
}`,
	holds: []string{"entry birth call:f$1 entry if.done leave if.done returns"},
	refused: map[string]string{
		"entry birth call:f$1 entry if.then if.done leave if.then returns": "discharged",
		"entry birth call:f$1 entry if.done leave if.then returns":         "the condition cannot be true",
		"entry birth if.done returns":                                      "not executed",
		"entry birth call:f$1 entry if.done jump:0 leave if.done returns":  "returns here",
	},
}, {
	name: "wrong literal",
	source: `func f() {
	var n int
	one := func() { n++ }
	two := func() { n-- }
	resp, _ := wire.Get("u")
	one()
	wire.Print(resp, two)
}`,
	holds:   []string{"entry birth call:f$1 entry leave returns", "entry birth returns"},
	refused: map[string]string{"entry birth call:f$2 entry leave returns": "this calls"},
}, {
	name: "literal fills a captured variable",
	source: `func f() error {
	var resp *wire.Response
	err := wire.Retry(func() (err error) {
		resp, err = wire.Get("u")
		return err
	})
	if err != nil { return err }
	if resp.StatusCode == 200 { return nil }
	return resp.Body.Close()
}`,
	holds: []string{"entry call:f$1 entry birth leave if.done if.then returns"},
	refused: map[string]string{
		"entry call:f$1 entry birth leave if.then returns":         "the condition cannot be true",
		"entry call:f$1 entry birth leave if.done if.done returns": "discharged",
	},
}, {
	name: "function arguments that are called once, maybe, later",
	source: `func f() {
	resp, _ := wire.Get("u")
	wire.Once(func() { wire.Read(resp.Body) })
	wire.Maybe(func() { resp.Body.Close() })
	n := 0
	wire.Later(func() { n++ })
}`,
	holds: []string{
		"entry birth call:f$1 entry leave not:Maybe call:f$3 entry leave returns",
	},
	refused: map[string]string{
		"entry birth not:Maybe call:f$3 entry leave returns":                                 "not executed",
		"entry birth call:f$1 entry leave call:f$1 entry leave not:Maybe returns":            "returns",
		"entry birth call:f$1 entry leave call:f$2 entry leave call:f$3 entry leave returns": "discharged",
	},
}, {
	name: "function argument that is called until it returns true",
	source: `func f(stop func() bool) {
	resp, _ := wire.Get("u")
	if wire.Until(func() bool { return stop() }) { return }
	resp.Body.Close()
}`,
	holds: []string{
		"entry birth call:f$1 entry leave if.then returns",
		"entry birth call:f$1 entry leave call:f$1 entry leave if.then returns",
	},
	refused: map[string]string{
		"entry birth not:Until if.then returns":            "the condition cannot be true",
		"entry birth call:f$1 entry leave if.done returns": "discharged",
	},
}, {
	name: "function argument that is called until it succeeds",
	source: `func f(n int) {
	resp, _ := wire.Get("u")
	err := wire.Retry(func() error { n++; return nil })
	if err != nil { return }
	wire.Read(resp.Body)
}`,
	holds: []string{"entry birth call:f$1 entry leave if.done returns"},
	refused: map[string]string{
		"entry birth call:f$1 entry leave if.then returns":                      "the condition cannot be true",
		"entry birth call:f$1 entry leave call:f$1 entry leave if.done returns": "not called again",
		"entry birth not:Retry if.done returns":                                 "which block",
	},
}, {
	name: "released unless it fails",
	source: `func f() {
	resp, _ := wire.Get("u")
	if err := wire.Write(resp); err != nil { return }
}`,
	holds: []string{"entry birth err:Write if.then returns"},
	refused: map[string]string{
		"entry birth nil:Write if.done returns": "releases",
		"entry birth if.then returns":           "releases",
		"entry birth err:Write if.done returns": "the condition cannot be false",
	},
}, {
	name: "assertion",
	source: `func f() {
	resp, err := wire.Get("u")
	if !wire.IsNil(err) { return }
	resp.Body.Close()
}`,
	refused: map[string]string{"entry birth if.then returns": "the condition cannot be false"},
}, {
	name: "later",
	source: `func f() {
	var resp *wire.Response
	wire.Later(func() { if resp != nil { resp.Body.Close() } })
	resp, _ = wire.Get("u")
}`,
	refused: map[string]string{
		"entry birth call:f$1 entry if.then if.done leave returns": "discharged",
		"entry birth call:f$1 entry if.done leave returns":         "the condition cannot be false",
		"entry birth returns": "not executed",
	},
}, {
	name: "goroutine",
	source: `func f() {
	resp, _ := wire.Get("u")
	go func() {
		if wire.Read(resp.Body) != nil { return }
		resp.Body.Close()
	}()
}`,
	holds: []string{"entry birth call:f$1 entry if.then leave returns"},
	refused: map[string]string{
		"entry birth call:f$1 entry if.done leave returns": "discharged",
		"entry birth returns":                              "not executed",
	},
}, {
	name: "opaque functions",
	source: `func read(wire.Reader) error
func anything(any)
func take(*wire.Response)
func count(int)
func f(n int) {
	resp, _ := wire.Get("u")
	switch n {
	case 1: read(resp.Body)
	case 2: anything(resp)
	case 3: take(resp)
	case 4: count(resp.StatusCode)
	case 5: wire.Print(resp)
	case 6: wire.Take(resp.Body)
	case 7: wire.Release(resp.Body)
	}
}`,
	holds: []string{
		"entry birth switch.body switch.done returns",
		"entry birth switch.next switch.next switch.next switch.body switch.done returns",
		"entry birth switch.next switch.next switch.next switch.next switch.body switch.done returns",
	},
	refused: map[string]string{
		"entry birth switch.next switch.body switch.done returns":                                                             "may release",
		"entry birth switch.next switch.next switch.body switch.done returns":                                                 "may release",
		"entry birth switch.next switch.next switch.next switch.next switch.next switch.body switch.done returns":             "takes",
		"entry birth switch.next switch.next switch.next switch.next switch.next switch.next switch.body switch.done returns": "releases",
	},
}, {
	name: "literal handed to nobody knows whom",
	source: `func try(func())
func get(func() *wire.Response)
func take(*wire.Response)
func f(n int, c chan *wire.Response, m map[string]*wire.Response, list []int) {
	resp, _ := wire.Get("u")
	if n == 1 { try(func() { wire.Read(resp.Body); wire.Print("n", n) }) }
	if n == 2 { try(func() { resp.Body.Close() }) }
	if n == 3 { var keep *wire.Response; try(func() { keep = resp }); _ = keep }
	switch n {
	case 4: try(func() { c <- resp })
	case 5: try(func() { _ = len(list); list = append(list, resp.StatusCode) })
	case 6: try(func() { done := resp.Body.Close; done() })
	case 7: try(func() { try(func() { m["a"] = resp }) })
	case 8: try(func() { take(resp) })
	case 9: get(func() *wire.Response { return resp })
	}
}`,
	holds: []string{
		"entry birth if.then if.done if.done if.done switch.next switch.next switch.next switch.next switch.next switch.done returns",
		"entry birth if.done if.done if.done switch.next switch.body switch.done returns",
	},
	refused: map[string]string{
		"entry birth if.done if.then if.done if.done switch.body switch.done returns":                                                     "may release",
		"entry birth if.done if.done if.then if.done switch.body switch.done returns":                                                     "may release",
		"entry birth if.done if.done if.done switch.body switch.done returns":                                                             "may release",
		"entry birth if.done if.done if.done switch.next switch.next switch.body switch.done returns":                                     "may release",
		"entry birth if.done if.done if.done switch.next switch.next switch.next switch.body switch.done returns":                         "may release",
		"entry birth if.done if.done if.done switch.next switch.next switch.next switch.next switch.body switch.done returns":             "may release",
		"entry birth if.done if.done if.done switch.next switch.next switch.next switch.next switch.next switch.body switch.done returns": "may release",
	},
}, {
	name: "range over a function",
	source: `func f(all func(func(int) bool)) {
	resp, _ := wire.Get("u")
	for n := range all {
		if n == 1 { return }
		defer wire.Print(n)
		if n == 2 { defer resp.Body.Close(); break }
	}
}`,
	holds: []string{
		"entry birth not:all rangefunc.resume.ready.check rangefunc.resume.ready rangefunc.done returns",
		"entry birth call:f$1 entry yield-loop if.then leave" +
			" rangefunc.resume.ready.check rangefunc.resume.exits rangefunc.resume.match returns",
		"entry birth call:f$1 entry yield-loop if.done if.done leave call:f$1 entry yield-loop if.then leave" +
			" rangefunc.resume.ready.check rangefunc.resume.exits rangefunc.resume.match returns",
	},
	refused: map[string]string{
		"entry birth call:f$1 entry yield-loop if.done if.then leave" +
			" rangefunc.resume.ready.check rangefunc.resume.exits rangefunc.resume.cnd rangefunc.done returns": "discharged",
		"entry birth call:f$1 entry yield-loop if.then leave" +
			" rangefunc.resume.ready.check rangefunc.resume.ready rangefunc.done returns": "the condition cannot be true",
		"entry birth call:f$1 entry yield-loop if.then leave call:f$1 entry yield-loop if.then leave" +
			" rangefunc.resume.ready.check rangefunc.resume.exits rangefunc.resume.match returns": "not called again",
	},
}, {
	name: "panic in a range over a function",
	source: `func f(all func(func(int) bool)) {
	defer func() { recover() }()
	resp, _ := wire.Get("u")
	for range all { panic("bad") }
	resp.Body.Close()
}`,
	holds: []string{"entry birth call:f$2 entry yield-loop unwind leave call:f$1 entry leave recover returns"},
}, {
	name: "function named in the witness",
	source: `func helper(r *wire.Response, close bool) { if close { r.Body.Close() } }
func f(close bool) {
	resp, _ := wire.Get("u")
	helper(resp, close)
	if close { return }
}`,
	holds: []string{"entry birth call:helper entry if.done leave if.done returns"},
	refused: map[string]string{
		"entry birth call:helper entry if.done leave if.then returns":         "the condition cannot be true",
		"entry birth call:helper entry if.then if.done leave if.then returns": "discharged",
		"entry birth if.then returns":                                         "may release",
	},
}}
