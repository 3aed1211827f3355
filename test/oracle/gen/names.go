package gen

import (
	"strconv"
	"strings"
)

var verbs = []string{
	"fetch", "load", "get", "read", "query", "pull", "lookup", "request", "retrieve", "download", "sync", "resolve",
	"find", "describe", "import", "refresh", "poll", "send", "submit", "collect", "check", "watch", "scan", "export",
}

var nouns = []string{
	"Order", "Invoice", "User", "Account", "Session", "Report", "Metric", "Event", "Release", "Artifact", "Manifest",
	"Package", "Token", "Profile", "Device", "Ticket", "Branch", "Commit", "Image", "Layer", "Bucket", "Object",
	"Secret", "Policy", "Cluster", "Node", "Job", "Task", "Alert", "Rule", "Quota", "Region", "Zone", "Record",
	"Domain", "Certificate", "Webhook", "Comment", "Message", "Thread", "Channel", "Feed", "Article", "Photo",
	"Video", "Playlist", "Track", "Price", "Product", "Cart", "Payment", "Refund", "Shipment", "Address", "Contact",
	"Campaign", "Segment", "Plan", "Usage", "Ledger", "Forecast", "Station", "Sensor", "Reading", "Route", "Trip",
}

var qualifiers = []string{
	"", "", "", "s", "ByID", "List", "Page", "Details", "Summary", "Index", "Status", "History", "Data", "Info",
	"FromUpstream", "WithRetry", "Snapshot", "Count", "Config", "Batch", "Archive", "Content", "Meta", "Links",
}

// names hands out names that are unique in a package. A program that is
// written a second time, broken, gets the same ones again.
type names struct {
	taken map[string]bool
	given []string
	at    int
}

// next returns a name for a function.
func (n *names) next(g *g, verb string) string {
	noun := pick(g, nouns...)
	if g.vars["noun"] == "" {
		g.vars["noun"] = noun
	}
	if g.chance(0.7) {
		noun = g.vars["noun"]
	}
	return n.unique(verb + noun + pick(g, qualifiers...))
}

// typ returns a name for a type.
func (n *names) typ(g *g, suffix string) string {
	noun := g.vars["noun"]
	if noun == "" {
		noun = pick(g, nouns...)
		g.vars["noun"] = noun
	}
	if g.chance(0.6) {
		noun = lower(noun)
	}
	return n.unique(noun + suffix)
}

func (n *names) unique(name string) string {
	if n.at < len(n.given) {
		n.at++
		return n.given[n.at-1]
	}
	base := name
	for k := 2; n.taken[strings.ToLower(name)] || reserved[name]; k++ {
		name = base + strconv.Itoa(k)
	}
	n.taken[strings.ToLower(name)] = true
	n.given = append(n.given, name)
	n.at++
	return name
}

// again makes the names hand out the same ones from the start.
func (n *names) again() { n.at = 0 }

// reserved are names that would hide what programs use.
var reserved = map[string]bool{"string": true, "error": true, "import": true, "range": true, "package": true}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
