// Package protocol is what the analysis knows about libraries. It is data:
// the engine asks, this package answers, and neither knows the other's
// business. No other package of the module names a library.
//
// # Questions and answers
//
// A [Table] answers two kinds of questions.
//
// Which values carry a duty, and what discharges it? A [Row] says so, once
// for each kind of resource: an *http.Response owes a Close of its Body.
// The engine collects what has happened to a resource as a set of [Event]
// bits; Row.Released is an OR of ANDs that interprets them, so a resource
// that is released by Close, or by half-closing it and cancelling its
// context, has {Closed, HalfClosed | Cancelled} there, and needs no code.
//
// What does a call of a library's function mean? A [Func] says so: whether
// a duty comes with its result ([Func].Opens), or only looks as if it did
// (Lends); what it does with each argument (an [Effect]: borrows, closes,
// takes, calls it); what its results have to do with its arguments (a
// [ResultKind]: reads through, wraps, is nil with); and how it ends.
//
// A function that has no entry is not one that does nothing. The engine
// then judges by the static type of each parameter: one that cannot name
// the release borrows, one that can may have released it, and the analysis
// is silent. An entry without effects says more: all arguments are borrowed.
// The standard library is taken as read ([Table.IsStandard]): what its
// functions are given as a value of any type, or as a receiver, they leave
// alone, unless an entry says otherwise. So here an entry is needed for
// whatever keeps, releases or gives back an argument, not for what prints it.
// A pointer that is borrowed may be written through.
//
// # Adding a row, adding a function
//
// A row is one [Row] literal, and a Func that opens it for each way to get
// the resource, unless the shape of a call is enough (Row.OpensBySignature).
// A function is one more name in the list of its like, in the file of its
// topic. Both are the same structs that a user's own rows will be, and
// nothing in the engine changes for either. Each entry cites the library's
// own sentence; where the library says nothing, or something that cannot be
// said with these types, the entry takes the meaning that keeps the analysis
// silent, and a comment says so.
//
// The tests compare the standard library's part with the library itself:
// every name must exist, every index must fit its signature, and functions
// of certain shapes (that return or are given a response, read through a
// reader, call a function, are given a value of any type) must have an entry,
// or be named as one that needs none.
package protocol
