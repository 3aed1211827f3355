package protocol

import "slices"

// readers return something that reads through a parameter, and that does
// not close it: either there is no Close at all, or, as gzip has it, "Close
// closes the Reader. It does not close the underlying reader."
func readers() []Func {
	return slices.Concat(
		readers0(),
		// Tables and encodings come first in these.
		alike(Func{Results: result(0, Reader, 1), Reference: "https://pkg.go.dev/encoding/base64#NewDecoder"},
			"encoding/base64.NewDecoder", "encoding/base32.NewDecoder"),
		alike(Func{Results: result(0, Reader, 1), Reference: "https://pkg.go.dev/golang.org/x/text/encoding#Decoder.Reader"},
			"(*golang.org/x/text/encoding.Decoder).Reader"),
		alike(Func{Results: result(0, Reader, 1), Reference: "https://pkg.go.dev/golang.org/x/net/html/charset#NewReaderLabel"},
			"golang.org/x/net/html/charset.NewReaderLabel"),
		alike(Func{Results: result(0, Reader, 1), Reference: "https://pkg.go.dev/testing/iotest#NewReadLogger"},
			"testing/iotest.NewReadLogger"),
		// The scanner itself, set to read through its argument.
		alike(Func{Results: result(0, Reader, 1), Reference: "https://pkg.go.dev/text/scanner#Scanner.Init"},
			"(*text/scanner.Scanner).Init"),
	)
}

// readers0 read through their first parameter.
func readers0() []Func {
	read0 := func(ref string, names ...string) []Func {
		return alike(Func{Results: result(0, Reader, 0), Reference: ref}, names...)
	}
	return slices.Concat(
		// "NopCloser returns a ReadCloser with a no-op Close method wrapping
		// the provided Reader r."
		read0("https://pkg.go.dev/io#NopCloser", "io.NopCloser", "io/ioutil.NopCloser"),
		read0("https://pkg.go.dev/io#TeeReader",
			"io.TeeReader", "io.LimitReader", "io.MultiReader", "io.NewSectionReader"),
		read0("https://pkg.go.dev/bufio#NewReader",
			"bufio.NewReader", "bufio.NewReaderSize", "bufio.NewScanner", "bufio.NewReadWriter"),
		// "Close closes the Reader. It does not close the underlying reader."
		read0("https://pkg.go.dev/compress/gzip#Reader.Close",
			"compress/gzip.NewReader", "compress/bzip2.NewReader", "compress/lzw.NewReader",
			"compress/zlib.NewReader", "compress/zlib.NewReaderDict",
			"compress/flate.NewReader", "compress/flate.NewReaderDict"),
		read0("https://pkg.go.dev/github.com/klauspost/compress/gzip#Reader.Close",
			"github.com/klauspost/compress/gzip.NewReader",
			"github.com/klauspost/compress/flate.NewReader",
			"github.com/klauspost/compress/zlib.NewReader",
			"github.com/klauspost/compress/zstd.NewReader"),
		read0("https://pkg.go.dev/github.com/andybalholm/brotli#NewReader",
			"github.com/andybalholm/brotli.NewReader"),
		// "The decoder introduces its own buffering and may read data from r
		// beyond the JSON values requested."
		read0("https://pkg.go.dev/encoding/json#NewDecoder",
			"encoding/json.NewDecoder", "encoding/json/jsontext.NewDecoder",
			"encoding/xml.NewDecoder", "encoding/gob.NewDecoder", "encoding/csv.NewReader"),
		read0("https://pkg.go.dev/encoding/hex#NewDecoder",
			"encoding/hex.NewDecoder", "encoding/ascii85.NewDecoder"),
		read0("https://pkg.go.dev/archive/tar#NewReader", "archive/tar.NewReader"),
		read0("https://pkg.go.dev/mime/multipart#NewReader",
			"mime/multipart.NewReader", "mime/quotedprintable.NewReader"),
		read0("https://pkg.go.dev/net/textproto#NewReader", "net/textproto.NewReader"),
		// "The headers are parsed, and the body of the message will be
		// available for reading from msg.Body."
		read0("https://pkg.go.dev/net/mail#ReadMessage", "net/mail.ReadMessage"),
		read0("https://pkg.go.dev/net/http/httputil#NewChunkedReader",
			"net/http/httputil.NewChunkedReader"),
		read0("https://pkg.go.dev/testing/iotest",
			"testing/iotest.DataErrReader", "testing/iotest.HalfReader",
			"testing/iotest.OneByteReader", "testing/iotest.TimeoutReader"),
		// "NewReader returns a new Reader that wraps r by transforming the
		// bytes read via t."
		read0("https://pkg.go.dev/golang.org/x/text/transform#NewReader",
			"golang.org/x/text/transform.NewReader"),
		read0("https://pkg.go.dev/golang.org/x/net/html/charset#NewReader",
			"golang.org/x/net/html/charset.NewReader"),
		read0("https://pkg.go.dev/golang.org/x/net/html#NewTokenizer",
			"golang.org/x/net/html.NewTokenizer"),
	)
}

// wrappers return something whose Close closes a parameter.
func wrappers() []Func {
	return slices.Concat(
		// "MaxBytesReader's result is a ReadCloser [...] and closes the
		// underlying reader when its Close method is called."
		alike(Func{Results: result(0, Wrapper, 1), Reference: "https://pkg.go.dev/net/http#MaxBytesReader"},
			"net/http.MaxBytesReader"),
		// "NewConn returns a new Conn using conn for I/O"; "Close closes the
		// connection." A body is such a conn after a CONNECT.
		alike(Func{Results: result(0, Wrapper, 0), Reference: "https://pkg.go.dev/net/textproto#NewConn"},
			"net/textproto.NewConn"),
	)
}
