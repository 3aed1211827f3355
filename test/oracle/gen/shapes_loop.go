package gen

// loopShapes open again and again.
func loopShapes() []shape {
	return []shape{
		{"retry-overwrite", true, retryOverwrite},
		{"retry-inner", true, retryInner},
		{"pagination", true, pagination},
		{"pagination-literal", true, paginationLiteral},
		{"poll", true, poll},
		{"wait-until-up", true, waitUntilUp},
		{"mirrors", true, mirrors},
		{"redirects-by-hand", true, redirects},
		{"ranges", true, ranges},
		{"labels", true, labels},
	}
}

// attempts writes the head of a bounded loop.
func (g *g) attempts() {
	g.p("%s", pick(g,
		"for range 3 {",
		"for attempt := 0; attempt < 3; attempt++ {",
		"for i := 1; i <= 4; i++ {",
		"for attempt := range 2 {\nif attempt > 0 {\ntime.Sleep(time.Duration(attempt) * time.Second)\n}",
	))
}

// pause writes a wait, or nothing.
func (g *g) pause() {
	if g.chance(0.6) {
		g.p("time.Sleep(%s)", pick(g, "time.Second", "200*time.Millisecond", "2 * time.Second"))
	}
}

// retryOverwrite has one variable for all attempts; what is left in it after
// the last one was closed if the attempt failed.
func retryOverwrite(g *g) {
	g.start()
	expr := g.request(g.url())
	resp := g.resp()
	g.p("var %s *http.Response", resp)
	g.errVar()
	var s site
	switch g.IntN(3) {
	case 0:
		g.attempts()
		s = g.openLater(resp+", err =", expr)
		g.p("if err == nil && %s.StatusCode < 500 {\nbreak\n}", resp)
		g.p("if err == nil {")
		g.closeNow(s, resp)
		g.p("}")
		g.pause()
		g.p("}")
	case 1:
		g.attempts()
		s = g.openLater(resp+", err =", expr)
		g.p("if err != nil {")
		g.pause()
		g.p("continue\n}")
		g.p("if %s.StatusCode >= 500 {", resp)
		g.closeNow(s, resp)
		g.pause()
		g.p("continue\n}\nbreak\n}")
	default:
		g.p("for attempt := 0; attempt < 3; attempt++ {")
		g.p("if attempt > 0 && %s != nil {", resp)
		s = site{g.nsites} // of the open that follows
		g.closeNow(s, resp)
		g.p("}")
		g.openLater(resp+", err =", expr)
		g.p("if err == nil && %s.StatusCode < 500 {\nbreak\n}", resp)
		g.p("if err != nil {\n%s = nil\n}", resp)
		g.pause()
		g.p("}")
		g.check()
		g.ok(g.finalUse(s, resp))
		g.drive(g.finish())
		return
	}
	g.check()
	g.p("if %s.StatusCode >= 500 {\n%s\n}", resp, g.fail(`errors.New("giving up")`))
	g.ok(g.finalUse(s, resp))
	g.drive(g.finish())
}

// finalUse releases and reads what a loop has left.
func (g *g) finalUse(s site, resp string) string {
	if g.chance(0.6) {
		late := g.deferred(s, resp, true)
		g.status(resp, nil)
		late()
		return g.consume(resp, nil)
	}
	g.status(resp, g.released(s, resp))
	return g.consume(resp, g.released(s, resp))
}

// retryInner has a variable for each attempt.
func retryInner(g *g) {
	g.start("bytes", "item", "lines", "copy", "err", "text")
	resp := g.resp()
	g.p("var last error")
	g.attempts()
	s := g.openDefault()
	g.p("if err != nil {\nlast = %s\ncontinue\n}", g.wrap("attempt"))
	if g.chance(0.5) {
		g.p("if %s.StatusCode == http.StatusTooManyRequests {", resp)
		g.closeSure(s, resp)
		g.p("last = errors.New(\"rate limited\")\ntime.Sleep(time.Second)\ncontinue\n}")
	}
	g.p("if %s.StatusCode >= 500 {", resp)
	g.closeNow(s, resp)
	g.p("last = %s\ncontinue\n}", g.statusErr(resp))
	g.ok(g.finalUse(s, resp))
	g.p("}")
	g.p("%s", g.fail("last"))
	g.drive(g.finish())
}

// pagination reads pages until there is no next one.
func pagination(g *g) {
	g.start("items")
	resp := g.resp()
	g.p("var all %s", g.fn.kind.typ)
	g.p("next := %s", g.url())
	g.p("for next != \"\" && len(all) < 20 {")
	s := g.open(resp+", err :=", "next")
	g.check()
	if g.chance(0.7) {
		g.status(resp, g.released(s, resp))
	}
	g.p("var page %s", g.item())
	g.p("err = json.NewDecoder(%s.Body).Decode(&page)", resp)
	if g.chance(0.6) {
		g.closeNow(s, resp)
		g.p("if err != nil {\n%s\n}", g.fail(g.wrap("decode page")))
	} else {
		g.p("if err != nil {")
		g.closeNow(s, resp)
		g.p("%s\n}", g.fail("err"))
		g.closeNow(s, resp)
	}
	g.p("all = append(all, page)\nnext = page.Next\n}")
	g.p("return all, nil")
	g.drive(g.finish())
}

// paginationLiteral has a function literal for one page.
func paginationLiteral(g *g) {
	g.start("items")
	resp := g.resp()
	item := g.item()
	g.p("fetch := func(page string) (*%s, error) {", item)
	var s site
	g.failing("return nil, %s", func() {
		s = g.open(resp+", err :=", "page")
		g.check()
		late := g.deferred(s, resp, true)
		g.status(resp, nil)
		late()
		g.p("var doc %s\nif err := json.NewDecoder(%s.Body).Decode(&doc); err != nil {\n%s\n}", item, resp, g.fail("err"))
	})
	g.p("return &doc, nil\n}")
	g.p("var all []%s\nfor next := %s; next != \"\" && len(all) < 20; {", item, g.url())
	g.p("doc, err := fetch(next)\nif err != nil {\n%s\n}", g.fail("err"))
	g.p("all = append(all, *doc)\nnext = doc.Next\n}\nreturn all, nil")
	g.drive(g.finish())
}

// poll asks until something is done, or the context.
func poll(g *g) {
	g.start("item")
	resp := g.resp()
	ctx := g.param("ctx", "context.Context")
	if g.chance(0.4) {
		g.p("ctx, cancel := context.WithTimeout(ctx, time.Minute)\ndefer cancel()")
	}
	ticker := g.chance(0.4)
	if ticker {
		g.p("ticker := time.NewTicker(5 * time.Second)\ndefer ticker.Stop()")
	}
	g.p("for {")
	s := g.openDefault()
	g.check()
	if g.chance(0.4) {
		g.p("if %s.StatusCode == http.StatusNotFound {", resp)
		g.closeSure(s, resp)
		g.p("%s\n}", g.fail(`errors.New("gone")`))
	}
	g.p("var item %s\nerr = json.NewDecoder(%s.Body).Decode(&item)", g.item(), resp)
	g.closeNow(s, resp)
	g.p("if err != nil {\n%s\n}", g.fail("err"))
	g.p("if item.%s {\nreturn &item, nil\n}", pick(g, "Done", `State == "done"`))
	if ticker {
		g.p("select {\ncase <-%s.Done():\n%s\ncase <-ticker.C:\n}", ctx, g.fail("ctx.Err()"))
	} else {
		g.p("select {\ncase <-%s.Done():\n%s\ncase <-time.After(3 * time.Second):\n}", ctx, g.fail("ctx.Err()"))
	}
	g.p("}")
	g.drive(g.finish())
}

// waitUntilUp is not interested in bodies.
func waitUntilUp(g *g) {
	g.start("err")
	resp := g.resp()
	g.p("deadline := time.Now().Add(30 * time.Second)")
	g.p("for time.Now().Before(deadline) {")
	s := g.openDefault()
	switch g.IntN(3) {
	case 0:
		g.p("if err == nil {\nup := %s.StatusCode == http.StatusOK", resp)
		g.closeNow(s, resp)
		g.p("if up {\nreturn nil\n}\n}")
	case 1:
		g.p("if err == nil && %s.StatusCode == http.StatusOK {", resp)
		g.closeNow(s, resp)
		g.p("return nil\n}\nif err == nil {")
		g.closeNow(s, resp)
		g.p("}")
	default:
		g.p("if err != nil {\ntime.Sleep(time.Second)\ncontinue\n}")
		g.closeNow(s, resp)
		g.p("if %s.StatusCode < 300 {\nreturn nil\n}", resp)
	}
	g.p("time.Sleep(%s)\n}", pick(g, "time.Second", "500 * time.Millisecond", "5 * time.Second"))
	g.p("return errors.New(\"not up in time\")")
	g.drive(g.finish())
}

// mirrors tries several addresses; the first good answer wins.
func mirrors(g *g) {
	g.start("bytes", "response", "copy", "reader")
	resp := g.resp()
	g.param("mirrors", "[]string")
	g.p("var errs []error\nfor _, mirror := range mirrors {")
	s := g.open(resp+", err :=", "mirror")
	g.p("if err != nil {\nerrs = append(errs, err)\ncontinue\n}")
	g.p("if %s {", g.bad(resp))
	g.closeNow(s, resp)
	g.p("errs = append(errs, %s)\ncontinue\n}", g.statusErr(resp))
	switch g.fn.kind.name {
	case "response":
		g.ok(resp)
	case "reader":
		g.ok(resp + ".Body")
	default:
		g.ok(g.consume(resp, g.released(s, resp)))
	}
	g.p("}")
	g.p("%s", g.fail("errors.Join(append(errs, errors.New(\"no mirror\"))...)"))
	g.drive(g.finish())
}

// redirects follows them without the client's help.
func redirects(g *g) {
	g.opener = pick(g, "transport", "func")
	g.start("bytes", "item", "copy", "etag")
	resp := g.resp()
	if g.chance(0.5) {
		g.p("next := %s\nfor range 5 {", g.url())
		s := g.open(resp+", err :=", "next")
		g.check()
		g.p("if %s.StatusCode/100 != 3 {", resp)
		g.ok(g.finalUse(s, resp))
		g.p("}\nnext = %s.Header.Get(\"Location\")", resp)
		g.closeNow(s, resp)
		g.p("if next == \"\" {\n%s\n}\n}", g.fail(`errors.New("redirect to nowhere")`))
		g.p("%s", g.fail(`errors.New("too many redirects")`))
		g.drive(g.finish())
		return
	}
	s := g.openDefault()
	g.check()
	g.p("if %s.StatusCode == http.StatusFound {\nlocation := %s.Header.Get(\"Location\")", resp, resp)
	g.closeNow(s, resp)
	g.p("if location == \"\" {\n%s\n}", g.fail(`errors.New("no location")`))
	expr := g.request("location")
	again := g.openLater(resp+", err =", expr)
	g.check()
	g.other = ""
	g.ok(g.consume(resp, g.released(again, resp)))
	g.p("}")
	g.ok(g.finalUse(s, resp))
	g.drive(g.finish())
}

// ranges downloads in pieces.
func ranges(g *g) {
	g.start("copy")
	resp := g.resp()
	w := g.param("w", "io.Writer")
	n := g.param("pieces", "int")
	g.p("var total int64\nfor i := 0; i < %s; i++ {", n)
	s := g.openDefault()
	g.p("if err != nil {\nreturn total, %s\n}", g.wrap("piece"))
	g.failing("return total, %s", func() {
		g.status(resp, g.released(s, resp))
		g.p("k, err := io.Copy(%s, %s.Body)", w, resp)
		g.closeNow(s, resp)
		g.p("total += k\nif err != nil {\n%s\n}", g.fail("err"))
	})
	g.p("}\nreturn total, nil")
	g.drive(g.finish())
}

// labels leave two loops at once.
func labels(g *g) {
	g.start("bytes", "copy", "text")
	resp := g.resp()
	g.param("hosts", "[]string")
	g.p("var last error = errors.New(\"no hosts\")\nnext:\nfor _, host := range hosts {\nfor try := 0; try < 2; try++ {")
	s := g.open(resp+", err :=", "host")
	g.p("if err != nil {\nlast = err\ncontinue next\n}")
	g.p("switch {\ncase %s.StatusCode == http.StatusNotFound:", resp)
	g.closeSure(s, resp)
	g.p("last = %s\ncontinue next\ncase %s.StatusCode >= 500:", g.statusErr(resp), resp)
	g.closeNow(s, resp)
	g.p("last = %s\ncontinue\ncase %s.StatusCode == http.StatusUnauthorized:", g.statusErr(resp), resp)
	g.closeSure(s, resp)
	g.p("break next\n}")
	g.ok(g.consume(resp, g.released(s, resp)))
	g.p("}\n}\n%s", g.fail("last"))
	g.drive(g.finish())
}
