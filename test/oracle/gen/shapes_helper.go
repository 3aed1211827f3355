package gen

import "strings"

// helperShapes hand their response to a function that closes it, or does not.
func helperShapes() []shape {
	return []shape{
		{"close-helper", false, closeHelper},
		{"close-helper-elsewhere", false, closeHelperElsewhere},
		{"check-helper", false, checkHelper},
		{"check-helper-elsewhere", false, checkHelperElsewhere},
		{"close-into-error", false, closeIntoError},
		{"decode-generic", false, decodeGeneric},
		{"decode-elsewhere", false, decodeElsewhere},
		{"owner", false, owner},
		{"owner-lazy", false, ownerLazy},
		{"callback", false, callback},
		{"pass-through", false, passThrough},
		{"buffer-elsewhere", false, bufferElsewhere},
		{"close-stack", false, closeStack},
		{"collector", false, collector},
		{"worker-method", false, workerMethod},
	}
}

// closeHelper has a helper of its own for closing.
func closeHelper(g *g) {
	whole := g.chance(0.5)
	name := g.names.unique(pick(g, "closeBody", "closeQuietly", "drainAndClose", "discard") + g.nounName())
	typ, body, drain := "io.ReadCloser", "b", "kit.Drain"
	if whole {
		typ, body, drain = "*http.Response", "b.Body", "kit.Log"
	}
	s := g.site()
	extra := pick(g, "", "io.Copy(io.Discard, "+body+")\n")
	last := pick(g, body+".Close()", "_ = "+body+".Close()", "if err := "+body+".Close(); err != nil {\nlog.Print(err)\n}")
	switch g.cut(s, "omitted", "wrong") {
	case "omitted":
		last = "log.Print(\"done\")"
	case "wrong":
		last = "io.NopCloser(" + body + ").Close()"
	}
	g.declare("close", name, "func %s(b "+typ+") {\n"+extra+last+"\n}")
	g.start()
	resp := g.resp()
	arg := resp + ".Body"
	if whole {
		arg = resp
	}
	expr := g.request(g.url())
	g.p("%s, err := %s //@%d", resp, expr, s[0])
	g.check()
	g.viaHelper(s, resp, name+"("+arg+")", drain+"("+arg+")")
	g.drive(g.finish())
}

// viaHelper releases by a call, and breaks by another one.
func (g *g) viaHelper(s site, resp, call, broken string) {
	if g.chance(0.6) {
		how := g.cut(s, "helper", "omitted", "late", "conditional")
		cond := g.sometimes(resp)
		switch how {
		case "":
			g.p("defer %s", call)
		case "helper":
			g.p("defer %s", broken)
		case "conditional":
			g.p("if %s {\ndefer %s\n}", cond, call)
		}
		g.status(resp, nil)
		if how == "late" {
			g.p("defer %s", call)
		}
		g.ok(g.consume(resp, nil))
		return
	}
	release := func() {
		switch g.cut(s, "helper", "omitted") {
		case "":
			g.p("%s", call)
		case "helper":
			g.p("%s", broken)
		}
	}
	g.status(resp, release)
	g.ok(g.consume(resp, release))
}

// closeHelperElsewhere closes through another package.
func closeHelperElsewhere(g *g) {
	g.start()
	resp := g.resp()
	s := g.openDefault()
	g.check()
	switch g.IntN(3) {
	case 0:
		g.viaHelper(s, resp, "kit.Close("+resp+".Body)", "kit.Drain("+resp+".Body)")
	case 1:
		g.viaHelper(s, resp, "kit.DrainAndClose("+resp+".Body)", "kit.Drain("+resp+".Body)")
	default:
		g.viaHelper(s, resp, "kit.Finish("+resp+")", "kit.Log("+resp+")")
	}
	g.drive(g.finish())
}

// checkHelper has a helper that closes when it returns an error.
func checkHelper(g *g) {
	g.nounName()
	name := g.names.unique(pick(g, "checkStatus", "ensureOK", "expectOK") + g.vars["noun"])
	s := g.site()
	form, cond := g.IntN(6), g.bad("resp")
	g.fn = &function{}
	g.closeForm(g.cut(s, "omitted", "drained", "wrong"), form, "", "resp")
	release := g.fn.body.String()
	g.fn = nil
	g.declare("check", name, "func %s(resp *http.Response) error {\nif "+cond+" {\n"+doubled(release)+"return errors.New(resp.Status)\n}\nreturn nil\n}")
	g.start()
	resp := g.resp()
	expr := g.request(g.url())
	g.p("%s, err := %s //@%d", resp, expr, s[0])
	g.check()
	if g.chance(0.5) {
		g.p("if err := %s(%s); err != nil {\n%s\n}", name, resp, g.fail("err"))
	} else {
		g.p("if err = %s(%s); err != nil {\n%s\n}", name, resp, g.fail(g.wrap("check")))
	}
	g.ok(g.useOf(s, resp, true))
	g.drive(g.finish())
}

// checkHelperElsewhere relies on a helper of another package.
func checkHelperElsewhere(g *g) {
	g.start()
	resp := g.resp()
	s := g.openDefault()
	g.check()
	if g.cut(s, "helper") != "" {
		g.p("if err := kit.Check(%s); err != nil {\n%s\n}", resp, g.fail("err"))
	} else {
		g.p("if err := kit.CheckOrClose(%s); err != nil {\n%s\n}", resp, g.fail("err"))
	}
	g.ok(g.useOf(s, resp, true))
	g.drive(g.finish())
}

// closeIntoError gives a helper the method value of Close.
func closeIntoError(g *g) {
	g.start("bytes", "item", "copy", "err")
	g.nameResults()
	resp := g.resp()
	s := g.openDefault()
	g.check()
	how := g.cut(s, "helper", "late", "omitted")
	switch how {
	case "":
		g.p("defer kit.CloseInto(&err, %s.Body.Close)", resp)
	case "helper":
		g.p("defer kit.CloseUnlessFailed(&err, %s.Body.Close)", resp)
	}
	g.status(resp, nil)
	if how == "late" {
		g.p("defer kit.CloseInto(&err, %s.Body.Close)", resp)
	}
	g.ok(g.consume(resp, nil))
	g.drive(g.finish())
}

// decodeGeneric has a generic function that takes the response over.
func decodeGeneric(g *g) {
	g.nounName()
	name := g.names.unique(pick(g, "decode", "into", "parse") + g.vars["noun"])
	s := g.site()
	g.fn = &function{}
	g.deferred(s, "resp", false)
	release := g.fn.body.String()
	g.fn = nil
	g.declare("decode", name, "func %s[T any](resp *http.Response) (T, error) {\nvar v T\n"+doubled(release)+
		"if resp.StatusCode >= 400 {\nreturn v, errors.New(resp.Status)\n}\nerr := json.NewDecoder(resp.Body).Decode(&v)\nreturn v, err\n}")
	g.start("err")
	resp := g.resp()
	item := g.item()
	g.fn.results = []string{item, "error"}
	g.fn.fails = []string{"return " + item + "{}, %s"}
	expr := g.request(g.url())
	g.p("%s, err := %s //@%d", resp, expr, s[0])
	g.check()
	g.p("return %s[%s](%s)", name, item, resp)
	g.drive(g.finish())
}

// decodeElsewhere lets another package read and close.
func decodeElsewhere(g *g) {
	g.start("item")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	if g.chance(0.5) {
		g.status(resp, g.released(s, resp))
	}
	g.p("var item %s", g.item())
	if g.cut(s, "helper") != "" {
		g.p("if err := kit.DecodeOnly(%s, &item); err != nil {\n%s\n}", resp, g.fail("err"))
	} else {
		g.p("if err := kit.Decode(%s, &item); err != nil {\n%s\n}", resp, g.fail("err"))
	}
	g.p("return &item, nil")
	g.drive(g.finish())
}

// doubled protects text that goes through a format.
func doubled(s string) string { return strings.ReplaceAll(s, "%", "%%") }
