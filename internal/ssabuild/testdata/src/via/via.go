// Package via gives the resource to packages that do not import lib.
package via

import "lib"

type Session struct{ Opener lib.Opener }

func New() *Session { return nil }
