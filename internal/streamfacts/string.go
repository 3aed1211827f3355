package streamfacts

import (
	"fmt"
	"math"
	"strings"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// String is what a want-comment matches:
//
//	noreturn
//	0 handle: closed if 1=[1]; kept, error
//	fresh http.Response (resource, nil)
func (f *Function) String() string {
	var parts []string
	for _, flag := range []struct {
		set  bool
		name string
	}{{f.NoReturn, "noreturn"}, {f.Lends, "lends"}, {f.Asserts, "asserts"}} {
		if flag.set {
			parts = append(parts, flag.name)
		}
	}
	for _, p := range f.Params {
		parts = append(parts, p.String())
	}
	for _, alt := range f.Fresh {
		parts = append(parts, formatFresh(alt))
	}
	return strings.Join(parts, " | ")
}

func (p *Package) String() string {
	if p.Failed == "" {
		return "no facts"
	}
	return "failed: " + p.Failed
}

// String returns the parameter and its outcomes.
func (p Param) String() string {
	return fmt.Sprintf("%d %s: %s", p.Index, formatSeed(p.Seed), FormatOutcomes(p.Outcomes))
}

func formatSeed(s mustcall.Seed) string {
	if s == mustcall.SeedNothing {
		return "nothing"
	}
	field, of := s.Field()
	if field < 0 {
		return seedNames[of]
	}
	return fmt.Sprintf("%s at .%d", seedNames[of], field)
}

var seedNames = [...]string{
	mustcall.SeedResource: "resource",
	mustcall.SeedHandle:   "handle",
	mustcall.SeedCallable: "callable",
	mustcall.SeedElement:  "element",
}

// FormatOutcomes returns outcomes as a text.
func FormatOutcomes(list []mustcall.Outcome) string {
	if len(list) == 0 {
		return "never returns"
	}
	return join(list, "; ", formatOutcome)
}

func join[T any](list []T, sep string, format func(T) string) string {
	texts := make([]string, len(list))
	for i, e := range list {
		texts[i] = format(e)
	}
	return strings.Join(texts, sep)
}

func formatOutcome(o mustcall.Outcome) string {
	parts := eventNames(o.Events)
	if o.Stored {
		parts = append(parts, "stored")
	}
	if o.Lost {
		parts = append(parts, "lost")
	}
	if len(parts) == 0 {
		parts = append(parts, "kept")
	}
	if o.Returns >= 0 {
		parts = append(parts, fmt.Sprintf("result %d %s", o.Returns, returnNames[o.As]))
	}
	parts = append(parts, triNames(o.Error, "no error", "error")...)
	parts = append(parts, triNames(o.Bool, "false", "true")...)
	return strings.Join(parts, ", ") + formatConditions(o.If)
}

var returnNames = [...]string{
	0:                        "somehow",
	mustcall.ReturnsArgument: "is it",
	mustcall.ReturnsHandle:   "is its handle",
	mustcall.ReturnsReleaser: "releases it",
	mustcall.ReturnsHolder:   "holds it",
}

// triNames names a truth: an error is nil (Yes), a boolean is true (Yes).
func triNames(t mustcall.Tri, no, yes string) []string {
	switch {
	case t == mustcall.Unknown:
		return nil
	case (t == mustcall.Yes) == (no == "no error"):
		return []string{no}
	}
	return []string{yes}
}

func eventNames(ev protocol.Event) []string {
	var names []string
	for i, name := range []string{"closed", "half-closed", "ended", "cancelled"} {
		if bit := protocol.Event(1) << i; ev&bit != 0 {
			names = append(names, name)
			ev &^= bit
		}
	}
	if ev != 0 {
		names = append(names, fmt.Sprintf("events %#x", uint16(ev)))
	}
	return names
}

func formatConditions(list []mustcall.Condition) string {
	if len(list) == 0 {
		return ""
	}
	return " if " + join(list, ", ", func(c mustcall.Condition) string {
		return fmt.Sprintf("%d%s=%s", c.Param, c.Path, formatIntervals(c.In))
	})
}

func formatIntervals(list []mustcall.Interval) string {
	bound := func(i int64) string {
		if i == math.MinInt64 || i == math.MaxInt64 {
			return ""
		}
		return fmt.Sprint(i)
	}
	return "[" + join(list, " ", func(i mustcall.Interval) string {
		if i.Lo == i.Hi {
			return fmt.Sprint(i.Lo)
		}
		return bound(i.Lo) + ".." + bound(i.Hi)
	}) + "]"
}

func formatFresh(f mustcall.Fresh) string {
	text := fmt.Sprintf("fresh %s (%s)%s", f.Row, join(f.Results, ", ", formatShape), formatConditions(f.If))
	for _, field := range f.Fields {
		text += " with " + field.Path + "=" + formatIntervals(field.In)
	}
	return text
}

var shapeNames = [...]string{
	mustcall.ShapeUnknown:   "_",
	mustcall.ShapeResource:  "resource",
	mustcall.ShapeHandle:    "handle",
	mustcall.ShapeReleaser:  "releaser",
	mustcall.ShapeConst:     "constant",
	mustcall.ShapeNonNil:    "non-nil",
	mustcall.ShapePointer:   "&",
	mustcall.ShapeStruct:    "struct",
	mustcall.ShapeContainer: "container",
}

func formatShape(s mustcall.Shape) string {
	if s.Kind == mustcall.ShapeConst {
		return fmt.Sprint(s.Const)
	}
	parts := join(s.Parts, ", ", func(p mustcall.Part) string {
		return p.Path + ": " + formatShape(p.Shape)
	})
	if s.ZeroRest {
		parts = strings.TrimPrefix(parts+", rest 0", ", ")
	}
	if parts == "" {
		return shapeNames[s.Kind]
	}
	return shapeNames[s.Kind] + "{" + parts + "}"
}
