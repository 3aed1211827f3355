package gen

// plainShapes open once and release once, or once on each path.
func plainShapes() []shape {
	return []shape{
		{"deferred", true, deferredShape},
		{"named-result", true, namedResult},
		{"explicit", true, explicit},
		{"status-switch", true, statusSwitch},
		{"reader-returned", true, readerReturned},
	}
}

// deferredShape is the function that everybody writes.
func deferredShape(g *g) {
	g.start()
	s := g.openDefault()
	g.check()
	late := g.deferred(s, g.resp(), true)
	g.gap()
	g.status(g.resp(), nil)
	late()
	g.gap()
	g.ok(g.consume(g.resp(), nil))
	g.drive(g.finish())
}

// namedResult joins the error of Close with that of the function.
func namedResult(g *g) {
	g.start("bytes", "item", "lines", "copy", "err", "sum")
	g.nameResults()
	s := g.openDefault()
	g.check()
	late := g.deferred(s, g.resp(), true)
	g.gap()
	g.status(g.resp(), nil)
	late()
	g.ok(g.consume(g.resp(), nil))
	g.drive(g.finish())
}

// explicit closes on each path by itself.
func explicit(g *g) {
	g.start()
	s := g.openDefault()
	g.check()
	g.gap()
	g.status(g.resp(), g.released(s, g.resp()))
	g.gap()
	g.ok(g.consume(g.resp(), g.released(s, g.resp())))
	g.drive(g.finish())
}

// statusSwitch treats each status on its own.
func statusSwitch(g *g) {
	g.start()
	s := g.openDefault()
	resp := g.resp()
	g.check()
	g.p("switch %s.StatusCode {", resp)
	g.p("case http.StatusOK:")
	g.ok(g.consume(resp, g.released(s, resp)))
	g.p("case http.StatusNotFound:")
	g.closeSure(s, resp)
	g.p("%s", g.fail(`errors.New("not found")`))
	if g.chance(0.5) {
		g.p("case http.StatusTooManyRequests, http.StatusServiceUnavailable:")
		g.closeSure(s, resp)
		g.p("%s", g.fail(`errors.New("try again after "+`+resp+`.Header.Get("Retry-After"))`))
	}
	g.p("default:")
	g.closeNow(s, resp)
	g.p("%s\n}", g.fail(g.statusErr(resp)))
	g.drive(g.finish())
}

// readerReturned hands the body of a good response to the caller.
func readerReturned(g *g) {
	g.start("reader")
	s := g.openDefault()
	g.check()
	g.gap()
	g.status(g.resp(), g.released(s, g.resp()))
	g.gap()
	g.ok(g.resp() + ".Body")
	g.drive(g.finish())
}
