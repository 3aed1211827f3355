package replay_test

import (
	"math"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// in is a condition on an argument.
func in(param int, path string, bounds ...int64) []mustcall.Condition {
	c := mustcall.Condition{Param: param, Path: path}
	for ; len(bounds) > 0; bounds = bounds[2:] {
		c.In = append(c.In, mustcall.Interval{Lo: bounds[0], Hi: bounds[1]})
	}
	return []mustcall.Condition{c}
}

const least, most = math.MinInt64, math.MaxInt64

// conditions are those of outcomes that do nothing.
var conditions = map[string][]mustcall.Condition{
	"keep":    in(0, ".0", 1, 1),
	"close":   in(0, ".0", 0, 0),
	"either":  in(0, ".0", 0, 1),
	"neither": in(0, ".0"),
	"nil":     in(0, "", 0, 0),
	"not-nil": in(0, "", least, -1, 1, most),
	"n=5":     in(0, ".1.0", 5, 5),
	"n=6":     in(0, ".1.0", 6, 6),
	"text":    in(0, ".2", 1<<52+7, 1<<52+7),
	"k<4":     in(2, "", least, 3),
	"k>3":     in(2, "", 4, most),
	"k>4":     in(2, "", 5, most),
	"k=1,7":   in(2, "", 1, 1, 7, 7),
	"k=1,3":   in(2, "", 1, 1, 3, 3),
	"k!=5":    in(2, "", least, 4, 6, most),
	"large":   in(2, "", 1<<52+7, 1<<52+7),
	"*p=1":    in(3, "*", 1, 1),
	"*p=2":    in(3, "*", 2, 2),
	"none":    in(9, "", 0, 0),
	"first=1": in(4, ".0", 1, 1),
	"first=2": in(4, ".0", 2, 2),

	"first=large": in(4, ".0", 1<<52+7, 1<<52+7),
}

func init() {
	for name, list := range conditions {
		outcomes[name] = mustcall.Outcome{Returns: -1, If: list}
	}
}

var conditionCases = []replayCase{{
	name: "conditions",
	source: `type limits struct{ n int }
type opts struct { keep bool; limits; name string }
type pair struct { a, b int }
func done(o *opts, r *wire.Response, k int, p *int, both pair)
func f(k int) {
	resp, _ := wire.Get("u")
	p := new(int)
	*p = 1
	o := &opts{keep: true, limits: limits{5}, name: "a"}
	if k > 3 {
		done(o, resp, k, p, pair{1, 2})
		if k == 5 { return }
		wire.Print(k)
		return
	}
	done(nil, resp, k, nil, pair{})
}`,
	holds: []string{
		"entry birth if.then ends:done:1:keep if.then returns",
		"entry birth if.then ends:done:1:either if.then returns",
		"entry birth if.then ends:done:1:not-nil if.then returns",
		"entry birth if.then ends:done:1:n=5 if.then returns",
		"entry birth if.then ends:done:1:text if.then returns",
		"entry birth if.then ends:done:1:k>3 if.then returns",
		"entry birth if.then ends:done:1:k>4 if.then returns",
		"entry birth if.then ends:done:1:k!=5 if.done returns",
		"entry birth if.then ends:done:1:k=1,7 if.done returns",
		"entry birth if.then ends:done:1:large if.done returns",
		"entry birth if.then ends:done:1:*p=1 if.done returns",
		"entry birth if.then ends:done:1:first=1 if.done returns",
		"entry birth if.done ends:done:1:nil returns",
		"entry birth if.done ends:done:1:k=1,3 returns",
	},
	refused: map[string]string{
		"entry birth if.then ends:done:1:close if.then returns":       "argument 0.0 cannot be",
		"entry birth if.then ends:done:1:neither if.then returns":     "argument 0.0 cannot be",
		"entry birth if.then ends:done:1:nil if.then returns":         "argument 0 cannot be",
		"entry birth if.then ends:done:1:n=6 if.then returns":         "argument 0.1.0 cannot be",
		"entry birth if.then ends:done:1:k<4 if.then returns":         "argument 2 cannot be",
		"entry birth if.then ends:done:1:k=1,3 if.then returns":       "argument 2 cannot be",
		"entry birth if.then ends:done:1:k=1,7 if.then returns":       "the condition cannot be true",
		"entry birth if.then ends:done:1:k!=5 if.then returns":        "the condition cannot be true",
		"entry birth if.then ends:done:1:*p=2 if.then returns":        "argument 3* cannot be",
		"entry birth if.then ends:done:1:first=2 if.then returns":     "argument 4.0 cannot be",
		"entry birth if.then ends:done:1:first=large if.then returns": "argument 4.0 cannot be",
		"entry birth if.then ends:done:1:none if.then returns":        "a condition on argument 9",
		"entry birth if.done ends:done:1:not-nil returns":             "argument 0 cannot be",
		"entry birth if.done ends:done:1:close returns":               "nil is dereferenced",
		"entry birth if.done ends:done:1:*p=1 returns":                "nil is dereferenced",
	},
}, {
	name: "a condition is learnt",
	source: `type opts struct { keep bool }
func done(o *opts, r *wire.Response, k int)
func f(o *opts, k int) {
	resp, _ := wire.Get("u")
	done(o, resp, k)
	if k == 2 { return }
	if k > 5 { return }
	wire.Print(o)
}`,
	holds: []string{
		"entry birth ends:done:1:k=1,7 if.done if.then returns",
		"entry birth ends:done:1:k=1,7 if.done if.done returns",
		"entry birth ends:done:1:k<4 if.then returns",
	},
	refused: map[string]string{
		"entry birth ends:done:1:k>4 if.then returns":           "the condition cannot be true",
		"entry birth ends:done:1:k=1,3 if.then returns":         "the condition cannot be true",
		"entry birth ends:done:1:k=1,3 if.done if.then returns": "the condition cannot be true",
	},
}, {
	name: "a condition on what has no type of its own",
	source: `func done[T any](v T, r *wire.Response) {}
func f() {
	resp, _ := wire.Get("u")
	done(0, resp)
}`,
	holds: []string{"entry birth ends:done[int]:1:nil returns"},
}}
