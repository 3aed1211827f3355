package gen

import "fmt"

// retryHelper is a function that runs an opening literal several times.
func retryHelper(g *g) {
	name := g.names.unique(pick(g, "withRetry", "retry", "withBackoff") + g.nounName())
	inner := g.site()
	how := g.cut(inner, "omitted", "drained")
	release := "resp.Body.Close()\n"
	if how == "drained" {
		release = "io.Copy(io.Discard, resp.Body)\n"
	} else if how == "omitted" {
		release = ""
	}
	g.declare("retry", name, "func %s(attempts int, open func() (*http.Response, error)) (*http.Response, error) {\n"+
		"var last error\nfor i := 0; i < attempts; i++ {\nresp, err := open() "+fmt.Sprintf("//@%d", inner[0])+"\nif err != nil {\nlast = err\ncontinue\n}\n"+
		"if resp.StatusCode >= 500 {\n"+release+"last = errors.New(resp.Status)\ntime.Sleep(time.Second << i)\ncontinue\n}\n"+
		"return resp, nil\n}\nreturn nil, fmt.Errorf(\"giving up: %%w\", last)\n}")
	simpleOpeners(g)
	g.start()
	resp := g.resp()
	expr := g.request(g.url())
	s := g.site()
	g.p("%s, err := %s(3, func() (*http.Response, error) { //@%d\nreturn %s\n})", resp, name, s[0], expr)
	g.check()
	g.ok(g.finalUse(s, resp))
	g.drive(g.finish())
}

// iteratorOfResponses leaves the closing to the loop body.
func iteratorOfResponses(g *g) {
	simpleOpeners(g)
	g.begin(pick(g, "pages", "walk", "each"), "err")
	resp := g.resp()
	g.param("urls", "[]string")
	g.fn.results = []string{"iter.Seq2[*http.Response, error]"}
	g.p("return func(yield func(*http.Response, error) bool) {\nfor _, u := range urls {")
	inner := g.open(resp+", err :=", "u")
	g.p("if !yield(%s, err) {\nreturn\n}\n}\n}", resp)
	h := g.finish()
	g.start("count")
	g.p("n := 0")
	s := g.site()
	g.also = map[int]int{s[0]: inner[0]}
	g.p("for %s, err := range %s { //@%d", resp, g.invoke(h, nil), s[0])
	g.check()
	if g.chance(0.5) {
		g.status(resp, g.released(s, resp))
	}
	g.p("n += %s.StatusCode / 100", resp)
	g.closeNow(s, resp)
	g.p("}\nreturn n, nil")
	g.drive(g.finish())
}

// optionKeep closes the body unless it is told not to.
func optionKeep(g *g) {
	keep := g.chance(0.6)
	g.begin(pick(g, "do", "exchange"), "response")
	resp := g.resp()
	opts := g.names.typ(g, "Options")
	g.declare("opts", opts, "type %s struct {\nKeepBody bool\nRetries int\n}")
	g.fn.params = append(g.fn.params, [2]string{"opts", opts})
	t := g.site() // the caller's: the response is returned in any case
	g.openDefault()
	g.check()
	g.p("if !opts.KeepBody {")
	if keep { // nobody asks for this one
		g.p("%s.Body.Close()", resp)
	} else {
		g.closeNow(t, resp)
	}
	g.p("}\nreturn %s, nil", resp)
	h := g.finish()
	if keep {
		g.start("bytes", "copy", "item")
		g.p("%s, err := %s //@%d", resp, g.invoke(h, map[string]string{"opts": opts + "{KeepBody: true}"}), t[0])
		g.check()
		g.ok(g.finalUse(t, resp))
	} else {
		g.start("etag", "bool")
		g.p("%s, err := %s //@%d", resp, g.invoke(h, map[string]string{"opts": opts + "{Retries: 2}"}), t[0])
		g.check()
		g.ok(g.consume(resp, nil))
	}
	g.drive(g.finish())
}

// storedAndReturned keeps the last response for whoever debugs.
func storedAndReturned(g *g) {
	g.opener = "service"
	g.begin(pick(g, "do", "send"), "response")
	resp := g.resp()
	g.receiver()
	last := "last" + g.vars["service"]
	g.declare("last", g.names.unique(last), "var %s struct {\nstatus int\nresp *http.Response\n}")
	s := g.openDefault()
	g.check()
	g.p("%s.status, %s.resp = %s.StatusCode, %s", g.declared["last"], g.declared["last"], resp, resp)
	checked := g.maybeStatus(s, resp)
	g.ok(resp)
	h := g.finish()
	g.start()
	t := g.openVia(resp+", err :=", h)
	g.check()
	g.ok(g.useOf(t, resp, checked))
	g.drive(g.finish())
}

// readerLost returns a reader over memory; broken, over the body.
func readerLost(g *g) {
	g.begin(pick(g, "reader", "content", "source"), "err")
	resp := g.resp()
	g.fn.results = []string{"io.Reader", "error"}
	g.fn.fails = []string{"return nil, %s"}
	s := g.openDefault()
	g.check()
	lost := pick(g, resp+".Body", "bufio.NewReader("+resp+".Body)")
	if g.cut(s, "reader-returned") != "" {
		g.p("return %s, nil", lost)
	} else {
		g.p("defer %s.Body.Close()\ndata, err := io.ReadAll(%s.Body)\nif err != nil {\n%s\n}\nreturn bytes.NewReader(data), nil", resp, resp, g.fail("err"))
	}
	h := g.finish()
	g.start("count")
	g.p("rd, err := %s", g.invoke(h, nil))
	g.check()
	g.p("sc := bufio.NewScanner(rd)\nn := 0\nfor sc.Scan() {\nn++\n}\nreturn n, sc.Err()")
	g.drive(g.finish())
}

// cleanupBeside returns what closes the response beside it.
func cleanupBeside(g *g) {
	g.begin(pick(g, "open", "acquire", "start"), "err")
	resp := g.resp()
	g.fn.results = []string{"*http.Response", "func()", "error"}
	g.fn.fails = []string{"return nil, nil, %s"}
	s := g.openDefault()
	g.check()
	checked := g.maybeStatus(s, resp)
	g.p("return %s, func() {\n%s\n}, nil", resp, pick(g, resp+".Body.Close()", "io.Copy(io.Discard, "+resp+".Body)\n"+resp+".Body.Close()"))
	h := g.finish()
	g.start("bytes", "item", "copy", "etag")
	done := pick(g, "done", "cleanup", "release")
	t := g.site()
	deferred := g.chance(0.6) && !checked // a status that is checked twice is too good to be late for
	how := ""
	if deferred {
		how = g.cut(t, "omitted", "late")
	} else {
		kinds := []string{"omitted"}
		if !checked {
			kinds = append(kinds, "on-success")
		}
		how = g.cut(t, kinds...)
	}
	name := done
	if how == "omitted" {
		name = "_"
	}
	g.p("%s, %s, err := %s //@%d", resp, name, g.invoke(h, nil), t[0])
	g.check()
	if deferred {
		if how == "" {
			g.p("defer %s()", done)
		}
		g.status(resp, nil)
		if how == "late" {
			g.p("defer %s()", done)
		}
		g.ok(g.consume(resp, nil))
	} else {
		if !checked {
			g.status(resp, func() {
				if how == "" {
					g.p("%s()", done)
				}
			})
		}
		g.ok(g.consume(resp, func() {
			if how == "" || how == "on-success" && !checked {
				g.p("%s()", done)
			}
		}))
	}
	g.drive(g.finish())
}

// must panics instead of returning errors.
func must(g *g) {
	g.opener = pick(g, "client", "default", "post", "embedded")
	generic := g.chance(0.6)
	name := g.names.unique("must" + g.nounName())
	if generic {
		g.declare("must", name, "func %s[T any](v T, err error) T {\nif err != nil {\npanic(err)\n}\nreturn v\n}")
	} else {
		g.declare("must", name, "func %s(resp *http.Response, err error) *http.Response {\nif err != nil {\npanic(err)\n}\nreturn resp\n}")
	}
	g.start("bytes", "item", "etag")
	g.nameResults()
	resp := g.resp()
	g.p("defer func() {\nif r := recover(); r != nil {\nerr = fmt.Errorf(\"failed: %v\", r)\n}\n}()")
	s := g.openLater(resp+" :=", name+"("+g.request(g.url())+")")
	g.ok(g.finalUse(s, resp))
	g.drive(g.finish())
}

// responses returns several at once.
func responses(g *g) {
	simpleOpeners(g) // the error of a request would be one more exit
	g.begin(pick(g, "openAll", "gather", "fetchAll"), "responses")
	resp := g.resp()
	g.param("urls", "[]string")
	all := g.site()
	g.p("var out []*http.Response\nfor _, u := range urls {")
	expr := g.request("u")
	g.p("%s, err := %s //@%d\nif err != nil {", resp, expr, all[0])
	switch g.cut(all, "omitted", "all-but-first") {
	case "":
		g.p("for _, r := range out {\nr.Body.Close()\n}")
	case "all-but-first":
		g.p("for _, r := range out[min(1, len(out)):] {\nr.Body.Close()\n}")
	}
	g.p("%s\n}\nout = append(out, %s)\n}\nreturn out, nil", g.fail("err"), resp)
	h := g.finish()
	g.start("count")
	t := g.openVia("all, err :=", h)
	g.check()
	if g.chance(0.5) {
		how := g.cut(t, "omitted", "late")
		form := "defer func() {\nfor _, r := range all {\nr.Body.Close()\n}\n}()"
		if how == "" {
			g.p("%s", form)
		}
		g.p("if len(all) > 1 && all[0].StatusCode >= 400 {\n%s\n}", g.fail(`errors.New("first failed")`))
		if how == "late" {
			g.p("%s", form)
		}
		g.p("return len(all), nil")
	} else {
		g.p("n := 0\nfor _, r := range all {\nif r.StatusCode < 300 {\nn++\n}")
		g.closeNow(t, "r")
		g.p("}\nreturn n, nil")
	}
	g.drive(g.finish())
}
