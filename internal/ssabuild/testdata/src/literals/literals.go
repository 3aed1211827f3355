// Package literals has function literals that no declaration contains.
package literals

import "lib"

type command struct {
	Name string
	RunE func(args []string) error
}

// No literal in it: not built. It comes first, so that a name that counted
// initialisers would be wrong.
var names = []string{"a", "b"}

// A literal that does not matter, built because others do.
var quiet = func() {}

var run = func() (*lib.Conn, error) { return lib.Dial("") }

var root = &command{
	Name: "root",
	RunE: func(args []string) error {
		retry := func() error {
			_, err := lib.Dial("")
			return err
		}
		return retry()
	},
}

var handlers = map[string]func(o lib.Opener){
	"open": func(o lib.Opener) { o.Open("") },
	"not":  func(o lib.Opener) {},
}

var a, b = func() { lib.Dial("") }, pair(func() {})

var first, _ = func() (int, int) { lib.Dial(""); return 1, 2 }()

var _ = func() { lib.Dial("") }

// Opened by the initialiser itself: in nobody's function.
var conn, err = lib.Dial("")

//test:matters
func pair(f func()) func() { return f }
