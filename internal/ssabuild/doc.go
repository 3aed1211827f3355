// Package ssabuild builds SSA for the functions that matter, and only for
// them.
//
// # Why not buildssa
//
// SSA is what a path-sensitive check costs. Measured with x/tools v0.52.0,
// SSA for every function takes 73-164 % of the time that type-checking the
// same packages takes, and ctrlflow, which the buildssa pass requires,
// another 20-160 %; both run in every dependency, because ctrlflow has
// facts. Yet only 0.1-0.45 % of all functions contain a call that opens a
// resource. So an analyzer that uses this package requires neither
// buildssa, nor ctrlflow, nor inspect, and pays in this order:
//
//  1. The gate for what opens (gate.go). A package from which no type of
//     the table can be reached opens nothing: that costs one walk over the
//     packages it imports. In others, one walk over the syntax finds the
//     functions that contain a call that can open, and, in turn, those that
//     call a function of the package that may return what it opened.
//  2. The gate for helpers (helper.go, look.go). What a function does with
//     a resource, a handle or a function that it is given, its callers have
//     to know, in packages that know no resource as well. Nearly all
//     functions are settled by the types of their parameters (kinds.go); for
//     the rest a look over the body, without regard to paths, tells those
//     that only read an argument, or hand it to a stranger, from those that
//     release, call, return, store or send it, or hand it on to one that
//     does. Only the latter are built. Loggers, which are given any number
//     of anythings, and pass them on, never are.
//  3. The lazy build (prune.go). go/ssa, unmodified, is given copies of the
//     files in which every other function has no body; it takes those for
//     functions implemented in assembly.
//  4. The no-return predicate (noreturn.go), which replaces ctrlflow: the
//     functions that the built ones call, and those that these call, are
//     looked at when go/ssa asks, and no others.
//
// On 445 packages of client-go and what it builds on (32,333 functions, of
// which 25 in 9 packages open something), the first gate and the lazy builds
// together took 0.11 s, full builds 10 s, and parsing and type-checking 37 s.
// With the second gate, 130 functions in 32 of the 388 packages of client-go
// itself are built.
//
// What is left of the price is mostly [ssa.Program.CreatePackage], which
// makes a member of every object that a direct import exports. Giving it
// less, for imports that no kept function names, would be possible (a file
// without declarations in place of the export data), and was left out: there
// is too little to gain to depend on how go/ssa looks up members.
//
// # What must hold
//
// A function has the same SSA, to the letter, whether its neighbours have
// bodies or not: go/ssa builds each function from its own syntax, and our
// predicate answers from the original syntax, and independently of the
// order of the questions. Hence [Lazy] and [Full] differ in cost and in
// nothing else, which the tests compare on real packages.
//
// The look may err on one side only: what it says is only read must be. What
// it sends to be explored for nothing costs a little.
//
// The syntax and the [types.Info] that a driver hands out are shared with
// every other analyzer of the package, which may be running now. Nothing
// is ever written to them: files, declarations and the Info are copied,
// one level deep, before anything is taken away.
//
// # What the functions are
//
// Function literals in the initialisers of package-level variables (the
// RunE of a command, a table of handlers) belong to no declared function.
// They are children of the synthetic function init, and as much a root
// of the analysis as a declaration; see [Program].
//
// The body of a generic function is built once, with its type parameters.
// A call of an instance has an [ssa.Function] without blocks and without
// a package; its Origin has both.
package ssabuild
