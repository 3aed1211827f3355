package gen

// moreShapes are about variables: which response a variable holds when it is
// closed.
func moreShapes() []shape {
	return []shape{
		{"deferred-before", true, deferredBefore},
		{"sequential", true, sequential},
		{"correlated", true, correlated},
		{"previous", true, previous},
		{"proxy-handler", true, proxyHandler},
		{"per-round-literal", true, perRound},
		{"local-iterator", true, localIterator},
		{"else-chain", true, elseChain},
		{"by-index", true, byIndex},
		{"first-wins", true, firstWins},
		{"validate", true, validate},
	}
}

// deferredBefore defers the release before there is anything to release.
func deferredBefore(g *g) {
	g.start()
	resp := g.resp()
	expr := g.request(g.url())
	g.p("var %s *http.Response", resp)
	g.errVar()
	s := g.site()
	how := g.cut(s, "omitted", "conditional", "drained")
	if how != "omitted" {
		g.p("defer func() {\nif %s != nil {", resp)
		switch how {
		case "conditional":
			g.p("if %s.StatusCode < 400 {\n%s.Body.Close()\n}", resp, resp)
		case "drained":
			g.p("io.Copy(io.Discard, %s.Body)", resp)
		default:
			g.p("%s.Body.Close()", resp)
		}
		g.p("}\n}()")
	}
	inner := g.chance(0.4)
	if inner {
		if g.cut(s, "shadowed") != "" {
			g.p("if %s, err := %s; err != nil { //@%d\n%s\n} else {\nlog.Print(%s.StatusCode)\n}", resp, expr, s[0], g.fail("err"), resp)
		} else {
			g.p("if %s, err = %s; err != nil { //@%d\n%s\n} else {\nlog.Print(%s.StatusCode)\n}", resp, expr, s[0], g.fail("err"), resp)
		}
		g.p("if err != nil || %s == nil {\n%s\n}", resp, g.fail(`errors.Join(err, errors.New("no response"))`))
	} else {
		g.p("%s, err = %s //@%d", resp, expr, s[0])
		g.check()
	}
	g.noise(resp)
	g.status(resp, nil)
	g.ok(g.consume(resp, nil))
	g.drive(g.finish())
}

// sequential uses one variable for two responses.
func sequential(g *g) {
	g.start("bytes", "item", "copy", "text")
	resp := g.resp()
	g.param("download", "string")
	first := g.request(g.url())
	s := g.openLater(resp+", err :=", first)
	g.check()
	g.p("version := %s.Header.Get(\"Etag\")", resp)
	g.closeNow(s, resp)
	g.p("if version == \"\" {\n%s\n}", g.fail(`errors.New("no version")`))
	expr := g.request("download")
	t := g.openLater(resp+", err =", expr)
	g.check()
	g.ok(g.finalUse(t, resp))
	g.drive(g.finish())
}

// correlated asks the same question twice: whether there is something open.
func correlated(g *g) {
	g.start("text", "count")
	resp := g.resp()
	flag := g.param(pick(g, "remote", "verify", "fresh"), "bool")
	expr := g.request(g.url())
	g.p("var %s *http.Response", resp)
	g.errVar()
	g.p("n := 0\nif %s {", flag)
	s := g.openLater(resp+", err =", expr)
	g.check()
	g.p("n = %s.StatusCode\n}", resp)
	if g.chance(0.5) {
		g.p("for i := range n {\nif i > 2 {\nbreak\n}\n}")
	}
	how := g.cut(s, "omitted", "inverted", "narrowed")
	switch how {
	case "inverted":
		g.p("if !%s && %s != nil {\n%s.Body.Close()\n}", flag, resp, resp)
	case "narrowed":
		g.p("if %s && n == 200 {\n%s.Body.Close()\n}", flag, resp)
	case "":
		g.p("if %s {\n%s.Body.Close()\n}", flag, resp)
	}
	if g.fn.kind.name == "text" {
		g.p("return fmt.Sprint(n), err")
	} else {
		g.p("return n, err")
	}
	g.drive(g.finish())
}

// previous keeps the response of the round before until the next one is there.
func previous(g *g) {
	simpleOpeners(g)
	g.start("count")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("var prev *http.Response\nchanged := 0\nfor _, u := range urls {")
	s := g.open(resp+", err :=", "u")
	g.p("if err != nil {")
	if g.cut(s, "omitted") == "" {
		g.p("if prev != nil {\nprev.Body.Close()\n}")
	}
	g.p("return changed, err\n}\nif prev != nil {\nif prev.Header.Get(\"Etag\") != %s.Header.Get(\"Etag\") {\nchanged++\n}", resp)
	g.closeNow(s, "prev")
	g.p("}\nprev = %s\n}\nif prev != nil {", resp)
	g.closeNow(s, "prev")
	g.p("}\nreturn changed, nil")
	g.drive(g.finish())
}

// proxyHandler serves a request by sending another one.
func proxyHandler(g *g) {
	g.opener = "client"
	g.start("err")
	resp := g.resp()
	g.param("rw", "http.ResponseWriter")
	g.fn.results = nil
	g.fn.fails = []string{"http.Error(rw, %s.Error(), http.StatusBadGateway)\nreturn"}
	s := g.openDefault()
	g.p("if err != nil {\n%s\n}", g.fail("err"))
	late := g.deferred(s, resp, true)
	g.p("for k, vs := range %s.Header {\nfor _, v := range vs {\nrw.Header().Add(k, v)\n}\n}", resp)
	g.p("if %s {\nrw.WriteHeader(http.StatusBadGateway)\nreturn\n}", g.bad(resp))
	late()
	g.p("rw.WriteHeader(%s.StatusCode)\nif _, err := io.Copy(rw, %s.Body); err != nil {\nlog.Print(err)\n}", resp, resp)
	g.drive(g.finish())
}

// perRound has a literal for each round of a loop, so that defer works.
func perRound(g *g) {
	g.start("err", "count")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("for _, u := range urls {\nerr := func() error {")
	g.failing("return %s", func() {
		s := g.open(resp+", err :=", "u")
		g.check()
		late := g.deferred(s, resp, true)
		g.noise(resp)
		g.status(resp, nil)
		late()
		g.p("_, err = io.Copy(io.Discard, %s.Body)\nreturn err\n}()", resp)
	})
	g.p("if err != nil {\n%s\n}\n}", g.fail(g.wrap("round")))
	if g.fn.kind.name == "count" {
		g.p("return len(urls), nil")
	} else {
		g.p("return nil")
	}
	g.drive(g.finish())
}

// localIterator ranges over a function literal.
func localIterator(g *g) {
	g.start("count")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("pages := func(yield func(string, error) bool) {\nfor _, u := range urls {")
	s := site{}
	g.failing("if !yield(\"\", %s) {\nreturn\n}\ncontinue", func() {
		s = g.open(resp+", err :=", "u")
		g.check()
		g.p("data, err := io.ReadAll(%s.Body)", resp)
		if g.chance(0.5) {
			g.closeNow(s, resp)
			g.p("if !yield(string(data), err) {\nreturn\n}")
		} else {
			g.p("more := yield(string(data), err)")
			g.closeNow(s, resp)
			g.p("if !more {\nreturn\n}")
		}
	})
	g.p("}\n}\nn := 0\nfor text, err := range pages {\nif err != nil {\nif n--; n < -1 {\nbreak\n}\ncontinue\n}\nif strings.Contains(text, \"done\") {\nbreak\n}\nn += len(text)\n}\nreturn n, nil")
	g.drive(g.finish())
}

// elseChain decides between several ways to go on.
func elseChain(g *g) {
	g.start("bytes", "text", "item")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	g.p("if %s.StatusCode == http.StatusOK {", resp)
	g.noise(resp)
	g.ok(g.consume(resp, g.released(s, resp)))
	g.p("} else if %s.StatusCode == http.StatusNotFound {", resp)
	g.closeSure(s, resp)
	g.p("return %s, nil\n} else if %s.StatusCode < 500 {", g.fn.kind.zero, resp)
	g.closeNow(s, resp)
	g.p("%s\n}", g.fail(g.statusErr(resp)))
	g.closeNow(s, resp)
	g.p("%s", g.fail(`errors.New("server error")`))
	g.drive(g.finish())
}

// byIndex opens in one loop and releases in another one.
func byIndex(g *g) {
	simpleOpeners(g)
	g.start("count")
	g.param("urls", "[]string")
	g.p("open := make([]*http.Response, len(urls))\nfor i, u := range urls {")
	expr := g.request("u")
	s := g.site()
	g.p("resp, err := %s //@%d\nif err != nil {\ncontinue\n}\nopen[i] = resp\n}\nn := 0", expr, s[0])
	from := "for i := range open {"
	if g.cut(s, "all-but-first") != "" {
		from = "for i := 1; i < len(open); i++ {"
	}
	g.p("%s\nif open[i] == nil {\ncontinue\n}\nn += open[i].StatusCode / 100", from)
	g.closeNow(s, "open[i]")
	g.p("}\nreturn n, nil")
	g.drive(g.finish())
}

// firstWins stops at the first response that it likes.
func firstWins(g *g) {
	g.start("bytes", "reader", "text")
	resp := g.resp()
	g.param("urls", "[]string")
	simpleOpeners(g)
	g.p("var best *http.Response\nfor _, u := range urls {")
	s := g.open(resp+", err :=", "u")
	g.p("if err != nil {\ncontinue\n}\nif %s.StatusCode == http.StatusOK {\nbest = %s\nbreak\n}", resp, resp)
	g.closeNow(s, resp)
	g.p("}\nif best == nil {\n%s\n}", g.fail(`errors.New("none is good")`))
	if g.fn.kind.name == "reader" {
		if g.cut(s, "forgotten") != "" {
			g.p("if best.Header.Get(\"Content-Type\") != \"application/json\" {\n%s\n}", g.fail(`errors.New("no JSON")`))
		} else {
			g.p("if best.Header.Get(\"Content-Type\") != \"application/json\" {\nbest.Body.Close()\n%s\n}", g.fail(`errors.New("no JSON")`))
		}
		g.ok("best.Body")
	} else {
		g.deferred(s, "best", false)
		g.p("data, err := io.ReadAll(best.Body)\nif err != nil {\n%s\n}", g.fail("err"))
		if g.fn.kind.name == "text" {
			g.ok("string(data)")
		} else {
			g.ok("data")
		}
	}
	g.drive(g.finish())
}

// validate has many exits between the open and the end.
func validate(g *g) {
	g.start("item", "bytes")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	explicit := g.chance(0.5)
	late := func() {}
	release := func() {}
	if explicit {
		release = g.sureReleased(s, resp) // conditions would depend on one another
	} else {
		late = g.deferred(s, resp, true)
	}
	checks := []string{
		`ct := ` + resp + `.Header.Get("Content-Type"); ct == ""`,
		resp + ".ContentLength > 30",
		`n, err := strconv.Atoi(` + resp + `.Header.Get("Retry-After")); err == nil && n > 0`,
		resp + `.StatusCode == http.StatusAccepted`,
		`len(` + resp + `.Header["Etag"]) == 0`,
	}
	g.Shuffle(len(checks), func(i, j int) { checks[i], checks[j] = checks[j], checks[i] })
	for i, c := range checks[:2+g.IntN(2)] {
		g.p("if %s {", c)
		release()
		g.p("%s\n}", g.fail(pick(g, `errors.New("unexpected answer")`, `fmt.Errorf("unexpected answer %q", `+resp+`.Status)`)))
		if i == 0 {
			late()
		}
	}
	if explicit {
		g.ok(g.consume(resp, release))
	} else {
		g.ok(g.consume(resp, nil))
	}
	g.drive(g.finish())
}
