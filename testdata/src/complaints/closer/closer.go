// Package closer is a package of helpers around Close.
package closer

import (
	"errors"
	"fmt"
	"io"
)

// Close closes c, and prints what went wrong.
func Close(c io.Closer) {
	if err := c.Close(); err != nil {
		fmt.Println("close:", err)
	}
}

// Capture runs f, and adds its error to err.
func Capture(err *error, f func() error, msg string) {
	if e := f(); e != nil {
		*err = errors.Join(*err, fmt.Errorf("%s: %w", msg, e))
	}
}
