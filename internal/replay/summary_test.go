package replay_test

import (
	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

func returns(as mustcall.ReturnKind) mustcall.Outcome { return mustcall.Outcome{As: as} }

// outcomes are the ends of calls, by the names that paths use.
var outcomes = map[string]mustcall.Outcome{
	"closed":   {Events: protocol.Closed, Returns: -1},
	"stored":   {Stored: true, Returns: -1},
	"kept":     {Returns: -1},
	"fine":     {Error: mustcall.Yes, Returns: -1},
	"failed":   {Error: mustcall.No, Returns: -1},
	"true":     {Bool: mustcall.Yes, Returns: -1},
	"false":    {Bool: mustcall.No, Returns: -1},
	"argument": returns(mustcall.ReturnsArgument),
	"part":     returns(mustcall.ReturnsPart),
	"handle":   returns(mustcall.ReturnsHandle),
	"releaser": returns(mustcall.ReturnsReleaser),
	"holder":   returns(mustcall.ReturnsHolder),
	"taken":    {As: mustcall.ReturnsHandle, Lost: true},
	"lost":     {Returns: -1, Lost: true},
}

var summaryCases = []replayCase{{
	name: "a call ends somehow",
	source: `func done(n int, r *wire.Response) error
func f() {
	resp, _ := wire.Get("u")
	if err := done(1, resp); err != nil { return }
	wire.Print(resp)
}`,
	holds: []string{
		"entry birth ends:done:1:failed if.then returns",
		"entry birth ends:done:1:fine if.done returns",
		"entry birth ends:done:1:kept if.done returns",
	},
	refused: map[string]string{
		"entry birth ends:done:1:failed if.done returns":  "the condition cannot be false",
		"entry birth ends:done:1:fine if.then returns":    "the condition cannot be true",
		"entry birth ends:done:1:closed if.then returns":  "discharged",
		"entry birth ends:done:1:stored if.then returns":  "keeps what reaches the handle",
		"entry birth ends:done:-1:failed if.then returns": "argument 1 reaches the handle",
		"entry birth ends:done:0:failed if.then returns":  "argument 0 does not reach the handle",
		"entry birth ends:done:2:failed if.then returns":  "nobody can say",
		"entry birth ends:Get:-1:kept if.then returns":    "may release argument 1",
		"entry birth if.then returns":                     "may release argument 1",
	},
}, {
	name: "a call with nothing of ours",
	source: `func try(p *int) bool
func f() {
	n := 1
	resp, _ := wire.Get("u")
	if !try(&n) { return }
	if n != 1 { return }
	resp.Body.Close()
}`,
	holds: []string{
		"entry birth ends:try:-1:false if.then returns",
		"entry birth ends:try:-1:true if.done if.then returns", // try may have changed n
	},
	refused: map[string]string{"entry birth ends:try:-1:true if.then returns": "the condition cannot be false"},
}, {
	name: "results that lead to the handle",
	source: `func same(r *wire.Response) *wire.Response
func body(r *wire.Response) wire.ReadCloser
func track(r *wire.Response) func()
type page struct { inner *page; resp *wire.Response }
func hold(r *wire.Response) *page
func f(n int) {
	resp, _ := wire.Get("u")
	switch n {
	case 1: same(resp).Body.Close()
	case 2: body(resp).Close()
	case 3: track(resp)()
	case 4: hold(resp).inner.resp.Body.Close()
	}
}`,
	holds: []string{
		"entry birth switch.body ends:same:0:kept switch.done returns",
		"entry birth switch.next switch.body ends:body:0:kept switch.done returns",
	},
	refused: map[string]string{
		"entry birth switch.body ends:same:0:argument switch.done returns":                                   "discharged",
		"entry birth switch.next switch.body ends:body:0:handle switch.done returns":                         "discharged",
		"entry birth switch.next switch.next switch.body ends:track:0:releaser switch.done returns":          "discharged",
		"entry birth switch.next switch.next switch.next switch.body ends:hold:0:holder switch.done returns": "may release argument 0",
	},
}, {
	name: "a result that is deferred",
	source: `func track(r *wire.Response) func()
func f() {
	resp, _ := wire.Get("u")
	defer track(resp)()
	wire.Print()
}`,
	holds:   []string{"entry birth ends:track:0:kept returns"},
	refused: map[string]string{"entry birth ends:track:0:releaser returns": "discharged"},
}, {
	name: "parts",
	source: `type page struct { n int; resp *wire.Response }
func last(list ...*wire.Response) *wire.Response
func (p *page) response() *wire.Response
func f(n int) {
	p := &page{n: 1}
	p.resp, _ = wire.Get("u")
	if n == 1 { p.response().Body.Close(); return }
	if n == 2 { last(nil, p.resp).Body.Close(); return }
	p.response()
	if p.n == 1 { return }
}`,
	holds: []string{
		"entry birth if.done if.done ends:response:0:part if.done returns", // it may have changed n
		"entry birth if.done if.done ends:response:0:kept if.then returns",
	},
	refused: map[string]string{
		"entry birth if.then ends:response:0:part returns":                   "discharged",
		"entry birth if.done if.then ends:last:0:part returns":               "discharged",
		"entry birth if.done if.done ends:response:0:closed if.done returns": "discharged",
	},
}, {
	name: "the handle is taken out",
	source: `func take(r *wire.Response) wire.ReadCloser
func f(n int) {
	resp, _ := wire.Get("u")
	b := take(resp)
	resp.Body.Close()
	if n == 1 { return }
	b.Close()
}`,
	holds: []string{
		"entry birth ends:take:0:taken if.then returns",
		"entry birth ends:take:0:lost if.done returns",
	},
	refused: map[string]string{
		"entry birth ends:take:0:handle if.then returns": "discharged",
		"entry birth ends:take:0:taken if.done returns":  "discharged",
	},
}, {
	name: "function arguments",
	source: `func call(fn func() error)
func f(n int) {
	resp, _ := wire.Get("u")
	switch n {
	case 1: call(resp.Body.Close)
	case 2: call(func() error { return resp.Body.Close() })
	case 3: call(func() error { return wire.Read(resp.Body) })
	}
}`,
	holds: []string{
		"entry birth switch.body ends:call:0:kept switch.done returns",
		"entry birth switch.next switch.body not:call switch.done returns",
		"entry birth switch.next switch.next switch.body call:f$2 entry leave call:f$2 entry leave not:call switch.done returns",
		"entry birth switch.next switch.next switch.body ends:call:0:closed switch.done returns",
	},
	refused: map[string]string{
		"entry birth switch.body ends:call:0:closed switch.done returns":                        "discharged",
		"entry birth switch.body ends:call:0:stored switch.done returns":                        "keeps",
		"entry birth switch.body switch.done returns":                                           "may release argument 0",
		"entry birth switch.next switch.body call:f$1 entry leave switch.done returns":          "discharged",
		"entry birth switch.next switch.body ends:call:0:closed switch.done returns":            "a literal that may release is called",
		"entry birth switch.next switch.body switch.done returns":                               "a literal that may release",
		"entry birth switch.next switch.body call:f$2 entry leave not:call switch.done returns": "a literal that may release",
	},
}, {
	name: "in an interface, and out of it",
	source: `type page struct{}
func as(v any) *wire.Response
func wrap(r *wire.Response) any
func f(n int) {
	resp, _ := wire.Get("u")
	if n == 1 { as(resp).Body.Close(); return }
	if _, ok := wrap(resp).(*page); ok { return }
	wire.Print(n)
}`,
	holds: []string{"entry birth if.done ends:wrap:0:argument if.done returns"},
	refused: map[string]string{
		"entry birth if.then ends:as:0:argument returns":           "discharged",
		"entry birth if.done ends:wrap:0:argument if.then returns": "the condition cannot be true",
	},
}, {
	name: "nobody knows what is called",
	source: `type doer interface { do(*wire.Response) }
func f(d doer, call func(*wire.Response)) {
	resp, _ := wire.Get("u")
	if d == nil { call(resp); return }
	d.do(resp)
}`,
	refused: map[string]string{
		"entry birth if.then ends:call:0:kept returns": "nobody can say",
		"entry birth if.done ends:do:1:kept returns":   "nobody can say",
	},
}, {
	name: "a method that may release is called",
	source: `type page struct { resp *wire.Response }
func (p *page) close() error
func call(fn func() error)
func f() {
	p := &page{}
	p.resp, _ = wire.Get("u")
	call(p.close)
}`,
	holds:   []string{"entry birth ends:call:0:kept returns"},
	refused: map[string]string{"entry birth ends:call:0:closed returns": "a method that may release"},
}}
