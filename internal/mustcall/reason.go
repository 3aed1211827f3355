package mustcall

// A Reason names why the analysis lost track of an obligation. Losing
// track is silent; reasons are counted so that silence can be studied.
type Reason string

const (
	// Opaque: passed to a function about which nothing is known and whose
	// parameter type could name the release.
	Opaque Reason = "opaque-callee"
	// OpaqueAny: passed as a value of an empty interface type.
	OpaqueAny Reason = "opaque-any"
	// OpaqueDynamic: passed to an interface method or a function value.
	OpaqueDynamic Reason = "opaque-dynamic"
	// OpaqueClosure: a closure that may release was passed to a function
	// about which nothing is known.
	OpaqueClosure Reason = "opaque-closure"
	// DerivedClosed: something that an unknown function made from the
	// handle was closed.
	DerivedClosed Reason = "derived-closed"
	// Forgotten: the abstraction forgot a reference to the handle.
	Forgotten Reason = "forgotten"
	// TakenOver: a field of the resource says that its duty has passed on.
	TakenOver Reason = "taken-over"
	// TestFailed: the test has failed on this path.
	TestFailed Reason = "test-failed"
	// TestExpectsError: a test discards the resource and never asks whether
	// opening it failed.
	TestExpectsError Reason = "test-expects-error"
	// Concurrent: a branch depends on what other goroutines have done.
	Concurrent Reason = "concurrent"
	// Budget: too many states.
	Budget Reason = "budget"
	// Depth: too many frames.
	Depth Reason = "depth"
)
