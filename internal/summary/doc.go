// Package summary finds out what the functions of a package do with what
// they are given, and what their callers owe for, and tells importers. It is
// an analyzer that reports nothing: the checks require it, and share its
// result, so that SSA is built and each path explored once, whatever the
// number of checks.
//
// # What is asked
//
// A question is about one parameter of one function, and about what part of
// an argument it is the way to the handle ([mustcall.Seed]); or about what
// the function returns. The engine answers it by exploring the function, and
// asks the same kind of question at each call on the way. The answer "no
// outcomes" says that the call does not return; no answer says that nothing
// is known, and the engine judges the call by types.
//
// Most questions are never explored: package ssabuild has looked, without
// regard to paths, and found that the function only reads its argument, or
// hands it to a stranger. What is known without looking, from the type of
// the parameter, is no question at all.
//
// # In which order
//
// Callees first. Where functions call each other, the questions about them
// are answered together, from below: all begin with the answer "no
// outcomes", which is what a function is known to do before one has found
// any way through it. A question is explored again if an answer that it used
// has changed, until none does: the least fixpoint. (To take a cycle apart
// as it comes, and not to keep what rests on an unfinished answer, is
// exponential in rings of helpers; measured, in a prototype.) A question
// that is not settled after a few rounds has no answer, for good, and those
// that used it are explored once more.
//
// The call graph is static: an edge is a mention of a declared function in
// the body of another, called or not. It need not be complete. A question
// about a function that is not settled yet, and not of the same cycle, gets
// no answer.
//
// # What is exported
//
// Facts about exported functions, and only if they say something that the
// type of the parameter does not: see interesting.go. The standard library
// has none, since drivers disagree about analysing it; package protocol has
// a table of it instead. A package of it is explored only if a check reports
// about that package.
package summary
