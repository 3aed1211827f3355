package gen

// sometimes returns a condition about a response that holds in some runs.
func (g *g) sometimes(resp string) string {
	return pick(g,
		resp+".ContentLength > 0",
		resp+`.Header.Get("Content-Type") != ""`,
		"len("+resp+".Header) > 1",
		resp+".ContentLength != -1",
	)
}

// deferred writes the deferred release of a response. With later, it can
// also be broken by being late: the function that deferred returns writes it
// then, and must be called after an exit of the function.
func (g *g) deferred(s site, resp string, later bool) (late func()) {
	kinds := []string{"omitted", "conditional", "drained", "wrong"}
	if later {
		kinds = append(kinds, "late", "late") // it is the most frequent one
	}
	if g.fn.named {
		kinds = append(kinds, "on-success")
	}
	how := g.cut(s, kinds...)
	form := g.IntN(9)
	if form == 5 || form == 6 { // they declare a variable
		if g.fn.aliased {
			form = 0
		}
		g.fn.aliased = true
	}
	cond := g.sometimes(resp)
	switch how {
	case "":
		g.deferForm(form, resp)
	case "conditional":
		g.p("if %s {", cond)
		g.deferForm(form, resp)
		g.p("}")
	case "drained":
		g.p("defer io.Copy(io.Discard, %s.Body)", resp)
	case "wrong":
		if g.other != "" {
			g.p("defer %s.Body.Close()", g.other)
		} else {
			g.p("defer io.NopCloser(%s.Body).Close()", resp)
		}
	case "on-success":
		g.p("defer func() {\nif err == nil {\n%s.Body.Close()\n}\n}()", resp)
	case "late":
		return func() { g.deferForm(form, resp) }
	}
	return func() {}
}

// deferForm writes one way to defer a Close.
func (g *g) deferForm(form int, resp string) {
	switch form {
	default:
		g.p("defer %s.Body.Close()", resp)
	case 1:
		g.p("defer func() { _ = %s.Body.Close() }()", resp)
	case 2:
		g.p("defer func() {\nif cerr := %s.Body.Close(); cerr != nil {\nlog.Printf(\"close: %%v\", cerr)\n}\n}()", resp)
	case 3:
		g.p("defer func(body io.ReadCloser) {\n_ = body.Close()\n}(%s.Body)", resp)
	case 4:
		g.p("defer func() {\n_, _ = io.Copy(io.Discard, %s.Body)\n_ = %s.Body.Close()\n}()", resp, resp)
	case 5:
		g.p("closeBody := %s.Body.Close\ndefer closeBody()", resp)
	case 6:
		if g.fn.named {
			g.p("defer func() { err = errors.Join(err, %s.Body.Close()) }()", resp)
		} else {
			g.p("rc := %s.Body\ndefer rc.Close()", resp)
		}
	}
}

// closeNow writes a release at this place.
func (g *g) closeNow(s site, resp string) {
	form, cond := g.IntN(6), g.sometimes(resp)
	g.closeForm(g.cut(s, "omitted", "omitted", "drained", "wrong", "conditional"), form, cond, resp)
}

// closeSure is closeNow where the response is known too well for a condition.
func (g *g) closeSure(s site, resp string) {
	form := g.IntN(6)
	g.closeForm(g.cut(s, "omitted", "omitted", "drained", "wrong"), form, "", resp)
}

func (g *g) closeForm(how string, form int, cond, resp string) {
	switch how {
	case "conditional":
		g.p("if %s {", cond)
		defer g.p("}")
	case "drained":
		g.p("_, _ = io.Copy(io.Discard, %s.Body)", resp)
		return
	case "omitted":
		return
	case "wrong":
		if g.other != "" {
			g.p("%s.Body.Close()", g.other)
		} else {
			g.p("io.NopCloser(%s.Body).Close()", resp)
		}
		return
	}
	switch form {
	default:
		g.p("%s.Body.Close()", resp)
	case 1:
		g.p("_ = %s.Body.Close()", resp)
	case 2:
		g.p("_, _ = io.Copy(io.Discard, %s.Body)\n%s.Body.Close()", resp, resp)
	case 3:
		g.p("_, _ = io.Copy(io.Discard, io.LimitReader(%s.Body, 4<<10))\n_ = %s.Body.Close()", resp, resp)
	case 4:
		g.p("if cerr := %s.Body.Close(); cerr != nil {\nlog.Print(cerr)\n}", resp)
	}
}

// released returns a function that writes an immediate release, for the
// parts that have to write it before they return.
func (g *g) released(s site, resp string) func() { return func() { g.closeNow(s, resp) } }

// sureReleased is released where the status of the response is known.
func (g *g) sureReleased(s site, resp string) func() { return func() { g.closeSure(s, resp) } }
