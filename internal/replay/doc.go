// Package replay walks the witness of a leak again, and asks one question:
// does this execution exist, and is the duty still owed at its end?
//
// # How
//
// [Check] executes the instructions of go/ssa one by one, along the steps of
// the witness, with concrete values as far as they are known: nil, booleans,
// integers, strings, the resource, the handle, addresses of places (each
// execution of an Alloc makes a new one), literals with what they capture,
// and unknowns. Each evaluation of something unknown gives an unknown of its
// own, to which the path attaches what it assumes: "t5 < 500" at one branch
// makes "t5 >= 500" impossible at the next. The witness says where control
// goes; the evaluation can only object:
//
//   - control does not go there: the block is no successor, the function is
//     not what is called, the frame does not return here;
//   - a condition on the path is known, or assumed before, to be otherwise;
//   - a call cannot end as the witness says, because of its arguments;
//   - the duty is discharged on the way, or the handle gets to where others
//     can reach it;
//   - at the end somebody who can still act reaches the handle.
//
// It shares the format of witnesses with the engine, and nothing else: no
// state, no values, no rules. Where the engine is clever (it merges states,
// forgets, names values by what defines them), this package is simple. A
// witness is one path, so there is nothing to merge and no reason to forget.
//
// A function with many leaks has many witnesses, and each begins at its
// entry. So that this is not quadratic, a [Checker] keeps what the last one
// did before its duty was born, and goes on from there if the next one begins
// alike: what a path finds out is in maps, and a fork of the walk lays empty
// ones over them.
//
// # Which way it errs
//
// Unknown never contradicts: a condition that cannot be evaluated goes where
// the witness says. What happens to the handle is judged the other way
// round. Whoever may release it or keep it, for all that is known, does:
// a literal that is not executed, an unknown function whose parameter can
// name the release, an element at an unknown index of a container that holds
// the handle. Such a path proves nothing, and is refused.
//
// # What is taken on trust
//
// The walk sees one function and the literals in it. How a call of another
// declared function ends, the witness says, and that is believed: that a body
// somewhere has such an end, and that the end has these events, keeps nothing
// else and returns these results; that a function which is known by what it
// returns opens, and for whom; how often a literal is called by whom it is
// handed to. What is not believed is that it fits: the conditions of an end
// must be possible for the arguments, the argument it is about must lead to
// the handle, what it does is done to what that argument is here, and what it
// returns goes on as a value like any other. A call of which the witness says
// nothing is one of a function about which nothing is known.
//
// Of the conditions, those on strings and other values that the format knows
// by number only are not looked at.
//
// # One path for many
//
// A path that went a hundred times through a loop, to where the hundredth
// row of a table leads, would be exact and of no use. So counters are
// followed to 8 and no further, and plain data (numbers, strings, booleans,
// nil) that is read at a computed index is unknown: the round that the
// witness shows stands for the one that behaves so. Addresses, functions and
// the handle itself are followed there as everywhere.
//
// A deferred literal of which the witness shows no execution, while it shows
// others that the same instruction deferred, is passed over if it does not
// reach the handle or is equal to one that is executed. Neither is any other
// literal executed that does not reach the handle: it must be able to return.
//
// # What is ignored on purpose
//
//   - Concurrency: a goroutine whose body is in the witness runs at once, to
//     its end. The events of a duty only accumulate, so order hardly matters.
//     What is sent on a channel that was made on the path, and that nobody else
//     knows, is in it until its maker receives; who receives gets the handle,
//     if that is there. As soon as another function receives from it, or gets
//     to know it, sending is handing over.
//   - Aliasing among places that were not made on the path: a store to one
//     of them makes all the others unknown, and so does every call of a
//     function whose body is not walked.
//   - Floating point, complex numbers, the bits of integers, integers beyond
//     32 bits, and whatever is made by conversions of numbers are unknown.
//   - Panics other than explicit ones, except that a path on which something
//     known to be nil is dereferenced or called goes no further. That what
//     was dereferenced is not nil is not learnt from it.
//   - Whether the site opens a resource at all. That is the table's word,
//     or the witness's, and not a matter of the path.
package replay
