package gen

import "fmt"

// wrapperShapes have a function that opens for its callers.
func wrapperShapes() []shape {
	return []shape{
		{"wrapper-response", false, wrapperResponse},
		{"wrapper-checked", false, wrapperChecked},
		{"wrapper-body", false, wrapperBody},
		{"wrapper-elsewhere", false, wrapperElsewhere},
		{"wrapper-struct", false, wrapperStruct},
		{"envelope", false, envelope},
		{"wrapper-deep", false, wrapperDeep},
		{"nil-nil", false, nilNil},
		{"cleanup-beside", false, cleanupBeside},
		{"must", false, must},
		{"responses", false, responses},
		{"retry-helper", false, retryHelper},
		{"iterator-of-responses", false, iteratorOfResponses},
		{"option-keep", false, optionKeep},
		{"stored-and-returned", false, storedAndReturned},
		{"reader-lost", false, readerLost},
	}
}

// sendHelper writes a small function that sends a request and returns the
// response, or an error for bad statuses.
func (g *g) sendHelper(verb string, check bool) *function {
	g.begin(verb, "response")
	resp := g.resp()
	s := g.openDefault()
	if !check && g.chance(0.4) {
		g.p("return %s, err", resp)
		return g.finish()
	}
	g.check()
	if check {
		g.status(resp, g.released(s, resp))
	}
	g.ok(resp)
	return g.finish()
}

// wrapperResponse has an open two calls away from its release.
func wrapperResponse(g *g) {
	h := g.sendHelper(pick(g, "do", "send", "call", "exec"), false)
	g.start()
	resp := g.resp()
	s := g.openVia(resp+", err :=", h)
	g.check()
	g.ok(g.finalUse(s, resp))
	g.drive(g.finish())
}

// maybeStatus checks the status in a wrapper, or does not.
func (g *g) maybeStatus(s site, resp string) bool {
	if g.chance(0.5) {
		return false
	}
	g.status(resp, g.released(s, resp))
	return true
}

// useOf releases and reads what a wrapper returned. What it has checked is
// not checked again: an exit that cannot be taken proves nothing.
func (g *g) useOf(s site, resp string, checked bool) string {
	if !checked {
		return g.finalUse(s, resp)
	}
	if g.chance(0.5) {
		g.deferred(s, resp, false)
		return g.consume(resp, nil)
	}
	return g.consume(resp, g.released(s, resp))
}

// wrapperChecked also looks at the status.
func wrapperChecked(g *g) {
	h := g.sendHelper(pick(g, "do", "send", "call", "exec"), true)
	g.start()
	resp := g.resp()
	s := g.openVia(resp+", err :=", h)
	g.check()
	g.ok(g.useOf(s, resp, true))
	g.drive(g.finish())
}

// wrapperBody returns the body only.
func wrapperBody(g *g) {
	g.begin(pick(g, "open", "stream", "reader", "download"), "reader")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	g.status(resp, g.released(s, resp))
	g.ok(resp + ".Body")
	h := g.finish()
	g.start("bytes", "lines", "decode")
	rc := pick(g, "rc", "body", "stream", "rd")
	t := g.openVia(rc+", err :=", h)
	g.check()
	g.useReader(t, rc)
	g.drive(g.finish())
}

// useReader reads from a body that is a variable, and closes it.
func (g *g) useReader(t site, rc string) {
	stmt, value := "out, err := io.ReadAll("+rc+")", "out"
	switch g.fn.kind.name {
	case "lines":
		stmt, value = "sc := bufio.NewScanner("+rc+")\nout := 0\nfor sc.Scan() {\nout++\n}\nerr = sc.Err()", "out"
	case "decode":
		stmt, value = "err = json.NewDecoder("+rc+").Decode("+g.param("v", "any")+")", ""
	}
	deferred := g.chance(0.6)
	form := pick(g, "%s.Close()", "func() { _ = %s.Close() }()")
	if deferred {
		switch g.cut(t, "omitted", "drained", "wrong") {
		case "":
			g.p("defer "+form, rc)
		case "drained":
			g.p("defer io.Copy(io.Discard, %s)", rc)
		case "wrong":
			g.p("defer io.NopCloser(%s).Close()", rc)
		}
	}
	g.p("%s", stmt)
	if !deferred {
		switch g.cut(t, "omitted", "on-success") {
		case "":
			g.p("%s.Close()", rc)
		case "on-success":
			g.p("if err == nil {\n%s.Close()\n}", rc)
		}
	}
	g.p("if err != nil {\n%s\n}", g.fail(g.wrap("read")))
	g.ok(value)
}

// wrapperElsewhere opens through a function of another package.
func wrapperElsewhere(g *g) {
	g.opener = "do"
	ctx := "ctx"
	if g.chance(0.4) {
		g.start("bytes", "lines", "decode")
		rc := pick(g, "rc", "body", "stream")
		g.param(ctx, "context.Context")
		c := g.param(g.vars["client"], "*http.Client")
		t := g.openLater(rc+", err :=", fmt.Sprintf("kit.Open(ctx, %s, %s)", c, g.url()))
		g.check()
		g.useReader(t, rc)
		g.drive(g.finish())
		return
	}
	g.start()
	resp := g.resp()
	g.param(ctx, "context.Context")
	c := g.param(g.vars["client"], "*http.Client")
	s := g.openLater(resp+", err :=", fmt.Sprintf("kit.Fetch(ctx, %s, %s)", c, g.url()))
	g.check()
	g.ok(g.finalUse(s, resp))
	g.drive(g.finish())
}

// wrapperStruct returns the response in a struct.
func wrapperStruct(g *g) {
	g.begin(pick(g, "do", "send", "call"), "err")
	resp := g.resp()
	typ := g.names.typ(g, pick(g, "Result", "Answer", "Reply"))
	ptr := pick(g, "", "*")
	addr := map[string]string{"": "", "*": "&"}[ptr]
	zero := map[string]string{"": typ + "{}", "*": "nil"}[ptr]
	g.declare("wrap", typ, "type %s struct {\nResp *http.Response\nTook time.Duration\n}")
	g.fn.results = []string{ptr + typ, "error"}
	g.fn.fails = []string{"return " + zero + ", %s"}
	g.p("start := time.Now()")
	s := g.openDefault()
	g.check()
	checked := g.maybeStatus(s, resp)
	g.p("return %s%s{Resp: %s, Took: time.Since(start)}, nil", addr, typ, resp)
	h := g.finish()
	g.start("bytes", "item", "copy")
	t := g.openVia("res, err :=", h)
	g.check()
	g.ok(g.useOf(t, "res.Resp", checked))
	g.drive(g.finish())
}

// envelope embeds the response.
func envelope(g *g) {
	g.begin(pick(g, "do", "send", "roundTrip"), "err")
	resp := g.resp()
	typ := g.names.typ(g, pick(g, "Response", "Result", "Envelope"))
	g.declare("wrap", typ, "type %s struct {\n*http.Response\nLimit string\n}")
	g.fn.results = []string{"*" + typ, "error"}
	g.fn.fails = []string{"return nil, %s"}
	s := g.openDefault()
	g.check()
	checked := g.maybeStatus(s, resp)
	g.p("env := &%s{Response: %s}\nenv.Limit = %s.Header.Get(\"X-Limit\")\nreturn env, nil", typ, resp, resp)
	h := g.finish()
	g.start("bytes", "item", "lines")
	t := g.openVia("env, err :=", h)
	g.check()
	g.ok(g.useOf(t, "env", checked))
	g.drive(g.finish())
}

// wrapperDeep has three functions between the open and the release.
func wrapperDeep(g *g) {
	h := g.sendHelper("raw", false)
	g.begin("authorized", "response")
	resp := g.resp()
	s := g.openVia(resp+", err :=", h)
	g.check()
	g.p("if %s.StatusCode == http.StatusUnauthorized {", resp)
	g.closeSure(s, resp)
	g.p("%s\n}\nreturn %s, nil", g.fail(`errors.New("unauthorized")`), resp)
	h2 := g.finish()
	g.begin("checked", "response")
	t := g.openVia(resp+", err :=", h2)
	g.check()
	g.p("if %s.StatusCode >= 500 {", resp)
	g.closeNow(t, resp)
	g.p("%s\n}\nreturn %s, nil", g.fail(g.statusErr(resp)), resp)
	h3 := g.finish()
	g.start()
	u := g.openVia(resp+", err :=", h3)
	g.check()
	g.ok(g.finalUse(u, resp))
	g.drive(g.finish())
}

// nilNil may return no response, and no error either.
func nilNil(g *g) {
	g.begin(pick(g, "maybe", "lookup", "find"), "response")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	g.p("if %s.StatusCode == http.StatusNotFound {", resp)
	g.closeSure(s, resp)
	g.p("return nil, nil\n}\nreturn %s, nil", resp)
	h := g.finish()
	g.start("bytes", "item", "text")
	t := g.openVia(resp+", err :=", h)
	if g.chance(0.5) {
		g.p("if err != nil || %s == nil {\n%s\n}", resp, g.fail("err"))
	} else {
		g.check()
		g.p("if %s == nil {\nreturn %s, nil\n}", resp, g.fn.kind.zero)
	}
	g.ok(g.finalUse(t, resp))
	g.drive(g.finish())
}

// nounName returns the noun that the program is about.
func (g *g) nounName() string {
	if g.vars["noun"] == "" {
		g.vars["noun"] = pick(g, nouns...)
	}
	return g.vars["noun"]
}
