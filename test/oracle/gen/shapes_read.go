package gen

// readShapes are about how the body is read.
func readShapes() []shape {
	return []shape{
		{"merged-reader", true, mergedReader},
		{"stream-decode", true, streamDecode},
		{"gzip", true, gzipped},
		{"tee", true, tee},
		{"not-modified", true, notModified},
	}
}

// mergedReader reads from a cache or from the network.
func mergedReader(g *g) {
	g.start("text", "bytes")
	cached := g.param("cached", "io.Reader")
	online := g.param("online", "bool")
	resp := g.resp()
	g.p("rc := io.NopCloser(%s)\nif %s {", cached, online)
	s := g.openDefault()
	g.check()
	g.status(resp, g.released(s, resp))
	if how := g.cut(s, "wrapped"); how != "" {
		g.p("rc = io.NopCloser(%s.Body)\n}", resp)
	} else {
		g.p("rc = %s.Body\n}", resp)
	}
	form := pick(g, "defer rc.Close()", "defer func() { _ = rc.Close() }()")
	switch g.cut(s, "omitted", "conditional") {
	case "conditional":
		g.p("if !%s {\ndefer rc.Close()\n}", online)
	case "":
		g.p("%s", form)
	}
	g.p("all, err := io.ReadAll(rc)\nif err != nil {\n%s\n}", g.fail("err"))
	if g.fn.kind.name == "text" {
		g.ok("string(all)")
	} else {
		g.ok("all")
	}
	g.drive(g.finish())
}

// streamDecode reads one value after the other.
func streamDecode(g *g) {
	g.start("items")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	late := g.deferred(s, resp, true)
	g.status(resp, nil)
	late()
	g.p("var all []%s\nfor dec := json.NewDecoder(%s.Body); dec.More(); {", g.item(), resp)
	g.p("var item %s\nif err := dec.Decode(&item); err != nil {\n%s\n}\nall = append(all, item)\n}\nreturn all, nil", g.item(), g.fail("err"))
	g.drive(g.finish())
}

// gzipped has two readers, of which only one is the body.
func gzipped(g *g) {
	g.opener = pick(g, "transport", "func", "doer")
	g.start("bytes")
	resp := g.resp()
	g.p("req, err := http.NewRequest(http.MethodGet, %s, nil)\nif err != nil {\n%s\n}\nreq.Header.Set(\"Accept-Encoding\", \"gzip\")", g.url(), g.fail("err"))
	g.fn.requests = 1
	call := map[string]string{"transport": "rt.RoundTrip(req)", "func": "send(req)", "doer": "d.Do(req)"}[g.opener]
	switch g.opener {
	case "doer":
		g.opener = "transport"
		fallthrough
	case "transport":
		g.param("rt", "http.RoundTripper")
		call = "rt.RoundTrip(req)"
	case "func":
		g.param("send", "func(*http.Request) (*http.Response, error)")
	}
	s := g.openLater(resp+", err :=", call)
	g.check()
	if g.chance(0.5) {
		late := g.deferred(s, resp, true)
		g.p("zr, err := gzip.NewReader(%s.Body)\nif err != nil {\n%s\n}", resp, g.fail("err"))
		late()
		g.p("defer zr.Close()\nreturn io.ReadAll(zr)")
	} else {
		g.p("zr, err := gzip.NewReader(%s.Body)\nif err != nil {", resp)
		g.closeNow(s, resp)
		g.p("%s\n}\ndata, err := io.ReadAll(zr)", g.fail("err"))
		if g.cut(s, "inner-only") != "" {
			g.p("zr.Close()")
		} else {
			g.p("zr.Close()\n%s.Body.Close()", resp)
		}
		g.p("return data, err")
	}
	g.drive(g.finish())
}

// tee reads the body through another reader.
func tee(g *g) {
	g.start("item")
	resp := g.resp()
	w := g.param("w", "io.Writer")
	s := g.openDefault()
	g.check()
	late := g.deferred(s, resp, true)
	g.status(resp, nil)
	late()
	g.p("src := io.TeeReader(io.LimitReader(%s.Body, 1<<20), %s)", resp, w)
	g.p("var item %s\nif err := json.NewDecoder(src).Decode(&item); err != nil {\n%s\n}", g.item(), g.fail("err"))
	g.p("_, err = io.Copy(io.Discard, src)\nreturn &item, err")
	g.drive(g.finish())
}

// notModified has statuses without anything to read.
func notModified(g *g) {
	g.start("bytes", "item", "text")
	resp := g.resp()
	s := g.openDefault()
	g.check()
	g.p("if %s.StatusCode == %s {", resp, pick(g, "http.StatusNotModified", "http.StatusNoContent", "304", "204"))
	g.closeSure(s, resp)
	g.p("return %s, nil\n}", g.fn.kind.zero)
	g.ok(g.finalUse(s, resp))
	g.drive(g.finish())
}
