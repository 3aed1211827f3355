//go:build go1.21

package loopvar

import "lib"

// One variable for all iterations: the file's version is below 1.22.
//
//test:matters
func perLoop(run func(func())) {
	for i := 0; i < 3; i++ {
		run(func() { lib.Dial(""); println(i) })
	}
}
