package mustcall_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/streamlint/streamlint/internal/protocol"
)

// wireTable is what is known about the library of testdata/library/wire.txt.
func wireTable() *protocol.Table {
	const path = "example.com/wire"
	resource := func(name string, methods []protocol.Method, released ...protocol.Event) *protocol.Row {
		return &protocol.Row{
			Name: name, Release: "Close", Type: protocol.Type{Path: path, Name: name, Pointer: true},
			Methods: methods, Released: released,
		}
	}
	closes := protocol.Method{Name: "Close", Event: protocol.Closed}
	closesRequest := protocol.Method{Name: "CloseRequest", Event: protocol.HalfClosed}
	conn := resource("Conn", []protocol.Method{closes}, protocol.Closed)
	conn.Handle = "Line"
	conn.TakenOver = []protocol.FieldValue{{Field: "Status", Value: 101}}
	rows := []*protocol.Row{
		resource("Pair", []protocol.Method{
			closesRequest,
			{Name: "CloseResponse", Event: protocol.Closed},
			{Name: "Ack", On: protocol.ErrorResult, OnEvent: protocol.Ended}, // asked of no alternative
		}, protocol.HalfClosed|protocol.Closed),
		resource("Iter", []protocol.Method{
			closes,
			{Name: "Next", On: protocol.FalseResult, OnEvent: protocol.Ended},
			{Name: "Recv", On: protocol.ErrorResult, OnEvent: protocol.Ended},
		}, protocol.Closed, protocol.Ended),
		resource("Call", nil, protocol.Cancelled),
		resource("Bidi", []protocol.Method{closes, closesRequest},
			protocol.Closed, protocol.HalfClosed|protocol.Cancelled),
		conn,
	}
	does := func(name string, effect protocol.Effect, unless protocol.Verdict) protocol.Func {
		return protocol.Func{Name: path + "." + name, Args: []protocol.Arg{{Does: effect, Unless: unless}}}
	}
	returns := func(f protocol.Func, results ...protocol.Result) protocol.Func {
		f.Results = results
		return f
	}
	always := protocol.NoVerdict
	return protocol.NewTable(rows, []protocol.Func{
		{Name: path + ".OpenPair", Opens: "Pair"},
		{Name: path + ".OpenIter", Opens: "Iter"},
		{Name: path + ".OpenCall", Opens: "Call"},
		{Name: path + ".OpenBidi", Opens: "Bidi"},
		{Name: path + ".Dial", Opens: "Conn"},
		{Name: path + ".Lend", Lends: true},
		does("Finish", protocol.Closes, always),
		does("Keep", protocol.Takes, always),
		does("Send", protocol.Closes, protocol.ErrorResult),
		does("Offer", protocol.Takes, protocol.FalseResult),
		does("Look", protocol.Borrows, always),
		does("Once", protocol.CallsOnce, always),
		does("Maybe", protocol.CallsMaybe, always),
		does("Many", protocol.CallsMany, always),
		does("Later", protocol.CallsLater, always),
		does("Start", protocol.Starts, always),
		returns(does("Until", protocol.CallsUntilTrue, always), protocol.Result{Is: protocol.CallResult}),
		returns(does("Retry", protocol.CallsMany, always), protocol.Result{Is: protocol.CallResult}),
		returns(protocol.Func{Name: path + ".Same"}, protocol.Result{Is: protocol.Same}),
		returns(protocol.Func{Name: path + ".Wrap"}, protocol.Result{Is: protocol.NilWithNil}),
		returns(protocol.Func{Name: path + ".Holds"}, protocol.Result{Is: protocol.TrueWithNil}),
		returns(protocol.Func{Name: path + ".Is"}, protocol.Result{Is: protocol.ImpliesNonNil}),
		returns(protocol.Func{Name: path + ".WithCancel"},
			protocol.Result{Is: protocol.Context}, protocol.Result{Index: 1, Is: protocol.Cancel}),
		{Name: path + ".Exit", Ends: protocol.NeverReturns},
		{Name: path + ".Fail", Ends: protocol.FailsTest},
	})
}

// A protocolTest is the body of a function, and all that can become of the
// duty that is born in it.
type protocolTest struct {
	name, body string
	want       string // sorted: leak, released, transferred, void:reason
}

// silent is wanted where it does not matter why nothing is reported.
const silent = "neither leak nor released"

const (
	openPair = "p, err := wire.OpenPair(); if err != nil { return }; "
	openIter = "s, err := wire.OpenIter(); if err != nil { return }; "
	openCtx  = "ctx, cancel := wire.WithCancel(wire.Background()); "
	openCall = "c, err := wire.OpenCall(ctx); if err != nil { return }; c.Send(1); "
	openBidi = "b, err := wire.OpenBidi(ctx); if err != nil { return }; b.Send(1); "
	dial     = "c, err := wire.Dial(); if err != nil { return }; "
)

// All of the events of one alternative have to happen.
var allOf = []protocolTest{
	{"both", openPair + "p.CloseRequest(); p.CloseResponse()", "released"},
	{"both, the other way round", openPair + "p.CloseResponse(); p.CloseRequest()", "released"},
	{"neither", openPair + "p.Sent++", "leak"},
	{"the first only", openPair + "p.CloseRequest()", "leak"},
	{"the second only", openPair + "p.CloseResponse()", "leak"},
	{"one of them twice", openPair + "p.CloseRequest(); p.CloseRequest()", "leak"},
	{"both deferred", openPair + "defer p.CloseRequest(); defer p.CloseResponse(); p.Sent++", "released"},
	{"one deferred", openPair + "defer p.CloseRequest(); p.Sent++", "leak"},
	{"one deferred, one on some paths", openPair + "defer p.CloseRequest(); if flag { p.CloseResponse() }", "leak released"},
	{"on two branches, one each", openPair + "if flag { p.CloseRequest() } else { p.CloseResponse() }", "leak"},
	{"on two correlated branches", openPair + "if flag { p.CloseRequest() }; p.CloseResponse(); if !flag { p.CloseRequest() }", "released"},
	{"an event that nobody asks for", openPair + "if err := p.Ack(); err != nil { return }; p.CloseRequest(); p.CloseResponse()", "leak released"},
	{"in a deferred closure", openPair + "defer func() { p.CloseRequest(); p.CloseResponse() }()", "released"},
}

// The outcome of a call says that the resource has ended.
var verdicts = []protocolTest{
	{"loop to the end", openIter + "for s.Next() { s.Value() }", "released"},
	{"loop with a break", openIter + "for s.Next() { if flag { break } }", "leak released"},
	{"loop with a break and a close", openIter + "for s.Next() { if flag { s.Close(); break } }", "released"},
	{"loop with a return", openIter + "for s.Next() { if s.Value() == 0 { return } }", "leak released"},
	{"one round only", openIter + "s.Next()", "leak released"},
	{"not asked", openIter + "s.Value()", "leak"},
	{"the false result kept", openIter + "more := s.Next(); if !more { return }; s.Close()", "released"},
	{"the false result misread", openIter + "if more := s.Next(); more { return }", "leak released"},
	{"loop until an error", openIter + "for { if _, err := s.Recv(); err != nil { return } }", "released"},
	{"loop until an error, or not", openIter + "for { n, err := s.Recv(); if err != nil { return }; if n == 0 { return } }", "leak released"},
	{"the error is ignored", openIter + "n, _ := s.Recv(); use(n)", "leak released"},
	{"the wrong side", openIter + "if _, err := s.Recv(); err == nil { return }; s.Close()", "leak released"},
}

// Somebody cancels the context of the resource.
var cancellation = []protocolTest{
	{"deferred before the open", openCtx + "defer cancel(); " + openCall, "released"},
	{"deferred after the open", openCtx + openCall + "defer cancel()", "released"},
	{"called on one path", openCtx + openCall + "if flag { cancel() }", "leak released"},
	{"never called", openCtx + openCall + "_ = cancel", "leak"},
	{"called in a deferred closure", openCtx + "defer func() { cancel() }(); " + openCall, "released"},
	{"another context's", openCtx + "_ = cancel; _, other := wire.WithCancel(ctx); defer other(); " + openCall, "leak"},
	{"the parent's", openCtx + "defer cancel(); ctx, other := wire.WithCancel(ctx); _ = other; " + openCall, "released"},
	{"the child's", openCtx + "_ = cancel; _, other := wire.WithCancel(ctx); " + openCall + "other()", "leak"},
	{"a foreign context", "ctx := foreign; " + openCall, "leak"},
	{"handed to an unknown function", openCtx + openCall + "unknownCancel(cancel)", "void:opaque-callee"},
	{"stored", openCtx + openCall + "kept = cancel", "transferred"},
	{"started", openCtx + openCall + "go cancel()", "released"},
	{"started in a closure", openCtx + openCall + "go func() { <-stop; cancel() }()", "released"},
	{"handed to an unknown function before", openCtx + "unknownCancel(cancel); " + openCall, silent},
	{"stored before", openCtx + "kept = cancel; " + openCall, silent},
	{"started in a closure before", openCtx + "go func() { <-stop; cancel() }(); " + openCall, silent},
	{"reassigned", openCtx + "defer cancel(); ctx, cancel = wire.WithCancel(wire.Background()); " + openCall, "leak"},
	{"half closed and cancelled", openCtx + "defer cancel(); " + openBidi + "b.CloseRequest()", "released"},
	{"cancelled, not half closed", openCtx + "defer cancel(); " + openBidi, "leak"},
	{"half closed, not cancelled", openCtx + "_ = cancel; " + openBidi + "b.CloseRequest()", "leak"},
	{"half closed on one path, cancelled", openCtx + "defer cancel(); " + openBidi + "if flag { b.CloseRequest() }", "leak released"},
	{"closed, never mind the rest", openCtx + "_ = cancel; " + openBidi + "defer b.Close()", "released"},
}

// The resource is its own handle, or has a field that is.
var handles = []protocolTest{
	{"alias", openIter + "t := s; t.Close()", "released"},
	{"discarded", "wire.OpenIter()", "leak"},
	{"method value", openIter + "f := s.Close; f()", "released"},
	{"method expression", openIter + "(*wire.Iter).Close(s)", "released"},
	{"overwritten", openIter + "s = nil; use(0); _ = s", "leak"},
	{"overwritten under an alias", openIter + "t := s; s = nil; _ = s; t.Close()", "released"},
	{"stored", openIter + "held = s", "transferred"},
	{"lent", "s, err := wire.Lend(); if err != nil { return }; s.Value()", ""},
	{"taken over", dial + "if c.Status == 101 { return }; c.Line.Close()", "released void:taken-over"},
	{"not taken over", dial + "if c.Status == 102 { return }; c.Line.Close()", "leak released"},
	{"handle apart", dial + "l := c.Line; c = nil; l.Close(); _ = c", "released"},
	{"handle replaced", dial + "c.Line = nil; c.Line.Close()", "leak"},
}

// What functions do with their arguments.
var effects = []protocolTest{
	{"closes", openIter + "wire.Finish(s)", "released"},
	{"takes", openIter + "wire.Keep(s)", "transferred"},
	{"borrows", openIter + "wire.Look(s)", "leak"},
	{"closes another", openIter + "t, _ := wire.Lend(); wire.Finish(t); s.Value()", "leak"},
	{"closes unless it fails", openIter + "wire.Send(s)", "leak released"},
	{"closes unless it fails, cared for", openIter + "if err := wire.Send(s); err != nil { s.Close() }", "released"},
	{"closes unless it fails, misread", openIter + "if err := wire.Send(s); err == nil { s.Close() }", "leak released"},
	{"takes unless false", openIter + "if !wire.Offer(s) { s.Close() }", "released transferred"},
	{"takes unless false, misread", openIter + "if wire.Offer(s) { s.Close() }", "leak transferred"},
	{"unknown", openIter + "unknown(s)", "void:opaque-callee"},
	{"unknown, of anything", openIter + "unknownAny(s)", "void:opaque-any"},
	{"unknown, through a variable", openIter + "unknownValue(s)", "void:opaque-dynamic"},
	{"unknown, of many things", openIter + "unknownPrint(s)", "leak"},
	{"unknown, of something that cannot be closed", openIter + "unknownLook(s)", "leak"},
	{"returns its argument", openIter + "wire.Same(s).Close()", "released"},
	{"never returns", openIter + "if flag { wire.Exit() }; s.Close()", "released"},
	{"fails the test", openIter + "if flag { wire.Fail(); s.Count++; return }; s.Close()", "released void:test-failed"},
	{"wraps an error", "s, err := wire.OpenIter(); if wire.Wrap(err) != nil { return }; s.Close()", "released"},
	{"says that an error is nil", "s, err := wire.OpenIter(); if !wire.Holds(err) { return }; s.Close()", "released"},
	{"says that an error is one", "s, err := wire.OpenIter(); if wire.Is(err, broken) { return }; s.Close()", "released"},
}

// When and how often functions call their arguments.
var calls = []protocolTest{
	{"once", openIter + "wire.Once(func() { s.Close() })", "released"},
	{"maybe", openIter + "wire.Maybe(func() { s.Close() })", "leak released"},
	{"many times or not at all", openIter + "wire.Many(func() { s.Close() })", "leak released"},
	{"later", openIter + "wire.Later(func() { s.Close() })", "released"},
	{"later, an innocent", openIter + "wire.Later(func() { s.Value() })", "leak"},
	{"started", openIter + "wire.Start(func() { s.Close() })", "released"},
	{"started, an innocent", openIter + "wire.Start(func() { s.Value() })", "leak"},
	{"until true, true at once", openIter + "wire.Until(func() bool { s.Close(); return true })", "leak released"},
	{"until true, asked", openIter + "if !wire.Until(func() bool { s.Close(); return true }) { s.Close() }", "released"},
	{"until true, misread", openIter + "if wire.Until(func() bool { s.Close(); return true }) { s.Close() }", "leak released"},
	{"until true, no more after a hit", "var s *wire.Iter; wire.Until(func() bool { s, _ = wire.OpenIter(); return true }); s.Close()", "released transferred"},
	{"until true, once more after a miss", "var s *wire.Iter; wire.Until(func() bool { s, _ = wire.OpenIter(); return false }); s.Close()", "leak released transferred"},
	{"a retry is called at least once", openIter + "wire.Retry(func() error { s.Close(); return nil })", "released"},
	{"a retry ends with success", "var s *wire.Iter; err := wire.Retry(func() (err error) { s, err = wire.OpenIter(); return err }); " +
		"if err != nil { return }; s.Close()", "released transferred"},
	{"a retry that forgets", "var s *wire.Iter; err := wire.Retry(func() (err error) { s, err = wire.OpenIter(); " +
		"if err == nil && s.Count == 0 { err = broken }; return err }); if err != nil { return }; s.Close()", "leak released transferred"},
	{"a method value", openIter + "wire.Later(func() { s.Close() }); wire.Look(s)", "released"},
	{"unknown", openIter + "unknownCall(func() { s.Close() })", "void:opaque-closure"},
	{"unknown, an innocent", openIter + "unknownCall(func() { s.Value() })", "leak"},
}

func TestAllOf(t *testing.T)        { testProtocol(t, allOf) }
func TestVerdicts(t *testing.T)     { testProtocol(t, verdicts) }
func TestCancellation(t *testing.T) { testProtocol(t, cancellation) }
func TestHandles(t *testing.T)      { testProtocol(t, handles) }
func TestEffects(t *testing.T)      { testProtocol(t, effects) }
func TestCalls(t *testing.T)        { testProtocol(t, calls) }

const wireProgram = `package p

import "example.com/wire"

var (
	broken  error
	held    *wire.Iter
	kept    func()
	foreign wire.Context
	stop    chan bool
)

func use(int)
func unknownCancel(func())
func unknownCall(func())
func unknown(*wire.Iter)
func unknownAny(any)
func unknownPrint(...any)
func unknownLook(interface{ Value() int })

var unknownValue func(*wire.Iter)

func f(flag bool) {
`

func testProtocol(t *testing.T, tests []protocolTest) {
	lab := &lab{table: wireTable(), lib: newLibrary(t, "wire.txt")}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := lab.analyze(t, wireProgram+strings.ReplaceAll(test.body, "; ", "\n")+"\n}\n").totals().String()
			if test.want == silent && !strings.Contains(got, "leak") && !strings.Contains(got, "released") {
				return
			}
			if got != test.want {
				t.Errorf("%s\nbecomes %q, want %q", test.body, got, test.want)
			}
		})
	}
}

// String lists all that became of the duties, without counts.
func (sum totals) String() string {
	var list []string
	if sum.leaks > 0 {
		list = append(list, "leak")
	}
	if sum.released > 0 {
		list = append(list, "released")
	}
	if sum.transferred > 0 {
		list = append(list, "transferred")
	}
	for reason := range sum.voids {
		list = append(list, "void:"+string(reason))
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}
