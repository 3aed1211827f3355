package gen

// concurrentShapes have goroutines, written as literals.
func concurrentShapes() []shape {
	return []shape{
		{"goroutine-result", true, goroutineResult},
		{"select-timeout", true, selectTimeout},
		{"worker-pool", true, workerPool},
		{"fan-out", true, fanOut},
		{"fan-out-responses", true, fanOutResponses},
		{"hedged", true, hedged},
		{"pipe", true, pipe},
		{"background-drain", true, backgroundDrain},
	}
}

// simpleOpeners need no request of their own, which goroutines would share.
func simpleOpeners(g *g) { g.opener = pick(g, "client", "default", "embedded", "post") }

// goroutineResult does all the work in a goroutine and waits for the result,
// or for the context.
func goroutineResult(g *g) {
	g.start("bytes")
	resp := g.resp()
	ctx := g.param("ctx", "context.Context")
	buffered := g.chance(0.8)
	g.p("type result struct {\ndata []byte\nerr error\n}")
	if buffered {
		g.p("ch := make(chan result, 1)")
	} else {
		g.p("ch := make(chan result)")
	}
	send := func(v string) string {
		if buffered {
			return "ch <- result{" + v + "}"
		}
		return "select {\ncase ch <- result{" + v + "}:\ncase <-ctx.Done():\n}"
	}
	g.p("go func() {")
	g.failing(send("err: %s")+"\nreturn", func() {
		s := g.openDefault()
		g.check()
		if g.chance(0.6) {
			late := g.deferred(s, resp, true)
			g.status(resp, nil)
			late()
			g.p("data, err := io.ReadAll(%s.Body)", resp)
		} else {
			g.status(resp, g.released(s, resp))
			g.p("data, err := io.ReadAll(%s.Body)", resp)
			g.closeNow(s, resp)
		}
	})
	g.p("%s\n}()", send("data, err"))
	g.p("select {\ncase r := <-ch:\nreturn r.data, r.err\ncase <-%s.Done():\n%s\n}", ctx, g.fail("ctx.Err()"))
	g.drive(g.finish())
}

// selectTimeout gets the response from a goroutine, or leaves it there.
func selectTimeout(g *g) {
	g.start("bytes", "copy", "text")
	resp := g.resp()
	g.p("got, failed := make(chan *http.Response, 1), make(chan error, 1)\ngo func() {")
	var s site
	g.failing("failed <- %s\nreturn", func() {
		s = g.openDefault()
		g.check()
	})
	g.p("got <- %s\n}()", resp)
	g.p("select {\ncase %s := <-got:", resp)
	g.ok(g.finalUse(s, resp))
	g.p("case err := <-failed:\n%s\ncase <-time.After(%s):", g.fail("err"), pick(g, "30*time.Second", "time.Minute", "5 * time.Second"))
	g.p("go func() {\nselect {\ncase late := <-got:")
	g.closeSure(s, "late")
	g.p("log.Printf(\"answer %%d was late\", late.StatusCode)\ncase <-failed:\n}\n}()\n%s\n}", g.fail(`errors.New("timeout")`))
	g.drive(g.finish())
}

// workerPool has several workers that take addresses from a channel.
func workerPool(g *g) {
	simpleOpeners(g)
	g.start("items", "count")
	resp := g.resp()
	g.param("urls", "[]string")
	items := g.fn.kind.name == "items"
	g.p("jobs := make(chan string)\nvar (\nwg sync.WaitGroup\nmu sync.Mutex\nerrs []error")
	if items {
		g.p("all []%s", g.item())
	} else {
		g.p("n int")
	}
	g.p(")\nfor range %s {", pick(g, "2", "3"))
	begin, end := "wg.Go(func() {", "})\n}"
	if g.chance(0.5) {
		begin, end = "wg.Add(1)\ngo func() {\ndefer wg.Done()", "}()\n}"
	}
	g.p("%s", begin)
	g.p("for u := range jobs {")
	s := g.open(resp+", err :=", "u")
	g.failing("mu.Lock()\nerrs = append(errs, %s)\nmu.Unlock()\ncontinue", func() {
		g.check()
		g.status(resp, g.released(s, resp))
		if items {
			g.p("var item %s\nerr = json.NewDecoder(%s.Body).Decode(&item)", g.item(), resp)
		} else {
			g.p("k, err := io.Copy(io.Discard, %s.Body)", resp)
		}
		g.closeNow(s, resp)
		g.p("if err != nil {\n%s\n}", g.fail("err"))
	})
	if items {
		g.p("mu.Lock()\nall = append(all, item)\nmu.Unlock()\n}")
	} else {
		g.p("mu.Lock()\nn += int(k)\nmu.Unlock()\n}")
	}
	g.p("%s", end)
	g.p("for _, u := range urls {\njobs <- u\n}\nclose(jobs)\nwg.Wait()")
	if items {
		g.p("return all, errors.Join(errs...)")
	} else {
		g.p("return n, errors.Join(errs...)")
	}
	g.drive(g.finish())
}

// fanOut is an errgroup by hand.
func fanOut(g *g) {
	simpleOpeners(g)
	g.start("count")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("sizes := make([]int64, len(urls))\nerrs := make([]error, len(urls))\nvar wg sync.WaitGroup\nfor i, u := range urls {\nwg.Go(func() {")
	s := g.open(resp+", err :=", "u")
	g.failing("errs[i] = %s\nreturn", func() {
		g.check()
		if g.chance(0.5) {
			late := g.deferred(s, resp, true)
			g.status(resp, nil)
			late()
			g.p("sizes[i], errs[i] = io.Copy(io.Discard, %s.Body)", resp)
		} else {
			g.status(resp, g.released(s, resp))
			g.p("sizes[i], errs[i] = io.Copy(io.Discard, %s.Body)", resp)
			g.closeNow(s, resp)
		}
	})
	g.p("})\n}\nwg.Wait()\nn := 0\nfor _, k := range sizes {\nn += int(k)\n}\nreturn n, errors.Join(errs...)")
	g.drive(g.finish())
}

// fanOutResponses collects the responses of goroutines in a slice.
func fanOutResponses(g *g) {
	simpleOpeners(g)
	g.start("count")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("var (\nwg sync.WaitGroup\nmu sync.Mutex\nfirst error\nopen []*http.Response\n)\nfor _, u := range urls {\nwg.Go(func() {")
	s := g.open(resp+", err :=", "u")
	g.p("mu.Lock()\ndefer mu.Unlock()\nif err != nil {\nfirst = err\nreturn\n}")
	if g.chance(0.5) {
		g.p("if %s {", g.bad(resp))
		g.closeNow(s, resp)
		g.p("first = %s\nreturn\n}", g.statusErr(resp))
	}
	g.p("open = append(open, %s)\n})\n}\nwg.Wait()", resp)
	g.p("n := 0\nfor _, r := range open {")
	release := pick(g, "r.Body.Close()", "_ = r.Body.Close()")
	switch g.cut(s, "omitted", "conditional") {
	case "":
		g.p("%s", release)
	case "conditional":
		g.p("if first == nil {\nr.Body.Close()\n}")
	}
	g.p("n += r.StatusCode / 100\n}\nif first != nil {\nreturn 0, first\n}\nreturn n, nil")
	g.drive(g.finish())
}

// hedged asks two servers; the second answer has to be closed as well.
func hedged(g *g) {
	simpleOpeners(g)
	g.start("bytes", "copy")
	resp := g.resp()
	g.param("primary", "string")
	g.param("replica", "string")
	g.p("type answer struct {\nresp *http.Response\nerr error\n}\nanswers := make(chan answer, 2)")
	g.p("for _, u := range []string{primary, replica} {\ngo func() {")
	s := g.open(resp+", err :=", "u")
	g.p("answers <- answer{%s, err}\n}()\n}", resp)
	g.p("first := <-answers\ngo func() {\nsecond := <-answers\nif second.err == nil {")
	g.closeNow(s, "second.resp")
	g.p("}\n}()\nif first.err != nil {\n%s\n}", g.fail("first.err"))
	g.ok(g.finalUse(s, "first.resp"))
	g.drive(g.finish())
}

// pipe hands the body to a goroutine that closes it at the end.
func pipe(g *g) {
	g.start("reader")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	g.status(resp, g.released(s, resp))
	g.p("pr, pw := io.Pipe()\ngo func() {")
	if g.chance(0.5) {
		g.deferred(s, resp, false)
		g.p("_, err := io.Copy(pw, %s.Body)\npw.CloseWithError(err)\n}()", resp)
	} else {
		g.p("_, err := io.Copy(pw, %s.Body)", resp)
		g.closeNow(s, resp)
		g.p("pw.CloseWithError(err)\n}()")
	}
	g.p("return pr, nil")
	g.drive(g.finish())
}

// backgroundDrain leaves the closing to a goroutine.
func backgroundDrain(g *g) {
	g.start("etag", "bool")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	g.status(resp, g.released(s, resp))
	if g.chance(0.5) {
		g.p("go func(body io.ReadCloser) {")
		if g.cut(s, "drained") != "" {
			g.p("_, _ = io.Copy(io.Discard, body)\n}(%s.Body)", resp)
		} else {
			g.p("_, _ = io.Copy(io.Discard, body)\nbody.Close()\n}(%s.Body)", resp)
		}
	} else {
		g.p("go func() {")
		g.closeNow(s, resp)
		g.p("}()")
	}
	g.ok(g.consume(resp, nil))
	g.drive(g.finish())
}
