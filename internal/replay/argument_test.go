package replay_test

// Functions that are passed on, and calls of which no body is shown.
var argumentCases = []replayCase{{
	name: "table of functions",
	source: `func f(i int) {
	resp, _ := wire.Get("u")
	list := []func(){func() { wire.Print(1) }, func() { resp.Body.Close() }}
	list[i]()
	list = nil
	if i > 0 { wire.Print(list) }
}`,
	refused: map[string]string{
		"entry birth call:f$1 entry leave if.done returns": "",
	},
}, {
	name: "called by the first call only",
	source: `func f() {
	var gate wire.Gate
	var resp *wire.Response
	for range 2 {
		gate.First(func() { resp, _ = wire.Get("u") })
	}
	if resp.StatusCode == 200 { return }
	resp.Body.Close()
}`,
	holds: []string{"entry rangeint.body call:f$1 entry birth leave rangeint.body not:First rangeint.done if.then returns"},
	refused: map[string]string{
		"entry rangeint.body call:f$1 entry birth leave rangeint.body call:f$1 entry again":                    "which block",
		"entry rangeint.body not:First rangeint.body call:f$1 entry birth leave rangeint.done if.then returns": "which block",
		"entry rangeint.body call:f$1 entry birth leave rangeint.body not:First rangeint.done if.done returns": "discharged",
	},
}, {
	name: "called by the first call, which may have been another one",
	source: `func f(gate *wire.Gate) {
	resp, _ := wire.Get("u")
	gate.First(func() { resp.Body.Close() })
}`,
	holds:   []string{"entry birth not:First returns"},
	refused: map[string]string{"entry birth call:f$1 entry leave returns": "discharged"},
}, {
	name: "any number of calls",
	source: `func f() {
	resp, _ := wire.Get("u")
	n := 0
	wire.Each(func() { n++; wire.Read(resp.Body) })
	if n == 2 { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth call:f$1 entry leave call:f$1 entry leave if.then returns"},
	refused: map[string]string{
		"entry birth not:Each if.then returns":             "the condition cannot be true",
		"entry birth call:f$1 entry leave if.then returns": "the condition cannot be true",
	},
}, {
	name: "called, and perhaps called again",
	source: `func f() {
	var resp *wire.Response
	wire.Each(func() {
		if resp != nil { resp.Body.Close() }
		resp, _ = wire.Get("u")
	})
}`,
	refused: map[string]string{"entry call:f$1 entry if.done birth lost:3": "may be called again"},
}, {
	name: "a function that is not known, as an argument",
	source: `func f(g func(), done bool) {
	resp, _ := wire.Get("u")
	release := func() { resp.Body.Close() }
	if done { g = release }
	wire.Once(g)
}`,
	holds:   []string{"entry birth if.done returns"},
	refused: map[string]string{"entry birth if.then if.done returns": "not executed"},
}, {
	name: "a function that nobody knows is no literal",
	source: `func f(g func()) {
	resp, _ := wire.Get("u")
	h := func() {}
	g()
	wire.Print(resp, h)
}`,
	refused: map[string]string{"entry birth call:f$1 entry leave returns": "nobody knows that this calls"},
}, {
	name: "what can be released through a parameter",
	source: `type node struct { next *node; n int }
type keeper struct { next *keeper; m map[string]wire.Closer }
type box struct { node node; any any }
func length(*node, *box) int
func keep(*keeper)
func try(func())
func list(...wire.Closer)
func print(...any)
func call(func() error)
func f(n int) {
	resp, _ := wire.Get("u")
	b := &box{any: resp}
	switch n {
	case 1: length(&b.node, nil)
	case 2: length(nil, b)
	case 3: keep(&keeper{m: map[string]wire.Closer{"a": resp.Body}})
	case 4: try(func() { b.any = nil })
	case 5: list(resp.Body)
	case 6: print(resp)
	case 7: call(resp.Body.Close)
	case 8: resp.Body.Read(nil)
	}
}`,
	holds: []string{
		"entry birth switch.body switch.done returns",
		"entry birth switch.next switch.next switch.next switch.next switch.next switch.body switch.done returns",
		"entry birth switch.next switch.next switch.next switch.next switch.next switch.next switch.next switch.body switch.done returns",
	},
	refused: map[string]string{
		"entry birth switch.next switch.next switch.next switch.next switch.next switch.next switch.body switch.done returns": "may release",
		"entry birth switch.next switch.body switch.done returns":                                                             "may release",
		"entry birth switch.next switch.next switch.body switch.done returns":                                                 "may release",
		"entry birth switch.next switch.next switch.next switch.next switch.body switch.done returns":                         "may release",
	},
}, {
	name: "known results",
	source: `func f(err error, g func() bool) {
	resp, _ := wire.Get("u")
	if wire.Wrap(nil) != nil { return }
	if wire.Wrap(wire.EOF) == nil { return }
	if !wire.NotNil(resp) { return }
	if g() { return }
	wire.Same(resp).Body.Close()
}`,
	holds: []string{"entry birth if.done if.done if.done true:g if.then returns"},
	refused: map[string]string{
		"entry birth if.then returns":                                 "the condition cannot be true",
		"entry birth if.done if.then returns":                         "the condition cannot be true",
		"entry birth if.done if.done if.then returns":                 "the condition cannot be false",
		"entry birth if.done if.done if.done false:g if.then returns": "the condition cannot be true",
		"entry birth if.done if.done if.done false:g if.done returns": "discharged",
	},
}, {
	name: "a result that cannot be",
	source: `func f() {
	resp, _ := wire.Get("u")
	err := wire.Wrap(nil)
	wire.Print(resp, err)
}`,
	holds:   []string{"entry birth nil:Wrap returns"},
	refused: map[string]string{"entry birth err:Wrap returns": "cannot have this result"},
}, {
	name: "a panic of a goroutine",
	source: `func f(n int) {
	defer func() { recover() }()
	resp, _ := wire.Get("u")
	if n == 1 { go func() { panic("bad") }() }
	wire.Start(func() { panic("bad") })
	wire.Print(resp)
}`,
	refused: map[string]string{
		"entry birth if.then call:f$2 entry unwind leave call:f$1 entry leave recover returns": "goroutine",
		"entry birth if.done call:f$3 entry unwind leave call:f$1 entry leave recover returns": "goroutine",
	},
}, {
	name: "literals that do not return",
	source: `func f(tick func(), n int) {
	go func() { for { tick() } }()
	resp, _ := wire.Get("u")
	if n == 1 { defer func() { panic("bad") }() }
	wire.Print(resp)
}`,
	holds:   []string{"entry birth if.done returns"},
	refused: map[string]string{"entry birth if.then if.done returns": "does not return"},
}, {
	name: "a goroutine that goes on has what it was given",
	source: `type page struct { n int; resp *wire.Response }
func f() {
	p := &page{}
	go func(p *page) { for { wire.Print(p.n) } }(p)
	resp, _ := wire.Get("u")
	if p.n == 1 { return }
	p.resp = resp
}`,
	holds:   []string{"entry birth if.then returns"},
	refused: map[string]string{"entry birth if.done returns": "where others can reach it"},
}, {
	name: "methods that the row does not list",
	row:  "stream",
	source: `func f() {
	s, _ := wire.Open(nil)
	header := s.Header
	wire.Print(s.Header(), header())
}`,
	holds: []string{"entry birth returns"},
}, {
	name: "surely called",
	source: `func f() {
	var gate wire.Gate
	resp, _ := wire.Get("u")
	gate.First(func() { resp.Body.Close() })
}`,
	refused: map[string]string{"entry birth not:First returns": "not executed"},
}, {
	name: "a wrapped error of our own",
	source: `type failure struct{}
func (failure) Error() string
func f() {
	resp, _ := wire.Get("u")
	if wire.Wrap(failure{}) == nil { return }
	resp.Body.Close()
}`,
	refused: map[string]string{"entry birth if.then returns": "the condition cannot be true"},
}}
