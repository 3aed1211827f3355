package replay_test

import "github.com/streamlint/streamlint/internal/mustcall"

var (
	isResource = mustcall.Shape{Kind: mustcall.ShapeResource}
	isHandle   = mustcall.Shape{Kind: mustcall.ShapeHandle}
	isReleaser = mustcall.Shape{Kind: mustcall.ShapeReleaser}
	isNonNil   = mustcall.Shape{Kind: mustcall.ShapeNonNil}
	isUnknown  = mustcall.Shape{}
)

func isConst(n int64) mustcall.Shape { return mustcall.Shape{Kind: mustcall.ShapeConst, Const: n} }

func with(kind mustcall.ShapeKind, zeroRest bool, path string, part mustcall.Shape) mustcall.Shape {
	return mustcall.Shape{Kind: kind, ZeroRest: zeroRest, Parts: []mustcall.Part{{Path: path, Shape: part}}}
}

func fresh(results ...mustcall.Shape) mustcall.Fresh {
	return mustcall.Fresh{Row: "response", Results: results}
}

// freshes are what sites return, by the names that paths use.
var freshes = map[string]mustcall.Fresh{
	"response": fresh(isResource, isConst(0)),
	"positive": {Row: "response", Results: []mustcall.Shape{isResource, isConst(0)}, If: in(0, "", 1, most)},
	"ok":       {Row: "response", Results: []mustcall.Shape{isResource, isConst(0)}, Fields: []mustcall.Field{{Path: ".0", In: []mustcall.Interval{{Lo: 200, Hi: 299}}}}},
	"handle":   fresh(isHandle, isConst(0)),
	"nothing":  fresh(isConst(0), isConst(0)),
	"short":    fresh(isResource),
	"stream":   {Row: "stream", Results: []mustcall.Shape{isResource, isConst(0)}},
	"both":     fresh(isResource, isReleaser, isConst(1), isConst(7), isNonNil, isConst(1<<52+1)),
	"releaser": fresh(isUnknown, isReleaser, isConst(0), isUnknown, isConst(0), isUnknown),
	"page":     fresh(with(mustcall.ShapePointer, false, ".0", isResource)),
	"zeroed":   fresh(with(mustcall.ShapePointer, true, ".0", isResource)),
	"value":    fresh(with(mustcall.ShapeStruct, true, ".0", isResource)),
	"list":     fresh(with(mustcall.ShapeContainer, false, "[*]", isResource)),
	"array":    fresh(with(mustcall.ShapePointer, false, "[1]", isResource)),
	"lease":    {Row: "lease", Results: []mustcall.Shape{isResource}, Fields: []mustcall.Field{{Path: ".0", In: []mustcall.Interval{{Lo: 1, Hi: most}}}}},
	"no-body":  {Row: "lease", Results: []mustcall.Shape{isResource}, Fields: []mustcall.Field{{Path: ".0", In: []mustcall.Interval{{}}}}},
	"hidden":   fresh(with(mustcall.ShapeStruct, false, ".0", isHandle)),
}

var freshCases = []replayCase{{
	name: "a wrapper returns a response",
	source: `func open(n int) (*wire.Response, error)
func f(n int) {
	if n < 0 {
		resp, err := open(n)
		if err != nil { return }
		if resp.StatusCode == 404 { return }
		resp.Body.Close()
	}
}`,
	holds: []string{"entry if.then birth:response if.done if.then returns"},
	refused: map[string]string{
		"entry if.then birth:response if.then returns":         "the condition cannot be true",
		"entry if.then birth:response if.done if.done returns": "discharged",
		"entry if.then birth:positive if.done if.then returns": "argument 0 cannot be",
		"entry if.then birth:ok if.done if.then returns":       "the condition cannot be true",
		"entry if.then birth:nothing if.done if.then returns":  "no result of the site reaches the handle",
		"entry if.then birth:short if.done if.then returns":    "returns something else",
		"entry if.then birth:stream if.done if.then returns":   "returns something else",
	},
}, {
	name: "several results",
	source: `func open() (r *wire.Response, done func(), ok bool, n int, e error, s string)
func f(k int) {
	r, done, ok, n, e, s := open()
	if !ok { return }
	if n == 8 { return }
	if e == nil { return }
	if s == "a" { return }
	switch k {
	case 1: r.Body.Close()
	case 2: done()
	}
}`,
	holds: []string{
		"entry birth:both if.done if.done if.done if.then returns",
		"entry birth:both if.done if.done if.done if.done switch.next switch.done returns",
		"entry birth:releaser if.then returns",
	},
	refused: map[string]string{
		"entry birth:both if.then returns":                                                             "the condition cannot be false",
		"entry birth:both if.done if.then returns":                                                     "the condition cannot be true",
		"entry birth:both if.done if.done if.then returns":                                             "the condition cannot be true",
		"entry birth:both if.done if.done if.done if.done switch.body switch.done returns":             "discharged",
		"entry birth:both if.done if.done if.done if.done switch.next switch.body switch.done returns": "discharged",
	},
}, {
	name: "a handle",
	source: `func open() (wire.ReadCloser, error)
func f(n int) {
	b, err := open()
	if err != nil || n == 1 { return }
	b.Close()
}`,
	holds:   []string{"entry birth:handle cond.false if.then returns"},
	refused: map[string]string{"entry birth:handle cond.false if.done returns": "discharged"},
}, {
	name: "an owner",
	source: `type page struct { resp *wire.Response; n int; cached bool }
func open() *page
func f() {
	p := open()
	if p.n == 1 { return }
	if p.cached { return }
	p.resp.Body.Close()
}`,
	holds: []string{
		"entry birth:page if.then returns",
		"entry birth:page if.done if.then returns",
		"entry birth:zeroed if.then returns", // it may have stored a number
	},
	refused: map[string]string{
		"entry birth:page if.done if.done returns":   "discharged",
		"entry birth:zeroed if.done if.then returns": "the condition cannot be true",
	},
}, {
	name: "an owner is given away",
	source: `type page struct { resp *wire.Response; n int }
func open() *page
func f(all map[int]any) {
	p := open()
	if p.n == 1 { return }
	all[1] = p
}`,
	holds:   []string{"entry birth:page if.then returns"},
	refused: map[string]string{"entry birth:page if.done returns": "where others can reach it"},
}, {
	name: "an owner is given away without its response",
	source: `type page struct { resp *wire.Response; n int }
func open() *page
func f(all map[int]any) {
	p := open()
	r := p.resp
	p.resp = nil
	all[1] = p
	if p.n == 1 { return }
	p.resp = r
}`,
	holds:   []string{"entry birth:page if.then returns"},
	refused: map[string]string{"entry birth:page if.done returns": "where others can reach it"},
}, {
	name: "the resource by value",
	row:  "lease",
	source: `func open() wire.Lease
func f() { open() }`,
	holds:   []string{"entry birth:lease returns"},
	refused: map[string]string{"entry birth:no-body returns": "field .0 of the resource cannot be such"},
}, {
	name: "a struct",
	source: `type page struct { resp *wire.Response; cached bool }
func open() page
func f() {
	p := open()
	if p.cached { return }
	if !p.cached { return }
	p.resp.Body.Close()
}`,
	holds: []string{"entry birth:value if.done if.then returns"},
	refused: map[string]string{
		"entry birth:value if.then returns":         "the condition cannot be true",
		"entry birth:value if.done if.done returns": "the condition cannot be",
	},
}, {
	name: "containers",
	source: `func open() []*wire.Response
func f(n int) {
	list := open()
	for _, r := range list {
		if n == 1 { return }
		r.Body.Close()
	}
}`,
	holds: []string{"entry birth:list rangeindex.loop rangeindex.body if.then returns"},
	refused: map[string]string{
		"entry birth:list rangeindex.loop rangeindex.done returns":                                         "the condition cannot be false",
		"entry birth:list rangeindex.loop rangeindex.body if.done rangeindex.loop rangeindex.done returns": "discharged",
	},
}, {
	name: "an array",
	source: `func open() *[2]*wire.Response
func f(n int) {
	list := open()
	list[0].Body.Close()
	if n == 1 { return }
	list[1].Body.Close()
}`,
	holds:   []string{"entry birth:array if.then returns"},
	refused: map[string]string{"entry birth:array if.done returns": "discharged"},
}, {
	name: "what an interface hides",
	source: `type page struct { resp *wire.Response; n int; wire.ReadCloser }
func open() wire.ReadCloser
func f(n int) {
	b := open()
	wire.Read(b)
	if n == 1 { return }
	if n == 2 { b.(*page).resp.Body.Close(); return }
	b.Close()
}`,
	holds: []string{"entry birth:hidden if.then returns", "entry birth:page if.then returns"},
	refused: map[string]string{
		"entry birth:hidden if.done if.done returns": "nobody knows whose method",
		"entry birth:page if.done if.done returns":   "nobody knows whose method",
		"entry birth:page if.done if.then returns":   "may release argument 0",
	},
}}
