package gen

// literalShapes need function literals to be understood.
func literalShapes() []shape {
	return []shape{
		{"cleanup-literal", true, cleanupLiteral},
		{"registry", true, registry},
		{"once", true, once},
		{"open-literal", true, openLiteral},
		{"callback-literal", true, callbackLiteral},
		{"retry-literal", true, retryLiteral},
		{"iterator-literal", true, iteratorLiteral},
	}
}

// cleanupLiteral has one closing literal for all its exits.
func cleanupLiteral(g *g) {
	g.start("bytes", "item", "lines", "sum")
	resp := g.resp()
	name := pick(g, "cleanup", "closeBody", "done", "release")
	s := g.openDefault()
	g.check()
	g.p("%s := func() {", name)
	if g.chance(0.5) {
		g.p("_, _ = io.Copy(io.Discard, %s.Body)", resp)
	}
	g.closeNow(s, resp)
	g.p("}")
	release := func() {
		if g.cut(s, "omitted") == "" {
			g.p("%s()", name)
		}
	}
	if g.chance(0.4) {
		if g.cut(s, "omitted") == "" {
			g.p("defer %s()", name)
		} else {
			g.p("_ = %s", name)
		}
		g.status(resp, nil)
		g.ok(g.consume(resp, nil))
	} else {
		g.status(resp, release)
		g.ok(g.consume(resp, release))
	}
	g.drive(g.finish())
}

// registry collects what is to be done at the end.
func registry(g *g) {
	g.start("items", "err")
	resp := g.resp()
	g.param("urls", "[]string")
	list := pick(g, "closers", "cleanups", "toClose")
	g.p("var %s []func() error", list)
	all := g.site()
	body := "_ = f()"
	if g.chance(0.4) {
		body = "if err := f(); err != nil {\nlog.Print(err)\n}"
	}
	switch {
	case g.chance(0.3):
		if g.cut(all, "first-only") != "" {
			g.p("defer func() {\nfor _, f := range %s {\n%s\nbreak\n}\n}()", list, body)
		} else {
			g.p("defer func() {\nfor _, f := range %s {\n%s\n}\n}()", list, body)
		}
	case g.chance(0.4):
		if g.cut(all, "all-but-first") != "" {
			g.p("defer func() {\nfor i := len(%s) - 1; i > 0; i-- {\n_ = %s[i]()\n}\n}()", list, list)
		} else {
			g.p("defer func() {\nfor i := len(%s) - 1; i >= 0; i-- {\n_ = %s[i]()\n}\n}()", list, list)
		}
	default:
		if g.cut(all, "conditional") != "" {
			g.p("defer func() {\nif len(%s) > 1 {\nfor _, f := range %s {\n%s\n}\n}\n}()", list, list, body)
		} else {
			g.p("defer func() {\nfor _, f := range %s {\n%s\n}\n}()", list, body)
		}
	}
	if g.fn.kind.name == "items" {
		g.p("var all %s", g.fn.kind.typ)
	}
	g.p("for _, u := range urls {")
	expr := g.request("u")
	g.p("%s, err := %s //@%d", resp, expr, all[0])
	g.check()
	add := "%s = append(%s, %s.Body.Close)"
	if g.chance(0.4) {
		add = "%s = append(%s, func() error { return %s.Body.Close() })"
	}
	late := g.cut(all, "late", "omitted")
	if late == "" {
		g.p(add, list, list, resp)
	}
	g.status(resp, nil)
	if late == "late" {
		g.p(add, list, list, resp)
	}
	if g.fn.kind.name == "items" {
		g.p("var item %s\nif err := json.NewDecoder(%s.Body).Decode(&item); err != nil {\n%s\n}\nall = append(all, item)\n}\nreturn all, nil", g.item(), resp, g.fail("err"))
	} else {
		g.p("if _, err := io.Copy(io.Discard, %s.Body); err != nil {\n%s\n}\n}\nreturn nil", resp, g.fail("err"))
	}
	g.drive(g.finish())
}

// once closes from several places, the first time only.
func once(g *g) {
	g.start("text", "bytes")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	g.p("var once sync.Once\nclose := func() {\nonce.Do(func() {")
	g.closeNow(s, resp)
	g.p("})\n}")
	if g.cut(s, "omitted", "conditional") == "" {
		g.p("defer close()")
	}
	g.p("if %s.StatusCode == http.StatusNoContent {", resp)
	if g.chance(0.5) {
		g.p("close()")
	}
	g.p("return %s, nil\n}", g.fn.kind.zero)
	g.p("data, err := io.ReadAll(%s.Body)\nif len(data) > 80 {\nclose()\n}", resp)
	if g.fn.kind.name == "text" {
		g.p("return string(data), err")
	} else {
		g.p("return data, err")
	}
	g.drive(g.finish())
}

// openLiteral opens through a literal of its own.
func openLiteral(g *g) {
	g.start("bytes", "item", "copy")
	resp := g.resp()
	g.p("get := func(target string) (*http.Response, error) {")
	var s site
	g.failing("return nil, %s", func() {
		s = g.open(resp+", err :=", "target")
		g.check()
		g.p("if %s.StatusCode >= 500 {", resp)
		g.closeNow(s, resp)
		g.p("%s\n}", g.fail(g.statusErr(resp)))
	})
	g.p("return %s, nil\n}", resp)
	g.p("%s, err := get(%s)", resp, g.url())
	g.p("if err != nil {\n%s, err = get(%s)\n}", resp, pick(g, `"http://backup.test/"`, `"http://replica.test/v1"`))
	g.check()
	g.ok(g.finalUse(s, resp))
	g.drive(g.finish())
}

// callbackLiteral hands the response to a function that does not own it.
func callbackLiteral(g *g) {
	g.start("item")
	resp := g.resp()
	g.p("with := func(target string, use func(*http.Response) error) error {")
	g.failing("return %s", func() {
		s := g.open(resp+", err :=", "target")
		g.check()
		if g.chance(0.6) {
			late := g.deferred(s, resp, true)
			g.status(resp, nil)
			late()
			g.p("return use(%s)\n}", resp)
		} else {
			g.p("err = use(%s)", resp)
			g.closeNow(s, resp)
			g.p("return err\n}")
		}
	})
	g.p("var item %s", g.item())
	g.p("err := with(%s, func(r *http.Response) error {\nreturn json.NewDecoder(r.Body).Decode(&item)\n})", g.url())
	g.p("if err != nil {\n%s\n}\nreturn &item, nil", g.fail("err"))
	g.drive(g.finish())
}

// retryLiteral fills a variable of the enclosing function.
func retryLiteral(g *g) {
	g.opener = pick(g, "client", "default", "post", "embedded")
	g.start("bytes", "text", "copy")
	resp := g.resp()
	g.p("var %s *http.Response", resp)
	g.p("attempt := func() error {\nvar err error")
	s := g.open(resp+", err =", g.url())
	g.p("if err != nil {\nreturn err\n}\nif %s.StatusCode >= 500 {", resp)
	g.closeNow(s, resp)
	g.p("return %s\n}\nreturn nil\n}", g.statusErr(resp))
	g.p("var err error\nfor range 3 {\nif err = attempt(); err == nil {\nbreak\n}")
	g.pause()
	g.p("}")
	g.check()
	g.ok(g.finalUse(s, resp))
	g.drive(g.finish())
}

// iteratorLiteral returns an iterator over pages.
func iteratorLiteral(g *g) {
	g.start("err")
	resp := g.resp()
	item := g.item()
	g.fn.results = []string{"iter.Seq2[*" + item + ", error]"}
	g.p("return func(yield func(*%s, error) bool) {\nfor next := %s; next != \"\"; {", item, g.url())
	g.failing("yield(nil, %s)\nreturn", func() {
		s := g.open(resp+", err :=", "next")
		g.check()
		if g.chance(0.6) {
			g.status(resp, g.released(s, resp))
		}
		g.p("page := new(%s)\nerr = json.NewDecoder(%s.Body).Decode(page)", item, resp)
		if g.chance(0.7) {
			g.closeNow(s, resp)
			g.p("if err != nil {\n%s\n}", g.fail("err"))
			g.p("if !yield(page, nil) {\nreturn\n}")
		} else {
			g.p("if err != nil {")
			g.closeNow(s, resp)
			g.p("%s\n}\nif !yield(page, nil) {", g.fail("err"))
			g.closeNow(s, resp)
			g.p("return\n}")
			g.closeNow(s, resp)
		}
	})
	g.p("next = page.Next\n}\n}")
	f := g.finish()
	g.main = f.name
	f.results = nil
	calls := g.call(f)
	g.driver = append(g.driver, "limit := 1 + w.Int(\"limit\", 4)\nfor range "+calls[0]+" {\nif limit--; limit == 0 {\nbreak\n}\n}")
}
