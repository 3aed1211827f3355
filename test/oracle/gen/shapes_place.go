package gen

// placeShapes put several responses into places, and take them out again.
func placeShapes() []shape {
	return []shape{
		{"fan-out-by-index", true, fanOutByIndex},
		{"tasks", true, tasks},
		{"result-channel", true, resultChannel},
		{"pair", true, pair},
		{"pop", true, pop},
		{"swap", true, swap},
	}
}

// fanOutByIndex has a place for each goroutine, and closes all at the end.
func fanOutByIndex(g *g) {
	simpleOpeners(g)
	g.start("count")
	g.param("urls", "[]string")
	expr := g.request("u")
	s := g.site()
	g.p("open := make([]*http.Response, len(urls))\nerrs := make([]error, len(urls))\nvar wg sync.WaitGroup\nfor i, u := range urls {\nwg.Go(func() {\nopen[i], errs[i] = %s //@%d\n})\n}\nwg.Wait()", expr, s[0])
	byIndex := g.chance(0.5)
	if g.chance(0.5) {
		switch g.cut(s, "omitted", "conditional") {
		case "":
			g.p("defer func() {\nfor _, r := range open {\nif r != nil {\nr.Body.Close()\n}\n}\n}()")
		case "conditional":
			g.p("defer func() {\nfor _, r := range open {\nif r != nil && r.StatusCode == 200 {\nr.Body.Close()\n}\n}\n}()")
		}
		g.p("if err := errors.Join(errs...); err != nil {\n%s\n}\nreturn len(open), nil", g.fail("err"))
	} else {
		g.p("n := 0\nfor i, err := range errs {\nif err != nil {\n%s\n}\nn += open[i].StatusCode / 100", map[bool]string{true: "continue", false: "log.Print(err)\ncontinue"}[byIndex])
		g.closeNow(s, "open[i]")
		g.p("}\nreturn n, nil")
	}
	g.drive(g.finish())
}

// tasks has a struct for each request.
func tasks(g *g) {
	simpleOpeners(g)
	g.start("count")
	g.param("urls", "[]string")
	expr := g.request("u")
	ptr := pick(g, "*", "")
	amp := map[string]string{"*": "&", "": ""}[ptr]
	s := g.site()
	g.p("type task struct {\nurl string\nresp *http.Response\nerr error\n}\nvar tasks []%stask\nfor _, u := range urls {\nresp, err := %s //@%d\ntasks = append(tasks, %stask{url: u, resp: resp, err: err})\n}\nn := 0\nfor _, t := range tasks {", ptr, expr, s[0], amp)
	if g.chance(0.5) {
		g.p("if t.err != nil {\ncontinue\n}\nn += t.resp.StatusCode / 100")
		g.closeNow(s, "t.resp")
	} else {
		g.p("if t.resp != nil {\nn++")
		g.closeNow(s, "t.resp")
		g.p("}")
	}
	g.p("}\nreturn n, nil")
	g.drive(g.finish())
}

// resultChannel has a producer and ranges over what it sends.
func resultChannel(g *g) {
	simpleOpeners(g)
	g.start("count")
	g.param("urls", "[]string")
	expr := g.request("u")
	s := g.site()
	g.p("results := make(chan *http.Response)\ngo func() {\ndefer close(results)\nfor _, u := range urls {\nresp, err := %s //@%d\nif err != nil {\ncontinue\n}\nresults <- resp\n}\n}()\nn := 0\nfor r := range results {", expr, s[0])
	g.p("if r.StatusCode == http.StatusOK {\nn++\n}")
	g.closeNow(s, "r")
	g.p("}\nreturn n, nil")
	g.drive(g.finish())
}

// pair has an array of two.
func pair(g *g) {
	simpleOpeners(g)
	g.start("bool")
	g.param("other", "string")
	g.p("var pair [2]*http.Response\nfor i, u := range []string{%s, other} {", g.url())
	s := g.open("resp, err :=", "u")
	g.p("if err != nil {")
	if g.cut(s, "omitted") == "" {
		g.p("if i == 1 {\npair[0].Body.Close()\n}")
	} else {
		g.p("log.Print(i)")
	}
	g.p("%s\n}\npair[i] = resp\n}\nsame := pair[0].Header.Get(\"Etag\") == pair[1].Header.Get(\"Etag\")", g.fail("err"))
	from := "for _, r := range pair {"
	if g.cut(s, "all-but-first") != "" {
		from = "for _, r := range pair[1:] {"
	}
	g.p("%s", from)
	g.closeNow(s, "r")
	g.p("same = same && r.StatusCode == 200\n}\nreturn same, nil")
	g.drive(g.finish())
}

// pop takes the last one out until there is none.
func pop(g *g) {
	simpleOpeners(g)
	g.start("count")
	g.param("urls", "[]string")
	expr := g.request("u")
	s := g.site()
	g.p("var stack []*http.Response\nfor _, u := range urls {\nresp, err := %s //@%d\nif err != nil {\nbreak\n}\nstack = append(stack, resp)\n}\nn := len(stack)", expr, s[0])
	cond := "len(stack) > 0"
	if g.cut(s, "all-but-first") != "" {
		cond = "len(stack) > 1"
	}
	g.p("for %s {\nlast := stack[len(stack)-1]\nstack = stack[:len(stack)-1]\nn += last.StatusCode / 100", cond)
	g.closeNow(s, "last")
	g.p("}\nreturn n, nil")
	g.drive(g.finish())
}

// swap exchanges variables on the way.
func swap(g *g) {
	simpleOpeners(g)
	g.start("text")
	g.param("other", "string")
	first := g.request(g.url())
	second := g.request("other")
	s, t := g.site(), g.site()
	g.p("a, err := %s //@%d\nif err != nil {\n%s\n}\nb, err := %s //@%d\nif err != nil {", first, s[0], g.fail("err"), second, t[0])
	g.closeNow(s, "a")
	g.p("%s\n}\nif a.Header.Get(\"Etag\") == \"\" {\na, b = b, a\n}", g.fail("err"))
	g.closeNow(either(s, t), "b")
	g.p("tag := b.Header.Get(\"Etag\")")
	if g.chance(0.5) {
		g.deferred(either(s, t), "a", false)
		g.p("data, err := io.ReadAll(a.Body)\nif err != nil {\n%s\n}\nreturn tag + string(data), nil", g.fail("err"))
	} else {
		g.p("data, err := io.ReadAll(a.Body)")
		g.closeNow(either(s, t), "a")
		g.p("return tag + string(data), err")
	}
	g.drive(g.finish())
}
