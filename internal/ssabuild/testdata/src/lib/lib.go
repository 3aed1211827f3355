// Package lib is the library that the tests' table describes.
package lib

// A Conn is the resource.
type Conn struct{ Body Closer }

type Closer interface {
	Close() error
	Read()
}

type Opener interface {
	Open(addr string) (*Conn, error)
}

// A Getter hands out what it has: one result does not open.
type Getter interface{ Conn() *Conn }

type Client struct{}

// Do opens by name.
func (*Client) Do(addr string) (*Conn, error) { return nil, nil }

// Dial opens by name.
func Dial(addr string) (*Conn, error) { return nil, nil }

// Handshake opens by name only: its results are not those of an Opener.
func Handshake(addr string) (*Conn, string, error) { return nil, "", nil }

// DialAs opens by name, whatever T is.
func DialAs[T any](addr string, as T) (*Conn, error) { return nil, nil }

// Parse has the results of an opener and no entry in the table.
func Parse(text string) (*Conn, error) { return nil, nil }

// Fatal never returns, which only the table says.
func Fatal() {}

// Panic panics, which only the table says.
func Panic() {}

// Fail returns, although not to a test that goes well.
func Fail() {}

// Mark is called where the tests ask whether a place can be reached.
func Mark() {}

// A Reader cannot name the release.
type Reader interface{ Read() }

// Use does with c what only its package knows.
func Use(c *Conn) {}
