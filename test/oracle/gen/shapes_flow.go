package gen

// flowShapes have several opens, or several ways from an open to a release.
func flowShapes() []shape {
	return []shape{
		{"token-refresh", true, tokenRefresh},
		{"fallback", true, fallback},
		{"branches", true, branches},
		{"conditional-open", true, conditionalOpen},
		{"two-responses", true, twoResponses},
		{"probe-then-get", true, probeThenGet},
		{"goto-out", true, gotoOut},
		{"flag", true, keepFlag},
		{"recovered", true, recovered},
		{"inverted-check", true, invertedCheck},
	}
}

// tokenRefresh sends the request again after a 401.
func tokenRefresh(g *g) {
	g.start("bytes", "item", "copy", "response")
	resp := g.resp()
	expr := g.request(g.url())
	s := g.openLater(resp+", err :=", expr)
	g.check()
	g.p("if %s.StatusCode == http.StatusUnauthorized {", resp)
	g.closeSure(s, resp)
	if g.chance(0.5) {
		tok := g.open("token, err :=", g.url())
		g.check()
		g.p("var grant %s\nerr = json.NewDecoder(token.Body).Decode(&grant)", g.item())
		g.closeNow(tok, "token")
		g.p("if err != nil || grant.Token == \"\" {\n%s\n}", g.fail(`errors.Join(errors.New("no token"), err)`))
	}
	again := g.openLater(resp+", err =", expr)
	g.check()
	g.p("if %s.StatusCode == http.StatusUnauthorized {", resp)
	g.closeSure(again, resp)
	g.p("%s\n}\n}", g.fail(`errors.New("still unauthorized")`))
	if g.fn.kind.name == "response" {
		g.ok(resp)
	} else {
		g.ok(g.finalUse(either(s, again), resp))
	}
	g.drive(g.finish())
}

// fallback asks a second server if the first one cannot help.
func fallback(g *g) {
	g.start("bytes", "item", "lines", "reader")
	resp := g.resp()
	second := g.param("secondary", "string")
	s := g.openDefault()
	g.p("if err == nil && %s.StatusCode == http.StatusOK {", resp)
	if g.fn.kind.name == "reader" {
		g.ok(resp + ".Body")
	} else {
		g.ok(g.consume(resp, g.released(s, resp)))
	}
	g.p("}\nif err == nil {")
	g.closeNow(s, resp)
	g.p("}")
	t := g.open("alt, err :=", second)
	g.check()
	g.status("alt", g.released(t, "alt"))
	if g.fn.kind.name == "reader" {
		g.ok("alt.Body")
	} else {
		g.ok(g.consume("alt", g.released(t, "alt")))
	}
	g.drive(g.finish())
}

// branches open in one of several, and release once.
func branches(g *g) {
	g.opener = pick(g, "client", "default", "service", "post")
	if g.opener == "service" {
		g.opener = "embedded"
	}
	g.start()
	resp := g.resp()
	flag := g.param(pick(g, "cached", "force", "full"), "bool")
	g.p("var %s *http.Response", resp)
	g.errVar()
	g.p("if %s {", flag)
	all := g.openLater(resp+", err =", g.request(g.url()+`+"?all=1"`))
	switch g.IntN(3) {
	case 0:
		g.p("if err != nil {\n%s\n}", g.fail(g.wrap("ask")))
	case 1:
		g.p("} else if %s == \"\" {\n%s", g.url(), g.fail(`errors.New("no address")`))
	}
	g.p("} else {")
	s := g.open(resp+", err =", g.url())
	g.p("}")
	g.check()
	if g.chance(0.3) {
		g.p("if !%s && %s.StatusCode == http.StatusNotFound {", flag, resp)
		g.closeSure(s, resp)
		g.p("%s\n}", g.fail(`errors.New("not found")`))
	}
	guarded := s // by a condition under which only the other one is released
	how := g.cut(guarded, "conditional")
	if how != "" {
		g.p("if %s {", flag)
	}
	late := g.deferred(either(s, all), resp, true)
	if how != "" {
		g.p("}")
	}
	g.status(resp, nil)
	late()
	g.ok(g.consume(resp, nil))
	g.drive(g.finish())
}

// conditionalOpen may not open at all.
func conditionalOpen(g *g) {
	g.start("bytes", "text", "copy", "item")
	resp := g.resp()
	flag := g.param(pick(g, "remote", "enabled", "online"), "bool")
	expr := g.request(g.url())
	g.p("var %s *http.Response", resp)
	g.errVar()
	g.p("if %s {", flag)
	s := g.openLater(resp+", err =", expr)
	g.check()
	if g.chance(0.5) {
		g.p("if %s.StatusCode == http.StatusNotFound {", resp)
		g.closeSure(s, resp)
		g.p("%s = nil\n}", resp)
	}
	g.p("}")
	if g.chance(0.5) {
		g.p("if %s == nil {\nerr = errors.New(\"disabled\")\n%s\n}", resp, g.fail("err"))
		g.ok(g.finalUse(s, resp))
	} else {
		g.p("if %s != nil {", resp)
		g.ok(g.finalUse(s, resp))
		g.p("}\nerr = errors.New(\"disabled\")\n%s", g.fail("err"))
	}
	g.drive(g.finish())
}

// twoResponses needs both.
func twoResponses(g *g) {
	g.start("bool")
	g.param("other", "string")
	first, second := pick(g, "old", "left", "before"), pick(g, "current", "right", "after")
	explicit := g.chance(0.4)
	if explicit {
		simpleOpeners(g) // the error of a request would be one more exit
	}
	s := g.open(first+", err :=", g.url())
	g.check()
	late := func() {}
	if !explicit {
		late = g.deferred(s, first, true)
	}
	req := g.request("other")
	t := g.openLater(second+", err :=", req)
	g.p("if err != nil {")
	if explicit {
		g.closeNow(s, first)
	}
	g.p("%s\n}", g.fail(g.wrap("second")))
	late()
	if explicit {
		g.p("same := %s.Header.Get(\"Etag\") == %s.Header.Get(\"Etag\")", first, second)
		g.closeNow(s, first)
		g.other = first
		g.closeNow(t, second)
		g.ok("same")
		g.drive(g.finish())
		return
	}
	g.other = first
	g.fn.fails = []string{"return false, %s"}
	lateToo := g.deferred(t, second, true)
	g.p("if %s.StatusCode != %s.StatusCode {\nreturn false, nil\n}", first, second)
	lateToo()
	g.p("x, err := io.ReadAll(%s.Body)\nif err != nil {\n%s\n}", first, g.fail("err"))
	g.p("y, err := io.ReadAll(%s.Body)\nif err != nil {\n%s\n}", second, g.fail("err"))
	g.p("return bytes.Equal(x, y), nil")
	g.drive(g.finish())
}

// probeThenGet sends a HEAD, whose body has to be closed as well.
func probeThenGet(g *g) {
	g.opener = "client"
	g.start("bytes", "copy", "err")
	client := g.param(g.vars["client"], "*http.Client")
	s := g.openLater("head, err :=", client+".Head("+g.url()+")")
	g.check()
	g.closeNow(s, "head")
	g.p("if head.%s {\n%s\n}", pick(g, "StatusCode != http.StatusOK", "ContentLength > 1<<30", `Header.Get("Etag") == ""`), g.fail(`errors.New("not available")`))
	t := g.openDefault()
	g.check()
	g.other = "head"
	g.ok(g.finalUse(t, g.resp()))
	g.drive(g.finish())
}

// gotoOut has its release at the end, where all paths are meant to go.
func gotoOut(g *g) {
	g.start("decode")
	g.nameResults()
	resp := g.resp()
	v := g.param("v", "any")
	g.p("var dec *json.Decoder")
	s := g.openDefault()
	g.p("if err != nil {\nreturn err\n}")
	g.p("if %s {\nerr = %s", g.bad(resp), g.statusErr(resp))
	if g.cut(s, "early-return") != "" {
		g.p("return err\n}")
	} else {
		g.p("goto out\n}")
	}
	g.p("dec = json.NewDecoder(%s.Body)\nif err = dec.Decode(%s); err != nil {\ngoto out\n}", resp, v)
	g.p("if dec.More() {\nerr = errors.New(\"trailing data\")")
	if g.cut(s, "early-return") != "" {
		g.p("return err")
	}
	g.p("}\nout:")
	g.closeNow(s, resp)
	g.p("return err")
	g.drive(g.finish())
}

// keepFlag remembers whether the body is still to be closed.
func keepFlag(g *g) {
	g.start("reader")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	switch g.IntN(2) {
	case 0:
		g.p("keep := false\ndefer func() {\nif !keep {")
		g.closeNow(s, resp)
		g.p("}\n}()")
		g.status(resp, nil)
		g.p("if %s.Header.Get(\"Content-Type\") == \"\" {\n%s\n}", resp, g.fail(`errors.New("no type")`))
		g.p("keep = true")
	default:
		g.p("discard := true\ndefer func() {\nif discard {")
		g.closeNow(s, resp)
		g.p("}\n}()")
		if how := g.cut(s, "early"); how != "" {
			g.p("discard = false")
			g.status(resp, nil)
		} else {
			g.status(resp, nil)
			g.p("discard = false")
		}
	}
	g.ok(resp + ".Body")
	g.drive(g.finish())
}

// recovered turns a panic of its own into an error.
func recovered(g *g) {
	g.start("item")
	g.nameResults()
	resp := g.resp()
	g.p("defer func() {\nif r := recover(); r != nil {\nout, err = nil, fmt.Errorf(\"panic: %v\", r)\n}\n}()")
	s := g.openDefault()
	g.check()
	if g.chance(0.5) {
		late := g.deferred(s, resp, true)
		g.p("if %s {\npanic(%s)\n}", g.bad(resp), g.statusErr(resp))
		late()
		g.ok(g.consume(resp, nil))
	} else {
		g.p("if %s {", g.bad(resp))
		g.closeNow(s, resp)
		g.p("panic(%s)\n}", g.statusErr(resp))
		g.ok(g.consume(resp, g.released(s, resp)))
	}
	g.drive(g.finish())
}

// invertedCheck does the work where there is no error.
func invertedCheck(g *g) {
	g.start("bytes", "text", "item", "etag")
	resp := g.resp()
	expr := g.request(g.url())
	if g.chance(0.5) {
		s := g.openLater("if "+resp+", err :=", expr+"; err == nil {")
		g.ok(g.finalUse(s, resp))
		g.p("} else {\n%s\n}", g.fail("err"))
	} else {
		s := g.openLater(resp+", err :=", expr)
		g.p("if err == nil {")
		g.ok(g.finalUse(s, resp))
		g.p("}\n%s", g.fail(g.wrap("ask")))
	}
	g.drive(g.finish())
}
