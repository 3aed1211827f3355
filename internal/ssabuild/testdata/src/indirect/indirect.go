// Package indirect gets the resource without importing its package.
package indirect

import "via"

//test:matters
func open() {
	c, err := via.New().Opener.Open("")
	if err == nil {
		c.Body.Close()
	}
}

func other() *via.Session { return via.New() }
