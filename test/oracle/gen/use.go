package gen

import "strings"

// A result is what a function makes of a body.
type result struct {
	name      string
	typ, zero string
}

// bodyKinds are those that a body can be turned into.
var bodyKinds = []string{"bytes", "bytes", "item", "item", "lines", "copy", "etag", "text", "err", "decode", "sum"}

func (g *g) result(kind string) *result {
	switch kind {
	case "bytes":
		return &result{kind, "[]byte", "nil"}
	case "item":
		return &result{kind, "*" + g.item(), "nil"}
	case "lines", "count":
		return &result{kind, "int", pick(g, "0", "-1")}
	case "copy":
		return &result{kind, "int64", "0"}
	case "etag", "text", "sum", "string":
		return &result{kind, "string", `""`}
	case "bool":
		return &result{kind, "bool", "false"}
	case "err", "decode":
		return &result{kind, "", ""}
	case "items":
		return &result{kind, "[]" + g.item(), "nil"}
	case "response":
		return &result{kind, "*http.Response", "nil"}
	case "responses":
		return &result{kind, "[]*http.Response", "nil"}
	case "reader":
		return &result{kind, "io.ReadCloser", "nil"}
	}
	panic("no kind of result " + kind)
}

// item declares the type that bodies are decoded into.
func (g *g) item() string {
	if t := g.declared["item"]; t != "" {
		return t
	}
	t := g.names.typ(g, pick(g, "", "Reply", "Doc", "JSON", "Entry"))
	if reserved[t] || strings.ToLower(t) == t && packages[t] != "" {
		t += "Doc"
	}
	return g.declare("item", t, "type %s struct {\nID int `json:\"id\"`\nName string `json:\"name\"`\nState string `json:\"state\"`\nDone bool `json:\"done\"`\nToken string `json:\"token\"`\nNext string `json:\"next\"`\nURL string `json:\"url\"`\n}")
}

// A reading is how a kind of result is read: what comes before, the statement
// that sets err, and the value.
type reading struct {
	before, stmt string // stmt has no end: "data, err :=", a call
	value        string
}

func (g *g) reading(resp string) reading {
	data := g.vars["data"]
	body := resp + ".Body"
	switch g.fn.kind.name {
	case "bytes":
		src := pick(g, body, body, "io.LimitReader("+body+", 1<<20)", "bufio.NewReader("+body+")")
		return reading{"", data + ", err := io.ReadAll(" + src + ")", data}
	case "text":
		return reading{"", data + ", err := io.ReadAll(" + body + ")", "strings.TrimSpace(string(" + data + "))"}
	case "item":
		if g.chance(0.4) {
			return reading{"item := new(" + g.item() + ")", "err = json.NewDecoder(" + body + ").Decode(item)", "item"}
		}
		return reading{"var item " + g.item(), "err = json.NewDecoder(" + body + ").Decode(&item)", "&item"}
	case "lines":
		return reading{"n := 0\nsc := bufio.NewScanner(" + body + ")\nfor sc.Scan() {\nn++\n}", "err = sc.Err()", "n"}
	case "copy":
		return reading{"", "n, err := io.Copy(" + g.param("w", "io.Writer") + ", " + body + ")", "n"}
	case "sum":
		return reading{"h := sha256.New()", "_, err = io.Copy(h, " + body + ")", "hex.EncodeToString(h.Sum(nil))"}
	case "etag":
		return reading{"", "", resp + `.Header.Get("Etag")`}
	case "decode":
		return reading{"", "err = json.NewDecoder(" + body + ").Decode(" + g.param("v", "any") + ")", ""}
	case "err":
		return reading{"", "_, err = io.Copy(" + pick(g, "io.Discard", g.param("w", "io.Writer")) + ", " + body + ")", ""}
	case "bool":
		return reading{"", "", resp + ".StatusCode == http.StatusOK"}
	}
	panic("nothing to read for " + g.fn.kind.name)
}

// consume writes the reading of a body, and returns the value of success.
// release writes an immediate release; without one, it is deferred.
func (g *g) consume(resp string, release func()) string {
	rd := g.reading(resp)
	if rd.before != "" {
		g.p("%s", rd.before)
	}
	if rd.stmt == "" {
		if release != nil {
			release()
		}
		return rd.value
	}
	fail := g.fail(g.wrap("read " + lower(g.vars["noun"])))
	switch {
	case release == nil && strings.HasPrefix(rd.stmt, "err = ") && g.chance(0.5):
		g.p("if %s; err != nil {\n%s\n}", strings.Replace(rd.stmt, "err =", "err :=", 1), fail)
	case release == nil:
		g.p("%s\nif err != nil {\n%s\n}", rd.stmt, fail)
	case g.chance(0.5):
		g.p("%s", rd.stmt)
		release()
		g.p("if err != nil {\n%s\n}", fail)
	default:
		g.p("%s\nif err != nil {", rd.stmt)
		release()
		g.p("%s\n}", fail)
		release()
	}
	return rd.value
}
