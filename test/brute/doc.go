// Package brute compares the engine with the simplest thing that could be
// right: it makes small random functions that open responses, runs each of
// them in every way it can be run, and looks which bodies are still open.
//
// The functions are written in a mini language (lang.go) that is a subset of
// Go: [Source] prints them, and the engine sees nothing but that source.
// [Program.Enumerate] runs them on concrete values. It has no states, joins,
// liveness or aliases; a variable is a cell, a response is an object, and
// whatever a function cannot know (an argument, the outcome of an open, a
// status, the answer of a foreign function) is a decision. All sequences of
// decisions are tried, one run from the start for each.
//
// What counts as a leak is the contract of the engine, in the evaluator's
// terms: at a normal return of the function, the body that an open brought
// into the world was not closed, is not reachable from what is returned, and
// has never been stored in a package-level variable. Runs that panic have no
// exit. Loops are bounded, so that the number of runs is finite; a program
// with too many of them is not used.
//
// Two implementations that one person wrote from one idea share the idea's
// mistakes. Therefore the evaluator is checked, too: a sample of the programs
// is compiled and run against an instrumented library, and what leaks there
// must be what leaks here.
//
// A mismatch is shrunk and printed with its seed:
//
//	go test ./test/brute -run TestEngine -brute.seed 41 -brute.n 1
//
// shows that of seed 41 again (-brute.all: also those that are tolerated,
// see the table in brute_test.go). What was found that way is kept as Go in
// testdata/regress, and in testdata/open while the engine is still wrong.
package brute
