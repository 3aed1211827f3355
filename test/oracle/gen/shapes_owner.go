package gen

// owner is a type that holds a body and has a Close method.
func owner(g *g) {
	g.begin(pick(g, "new", "open", "dial"), "err")
	resp := g.resp()
	typ := upper(g.names.typ(g, pick(g, "Stream", "Reader", "Feed", "Scanner")))
	s := g.site()
	g.declare("owner", typ, "type %s struct {\nresp *http.Response\nsc *bufio.Scanner\n}")
	closes := "return o.resp.Body.Close()"
	t := g.site() // the caller's
	if g.cut(t, "close-drains") != "" {
		closes = "_, err := io.Copy(io.Discard, o.resp.Body)\nreturn err"
	}
	g.decls = append(g.decls, "// Close ends it.\nfunc (o *"+typ+") Close() error {\n"+closes+"\n}\n",
		"// Next returns the next line.\nfunc (o *"+typ+") Next() (string, bool) {\nif !o.sc.Scan() {\nreturn \"\", false\n}\nreturn o.sc.Text(), true\n}\n")
	g.fn.results = []string{"*" + typ, "error"}
	g.fn.fails = []string{"return nil, %s"}
	expr := g.request(g.url())
	g.p("%s, err := %s //@%d", resp, expr, s[0])
	g.check()
	g.status(resp, g.released(s, resp))
	g.p("return &%s{resp: %s, sc: bufio.NewScanner(%s.Body)}, nil", typ, resp, resp)
	h := g.finish()
	g.start("count")
	g.p("o, err := %s //@%d", g.invoke(h, nil), t[0])
	g.check()
	deferred := g.chance(0.6)
	if deferred && g.cut(t, "omitted") == "" {
		g.p("defer o.Close()")
	}
	g.p("n := 0\nfor {\n_, ok := o.Next()\nif !ok {\nbreak\n}\nn++\n}")
	if !deferred {
		switch g.cut(t, "omitted", "conditional") {
		case "":
			g.p("if err := o.Close(); err != nil {\n%s\n}", g.fail("err"))
		case "conditional":
			g.p("if n > 0 {\nif err := o.Close(); err != nil {\n%s\n}\n}", g.fail("err"))
		}
	}
	g.p("return n, nil")
	g.drive(g.finish())
}

// ownerLazy opens in a method and closes in another one.
func ownerLazy(g *g) {
	g.opener = "client"
	g.vars["client"] = "c"
	g.nounName()
	typ := upper(g.names.typ(g, pick(g, "Conn", "Session", "Cursor")))
	s, inner := g.site(), g.site()
	g.also = map[int]int{s[0]: inner[0]} // the owner is the caller's, and its type tells enough
	open := "connect"
	release := "if cu.resp != nil {\ncu.resp.Body.Close()\n}\n"
	if g.cut(s, "overwritten") != "" {
		release = ""
	}
	last := "if cu.resp == nil {\nreturn nil\n}\nreturn cu.resp.Body.Close()"
	if g.cut(s, "close-forgets") != "" {
		last = "cu.resp = nil\nreturn nil"
	}
	g.declare("owner", typ, "type %s struct {\nc *http.Client\nresp *http.Response\n}")
	g.decls = append(g.decls,
		"func (cu *"+typ+") "+open+"(u string) error {\n"+release+"resp, err := cu.c.Get(u) //@"+digit(inner)+"\nif err != nil {\ncu.resp = nil\nreturn err\n}\ncu.resp = resp\nreturn nil\n}\n",
		"func (cu *"+typ+") Close() error {\n"+last+"\n}\n")
	g.start("count")
	c := g.param("c", "*http.Client")
	g.param("urls", "[]string")
	g.p("cu := &%s{c: %s}\ndefer cu.Close()\nn := 0\nfor _, u := range urls {\nif err := cu.%s(u); err != nil { //@%d\n%s\n}\nif cu.resp.StatusCode == http.StatusOK {\nn++\n}\n}\nreturn n, nil", typ, c, open, s[0], g.fail("err"))
	g.drive(g.finish())
}

// callback has a function that lends the response to a literal.
func callback(g *g) {
	g.begin(pick(g, "with", "use", "visit"), "err")
	resp := g.resp()
	g.fn.params = append(g.fn.params, [2]string{"fn", "func(*http.Response) error"})
	s := g.openDefault()
	g.check()
	if g.chance(0.6) {
		late := g.deferred(s, resp, true)
		g.status(resp, nil)
		late()
		g.p("return fn(%s)", resp)
	} else {
		g.status(resp, g.released(s, resp))
		g.p("err = fn(%s)", resp)
		g.closeNow(s, resp)
		g.p("return err")
	}
	h := g.finish()
	g.start("item", "bytes")
	if g.fn.kind.name == "item" {
		item := g.item()
		g.p("var item %s\nerr := %s", item, g.invoke(h, map[string]string{"fn": "func(r *http.Response) error {\nreturn json.NewDecoder(r.Body).Decode(&item)\n}"}))
		g.p("if err != nil {\n%s\n}\nreturn &item, nil", g.fail("err"))
	} else {
		g.p("var data []byte\nerr := %s", g.invoke(h, map[string]string{"fn": "func(r *http.Response) (err error) {\ndata, err = io.ReadAll(r.Body)\nreturn err\n}"}))
		g.p("return data, err")
	}
	g.drive(g.finish())
}

// passThrough has a helper that returns its argument.
func passThrough(g *g) {
	g.nounName()
	name := g.names.unique(pick(g, "logged", "traced", "tagged") + g.vars["noun"])
	g.declare("pass", name, "func %s(resp *http.Response) *http.Response {\nlog.Print(resp.StatusCode)\nresp.Header.Set(\"X-Seen\", \"yes\")\nreturn resp\n}")
	g.start()
	resp := g.resp()
	s := g.openDefault()
	g.check()
	seen := pick(g, resp, "seen")
	op := ":="
	if seen == resp {
		op = "="
	}
	g.p("%s %s %s(%s)", seen, op, name, resp)
	g.ok(g.finalUse(s, seen))
	g.drive(g.finish())
}

// bufferElsewhere lets another package swap the body for a copy.
func bufferElsewhere(g *g) {
	g.start("bytes", "item", "text")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	call := "kit.Buffer"
	if g.cut(s, "helper") != "" {
		call = "kit.Replace"
	}
	g.p("if err := %s(%s); err != nil {\n%s\n}\ndefer %s.Body.Close()", call, resp, g.fail("err"), resp)
	g.ok(g.consume(resp, nil))
	g.drive(g.finish())
}

// closeStack is a registry with methods.
func closeStack(g *g) {
	g.nounName()
	typ := g.names.typ(g, pick(g, "Closers", "Cleanup", "Stack"))
	s := g.site()
	loop := "for i := len(*st) - 1; i >= 0; i-- {\n_ = (*st)[i]()\n}\n"
	if g.cut(s, "all-but-first") != "" {
		loop = "for i := len(*st) - 1; i > 0; i-- {\n_ = (*st)[i]()\n}\n"
	}
	g.declare("stack", typ, "type %s []func() error")
	g.decls = append(g.decls, "func (st *"+typ+") add(f func() error) { *st = append(*st, f) }\n",
		"func (st *"+typ+") run() {\n"+loop+"}\n")
	g.start("count")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("var st %s", typ)
	if g.cut(s, "omitted") == "" {
		g.p("defer st.run()")
	}
	g.p("n := 0\nfor _, u := range urls {")
	expr := g.request("u")
	g.p("%s, err := %s //@%d", resp, expr, s[0])
	g.check()
	how := g.cut(s, "late", "conditional")
	switch how {
	case "":
		g.p("st.add(%s.Body.Close)", resp)
	case "conditional":
		g.p("if n > 0 {\nst.add(%s.Body.Close)\n}", resp)
	}
	g.status(resp, nil)
	if how == "late" {
		g.p("st.add(%s.Body.Close)", resp)
	}
	g.p("n++\n}\nreturn n, nil")
	g.drive(g.finish())
}

// collector takes responses from a channel, in a function of its own.
func collector(g *g) {
	simpleOpeners(g)
	g.nounName()
	name := g.names.unique(pick(g, "collect", "consume", "drain") + g.vars["noun"])
	s := g.site()
	g.fn = &function{}
	g.closeNow(s, "r")
	release := g.fn.body.String()
	g.fn = nil
	g.declare("collect", name, "func %s(in <-chan *http.Response) int {\nn := 0\nfor r := range in {\nif r.StatusCode < 400 {\nn++\n}\n"+doubled(release)+"}\nreturn n\n}")
	g.start("count")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("ch := make(chan *http.Response, len(urls))\nvar wg sync.WaitGroup\nfor _, u := range urls {\nwg.Go(func() {")
	expr := g.request("u")
	g.p("%s, err := %s //@%d\nif err != nil {\nreturn\n}\nch <- %s\n})\n}\nwg.Wait()\nclose(ch)\nreturn %s(ch), nil", resp, expr, s[0], resp, name)
	g.drive(g.finish())
}

// workerMethod closes in a method that a goroutine runs.
func workerMethod(g *g) {
	g.nounName()
	typ := g.names.typ(g, pick(g, "Job", "Task", "Work"))
	s := g.site()
	g.fn = &function{}
	g.deferred(s, "j.resp", false)
	release := g.fn.body.String()
	g.fn = nil
	g.declare("job", typ, "type %s struct {\nresp *http.Response\nsize int64\nerr error\n}")
	g.decls = append(g.decls, "func (j *"+typ+") run(wg *sync.WaitGroup) {\ndefer wg.Done()\n"+release+"j.size, j.err = io.Copy(io.Discard, j.resp.Body)\n}\n")
	g.start("count")
	resp := g.resp()
	expr := g.request(g.url())
	g.p("%s, err := %s //@%d", resp, expr, s[0])
	g.check()
	g.p("j := &%s{resp: %s}\nvar wg sync.WaitGroup\nwg.Add(1)\ngo j.run(&wg)\nwg.Wait()\nreturn int(j.size), j.err", typ, resp)
	g.drive(g.finish())
}
