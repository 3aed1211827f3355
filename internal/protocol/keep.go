package protocol

import "slices"

// keepers put an argument where others can reach it.
//
// Left out are those that never give it back to anybody who could release
// it: loggers and their attributes, profiles, arguments of SQL statements.
func keepers() []Func {
	return slices.Concat(
		alike(Func{Args: args(Takes, 1), Reference: "https://pkg.go.dev/sync/atomic#Pointer"},
			"(*sync/atomic.Pointer[T]).Store", "(*sync/atomic.Pointer[T]).Swap",
			"(*sync/atomic.Value).Store", "(*sync/atomic.Value).Swap"),
		// Whether it was swapped is the result; who asks is careful enough.
		alike(Func{Args: args(Takes, 2), Reference: "https://pkg.go.dev/sync/atomic#Value.CompareAndSwap"},
			"(*sync/atomic.Pointer[T]).CompareAndSwap", "(*sync/atomic.Value).CompareAndSwap"),
		alike(Func{Args: args(Takes, 1, 2), Reference: "https://pkg.go.dev/sync#Map"},
			"(*sync.Map).Store", "(*sync.Map).LoadOrStore", "(*sync.Map).Swap"),
		alike(Func{Args: args(Takes, 3), Reference: "https://pkg.go.dev/sync#Map.CompareAndSwap"},
			"(*sync.Map).CompareAndSwap"),
		alike(Func{Args: args(Takes, 1), Reference: "https://pkg.go.dev/sync#Pool.Put"},
			"(*sync.Pool).Put"),
		alike(Func{Args: args(Takes, 1), Reference: "https://pkg.go.dev/container/list#List"},
			"(*container/list.List).PushBack", "(*container/list.List).PushFront",
			"(*container/list.List).InsertBefore", "(*container/list.List).InsertAfter"),
		alike(Func{Args: args(Takes, 1), Reference: "https://pkg.go.dev/container/heap#Push"},
			"container/heap.Push", "(container/heap.Interface).Push"),
		// What reflection does with a value cannot be followed.
		alike(Func{Args: args(Takes, 0), Reference: "https://pkg.go.dev/reflect#ValueOf"},
			"reflect.ValueOf"),
		// "If the program is to continue using the Go value [...] it must
		// keep the handle."
		alike(Func{Args: args(Takes, 0), Reference: "https://pkg.go.dev/runtime/cgo#NewHandle"},
			"runtime/cgo.NewHandle"),
		// "Register publishes in the server the set of methods of the
		// receiver value."
		alike(Func{Args: args(Takes, 0), Reference: "https://pkg.go.dev/net/rpc#Register"},
			"net/rpc.Register"),
		alike(Func{Args: args(Takes, 1), Reference: "https://pkg.go.dev/net/rpc#RegisterName"},
			"net/rpc.RegisterName", "(*net/rpc.Server).Register"),
		alike(Func{Args: args(Takes, 2), Reference: "https://pkg.go.dev/net/rpc#Server.RegisterName"},
			"(*net/rpc.Server).RegisterName"),
		// A finalizer may release what it is attached to.
		alike(Func{Args: args(Takes, 0, 1), Reference: "https://pkg.go.dev/runtime#SetFinalizer"},
			"runtime.SetFinalizer"),
		alike(Func{Args: args(Takes, 0, 1, 2), Reference: "https://pkg.go.dev/runtime#AddCleanup"},
			"runtime.AddCleanup"),
		// They serve a connection until it hangs up, and close it then.
		// "The caller typically invokes ServeConn in a go statement."
		alike(Func{Args: args(Takes, 0), Reference: "https://pkg.go.dev/net/rpc#ServeConn"},
			"net/rpc.NewClient", "net/rpc.ServeConn",
			"net/rpc/jsonrpc.NewClient", "net/rpc/jsonrpc.ServeConn",
			"net/rpc/jsonrpc.NewClientCodec", "net/rpc/jsonrpc.NewServerCodec"),
		alike(Func{Args: args(Takes, 1), Reference: "https://pkg.go.dev/net/rpc#Server.ServeConn"},
			"(*net/rpc.Server).ServeConn"),
	)
}
