package protocol

import "slices"

// atomics decide who of several is the one that closes. (What Load returns is
// an ordinary value: it may be asked twice.)
func atomics() []Func {
	const ref = "https://pkg.go.dev/sync/atomic"
	var names []string
	for _, t := range []string{"Int32", "Int64", "Uint32", "Uint64", "Uintptr"} {
		for _, m := range []string{"Add", "CompareAndSwap", "Swap"} {
			names = append(names, "(*sync/atomic."+t+")."+m, "sync/atomic."+m+t)
		}
	}
	names = append(names, "(*sync/atomic.Bool).CompareAndSwap", "(*sync/atomic.Bool).Swap")
	return slices.Concat(
		alike(Func{Results: result(0, Unsettled, 0), Reference: ref}, names...),
	)
}
