package gen

import (
	"fmt"
	"strings"
)

// openerKinds are the ways to send a request.
var openerKinds = []string{"client", "client", "default", "do", "do", "service", "service", "doer", "transport", "func", "post", "embedded"}

// open writes a request for a URL, with the statements that build it, and the
// open itself: "resp, err := c.Do(req)", say. It is the opening of a site.
func (g *g) open(lhs, url string) site {
	expr := g.request(url)
	s := g.site()
	g.p("%s %s //@%d", lhs, expr, s[0])
	return s
}

// openLater is open for what request has returned.
func (g *g) openLater(lhs, expr string) site {
	s := g.site()
	g.p("%s %s //@%d", lhs, expr, s[0])
	return s
}

// openVia opens by calling another function of the program.
func (g *g) openVia(lhs string, f *function) site {
	return g.openLater(lhs, g.invoke(f, nil))
}

// invoke returns a call of another function of the program. What it needs is
// what the caller has, but for what is given.
func (g *g) invoke(f *function, given map[string]string) string {
	callee := f.name
	if f.recv != "" {
		g.receiver()
		callee = g.vars["recv"] + "." + f.name
	}
	var args []string
	for _, p := range f.params {
		arg, ok := given[p[0]]
		if !ok {
			arg = g.param(p[0], p[1])
		}
		args = append(args, arg)
	}
	return callee + "(" + strings.Join(args, ", ") + ")"
}

// errVar declares err where nothing has done so.
func (g *g) errVar() {
	if g.fn.requests == 0 && !g.fn.named {
		g.p("var err error")
	}
}

// openDefault opens resp and err from the URL that the function is about.
func (g *g) openDefault() site { return g.open(g.resp()+", err :=", g.url()) }

func (g *g) site() site {
	g.nsites++
	return site{g.nsites - 1}
}

func (g *g) resp() string { return g.vars["resp"] }

// url returns an expression for the address that the function is about.
func (g *g) url() string {
	switch g.opener {
	case "service", "embedded":
		g.receiver()
		return g.vars["recv"] + ".base+" + fmt.Sprintf("%q", g.path())
	}
	return g.param(g.vars["url"], "string")
}

// path returns the path of the resource that the program is about.
func (g *g) path() string {
	if g.vars["path"] == "" {
		g.vars["path"] = pick(g, "/v1/", "/api/", "/", "/v2/") + pick(g, "items", "orders", "users", "status", "export", "latest")
	}
	return g.vars["path"]
}

// request writes what must be there before a request can be sent, and returns
// the expression that sends it.
func (g *g) request(url string) string {
	client := g.vars["client"]
	switch g.opener {
	case "client":
		return g.param(client, "*http.Client") + ".Get(" + url + ")"
	case "default":
		return "http.Get(" + url + ")"
	case "post":
		g.param(client, "*http.Client")
		return client + ".Post(" + url + `, "application/json", strings.NewReader("{}"))`
	case "do":
		g.param("ctx", "context.Context")
		g.param(client, "*http.Client")
		return client + ".Do(" + g.build("ctx", url) + ")"
	case "service":
		g.receiver()
		if g.chance(0.5) {
			return g.vars["recv"] + ".client.Get(" + url + ")"
		}
		g.param("ctx", "context.Context")
		return g.vars["recv"] + ".client.Do(" + g.build("ctx", url) + ")"
	case "embedded":
		g.receiver()
		return g.vars["recv"] + ".Get(" + url + ")"
	case "doer":
		typ := g.vars["doer"]
		if typ == "" {
			typ = g.names.typ(g, pick(g, "Doer", "Client", "Sender", "HTTP"))
			g.vars["doer"] = typ
			g.declare("doer", typ, "type %s interface {\nDo(*http.Request) (*http.Response, error)\n}")
		}
		g.param("d", typ)
		return "d.Do(" + g.build("", url) + ")"
	case "transport":
		return g.param("rt", "http.RoundTripper") + ".RoundTrip(" + g.build("", url) + ")"
	case "func":
		return g.param("send", "func(*http.Request) (*http.Response, error)") + "(" + g.build("", url) + ")"
	}
	panic("no opener " + g.opener)
}

// build writes the building of a request and returns its name.
func (g *g) build(ctx, url string) string {
	req := []string{"req", "second", "third", "fourth", "fifth", "sixth"}[g.fn.requests]
	g.fn.requests++
	if ctx != "" {
		g.p("%s, err := http.NewRequestWithContext(%s, http.MethodGet, %s, nil)", req, ctx, url)
	} else {
		g.p("%s, err := http.NewRequest(http.MethodGet, %s, nil)", req, url)
	}
	g.p("if err != nil {\n%s\n}", g.fail(g.wrap("build request")))
	if g.chance(0.4) {
		g.p(`%s.Header.Set(%s)`, req, pick(g, `"Accept", "application/json"`, `"User-Agent", "sync/1.4"`, `"X-Request-Id", "42"`))
	}
	return req
}

// receiver makes the function a method of a service.
func (g *g) receiver() {
	typ := g.vars["service"]
	if typ == "" {
		typ = upper(g.names.typ(g, pick(g, "Service", "Client", "API", "Store")))
		g.vars["service"] = typ
		g.vars["recv"] = pick(g, "s", "svc", "api", "cli")
		field := "client *http.Client"
		if g.opener == "embedded" {
			field = "*http.Client"
		}
		g.declare("service", typ, "type %s struct {\n"+field+"\nbase string\n}")
	}
	g.fn.recv = g.vars["recv"] + " *" + typ
}

// check writes the check of err after an open.
func (g *g) check() {
	what := "get " + lower(g.vars["noun"])
	cond := "err != nil"
	if g.chance(0.03) {
		g.p("switch {\ncase %s:\n%s\n}", cond, g.fail(g.wrap(what)))
		return
	}
	if g.chance(0.15) {
		g.p(`if %s {
			log.Printf("%s: %%v", err)
			%s
		}`, cond, what, g.fail("err"))
		return
	}
	g.p("if %s {\n%s\n}", cond, g.fail(g.wrap(what)))
}

// wrap returns err, wrapped or not.
func (g *g) wrap(what string) string {
	switch g.IntN(4) {
	case 0:
		return fmt.Sprintf("fmt.Errorf(%q, err)", what+": %w")
	case 1:
		return fmt.Sprintf("errors.Join(errors.New(%q), err)", what)
	}
	return "err"
}

// bad returns a condition that holds for some statuses, and not for 200.
func (g *g) bad(resp string) string {
	return pick(g,
		resp+".StatusCode != http.StatusOK",
		resp+".StatusCode != 200",
		resp+".StatusCode >= 400",
		resp+".StatusCode >= http.StatusBadRequest",
		resp+".StatusCode/100 != 2",
		resp+".StatusCode < 200 || "+resp+".StatusCode > 299",
		"!("+resp+".StatusCode >= 200 && "+resp+".StatusCode < 300)",
	)
}

// statusErr returns an error about a status.
func (g *g) statusErr(resp string) string {
	switch g.IntN(3) {
	case 0:
		name := g.declared["errStatus"]
		if name == "" {
			name = g.names.unique("err" + upper(g.vars["noun"]) + "Status")
			g.declare("errStatus", name, "var %s = errors.New(\"unexpected status\")")
		}
		return name
	case 1:
		return "fmt.Errorf(\"unexpected status %d\", " + resp + ".StatusCode)"
	}
	return "errors.New(" + resp + ".Status)"
}

// status writes a check of the status that returns an error; release, if
// there is one, is written before the return.
func (g *g) status(resp string, release func()) {
	if release == nil {
		release = func() {}
	}
	if g.chance(0.3) {
		g.noise(resp)
	}
	switch g.IntN(6) {
	case 0:
		g.p("switch %s.StatusCode {\ncase http.StatusOK, http.StatusAccepted:\ndefault:", resp)
	case 1:
		g.p("if ok := %s.StatusCode < 300; !ok {", resp)
	default:
		g.p("if %s {", g.bad(resp))
	}
	release()
	g.p("%s\n}", g.fail(g.statusErr(resp)))
}
