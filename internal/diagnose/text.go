package diagnose

import (
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

// owed is how each message begins: what was not done.
func owed(row *protocol.Row) string { return noun(row) + " is not " + released(row) }

// open is the state in which a path should not end.
func open(row *protocol.Row) string { return noun(row) + " still open" }

// withConditions appends what the decisive branches decided, as much of it
// as fits: later decisions are nearer to the leak and explain it better.
func withConditions(message string, conds []condition) string {
	var facts []string
	for _, c := range conds {
		if f := c.fact(); f != "" {
			facts = append(facts, f)
		}
	}
	for ; len(facts) > 0; facts = facts[1:] {
		long := message + " (" + strings.Join(facts, " and ") + ")"
		if utf8.RuneCountInString(long) <= maxMessage {
			return long
		}
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
