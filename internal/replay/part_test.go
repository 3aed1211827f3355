package replay_test

// The rules on parts of containers, and on what is asked for.
var partCases = []replayCase{{
	name: "a part that ours is not in",
	source: `func f(n int) {
	var list []*wire.Response
	resp, _ := wire.Get("u")
	list = append(list, resp)
	rest := list[n:]
	for _, r := range rest { r.Body.Close() }
}`,
	holds: []string{"entry birth part rangeindex.loop rangeindex.done returns"},
	refused: map[string]string{
		"entry birth rangeindex.loop rangeindex.body rangeindex.loop rangeindex.done returns": "discharged",
	},
}, {
	name: "a part that ours is in",
	source: `func f() {
	resp, _ := wire.Get("u")
	list := []*wire.Response{nil, resp, nil}
	rest := list[1:2]
	rest[0].Body.Close()
}`,
	refused: map[string]string{"entry birth part returns": "the part holds what leads to the handle"},
}, {
	name: "what is cleared is elsewhere, too",
	source: `func f() {
	resp, _ := wire.Get("u")
	list := []*wire.Response{resp}
	kept := list
	clear(list)
	clear(map[string]*wire.Response(nil))
	for _, r := range kept { if r != nil { r.Body.Close() } }
}`,
	holds: []string{"entry birth rangeindex.loop rangeindex.body rangeindex.loop rangeindex.done returns"},
}, {
	name: "closed if asked",
	source: `func f(drain bool) {
	resp, _ := wire.Get("u")
	wire.Dump(resp, drain)
	if drain { return }
	wire.Dump(resp, true)
}`,
	refused: map[string]string{
		"entry birth if.then returns": "the condition cannot be true",
		"entry birth if.done returns": "Dump releases",
	},
}, {
	name: "not closed if not asked",
	source: `func f(drain bool) {
	resp, _ := wire.Get("u")
	wire.Dump(resp, drain)
	if drain { resp.Body.Close() }
}`,
	holds: []string{"entry birth if.done returns"},
}, {
	name: "deferred by the body of a range over a function",
	source: `func f(seq func(func() bool)) {
	resp, _ := wire.Get("u")
	n := 0
	for range seq { defer func() { n++ }() }
	if n == 0 { return }
	resp.Body.Close()
}`,
	holds: []string{
		"entry birth call:f$1 entry yield-loop leave rangefunc.resume.ready.check rangefunc.resume.ready rangefunc.done if.then" +
			" call:f$1$1 entry leave returns",
	},
}}
