package replay_test

var channelCases = []replayCase{{
	name: "a channel of ours",
	source: `func f(late <-chan int) {
	ch := make(chan *wire.Response, 1)
	go func() {
		resp, _ := wire.Get("u")
		ch <- resp
	}()
	select {
	case r := <-ch:
		r.Body.Close()
	case <-late:
	}
}`,
	holds: []string{"entry call:f$1 entry birth leave case:1 select.next select.done returns"},
	refused: map[string]string{
		"entry call:f$1 entry birth leave case:0 select.body select.done returns": "discharged",
	},
}, {
	name: "a channel that others know",
	source: `func f(other chan *wire.Response, n int) {
	resp, _ := wire.Get("u")
	ch := make(chan *wire.Response, 1)
	switch n {
	case 1: other <- resp
	case 2:
		wire.Take(ch)
		ch <- resp
	case 3:
		ch <- resp
		wire.Take(ch)
	case 4:
		ch <- resp
	}
}`,
	holds: []string{"entry birth switch.next switch.next switch.next switch.body switch.done returns"},
	refused: map[string]string{
		"entry birth switch.body switch.done returns":                         "sent on a channel",
		"entry birth switch.next switch.body switch.done returns":             "stored where others can reach it",
		"entry birth switch.next switch.next switch.body switch.done returns": "takes what reaches",
	},
}, {
	name: "others receive",
	source: `func f(n int) {
	ch := make(chan *wire.Response, 1)
	if n == 1 {
		go func() {
			for { (<-ch).Body.Close() }
		}()
	} else {
		go func() { (<-ch).Body.Close() }()
	}
	resp, _ := wire.Get("u")
	ch <- resp
}`,
	refused: map[string]string{
		"entry if.then if.done birth returns":                      "sent on a channel",
		"entry if.else call:f$2 entry leave if.done birth returns": "stored where others can reach it",
	},
}, {
	name: "a goroutine receives what is there",
	source: `func f(n int) {
	ch := make(chan *wire.Response, 1)
	resp, _ := wire.Get("u")
	ch <- resp
	go func() {
		r := <-ch
		if n == 1 { return }
		r.Body.Close()
	}()
}`,
	holds:   []string{"entry birth call:f$1 entry if.then leave returns"},
	refused: map[string]string{"entry birth call:f$1 entry if.done leave returns": "discharged"},
}, {
	name: "what is received is no longer there",
	source: `func f() {
	ch := make(chan *wire.Response, 2)
	resp, _ := wire.Get("u")
	ch <- resp
	r, ok := <-ch
	if !ok { return }
	if r.StatusCode == 1 { wire.Take(ch); return }
	r.Body.Close()
}`,
	holds: []string{"entry birth if.done if.then returns"},
	refused: map[string]string{
		"entry birth if.then returns":         "the condition cannot be false",
		"entry birth if.done if.done returns": "discharged",
	},
}, {
	name: "a send in a select",
	source: `func f(stop <-chan int, n int) {
	ch := make(chan *wire.Response)
	room := make(chan *wire.Response, n)
	resp, _ := wire.Get("u")
	select {
	case ch <- resp:
	case room <- resp:
	case <-stop:
	}
	r := <-ch
	if n == 3 { r = <-room }
	r.Body.Close()
}`,
	refused: map[string]string{
		"entry birth case:0 select.done if.done returns":                     "sent on a channel",
		"entry birth case:1 select.next select.done if.then if.done returns": "discharged",
	},
}, {
	name: "answers in a channel",
	source: `type answer struct { resp *wire.Response; err error }
func f(n int) {
	ch := make(chan answer)
	for i := 0; i < n; i++ {
		go func() {
			resp, err := wire.Get("u")
			ch <- answer{resp, err}
		}()
	}
	for i := 0; i < n; i++ {
		a := <-ch
		if a.err != nil { continue }
		if n == 1 { return }
		a.resp.Body.Close()
	}
}`,
	holds: []string{
		"entry for.loop for.body call:f$1 entry birth leave for.loop for.done for.loop for.body if.done if.then returns",
	},
	refused: map[string]string{},
}}
