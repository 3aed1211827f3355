package replay_test

var valueCases = []replayCase{{
	name: "a resource that is no pointer",
	row:  "lease",
	source: `func f(close bool) {
	l, _ := wire.Lend()
	if l.Days[1] > 3 { return }
	m := l
	if m.Days[1] > 3 { return }
	if close { m.Body.Close() }
}`,
	holds: []string{"entry birth if.then returns", "entry birth if.done if.done if.done returns"},
	refused: map[string]string{
		"entry birth if.done if.then returns":                 "the condition cannot be true",
		"entry birth if.done if.done if.then if.done returns": "discharged",
	},
}, {
	name: "parts of what a function returns",
	source: `type pair struct { open bool; list [2]int }
func get() pair
func f(i int) {
	resp, _ := wire.Get("u")
	p := get()
	if get().open != get().open { return }
	if p.open && !p.open { return }
	if get().list[i] == 1 { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth if.then returns", "entry birth if.done cond.true if.done if.then returns"},
	refused: map[string]string{
		"entry birth if.done cond.true if.then returns": "the condition cannot be false",
	},
}, {
	name: "a struct in a struct",
	source: `type both struct { wire.Reader; wire.Closer }
type outer struct { n int; wire.ReadCloser }
func f() {
	resp, _ := wire.Get("u")
	var c wire.Closer = outer{1, both{resp.Body, resp.Body}}
	c.Close()
}`,
	refused: map[string]string{"entry birth returns": "discharged"},
}, {
	name: "structs in a slice",
	source: `type holder struct { resp *wire.Response; n int }
func f(n int) {
	resp, _ := wire.Get("u")
	var list, other []holder
	list = append(list, holder{n: 1}, holder{resp, 2})
	other = append(other, list...)
	if len(other) == 0 { return }
	other[n].resp.Body.Close()
}`,
	refused: map[string]string{
		"entry birth if.then returns": "the condition cannot be true",
		"entry birth if.done returns": "discharged",
	},
}, {
	name: "elements that nobody knows",
	source: `func f(flags []bool, i int) {
	resp, _ := wire.Get("u")
	list := append([]bool(nil), false)
	if list[0] { return }
	list = append(list, flags...)
	if list[i] { return }
	resp.Body.Close()
}`,
	holds:   []string{"entry birth if.done if.then returns"},
	refused: map[string]string{"entry birth if.then returns": "the condition cannot be true"},
}, {
	name: "copied into a slice that others know",
	source: `func f(list []*wire.Response) {
	resp, _ := wire.Get("u")
	copy(list, []*wire.Response{resp})
}`,
	refused: map[string]string{"entry birth returns": "copied nobody knows where"},
}, {
	name: "lengths of strings",
	source: `func f(s string) {
	resp, _ := wire.Get("u")
	k := "key"
	p := &k
	if len(*p) != 3 { return }
	if len(s) < 0 { return }
	if s == "a" && s == "b" { return }
	for range s { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth if.done if.done cond.true if.done rangeiter.body returns"},
	refused: map[string]string{
		"entry birth if.then returns":                           "the condition cannot be true",
		"entry birth if.done if.then returns":                   "the condition cannot be true",
		"entry birth if.done if.done cond.true if.then returns": "the condition cannot be true",
	},
}, {
	name: "comparisons",
	source: `func f(x, y float64, n, m int, a any) {
	resp, _ := wire.Get("u")
	if x != x { return }
	if n > m {
		if n <= m { return }
		if m >= n { return }
		return
	}
	if any(n) == any("n") { return }
	if any(n) != any(n) { return }
	if e := a; e != a { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth if.then returns", "entry birth if.done if.then if.done if.done returns"},
	refused: map[string]string{
		"entry birth if.done if.then if.then returns":                 "the condition cannot be true",
		"entry birth if.done if.then if.done if.then returns":         "the condition cannot be true",
		"entry birth if.done if.done if.then returns":                 "the condition cannot be true",
		"entry birth if.done if.done if.done if.then returns":         "the condition cannot be true",
		"entry birth if.done if.done if.done if.done if.then returns": "the condition cannot be true",
	},
}, {
	name: "type assertions",
	source: `func f[T any](x any, e error) {
	resp, _ := wire.Get("u")
	if _, ok := x.(T); ok { return }
	n, ok := x.(int)
	if m, _ := x.(int); ok && m != n { return }
	var none any
	if s, ok := none.(string); ok || s != "" { return }
	if _, ok := e.(interface{ Error() string }); !ok && e != nil { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth if.then returns"},
	refused: map[string]string{
		"entry birth if.done cond.true if.then returns":          "the condition cannot be true",
		"entry birth if.done if.done if.then returns":            "the condition cannot be true",
		"entry birth if.done if.done cond.false if.then returns": "the condition cannot be true",
	},
}, {
	name: "counting in small types",
	source: `func f(i int) {
	resp, _ := wire.Get("u")
	k, b, n := 7, uint8(250), 0
	if k/2 != 3 || k%4 != 3 { return }
	if b+10 < 250 { return }
	if n-1 == 5 { return }
	if uint8(k) != 7 { return }
	even := i%2 == 0
	odd := !even
	if odd && even { return }
	resp.Body.Close()
}`,
	holds: []string{"entry birth cond.false if.done if.then returns"},
	refused: map[string]string{
		"entry birth if.then returns":                                                      "the condition cannot be true",
		"entry birth cond.false if.then returns":                                           "the condition cannot be true",
		"entry birth cond.false if.done if.done if.then returns":                           "the condition cannot be true",
		"entry birth cond.false if.done if.done if.done if.then returns":                   "the condition cannot be true",
		"entry birth cond.false if.done if.done if.done if.done cond.true if.then returns": "the condition cannot be true",
	},
}, {
	name: "zero values",
	source: `type inner struct { open bool; list [3]int }
type state struct { inner inner; big [100]int; ratio float64; name string }
func f[T comparable](i int, other T) {
	resp, _ := wire.Get("u")
	s := &state{}
	t := *s
	if t.inner.open || t.inner.list[2] != 0 || t.name != "" { return }
	if t.big[1] != 0 { return }
	if t.ratio != 0 { return }
	var none T
	if none == other { return }
	*s = state{}
	if s.inner.open { return }
	resp.Body.Close()
}`,
	holds: []string{
		"entry birth cond.false cond.false if.done if.then returns",
		"entry birth cond.false cond.false if.done if.done if.then returns",
		"entry birth cond.false cond.false if.done if.done if.done if.then returns",
	},
	refused: map[string]string{
		"entry birth if.then returns":                                                       "the condition cannot be true",
		"entry birth cond.false if.then returns":                                            "the condition cannot be true",
		"entry birth cond.false cond.false if.then returns":                                 "the condition cannot be true",
		"entry birth cond.false cond.false if.done if.done if.done if.done if.then returns": "the condition cannot be true",
	},
}, {
	name: "parts of a slice",
	source: `func f(i int, other *wire.Response) {
	resp, _ := wire.Get("u")
	first, last := []*wire.Response{resp, other}, []*wire.Response{other, resp}
	var some []*wire.Response
	some = append(some, resp)
	switch i {
	case 1: first[1:][0].Body.Close()
	case 2: last[1:][0].Body.Close()
	case 3: last[i:][0].Body.Close()
	case 4: some[1:][0].Body.Close()
	case 5: last[:0][0].Body.Close()
	case 6: last[:i][1].Body.Close()
	}
	wire.Print(resp)
}`,
	holds: []string{"entry birth switch.body switch.done returns"},
	refused: map[string]string{
		"entry birth switch.next switch.body switch.done returns":                                                 "discharged",
		"entry birth switch.next switch.next switch.body switch.done returns":                                     "discharged",
		"entry birth switch.next switch.next switch.next switch.body switch.done returns":                         "discharged",
		"entry birth switch.next switch.next switch.next switch.next switch.body switch.done returns":             "nil is dereferenced",
		"entry birth switch.next switch.next switch.next switch.next switch.next switch.body switch.done returns": "discharged",
	},
}, {
	name: "a type that is not known",
	source: `func f[T comparable](x any, other T) {
	resp, _ := wire.Get("u")
	var none T
	if none == other { return }
	t, ok := x.(T)
	if ok && any(t) == nil { return }
	m, _ := x.(int)
	if n, _ := x.(int); n != m { return }
	resp.Body.Close()
}`,
	holds: []string{
		"entry birth if.then returns",
		"entry birth if.done cond.true if.then returns",
	},
	refused: map[string]string{"entry birth if.done if.done if.then returns": "the condition cannot be true"},
}, {
	name: "elements of a map that may be there",
	source: `func f(k string) {
	resp, _ := wire.Get("u")
	m := map[string]int{"a": 1}
	if _, ok := m[k]; ok { return }
	if _, ok := m["b"]; !ok { return }
	wire.Print(resp)
}`,
	holds: []string{"entry birth if.then returns", "entry birth if.done if.then returns"},
}}
