package replay_test

var containerCases = []replayCase{{
	name: "slice",
	source: `func f(n int) {
	var list []*wire.Response
	resp, _ := wire.Get("u")
	list = append(list, resp)
	if n > 5 { return }
	for _, r := range list { r.Body.Close() }
}`,
	holds: []string{"entry birth if.then returns"},
	refused: map[string]string{
		"entry birth if.done rangeindex.loop rangeindex.done returns":                                 "the condition cannot be false",
		"entry birth if.done rangeindex.loop rangeindex.body rangeindex.loop rangeindex.done returns": "discharged",
	},
}, {
	name: "map",
	source: `func f(n int) {
	m := map[string]*wire.Response{}
	m["a"], _ = wire.Get("u")
	if n > 5 { return }
	for _, r := range m { r.Body.Close() }
}`,
	holds: []string{"entry birth if.then returns"},
	refused: map[string]string{
		"entry birth if.done rangeiter.loop rangeiter.done returns":                               "the condition cannot be false",
		"entry birth if.done rangeiter.loop rangeiter.body rangeiter.loop rangeiter.done returns": "discharged",
	},
}, {
	name: "set",
	source: `func f() {
	m := map[*wire.Response]bool{}
	resp, _ := wire.Get("u")
	m[resp] = true
	for r := range m { r.Body.Close() }
}`,
	refused: map[string]string{
		"entry birth rangeiter.loop rangeiter.body rangeiter.loop rangeiter.done returns": "discharged",
	},
}, {
	name: "array",
	source: `func f(i int) {
	var list [2]*wire.Response
	list[1], _ = wire.Get("u")
	if list[0] != nil { return }
	list[i].Body.Close()
}`,
	refused: map[string]string{
		"entry birth if.then returns": "the condition cannot be true",
		"entry birth if.done returns": "discharged",
	},
}, {
	name: "variable of each iteration",
	source: `func f(n int) {
	var done []func() error
	for i := 0; i < n; i++ {
		resp, _ := wire.Get("u")
		if i == 0 { continue }
		done = append(done, func() error { return resp.Body.Close() })
	}
	for _, d := range done { d() }
}`,
	holds: []string{
		"entry for.loop for.body birth for.post for.loop for.body again",
		"entry for.loop for.body birth for.post for.loop for.done rangeindex.loop rangeindex.done returns",
		// The second round's variable is another one than the first's.
		"entry for.loop for.body birth for.post for.loop for.body if.done for.post for.loop for.done" +
			" rangeindex.loop rangeindex.body call:f$1 entry leave rangeindex.loop rangeindex.done returns",
	},
	refused: map[string]string{
		"entry for.loop for.body birth if.done for.post for.loop for.done rangeindex.loop rangeindex.done returns": "the condition cannot be false",
		"entry for.loop for.body for.post for.loop for.body birth if.done for.post for.loop for.done" +
			" rangeindex.loop rangeindex.body call:f$1 entry leave rangeindex.loop rangeindex.done returns": "discharged",
	},
}, {
	name: "map with keys",
	source: `func f(k string) {
	m := map[string]*wire.Response{"b": nil}
	m["a"], _ = wire.Get("u")
	if r := m["b"]; r != nil { return }
	if r, ok := m[k]; ok { r.Body.Close() }
}`,
	refused: map[string]string{
		"entry birth if.then returns":                 "the condition cannot be true",
		"entry birth if.done if.then if.done returns": "discharged",
		"entry birth if.done if.done returns":         "the condition cannot be false",
	},
}, {
	name: "elements that are deleted, cleared, copied",
	source: `func f(n int) {
	resp, _ := wire.Get("u")
	m := map[string]*wire.Response{"a": resp}
	list := []*wire.Response{resp}
	switch n {
	case 1:
		delete(m, "a")
		clear(list)
		for _, r := range m { r.Body.Close() }
		return
	case 2:
		other := make([]*wire.Response, 1)
		copy(other, list)
		other[0].Body.Close()
	case 3:
		list[:1][0].Body.Close()
	case 4:
		more := append([]*wire.Response(nil), list...)
		more[n].Body.Close()
	}
	wire.Print(m, list)
}`,
	holds: []string{
		"entry birth switch.body rangeiter.loop rangeiter.done returns",
		"entry birth switch.next switch.next switch.next switch.done returns",
	},
	refused: map[string]string{
		"entry birth switch.next switch.body switch.done returns":                         "discharged",
		"entry birth switch.next switch.next switch.body switch.done returns":             "discharged",
		"entry birth switch.next switch.next switch.next switch.body switch.done returns": "discharged",
	},
}, {
	name: "part of a slice",
	source: `func f(n int) {
	resp, _ := wire.Get("u")
	list := []*wire.Response{nil, resp}
	rest := list[1:]
	if len(list) == 0 { return }
	if len(rest) == 0 { return }
	rest[0].Body.Close()
}`,
	// (The length of a part is not known.)
	holds: []string{"entry birth if.done if.then returns"},
	refused: map[string]string{
		"entry birth if.then returns":         "the condition cannot be true",
		"entry birth if.done if.done returns": "discharged",
	},
}, {
	name: "the part that is not ours",
	source: `func f() {
	resp, _ := wire.Get("u")
	list := []*wire.Response{resp, nil}
	for _, r := range list[1:] {
		r.Body.Close()
	}
	list[0].Body.Close()
}`,
	refused: map[string]string{"entry birth rangeindex.loop rangeindex.done returns": "discharged"},
}, {
	name: "a slice that others know",
	source: `func f(list []*wire.Response, m map[int]any) {
	resp, _ := wire.Get("u")
	if len(list) == 0 {
		list = append(list, resp)
		return
	}
	if len(list) < 0 { return }
	if len(list) > 5 { m[1] = resp }
}`,
	holds: []string{"entry birth if.done if.done if.done returns"},
	refused: map[string]string{
		"entry birth if.then returns":                         "a slice nobody knows",
		"entry birth if.done if.then returns":                 "the condition cannot be true",
		"entry birth if.done if.done if.then if.done returns": "where others can reach it",
	},
}, {
	name: "functions in a slice",
	source: `func f(i int) {
	resp, _ := wire.Get("u")
	n := 0
	list := []func(){func() { n++ }, func() { n = 7 }}
	list[i]()
	if n == 7 { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth call:f$2 entry leave if.then returns"},
	refused: map[string]string{
		"entry birth call:f$1 entry leave if.then returns": "the condition cannot be true",
		"entry birth call:f$2 entry leave if.done returns": "the condition cannot be false",
	},
}, {
	name: "releases in a slice",
	source: `func f() {
	var done []func() error
	resp, _ := wire.Get("u")
	done = append(done, resp.Body.Close)
	for _, d := range done { d() }
}`,
	refused: map[string]string{
		"entry birth rangeindex.loop rangeindex.body rangeindex.loop rangeindex.done returns": "discharged",
	},
}}
