// Package lib has helpers that close, and some that only look like it.
package lib

import (
	"io"
	"log"
	"net/http"
)

// Close closes the body.
func Close(body io.ReadCloser) { body.Close() }

// Finish closes the body of a response that is there.
func Finish(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		resp.Body.Close()
	}
}

// Touch looks at the response.
func Touch(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		resp.Header.Set("X-Seen", "1")
	}
}

// Drain reads what is left, and leaves the body open.
func Drain(body io.ReadCloser) { io.Copy(io.Discard, body) }

// DrainAndClose reads what is left, and closes.
func DrainAndClose(body io.ReadCloser) {
	io.Copy(io.Discard, io.LimitReader(body, 1<<16))
	body.Close()
}

// ReadAll reads all, and closes whatever comes.
func ReadAll(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// ReadOnly reads all, and leaves the rest to the caller.
func ReadOnly(resp *http.Response) ([]byte, error) {
	return io.ReadAll(resp.Body)
}

// ReadSome defers the close too late.
func ReadSome(resp *http.Response) ([]byte, error) {
	if resp.ContentLength == 0 {
		return nil, nil
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// CloseLogged closes, and logs what goes wrong.
func CloseLogged(l *log.Logger, c io.Closer, format string, args ...any) {
	if err := c.Close(); err != nil {
		l.Printf(format+": %v", append(args, err)...)
	}
}

// LogOnly logs that something has been closed.
func LogOnly(l *log.Logger, c io.Closer, format string, args ...any) {
	l.Printf(format+": closed %T", append(args, c)...)
}

// CloseAll closes all.
func CloseAll(closers ...io.Closer) {
	for _, c := range closers {
		c.Close()
	}
}

// CloseFirst closes the first one.
func CloseFirst(closers ...io.Closer) {
	if len(closers) > 0 {
		closers[0].Close()
	}
}

// CloseDeep closes at the bottom of its recursion.
func CloseDeep(n int, c io.Closer) {
	if n <= 0 {
		c.Close()
		return
	}
	CloseDeep(n-1, c)
}

// KeepDeep comes to the bottom, and does nothing.
func KeepDeep(n int, c io.Closer) {
	if n > 0 {
		KeepDeep(n-1, c)
	}
}

// CloseEven takes turns with CloseOdd; both close when it is over.
func CloseEven(n int, c io.Closer) {
	if n <= 0 {
		c.Close()
		return
	}
	CloseOdd(n-1, c)
}

// CloseOdd takes turns with CloseEven.
func CloseOdd(n int, c io.Closer) {
	if n <= 0 {
		c.Close()
		return
	}
	CloseEven(n-1, c)
}

// KeepEven takes turns with KeepOdd; one of them forgets.
func KeepEven(n int, c io.Closer) {
	if n <= 0 {
		c.Close()
		return
	}
	KeepOdd(n-1, c)
}

// KeepOdd takes turns with KeepEven.
func KeepOdd(n int, c io.Closer) {
	if n <= 0 {
		return
	}
	KeepEven(n-1, c)
}
