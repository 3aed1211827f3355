package protocol

import "slices"

// responseRow is the name of the row for response bodies.
const responseRow = "http.Response"

func builtinRows() []*Row {
	return []*Row{{
		Name:    responseRow,
		Noun:    "response body",
		Release: "Close",
		Type:    Type{Path: "net/http", Name: "Response", Pointer: true},
		Handle:  "Body",
		Methods: []Method{{Name: "Close", Event: Closed}},
		// "The http Client and Transport guarantee that Body is always
		// non-nil, even on responses without a body or responses with a
		// zero-length body. It is the caller's responsibility to close
		// Body."
		Released: []Event{Closed},
		// A RoundTripper, a Doer, a retry function: who calls a function
		// of this shape without knowing which cannot rely on more than the
		// contract of net/http.
		OpensBySignature: true,
		// "As of Go 1.12, the Body will also implement io.Writer on a
		// successful "101 Switching Protocols" response": it is the
		// connection now, and belongs to whoever speaks the protocol.
		TakenOver: []FieldValue{{Field: "StatusCode", Value: 101}},
		Reference: "https://pkg.go.dev/net/http#Response",
	}}
}

// openers are the functions whose response is the caller's to close, if
// their error is nil.
//
// A request whose Body leads to another response takes that response:
// "The request Body, if non-nil, will be closed by the underlying Transport,
// even on errors. The Body may be closed asynchronously after Do returns."
// Asynchronously is why it is not Closes.
func openers() []Func {
	return slices.Concat(
		// "The caller must close the response body when finished with it."
		alike(Func{Opens: responseRow, Reference: "https://pkg.go.dev/net/http#hdr-Clients_and_Transports"},
			"net/http.Get", "net/http.Head", "net/http.PostForm",
			"(*net/http.Client).Get", "(*net/http.Client).Head", "(*net/http.Client).PostForm"),
		// "If the provided body is an io.Closer, it is closed after the request."
		alike(Func{Opens: responseRow, Args: args(Takes, 2), Reference: "https://pkg.go.dev/net/http#Post"},
			"net/http.Post"),
		alike(Func{Opens: responseRow, Args: args(Takes, 3), Reference: "https://pkg.go.dev/net/http#Client.Post"},
			"(*net/http.Client).Post"),
		// "If the returned error is nil, the Response will contain a non-nil
		// Body which the user is expected to close."
		alike(Func{Opens: responseRow, Args: args(Takes, 1), Reference: "https://pkg.go.dev/net/http#Client.Do"},
			"(*net/http.Client).Do"),
		// "RoundTrip must always close the body, including on errors, but
		// depending on the implementation may do so in a separate goroutine
		// even after RoundTrip returns."
		alike(Func{Opens: responseRow, Args: args(Takes, 1), Reference: "https://pkg.go.dev/net/http#RoundTripper"},
			"(net/http.RoundTripper).RoundTrip", "(*net/http.Transport).RoundTrip",
			"(*net/http.ClientConn).RoundTrip"),
		// "Clients must call resp.Body.Close when finished reading resp.Body",
		// says the documentation, and yet nothing is owed: the connection is
		// the caller's, no goroutine serves it, and what is left of the body
		// is only bytes in the caller's reader. Measured: nothing stays behind.
		// The first five reports on real code, all true by the letter, were of
		// answers to CONNECT and Upgrade, whose connection was closed or kept.
		alike(Func{Lends: true, Reference: "https://pkg.go.dev/net/http#ReadResponse"},
			"net/http.ReadResponse"),
		// Do writes a request and reads a response; Read is ReadResponse on
		// the connection.
		alike(Func{Opens: responseRow, Args: args(Takes, 1), Reference: "https://pkg.go.dev/net/http/httputil#ClientConn"},
			"(*net/http/httputil.ClientConn).Do", "(*net/http/httputil.ClientConn).Read"),
		libraryOpeners(),
	)
}

// libraryOpeners are openers whose bodies are too involved for inference
// (retry loops, connection pools), or so widely used that it should not be
// left to it.
func libraryOpeners() []Func {
	return slices.Concat(
		// "Do wraps calling an HTTP method with retries": the contract is
		// that of http.Client.Do. The bodies of requests, of any type, are
		// read into memory and not closed.
		alike(Func{Opens: responseRow, Reference: "https://pkg.go.dev/github.com/hashicorp/go-retryablehttp#Client.Do"},
			"(*github.com/hashicorp/go-retryablehttp.Client).Do",
			"(*github.com/hashicorp/go-retryablehttp.Client).Get",
			"(*github.com/hashicorp/go-retryablehttp.Client).Head",
			"(*github.com/hashicorp/go-retryablehttp.Client).Post",
			"(*github.com/hashicorp/go-retryablehttp.Client).PostForm",
			"github.com/hashicorp/go-retryablehttp.Get",
			"github.com/hashicorp/go-retryablehttp.Head",
			"github.com/hashicorp/go-retryablehttp.Post",
			"github.com/hashicorp/go-retryablehttp.PostForm"),
		// "RoundTrip satisfies the http.RoundTripper interface."
		alike(Func{Opens: responseRow, Args: args(Takes, 1), Reference: "https://pkg.go.dev/github.com/hashicorp/go-retryablehttp#RoundTripper.RoundTrip"},
			"(*github.com/hashicorp/go-retryablehttp.RoundTripper).RoundTrip"),
		// "Do sends an HTTP request with the provided http.Client and
		// returns an HTTP response."
		alike(Func{Opens: responseRow, Args: args(Takes, 2), Reference: "https://pkg.go.dev/golang.org/x/net/context/ctxhttp#Do"},
			"golang.org/x/net/context/ctxhttp.Do"),
		alike(Func{Opens: responseRow, Args: args(Takes, 4), Reference: "https://pkg.go.dev/golang.org/x/net/context/ctxhttp#Post"},
			"golang.org/x/net/context/ctxhttp.Post"),
		alike(Func{Opens: responseRow, Reference: "https://pkg.go.dev/golang.org/x/net/context/ctxhttp#Get"},
			"golang.org/x/net/context/ctxhttp.Get",
			"golang.org/x/net/context/ctxhttp.Head",
			"golang.org/x/net/context/ctxhttp.PostForm"),
		// Transports for other versions of the protocol are RoundTrippers.
		alike(Func{Opens: responseRow, Args: args(Takes, 1), Reference: "https://pkg.go.dev/golang.org/x/net/http2#Transport.RoundTrip"},
			"(*golang.org/x/net/http2.Transport).RoundTrip",
			"(*golang.org/x/net/http2.Transport).RoundTripOpt",
			"(*golang.org/x/net/http2.ClientConn).RoundTrip"),
		alike(Func{Opens: responseRow, Args: args(Takes, 1), Reference: "https://pkg.go.dev/github.com/quic-go/quic-go/http3#Transport.RoundTrip"},
			"(*github.com/quic-go/quic-go/http3.Transport).RoundTrip",
			"(*github.com/quic-go/quic-go/http3.Transport).RoundTripOpt",
			"(*github.com/quic-go/quic-go/http3.ClientConn).RoundTrip"),
	)
}

// lenders return responses that nobody has to close.
func lenders() []Func {
	return slices.Concat(
		// "The Response.Body is guaranteed to be non-nil and Body.Read call
		// is guaranteed to not return any error other than io.EOF": it reads
		// from memory.
		alike(Func{Lends: true, Reference: "https://pkg.go.dev/net/http/httptest#ResponseRecorder.Result"},
			"(*net/http/httptest.ResponseRecorder).Result"),
		// "The response body may not contain the entire response and does
		// not need to be closed by the application."
		alike(Func{Lends: true, Reference: "https://pkg.go.dev/github.com/gorilla/websocket#Dialer.DialContext"},
			"(*github.com/gorilla/websocket.Dialer).Dial",
			"(*github.com/gorilla/websocket.Dialer).DialContext",
			"github.com/gorilla/websocket.NewClient",
			"(*github.com/fasthttp/websocket.Dialer).Dial",
			"(*github.com/fasthttp/websocket.Dialer).DialContext"),
		// "You never need to close resp.Body yourself." Closing it kills
		// the connection.
		alike(Func{Lends: true, Reference: "https://pkg.go.dev/github.com/coder/websocket#Dial"},
			"github.com/coder/websocket.Dial", "nhooyr.io/websocket.Dial"),
	)
}

// responseFuncs take a whole response.
func responseFuncs() []Func {
	return slices.Concat(
		alike(Func{Reference: "https://pkg.go.dev/net/http#Response"},
			"(*net/http.Response).Cookies",
			"(*net/http.Response).Location",
			"(*net/http.Response).ProtoAtLeast"),
		// "The Response Body is closed after it is sent." It fails before
		// that if the header cannot be written.
		alike(Func{Args: []Arg{{Param: 0, Does: Closes, Unless: ErrorResult}}, Reference: "https://pkg.go.dev/net/http#Response.Write"},
			"(*net/http.Response).Write"),
		// "DumpResponse is like DumpRequest", which "consumes req.Body and
		// then replaces it with a new io.ReadCloser that yields the same
		// bytes": it closes what it has consumed. If that cannot be read,
		// the original stays where it was, open.
		// With body == false nothing is read, or closed.
		alike(Func{Args: []Arg{{Param: 0, Does: Closes, Unless: ErrorResult, If: 1}}, Reference: "https://pkg.go.dev/net/http/httputil#DumpResponse"},
			"net/http/httputil.DumpResponse"),
		// "Write writes resp in response to req": Response.Write, after
		// checks of the pipeline.
		alike(Func{Args: []Arg{{Param: 2, Does: Closes, Unless: ErrorResult}}, Reference: "https://pkg.go.dev/net/http/httputil#ServerConn.Write"},
			"(*net/http/httputil.ServerConn).Write"),
		// "The response's body is closed on return."
		alike(Func{Args: args(Closes, 0), Reference: "https://pkg.go.dev/github.com/PuerkitoBio/goquery#NewDocumentFromResponse"},
			"github.com/PuerkitoBio/goquery.NewDocumentFromResponse"),
	)
}

// requestFuncs make requests of bodies, or pass requests on.
func requestFuncs() []Func {
	return slices.Concat(
		// "If the provided body is also an io.Closer, the returned
		// Request.Body is set to body and will be closed (possibly
		// asynchronously) by the Client methods Do, Post, and PostForm, and
		// Transport.RoundTrip." A request that is never sent closes nothing,
		// and is not worth a word.
		alike(Func{Args: args(Takes, 2), Reference: "https://pkg.go.dev/net/http#NewRequestWithContext"},
			"net/http.NewRequest"),
		alike(Func{Args: args(Takes, 3), Reference: "https://pkg.go.dev/net/http#NewRequestWithContext"},
			"net/http.NewRequestWithContext"),
		// The handler under test may close its request's body.
		alike(Func{Args: args(Takes, 2), Reference: "https://pkg.go.dev/net/http/httptest#NewRequest"},
			"net/http/httptest.NewRequest"),
		alike(Func{Args: args(Takes, 3), Reference: "https://pkg.go.dev/net/http/httptest#NewRequestWithContext"},
			"net/http/httptest.NewRequestWithContext"),
		// "WithContext returns a shallow copy of r": the body is the same.
		alike(Func{Results: result(0, Same, 0), Reference: "https://pkg.go.dev/net/http#Request.WithContext"},
			"(*net/http.Request).WithContext", "(*net/http.Request).Clone"),
		// "Body is closed after it is sent."
		alike(Func{Args: args(Takes, 0), Reference: "https://pkg.go.dev/net/http#Request.Write"},
			"(*net/http.Request).Write", "(*net/http.Request).WriteProxy"),
		// An io.Reader is read to its end and left open, so that the request
		// can be sent again.
		alike(Func{Reference: "https://pkg.go.dev/github.com/hashicorp/go-retryablehttp#NewRequest"},
			"github.com/hashicorp/go-retryablehttp.NewRequest",
			"github.com/hashicorp/go-retryablehttp.NewRequestWithContext",
			"(*github.com/hashicorp/go-retryablehttp.Request).SetBody"),
	)
}
