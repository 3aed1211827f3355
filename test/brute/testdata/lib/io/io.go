// Package io has the types of io that the programs use.
package io

type Reader interface{ Read([]byte) (int, error) }

type Closer interface{ Close() error }

type ReadCloser interface {
	Reader
	Closer
}

var EOF error
