package diagnose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/streamlint/streamlint/internal/protocol"
)

const (
	// maxMessage keeps a message on one line of most screens.
	maxMessage = 120
	// maxTerm is how long a single expression may be.
	maxTerm = 50
)

// noun is what a message calls the thing that leaks.
func noun(row *protocol.Row) string {
	if row.Noun != "" {
		return row.Noun
	}
	return row.Name
}

// released is the participle of the row's release.
func released(row *protocol.Row) string {
	if row.Release == "Close" {
		return "closed"
	}
	return "released"
}

// release is the verb of which released is the participle.
func release(row *protocol.Row) string {
	if row.Release == "Close" {
		return "close"
	}
	return "release"
}

// owed is how each message begins: what was not done.
func owed(row *protocol.Row) string { return noun(row) + " is not " + released(row) }

// open is the state in which a path should not end.
func open(row *protocol.Row) string { return noun(row) + " still open" }

// withConditions appends what was decided, as much of it as fits: first of
// all what something else implies is left out, then what was decided first,
// which is further from the leak and explains it less.
func withConditions(message string, conds []condition) string {
	for conds := slices.Clone(conds); len(conds) > 0; {
		var facts []string
		for _, c := range conds {
			if f := c.words().fact; f != "" && !slices.Contains(facts, f) {
				facts = append(facts, f)
			}
		}
		long := message + " (" + strings.Join(facts, " and ") + ")"
		if len(facts) > 0 && utf8.RuneCountInString(long) <= maxMessage {
			return long
		}
		i := max(0, slices.IndexFunc(conds, func(c condition) bool { return c.implied }))
		conds = slices.Delete(conds, i, i+1)
	}
	return message
}

// shorten cuts a text that is too long, and says so.
func shorten(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return string([]rune(text)[:limit-len("...")]) + "..."
}
