package gen

// moreHelperShapes have helpers that take several responses, return what
// closes, or wrap the body.
func moreHelperShapes() []shape {
	return []shape{
		{"close-all-variadic", false, closeAllVariadic},
		{"close-all-slice", false, closeAllSlice},
		{"composite-reader", false, compositeReader},
		{"closer-factory", false, closerFactory},
		{"group", false, group},
		{"do-generic", false, doGeneric},
		{"read-into", false, readInto},
		{"func-field", false, funcField},
	}
}

// closeAllVariadic closes two with one call.
func closeAllVariadic(g *g) {
	simpleOpeners(g)
	name := g.names.unique("closeAll" + g.nounName())
	s, t := g.site(), g.site()
	loop := "for _, c := range closers {\n"
	if g.cut(s, "all-but-first") != "" {
		loop = "for _, c := range closers[1:] {\n"
	}
	g.declare("closeAll", name, "func %s(closers ...io.Closer) {\n"+loop+"_ = c.Close()\n}\n}")
	g.start("bool")
	g.param("other", "string")
	first, second := g.request(g.url()), g.request("other")
	g.p("a, err := %s //@%d", first, s[0])
	g.check()
	g.p("b, err := %s //@%d\nif err != nil {", second, t[0])
	g.closeNow(s, "a")
	g.p("%s\n}", g.fail("err"))
	if g.cut(t, "forgotten") != "" {
		g.p("defer %s(a.Body)", name)
	} else {
		g.p("defer %s(a.Body, b.Body)", name)
	}
	g.p("return a.StatusCode == b.StatusCode, nil")
	g.drive(g.finish())
}

// closeAllSlice closes whatever was collected.
func closeAllSlice(g *g) {
	simpleOpeners(g)
	name := g.names.unique("closeAll" + g.nounName())
	s := g.site()
	release := "r.Body.Close()"
	switch g.cut(s, "conditional", "drained") {
	case "conditional":
		release = "if r.StatusCode < 400 {\nr.Body.Close()\n}"
	case "drained":
		release = "io.Copy(io.Discard, r.Body)"
	}
	g.declare("closeAll", name, "func %s(rs []*http.Response) {\nfor _, r := range rs {\n"+release+"\n}\n}")
	g.start("count")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("var open []*http.Response\nfor _, u := range urls {")
	g.p("%s, err := %s //@%d\nif err != nil {", resp, g.request("u"), s[0])
	if g.cut(s, "omitted") == "" {
		g.p("%s(open)", name)
	}
	g.p("%s\n}\nopen = append(open, %s)\n}", g.fail("err"), resp)
	if g.cut(s, "omitted") == "" {
		g.p("defer %s(open)", name)
	}
	g.p("return len(open), nil")
	g.drive(g.finish())
}

// compositeReader returns a reader with the Close of the body.
func compositeReader(g *g) {
	g.nounName()
	typ := g.names.typ(g, pick(g, "Body", "ReadCloser", "Limited"))
	g.begin(pick(g, "open", "stream"), "reader")
	resp := g.resp()
	g.declare("composite", typ, "type %s struct {\nio.Reader\nio.Closer\n}")
	s := g.openDefault()
	g.check()
	g.status(resp, g.released(s, resp))
	g.p("return %s{io.LimitReader(%s.Body, 1<<20), %s.Body}, nil", typ, resp, resp)
	h := g.finish()
	g.start("bytes", "lines")
	t := g.openVia("rc, err :=", h)
	g.check()
	g.useReader(t, "rc")
	g.drive(g.finish())
}

// closerFactory has a helper that returns what closes.
func closerFactory(g *g) {
	g.nounName()
	name := g.names.unique(pick(g, "closer", "finisher", "drainer") + g.vars["noun"])
	s := g.site()
	body := "io.Copy(io.Discard, resp.Body)\nresp.Body.Close()"
	if g.cut(s, "drained") != "" {
		body = "io.Copy(io.Discard, resp.Body)"
	}
	g.declare("factory", name, "func %s(resp *http.Response) func() {\nreturn func() {\n"+body+"\n}\n}")
	g.start()
	resp := g.resp()
	expr := g.request(g.url())
	g.p("%s, err := %s //@%d", resp, expr, s[0])
	g.check()
	how := g.cut(s, "late", "not-called")
	switch how {
	case "":
		g.p("defer %s(%s)()", name, resp)
	case "not-called":
		g.p("defer %s(%s)", name, resp)
	}
	g.status(resp, nil)
	if how == "late" {
		g.p("defer %s(%s)()", name, resp)
	}
	g.ok(g.consume(resp, nil))
	g.drive(g.finish())
}

// group is an errgroup of the program's own.
func group(g *g) {
	simpleOpeners(g)
	g.nounName()
	typ := g.names.typ(g, "Group")
	g.declare("group", typ, "type %s struct {\nwg sync.WaitGroup\nmu sync.Mutex\nerr error\n}")
	g.decls = append(g.decls, "func (gr *"+typ+") run(f func() error) {\ngr.wg.Go(func() {\nif err := f(); err != nil {\ngr.mu.Lock()\ngr.err = err\ngr.mu.Unlock()\n}\n})\n}\n",
		"func (gr *"+typ+") wait() error {\ngr.wg.Wait()\nreturn gr.err\n}\n")
	g.start("err")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("var gr %s\nfor _, u := range urls {\ngr.run(func() error {", typ)
	g.failing("return %s", func() {
		s := g.open(resp+", err :=", "u")
		g.check()
		late := g.deferred(s, resp, true)
		g.status(resp, nil)
		late()
		g.p("_, err = io.Copy(io.Discard, %s.Body)\nreturn err\n})\n}", resp)
	})
	g.p("return gr.wait()")
	g.drive(g.finish())
}

// doGeneric opens, lends, and closes.
func doGeneric(g *g) {
	simpleOpeners(g)
	if g.opener == "embedded" {
		g.opener = "client" // methods have no type parameters
	}
	g.begin(pick(g, "do", "with", "exchange"), "err")
	resp := g.resp()
	g.fn.generic = "[T any]"
	g.fn.results = []string{"T", "error"}
	g.fn.fails = []string{"return zero, %s"}
	g.fn.params = append(g.fn.params, [2]string{"parse", "func(*http.Response) (T, error)"})
	g.p("var zero T")
	s := g.openDefault()
	g.check()
	late := g.deferred(s, resp, true)
	g.status(resp, nil)
	late()
	g.p("return parse(%s)", resp)
	h := g.finish()
	g.start("text", "count")
	parse := "func(r *http.Response) (int, error) {\nreturn r.StatusCode, nil\n}"
	if g.fn.kind.name == "text" {
		parse = "func(r *http.Response) (string, error) {\ndata, err := io.ReadAll(r.Body)\nreturn string(data), err\n}"
	}
	g.p("return %s", g.invoke(h, map[string]string{"parse": parse}))
	g.drive(g.finish())
}

// readInto has a helper that reads and closes.
func readInto(g *g) {
	g.nounName()
	name := g.names.unique(pick(g, "readInto", "fill", "slurp") + g.vars["noun"])
	s := g.site()
	g.fn = &function{}
	g.closeNow(s, "resp")
	release := doubled(g.fn.body.String())
	g.fn = nil
	g.declare("read", name, "func %s(resp *http.Response, buf *bytes.Buffer) error {\n_, err := buf.ReadFrom(resp.Body)\n"+release+"return err\n}")
	g.start("bytes", "text")
	resp := g.resp()
	expr := g.request(g.url())
	g.p("%s, err := %s //@%d", resp, expr, s[0])
	g.check()
	g.maybeStatus(s, resp)
	g.p("var buf bytes.Buffer\nif err := %s(%s, &buf); err != nil {\n%s\n}", name, resp, g.fail("err"))
	if g.fn.kind.name == "text" {
		g.p("return buf.String(), nil")
	} else {
		g.p("return buf.Bytes(), nil")
	}
	g.drive(g.finish())
}

// funcField returns a struct with a function that closes.
func funcField(g *g) {
	g.nounName()
	typ := g.names.typ(g, pick(g, "Handle", "Lease"))
	g.begin(pick(g, "open", "lease"), "err")
	resp := g.resp()
	g.declare("handle", typ, "type %s struct {\nbody io.Reader\nstatus int\nrelease func() error\n}")
	g.fn.results = []string{"*" + typ, "error"}
	g.fn.fails = []string{"return nil, %s"}
	s := g.openDefault()
	g.check()
	checked := g.maybeStatus(s, resp)
	g.p("return &%s{body: %s.Body, status: %s.StatusCode, release: %s.Body.Close}, nil", typ, resp, resp, resp)
	h := g.finish()
	g.start("count")
	t := g.openVia("h, err :=", h)
	g.check()
	kinds := []string{"omitted"}
	if !checked {
		kinds = append(kinds, "late")
	}
	how := g.cut(t, kinds...)
	if how == "" {
		g.p("defer h.release()")
	}
	if !checked {
		g.p("if h.status >= 400 {\n%s\n}", g.fail(`errors.New("bad status")`))
	}
	if how == "late" {
		g.p("defer h.release()")
	}
	g.p("n := 0\nfor sc := bufio.NewScanner(h.body); sc.Scan(); {\nn++\n}\nreturn n, nil")
	g.drive(g.finish())
}
