// Package loopvar has one loop under two language versions.
package loopvar

import "lib"

// A variable per iteration.
//
//test:matters
func perIteration(run func(func())) {
	for i := 0; i < 3; i++ {
		run(func() { lib.Dial(""); println(i) })
	}
}

func quiet() {}
