package gen

import "strings"

// holderShapes keep the response in something: a container, a struct, another
// response.
func holderShapes() []shape {
	return []shape{
		{"slice", true, slice},
		{"map", true, mapOf},
		{"local-struct", true, localStruct},
		{"middleware", true, middleware},
		{"handler-table", true, handlerTable},
		{"body-replaced", true, bodyReplaced},
	}
}

// slice collects responses and closes them together.
func slice(g *g) {
	g.start("count")
	resp := g.resp()
	g.param("urls", "[]string")
	all := g.site()
	explicit := g.chance(0.3)
	if explicit {
		simpleOpeners(g) // the error of a request would be one more exit
	}
	g.p("var open []*http.Response")
	if !explicit {
		form := pick(g, "r.Body.Close()", "_ = r.Body.Close()")
		how := g.cut(all, "first-only", "conditional")
		switch how {
		case "first-only":
			g.p("defer func() {\nif len(open) > 0 {\nopen[0].Body.Close()\n}\n}()")
		case "conditional":
			g.p("defer func() {\nfor _, r := range open {\nif r.StatusCode < 400 {\nr.Body.Close()\n}\n}\n}()")
		default:
			g.p("defer func() {\nfor _, r := range open {\n%s\n}\n}()", form)
		}
	}
	g.p("for _, u := range urls {")
	expr := g.request("u")
	g.p("%s, err := %s //@%d", resp, expr, all[0])
	g.p("if err != nil {")
	if explicit {
		if g.cut(all, "omitted") == "" {
			g.p("for _, r := range open {\nr.Body.Close()\n}")
		}
	}
	g.p("%s\n}", g.fail("err"))
	if g.cut(all, "overwritten") != "" {
		g.p("open = []*http.Response{%s}\n}", resp)
	} else {
		g.p("open = append(open, %s)\n}", resp)
	}
	g.p("n := 0\nfor _, r := range open {\nif r.StatusCode == http.StatusOK {\nn++\n}")
	if explicit {
		g.closeNow(all, "r")
	}
	g.p("}\nreturn n, nil")
	g.drive(g.finish())
}

// mapOf keeps responses by key.
func mapOf(g *g) {
	g.start("count")
	resp := g.resp()
	g.param("urls", "[]string")
	g.p("byURL := make(map[string]*http.Response, len(urls))")
	all := g.site()
	cond := g.sometimes("r")
	switch g.cut(all, "conditional", "omitted") {
	case "":
		g.p("defer func() {\nfor _, r := range byURL {\nr.Body.Close()\n}\n}()")
	case "conditional":
		g.p("defer func() {\nfor _, r := range byURL {\nif %s {\nr.Body.Close()\n}\n}\n}()", cond)
	}
	g.p("for _, u := range urls {")
	expr := g.request("u")
	g.p("%s, err := %s //@%d", resp, expr, all[0])
	g.p("if err != nil {\ncontinue\n}")
	g.p("if %s.StatusCode == http.StatusNotFound {", resp)
	g.closeSure(all, resp)
	g.p("continue\n}\nbyURL[u] = %s\n}\nreturn len(byURL), nil", resp)
	g.drive(g.finish())
}

// localStruct keeps the response in a struct that does not leave.
func localStruct(g *g) {
	g.start("bytes", "text")
	resp := g.resp()
	ptr := pick(g, "", "&")
	g.p("type call struct {\nresp *http.Response\nstarted time.Time\ntries int\n}")
	g.p("cl := %scall{started: time.Now()}", ptr)
	expr := g.request(g.url())
	s := g.openLater(resp+", err :=", expr)
	g.check()
	g.p("cl.resp = %s\ncl.tries++", resp)
	if g.chance(0.5) {
		late := g.deferred(s, "cl.resp", true)
		g.status("cl.resp", nil)
		late()
		g.p("log.Printf(\"%d in %v\", cl.tries, time.Since(cl.started))")
		g.ok(g.consume("cl.resp", nil))
	} else {
		g.status("cl.resp", g.released(s, "cl.resp"))
		g.ok(g.consume("cl.resp", g.released(s, "cl.resp")))
	}
	g.drive(g.finish())
}

// middleware is an http.RoundTripper around another one.
func middleware(g *g) {
	g.opener = "transport"
	g.start("response")
	resp := g.resp()
	g.fn.name = "RoundTrip"
	typ := g.names.typ(g, pick(g, "Transport", "Tripper", "Auth", "Logger"))
	g.declare("mw", typ, "type %s struct {\nnext http.RoundTripper\nretries int\n}")
	g.fn.recv = "t *" + typ
	req := g.param("req", "*http.Request")
	s := g.openLater(resp+", err :=", "t.next.RoundTrip("+req+")")
	g.check()
	switch g.IntN(3) {
	case 0: // once more with new credentials
		g.p("if %s.StatusCode != http.StatusUnauthorized {\nreturn %s, nil\n}", resp, resp)
		g.closeSure(s, resp)
		g.p("again := req.Clone(req.Context())\nagain.Header.Set(\"Authorization\", \"Bearer next\")\nreturn t.next.RoundTrip(again)")
	case 1: // retries
		g.p("for i := 0; i < t.retries && %s.StatusCode >= 500; i++ {", resp)
		again := g.site()
		g.closeNow(either(s, again), resp)
		g.pause()
		g.p("%s, err = t.next.RoundTrip(%s) //@%d", resp, req, again[0])
		g.check()
		g.p("}\nreturn %s, nil", resp)
	default: // turns statuses into errors
		g.p("if %s {", g.bad(resp))
		g.closeNow(s, resp)
		g.p("%s\n}\n%s.Header.Set(\"X-Seen\", \"1\")\nreturn %s, nil", g.fail(g.statusErr(resp)), resp, resp)
	}
	g.finish()
	g.main = g.names.unique(typ + "RoundTrip")
	g.driver = append(g.driver, "r, err := (&"+typ+"{next: w, retries: w.Int(\"retries\", 4)}).RoundTrip(w.Request())\nif err != nil {\nreturn\n}\nr.Body.Close()")
}

// handlerTable has literals in a package-level variable.
func handlerTable(g *g) {
	g.opener = "client"
	g.start("err")
	resp := g.resp()
	outer := g.fn
	table := g.names.unique(lower(g.vars["noun"]) + "Commands")
	g.fn.params = [][2]string{{g.vars["client"], "*http.Client"}, {g.vars["url"], "string"}}
	for range 2 {
		s := g.openDefault()
		g.check()
		if g.chance(0.5) {
			late := g.deferred(s, resp, true)
			g.status(resp, nil)
			late()
			g.p("_, err = io.Copy(io.Discard, %s.Body)\nreturn err", resp)
		} else {
			g.status(resp, g.released(s, resp))
			g.closeNow(s, resp)
			g.p("return nil")
		}
		g.p("SPLIT")
	}
	g.fn = outer.outer
	g.tableOf(table, outer)
}

// tableOf declares a map of literals, and drives one or the other.
func (g *g) tableOf(table string, f *function) {
	bodies := strings.Split(f.body.String(), "SPLIT\n")
	head := "func(" + paramList(f.params) + ") error {\n"
	g.decls = append(g.decls, "var "+table+" = map[string]"+strings.TrimSuffix(head, " {\n")+"{\n"+
		`"get": `+head+bodies[0]+"},\n"+`"head": `+head+bodies[1]+"},\n}\n")
	g.main = table
	g.driver = append(g.driver, table+"[[]string{\"get\", \"head\"}[w.Int(\"command\", 2)]](w.Client(), w.URL())")
}

// bodyReplaced gives the caller a copy in memory.
func bodyReplaced(g *g) {
	g.start("response")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	g.p("data, err := io.ReadAll(%s.Body)", resp)
	if g.chance(0.5) {
		g.closeNow(s, resp)
		g.p("if err != nil {\n%s\n}", g.fail("err"))
	} else {
		g.p("if err != nil {")
		g.closeNow(s, resp)
		g.p("%s\n}", g.fail("err"))
		g.closeNow(s, resp)
	}
	g.p("%s.Body = io.NopCloser(bytes.NewReader(data))", resp)
	if g.chance(0.5) {
		g.p("if !json.Valid(data) {\n%s.Body.Close()\n%s\n}", resp, g.fail(`errors.New("invalid document")`))
	}
	g.ok(resp)
	g.drive(g.finish())
}
