package protocol

import "slices"

// callers call a function argument before they return, and drop what it
// returns, or return nothing of it that could be a resource.
func callers() []Func {
	return slices.Concat(
		// "Run runs f as a subtest of t called name. It runs f in a separate
		// goroutine and blocks until f returns." A filter on the command line
		// may leave it out; no test is written for that. A benchmark runs it
		// more than once, which to everything outside of it is the same.
		alike(Func{Args: args(CallsOnce, 2), Reference: "https://pkg.go.dev/testing#T.Run"},
			"(*testing.T).Run", "(*testing.B).Run"),
		alike(Func{Args: args(CallsOnce, 1), Reference: "https://pkg.go.dev/testing/synctest#Test"},
			"testing/synctest.Test"),
		// "Cleanup registers a function to be called when the test (or
		// subtest) and all its subtests complete."
		alike(Func{Args: args(CallsLater, 1), Reference: "https://pkg.go.dev/testing#T.Cleanup"},
			"(*testing.common).Cleanup", "(testing.TB).Cleanup"),
		// The fuzz target is a parameter of type any.
		alike(Func{Args: args(CallsMany, 1), Reference: "https://pkg.go.dev/testing#F.Fuzz"},
			"(*testing.F).Fuzz"),
		alike(Func{Args: args(CallsMany, 1), Reference: "https://pkg.go.dev/testing#B.RunParallel"},
			"(*testing.B).RunParallel", "testing.AllocsPerRun"),
		alike(Func{Args: args(CallsMany, 0), Reference: "https://pkg.go.dev/testing#Benchmark"},
			"testing.Benchmark"),
		// "Do calls the function f if and only if Do is being called for the
		// first time for this instance of Once." Whether it is cannot be
		// known without following the instance. CallsMaybe would report each
		// response that is closed by way of a Once, which is there to close
		// it once, not perhaps.
		alike(Func{Args: args(CallsFirst, 1), Reference: "https://pkg.go.dev/sync#Once.Do"},
			"(*sync.Once).Do"),
		alike(Func{Args: args(CallsMany, 1), Reference: "https://pkg.go.dev/sync#Map.Range"},
			"(*sync.Map).Range"),
		alike(Func{Args: args(CallsMany, 1), Reference: "https://pkg.go.dev/runtime/pprof#ForLabels"},
			"runtime/pprof.ForLabels"),
		alike(Func{Args: args(CallsOnce, 2), Reference: "https://pkg.go.dev/runtime/pprof#Do"},
			"runtime/pprof.Do", "runtime/trace.WithRegion"),
		// "[Walk] calls fn for each file or directory in the tree." Its error
		// is fn's, or nil where that is SkipDir or SkipAll: nothing is said of it.
		alike(Func{Args: args(CallsMany, 1), Reference: "https://pkg.go.dev/path/filepath#WalkDir"},
			"path/filepath.WalkDir", "path/filepath.Walk"),
		alike(Func{Args: args(CallsMany, 2), Reference: "https://pkg.go.dev/io/fs#WalkDir"},
			"io/fs.WalkDir"),
		textCallers(),
		elementCallers(),
	)
}

// textCallers call a function for runes and indices.
func textCallers() []Func {
	return slices.Concat(
		alike(Func{Args: args(CallsMany, 1), Reference: "https://pkg.go.dev/strings#IndexFunc"},
			"strings.ContainsFunc", "strings.FieldsFunc", "strings.IndexFunc", "strings.LastIndexFunc",
			"strings.TrimFunc", "strings.TrimLeftFunc", "strings.TrimRightFunc",
			"bytes.ContainsFunc", "bytes.FieldsFunc", "bytes.IndexFunc", "bytes.LastIndexFunc",
			"bytes.TrimFunc", "bytes.TrimLeftFunc", "bytes.TrimRightFunc"),
		alike(Func{Args: args(CallsMany, 0), Reference: "https://pkg.go.dev/strings#Map"},
			"strings.Map", "bytes.Map"),
		alike(Func{Args: args(CallsMany, 1), Reference: "https://pkg.go.dev/sort#Slice"},
			"sort.Slice", "sort.SliceStable", "sort.SliceIsSorted", "sort.Search", "sort.Find"),
	)
}

// elementCallers call a function with the elements of another argument, so
// that a function that says nothing of a resource can still release it:
//
//	slices.DeleteFunc(rs, func(r *http.Response) bool { return r.Body.Close() == nil })
//
// Which element it gets cannot be said, so the container is taken.
func elementCallers() []Func {
	each := func(container, callee int, names ...string) []Func {
		return alike(Func{
			Args:      []Arg{{Param: container, Does: Takes}, {Param: callee, Does: CallsMany}},
			Reference: "https://pkg.go.dev/slices#IndexFunc",
		}, names...)
	}
	return slices.Concat(
		each(0, 1,
			"slices.CompactFunc", "slices.DeleteFunc",
			"slices.IsSortedFunc", "slices.MaxFunc", "slices.MinFunc",
			"slices.SortFunc", "slices.SortStableFunc", "slices.SortedFunc", "slices.SortedStableFunc",
			"maps.DeleteFunc"),
		each(0, 2, "slices.BinarySearchFunc"),
		alike(Func{
			Args:      []Arg{{Param: 0, Does: Takes}, {Param: 1, Does: CallsUntilTrue}},
			Reference: "https://pkg.go.dev/slices#IndexFunc",
		}, "slices.IndexFunc"),
		// "ContainsFunc reports whether at least one element e of s
		// satisfies f(e)."
		alike(Func{
			Args:      []Arg{{Param: 0, Does: Takes}, {Param: 1, Does: CallsUntilTrue}},
			Results:   result(0, CallResult, 1),
			Reference: "https://pkg.go.dev/slices#ContainsFunc",
		}, "slices.ContainsFunc"),
		alike(Func{
			Args:      []Arg{{Param: 0, Does: Takes}, {Param: 1, Does: CallsMany}},
			Reference: "https://pkg.go.dev/container/ring#Ring.Do",
		}, "(*container/ring.Ring).Do"),
		alike(Func{
			Args:      []Arg{{Param: 0, Does: Takes}, {Param: 1, Does: Takes}, {Param: 2, Does: CallsMany}},
			Reference: "https://pkg.go.dev/slices#EqualFunc",
		}, "slices.EqualFunc", "slices.CompareFunc", "maps.EqualFunc"),
	)
}

// retriers call a function until it succeeds; what it opens and leaves in
// variables of its caller is the caller's in the end. Their error is nil
// exactly if the last call's was. All of them call it at least once, unless
// a context is done already, in which case the error is not nil.
//
// Left out are those whose function also returns a value, which they pass
// on (RetryWithData, DoWithData, backoff/v5.Retry): nothing can be said yet
// of a result that is what a function argument returned. And since only one
// argument of a call can be followed, what other functions reach (those that
// are notified, or asked whether to go on) is taken.
func retriers() []Func {
	retry := func(fn int, ref string, names ...string) []Func {
		return alike(Func{Args: args(CallsMany, fn), Results: result(0, CallResult, fn), Reference: ref}, names...)
	}
	return slices.Concat(
		// "Retry the operation o until it does not return error or BackOff
		// stops. o is guaranteed to be run at least once."
		retry(0, "https://pkg.go.dev/github.com/cenkalti/backoff/v4#Retry",
			"github.com/cenkalti/backoff.Retry", "github.com/cenkalti/backoff/v3.Retry",
			"github.com/cenkalti/backoff/v4.Retry"),
		// "RetryNotify calls notify function with the error and wait
		// duration for each failed attempt before sleep."
		alike(Func{
			Args:      []Arg{{Param: 0, Does: CallsMany}, {Param: 2, Does: Takes}},
			Results:   result(0, CallResult, 0),
			Reference: "https://pkg.go.dev/github.com/cenkalti/backoff/v4#RetryNotify",
		},
			"github.com/cenkalti/backoff.RetryNotify", "github.com/cenkalti/backoff/v3.RetryNotify",
			"github.com/cenkalti/backoff/v4.RetryNotify", "github.com/cenkalti/backoff/v4.RetryNotifyWithTimer"),
		retry(0, "https://pkg.go.dev/github.com/avast/retry-go/v4#Do",
			"github.com/avast/retry-go.Do", "github.com/avast/retry-go/v3.Do", "github.com/avast/retry-go/v4.Do"),
		retry(1, "https://pkg.go.dev/github.com/avast/retry-go/v5#Retrier.Do",
			"(*github.com/avast/retry-go/v5.Retrier).Do"),
		// "OnError allows the caller to retry fn in case the error returned
		// by fn is retriable according to the provided function."
		alike(Func{
			Args:      []Arg{{Param: 1, Does: Takes}, {Param: 2, Does: CallsMany}},
			Results:   result(0, CallResult, 2),
			Reference: "https://pkg.go.dev/k8s.io/client-go/util/retry#OnError",
		}, "k8s.io/client-go/util/retry.OnError"),
		retry(1, "https://pkg.go.dev/k8s.io/client-go/util/retry#RetryOnConflict",
			"k8s.io/client-go/util/retry.RetryOnConflict"),
	)
}

// starters call a function argument in a goroutine.
func starters() []Func {
	return slices.Concat(
		// "Go calls f in a new goroutine and adds that task to the WaitGroup."
		alike(Func{Args: args(Starts, 1), Reference: "https://pkg.go.dev/sync#WaitGroup.Go"},
			"(*sync.WaitGroup).Go"),
		// "Go calls the given function in a new goroutine." TryGo says by its
		// result whether it did, which cannot be told apart here; that it did
		// is the silent choice.
		alike(Func{Args: args(Starts, 1), Reference: "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.Go"},
			"(*golang.org/x/sync/errgroup.Group).Go", "(*golang.org/x/sync/errgroup.Group).TryGo"),
		alike(Func{Args: args(Starts, 1), Reference: "https://pkg.go.dev/github.com/sourcegraph/conc#WaitGroup.Go"},
			"(*github.com/sourcegraph/conc.WaitGroup).Go"),
	)
}

// functionKeepers keep a function argument: for a call that may never
// come, or that comes through a result. Both are beyond these types, so what
// the function reaches is taken.
func functionKeepers() []Func {
	return slices.Concat(
		// "AfterFunc arranges to call f in its own goroutine after ctx is
		// canceled", and "waits for the duration to elapse": both can be
		// stopped.
		alike(Func{Args: args(Takes, 1), Reference: "https://pkg.go.dev/context#AfterFunc"},
			"context.AfterFunc", "time.AfterFunc"),
		// "OnceFunc returns a function that invokes f only once."
		alike(Func{Args: args(Takes, 0), Reference: "https://pkg.go.dev/sync#OnceFunc"},
			"sync.OnceFunc", "sync.OnceValue", "sync.OnceValues"),
		alike(Func{Args: args(Takes, 1), Reference: "https://pkg.go.dev/strings#FieldsFuncSeq"},
			"strings.FieldsFuncSeq", "bytes.FieldsFuncSeq"),
		// "Do executes and returns the results of the given function": they
		// are the caller's by way of a result of type any, and shared.
		alike(Func{Args: args(Takes, 2), Reference: "https://pkg.go.dev/golang.org/x/sync/singleflight#Group.Do"},
			"(*golang.org/x/sync/singleflight.Group).Do",
			"(*golang.org/x/sync/singleflight.Group).DoChan"),
		pollers(),
	)
}

// pollers call a condition until it reports that it is done, or fails: their
// error is nil exactly if the last call returned true and a nil error. That
// relates one result to two; half of it would find paths that do not exist.
func pollers() []Func {
	const ref = "https://pkg.go.dev/k8s.io/apimachinery/pkg/util/wait#ConditionFunc"
	poll := func(condition int, names ...string) []Func {
		return alike(Func{Args: args(Takes, condition), Reference: ref}, names...)
	}
	return slices.Concat(
		poll(1, "k8s.io/apimachinery/pkg/util/wait.ExponentialBackoff",
			"k8s.io/apimachinery/pkg/util/wait.PollUntil",
			"k8s.io/apimachinery/pkg/util/wait.PollInfinite",
			"k8s.io/apimachinery/pkg/util/wait.PollImmediateUntil",
			"k8s.io/apimachinery/pkg/util/wait.PollImmediateInfinite"),
		poll(2, "k8s.io/apimachinery/pkg/util/wait.ExponentialBackoffWithContext",
			"k8s.io/apimachinery/pkg/util/wait.Poll",
			"k8s.io/apimachinery/pkg/util/wait.PollImmediate",
			"k8s.io/apimachinery/pkg/util/wait.PollUntilWithContext",
			"k8s.io/apimachinery/pkg/util/wait.PollInfiniteWithContext",
			"k8s.io/apimachinery/pkg/util/wait.PollImmediateUntilWithContext",
			"k8s.io/apimachinery/pkg/util/wait.PollImmediateInfiniteWithContext"),
		poll(3, "k8s.io/apimachinery/pkg/util/wait.PollUntilContextCancel",
			"k8s.io/apimachinery/pkg/util/wait.PollWithContext",
			"k8s.io/apimachinery/pkg/util/wait.PollImmediateWithContext"),
		poll(4, "k8s.io/apimachinery/pkg/util/wait.PollUntilContextTimeout"),
	)
}
