package replay_test

import "github.com/streamlint/streamlint/internal/protocol"

// wireSource is a library that opens things.
const wireSource = `package wire

type Reader interface{ Read([]byte) (int, error) }
type Closer interface{ Close() error }
type ReadCloser interface { Reader; Closer }

type Response struct {
	StatusCode int
	Request    *Request
	Body       ReadCloser
}
type Request struct{ URL string }

func Get(url string) (*Response, error)

func Read(Reader) error
func Print(...any)
func Release(Closer)
func Take(any)
func Nop(Reader) ReadCloser
func Own(ReadCloser) ReadCloser
func Exit()
func Fail()
func Write(*Response) error
func IsNil(any) bool
func Dump(r *Response, drain bool)

func Retry(func() error) error
func Until(func() bool) bool
func Once(func())
func Maybe(func())
func Later(func())
func Each(func())
func Start(func())

type Gate struct{ n int }
func (*Gate) First(func())

func Same(*Response) *Response
func NotNil(any) bool

type Lease struct{ Body ReadCloser; Days [2]int }
func Lend() (Lease, error)

func Wrap(error) error
func Is(err, target error) bool
var EOF error

type Context interface{ Err() error }
func WithCancel(Context) (Context, func())

type Stream struct{ Sent int }
func Open(Context) (*Stream, error)
func (*Stream) Recv() error
func (*Stream) CloseSend() error
func (*Stream) Close() error
func (*Stream) Next() bool
func (*Stream) Header() int
`

func args(does protocol.Effect) []protocol.Arg { return []protocol.Arg{{Param: 0, Does: does}} }

func result(index int, is protocol.ResultKind) protocol.Result {
	return protocol.Result{Index: index, Is: is}
}

// wireTable is what is known about it.
func wireTable() *protocol.Table {
	return protocol.NewTable([]*protocol.Row{{
		Name:      "response",
		Release:   "Close",
		Type:      protocol.Type{Path: "wire", Name: "Response", Pointer: true},
		Handle:    "Body",
		Methods:   []protocol.Method{{Name: "Close", Event: protocol.Closed}},
		Released:  []protocol.Event{protocol.Closed},
		TakenOver: []protocol.FieldValue{{Field: "StatusCode", Value: 101}},
	}, {
		Name:    "stream",
		Release: "Close",
		Type:    protocol.Type{Path: "wire", Name: "Stream", Pointer: true},
		Methods: []protocol.Method{
			{Name: "Close", Event: protocol.Closed},
			{Name: "CloseSend", Event: protocol.HalfClosed},
			{Name: "Recv", On: protocol.ErrorResult, OnEvent: protocol.Ended},
			{Name: "Next", On: protocol.FalseResult, OnEvent: protocol.Ended},
		},
		Released: []protocol.Event{protocol.Closed, protocol.Ended, protocol.HalfClosed | protocol.Cancelled},
	}, {
		Name:     "lease",
		Release:  "Close",
		Type:     protocol.Type{Path: "wire", Name: "Lease"},
		Handle:   "Body",
		Methods:  []protocol.Method{{Name: "Close", Event: protocol.Closed}},
		Released: []protocol.Event{protocol.Closed},
	}}, []protocol.Func{
		{Name: "wire.Get", Opens: "response"},
		{Name: "wire.Open", Opens: "stream"},
		{Name: "wire.Lend", Opens: "lease"},
		{Name: "wire.Read"},
		{Name: "wire.Print"},
		{Name: "wire.Release", Args: args(protocol.Closes)},
		{Name: "wire.Take", Args: args(protocol.Takes)},
		{Name: "wire.Nop", Results: []protocol.Result{result(0, protocol.Reader)}},
		{Name: "wire.Own", Results: []protocol.Result{result(0, protocol.Wrapper)}},
		{Name: "wire.Exit", Ends: protocol.NeverReturns},
		{Name: "wire.Fail", Ends: protocol.Panics},
		{Name: "wire.Write", Args: []protocol.Arg{{Does: protocol.Closes, Unless: protocol.ErrorResult}}},
		{Name: "wire.Dump", Args: []protocol.Arg{{Does: protocol.Closes, If: 1}}},
		{Name: "wire.IsNil", Results: []protocol.Result{result(0, protocol.TrueWithNil)}},
		{Name: "wire.Until", Args: args(protocol.CallsUntilTrue), Results: []protocol.Result{result(0, protocol.CallResult)}},
		{Name: "wire.Retry", Args: args(protocol.CallsMany), Results: []protocol.Result{result(0, protocol.CallResult)}},
		{Name: "wire.Once", Args: args(protocol.CallsOnce)},
		{Name: "wire.Maybe", Args: args(protocol.CallsMaybe)},
		{Name: "wire.Later", Args: args(protocol.CallsLater)},
		{Name: "wire.Each", Args: args(protocol.CallsMany)},
		{Name: "wire.Start", Args: args(protocol.Starts)},
		{Name: "(*wire.Gate).First", Args: []protocol.Arg{{Param: 1, Does: protocol.CallsFirst}}},
		{Name: "wire.Same", Results: []protocol.Result{result(0, protocol.Same)}},
		{Name: "wire.NotNil", Results: []protocol.Result{result(0, protocol.FalseWithNil)}},
		{Name: "wire.Wrap", Results: []protocol.Result{result(0, protocol.NilWithNil)}},
		{Name: "wire.Is", Results: []protocol.Result{result(0, protocol.ImpliesNonNil)}},
		{Name: "wire.WithCancel", Results: []protocol.Result{result(0, protocol.Context), result(1, protocol.Cancel)}},
	})
}
