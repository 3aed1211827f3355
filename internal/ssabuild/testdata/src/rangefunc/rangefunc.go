// Package rangefunc has loop bodies that go/ssa makes functions of.
package rangefunc

import "lib"

func addrs(yield func(string) bool) {}

//test:matters
func loop() error {
	for addr := range addrs {
		c, err := lib.Dial(addr)
		if err != nil {
			return err
		}
		defer c.Body.Close()
	}
	return nil
}

//test:matters
func nested(o lib.Opener) {
outer:
	for range addrs {
		for addr := range addrs {
			if addr == "" {
				continue outer
			}
			o.Open(addr)
		}
	}
}

func quiet() {
	for addr := range addrs {
		println(addr)
	}
}
