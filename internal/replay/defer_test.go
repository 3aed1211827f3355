package replay_test

var deferCases = []replayCase{{
	name: "deferred close",
	source: `func f() {
	resp, _ := wire.Get("u")
	defer resp.Body.Close()
}`,
	refused: map[string]string{"entry birth returns": "discharged"},
}, {
	name: "deferred close of the one before",
	source: `func f() {
	resp, err := wire.Get("u")
	if err != nil { return }
	defer resp.Body.Close()
	resp = nil
	next, err := wire.Get("v")
	if err != nil { return }
	_ = next
}`,
	refused: map[string]string{"entry birth if.done if.then returns": "discharged"},
}, {
	name: "deferred literal reads a variable that is assigned again",
	source: `func f() {
	resp, _ := wire.Get("u")
	defer func() { resp.Body.Close() }()
	resp = &wire.Response{Body: nil}
}`,
	refused: map[string]string{
		"entry birth call:f$1 entry leave returns": "nil",
	},
}, {
	name: "deferred literal closes another one",
	source: `func f(other *wire.Response) {
	resp, _ := wire.Get("u")
	defer func() { resp.Body.Close() }()
	resp = other
}`,
	holds: []string{"entry birth call:f$1 entry leave returns"},
}, {
	name: "deferred literal closes it",
	source: `func f(other *wire.Response) {
	resp, _ := wire.Get("u")
	defer func() { resp.Body.Close() }()
}`,
	refused: map[string]string{
		"entry birth call:f$1 entry leave returns": "discharged",
		"entry birth returns":                      "not executed",
	},
}, {
	name: "deferred literal with a guard",
	source: `func f(early bool) (err error) {
	resp, err := wire.Get("u")
	if err != nil { return err }
	defer func() {
		if err != nil { resp.Body.Close() }
	}()
	if early { return wire.EOF }
	return nil
}`,
	holds: []string{"entry birth if.done if.done call:f$1 entry if.done leave returns"},
	refused: map[string]string{
		"entry birth if.done if.then call:f$1 entry if.then if.done leave returns": "discharged",
		"entry birth if.done if.then call:f$1 entry if.done leave returns":         "the condition cannot be false",
	},
}, {
	name: "deferred in a loop that never ends",
	source: `func f() {
	for {
		resp, _ := wire.Get("u")
		defer resp.Body.Close()
	}
}`,
	holds: []string{"entry for.body birth for.body endless"},
	refused: map[string]string{
		"entry for.body birth for.body again": "the exit is not the site",
	},
}, {
	name: "deferred in a loop that ends",
	source: `func f(n int) {
	for range n {
		resp, _ := wire.Get("u")
		defer resp.Body.Close()
	}
}`,
	refused: map[string]string{
		"entry rangeint.body birth rangeint.body endless": "waits for ever",
		"entry rangeint.body birth rangeint.body again":   "a deferred call",
		"entry rangeint.body birth rangeint.done returns": "discharged",
	},
}, {
	name: "recover",
	source: `func f(bad bool) {
	defer func() { recover() }()
	resp, _ := wire.Get("u")
	if bad { panic("bad") }
	resp.Body.Close()
}`,
	holds: []string{"entry birth if.then unwind call:f$1 entry leave recover returns"},
	refused: map[string]string{
		"entry birth if.then unwind recover returns":               "nobody recovers",
		"entry birth if.then call:f$1 entry leave recover returns": "panics here",
	},
}, {
	name: "recover that closes, and one that does not recover",
	source: `func f(bad, deaf bool) {
	var resp *wire.Response
	defer func() {
		if deaf { return }
		if r := recover(); r != nil { resp.Body.Close() }
	}()
	resp, _ = wire.Get("u")
	if bad { panic("bad") }
	resp.Body.Close()
}`,
	refused: map[string]string{
		"entry birth if.then unwind call:f$1 entry if.done if.then if.done leave recover returns": "discharged",
		"entry birth if.then unwind call:f$1 entry if.done if.done leave recover returns":         "the condition cannot be false",
		"entry birth if.then unwind call:f$1 entry if.then leave recover returns":                 "nobody recovers",
	},
}, {
	name: "recover without a panic",
	source: `func f(bad bool) {
	defer func() {
		if r := recover(); r != nil { wire.Print(r) }
	}()
	resp, _ := wire.Get("u")
	_ = resp
}`,
	holds: []string{"entry birth call:f$1 entry if.done leave returns"},
	refused: map[string]string{
		"entry birth call:f$1 entry if.then if.done leave returns": "the condition cannot be true",
	},
}, {
	name: "panic of a literal",
	source: `func f() {
	defer func() { recover() }()
	resp, _ := wire.Get("u")
	func() {
		defer func() { wire.Print(1) }()
		panic("bad")
	}()
	resp.Body.Close()
}`,
	holds: []string{"entry birth call:f$2 entry unwind call:f$2$1 entry leave leave call:f$1 entry leave recover returns"},
}, {
	name: "a call that panics",
	source: `func f() {
	defer func() { recover() }()
	resp, _ := wire.Get("u")
	wire.Fail()
	resp.Body.Close()
}`,
	holds: []string{"entry birth unwind:Fail call:f$1 entry leave recover returns"},
	refused: map[string]string{
		"entry birth returns": "panics",
	},
}, {
	name: "deferred literals of which one holds the handle",
	source: `func f(n int) {
	resp, _ := wire.Get("u")
	for range n {
		defer func(r *wire.Response) {
			if n > 5 { r.Body.Close() }
		}(resp)
		resp = nil
	}
}`,
	holds: []string{
		"entry birth rangeint.body rangeint.body rangeint.done call:f$1 entry if.done leave returns",
		"entry birth rangeint.body rangeint.body rangeint.done call:f$1 entry if.done leave call:f$1 entry if.done leave returns",
	},
	refused: map[string]string{
		"entry birth rangeint.body rangeint.body rangeint.done call:f$1 entry if.then if.done leave returns": "discharged",
		"entry birth rangeint.body rangeint.body rangeint.done returns":                                      "not executed",
	},
}, {
	name: "a call that does not return",
	source: `func f() {
	resp, _ := wire.Get("u")
	wire.Exit()
	_ = resp
}`,
	refused: map[string]string{"entry birth returns": "does not return"},
}, {
	name: "recover in a function that nobody knows who calls",
	root: "f$1",
	source: `func f() {
	defer func() {
		r := recover()
		resp, _ := wire.Get("u")
		if r == nil { return }
		wire.Print(resp)
	}()
}`,
	holds: []string{"entry birth if.then returns", "entry birth if.done returns"},
}, {
	name: "the path ends among deferred calls",
	source: `func f() {
	n := 0
	for range 2 {
		defer func() { n++ }()
		defer func() { resp, _ := wire.Get("u"); _ = resp }()
	}
}`,
	holds: []string{
		"entry rangeint.body rangeint.body rangeint.done call:f$2 entry birth leave call:f$1 entry leave call:f$2 entry again",
		"entry rangeint.body rangeint.body rangeint.done call:f$2 entry birth leave call:f$2 entry again",
	},
}, {
	name: "two deferred calls that wait for ever",
	source: `func f() {
	for {
		resp, _ := wire.Get("u")
		defer resp.Body.Close()
		defer resp.Body.Close()
	}
}`,
	holds: []string{"entry for.body birth for.body endless"},
}}
