// Package mustcall finds obligations that are not discharged on some
// feasible path: a response whose body is not closed when the function
// returns.
//
// # The question
//
// A call opens a resource, and from then on its caller owes something (the
// obligation), which is discharged through a part of the resource (the
// handle) by an event such as a call of Close. Is there an execution, from
// the entry of the function through that call (the site), at whose end the
// duty is still there and nobody is left who could discharge it? Which
// events discharge, who opens, and what other functions do with an argument
// is data (package protocol); this package knows no library by name.
//
// The question is asked for one obligation at a time. Sites are rare, the
// states of different obligations would only multiply, and the shortest
// leaking path, which explains the report, falls out.
//
// # The values
//
// The domain is of values (value.go), not of roles such as "alias of the
// response": unknown, constants, the resource, its handle, what reads from
// it, addresses, functions with what they capture, structs, tuples. Every
// instruction is "evaluate the operands, set the result", and aliases,
// closures, boxed structs and tuples need no rules of their own. Interfaces
// are transparent.
//
// An unknown value has a name: the SSA value that computed it, or the place
// it was first read from. What a branch learns about a name is a set of
// integers (set.go): {0} is nil and false, its complement is "not nil" and
// true, [200, 299] is what "StatusCode/100 == 2" leaves. Comparisons evaluate
// to "name is in set", so that a truth can be stored, negated and tested
// later, and what was learnt by one comparison decides the next.
//
// # The state
//
// A state (state.go) is the phase of the obligation, the events so far, the
// frames on the stack, the heap and the facts about names. It is a value;
// its methods return the state that follows. Literals (closures, deferred
// closures, go statements, bodies of ranges over functions) are executed in
// place, in frames, because what they capture decides. Declared functions
// are not: about them there is what Env knows (the table, summaries), and
// otherwise the static type of the parameter decides: one that cannot name
// the release borrows.
//
// One question is asked of the heap: does a value reach the handle
// (reach.go)? Carrying, transfer and loss are all answers to it. After
// "resp.Body = x" the resource does not reach the handle any more, unless x
// does.
//
// # A step
//
// The essay of a step is [explorer.step]: one instruction. φs are bound on
// the edge, all operands first. A call (call.go) is a site, an event of the
// handle, a literal, a function that the table knows (known.go), or opaque
// (opaque.go). Where a call has several outcomes that the caller can see, the
// path forks at the call, not at the test: "Close returned an error" is then
// decided by itself.
//
// Before any duty is born there is the pre-walk: one exploration of the
// function, from its entry, without obligation, that records the states at
// each site. What precedes a site decides, too: a flag, a counter, a variable
// that is still nil, a deferred call. The world in which the site fails owes
// nothing and is never created: after the birth the error is the constant
// nil, and "if err != nil" decides itself.
//
// # Goals
//
// The same walk serves four ends (goal.go): the pre-walk; an obligation
// (obligation.go); a probe, which asks what a literal may do when somebody
// calls it; and a summary (summary.go), which is an obligation that is born in
// a parameter, and followed to every end of the function. A summary is a set
// of outcomes: what surely happened to the argument, which result leads to
// it, whether the last result is an error, and what the other arguments, or
// the resource's fields, must have been for it. A caller forks once for each
// outcome that its state does not contradict (apply.go). The events of a
// summary are collected with a neutral row, so that only the caller's row
// says what they are worth. A function to which nothing of ours is handed has
// outcomes, too: it may not return unless an error is nil.
//
// Where a result leads to the handle at an end of an obligation, the caller
// of the function owes. The shapes of all results (fresh.go, shape.go) are
// what its own obligation begins with, put into memory of its own, so that
// owners, envelopes, slices and functions that release need no rules. If the
// resource may as well come closed, and nothing tells the caller when, there
// is no obligation.
//
// In which order functions are summarized, and how often, is not decided
// here: see package summary.
//
// # Feasibility
//
// A branch whose condition evaluates to a constant has one side. Any other
// condition is a set; the side whose set does not meet what is known is not
// possible. That is all. It needs that what is known survives: names are
// substituted, not dropped, when a φ renames them (substitute.go); the
// objects that one instruction of a loop makes are told apart for a few
// rounds; counters are followed as far as the constants they are compared
// with (live.go).
//
// # Keeping states few
//
// Two states that differ in nothing that matters must become the same
// (collect.go, at each block entry): dead variables, objects nobody can get
// at, fields that will not be read, facts about names that nobody will ask
// for. A φ of a basic type that cannot decide a branch is not bound, or an
// accumulator would tell 2^k states apart. A counter is followed no further
// than its own bound; a bound for the whole function makes nested loops a
// product. Fields of objects that were not made here have names only if more
// than one branch asks for them. A deferred call that surely discharges ends
// the path where it is deferred. Work is bounded by a number of states that
// grows with the function, never by a clock.
//
// # The end
//
// A path ends when the duty is discharged; when it passes to somebody else
// (returned, sent, stored where others can reach it); when the root function
// returns (the leak); when the site is reached again after the handle was
// lost (the leak of a loop); or without consequence, in a panic that nobody
// recovers, in os.Exit, or in the return of main. It is void when the
// analysis cannot tell. The void law: whenever a reference that reaches the
// handle is forgotten, the path is void. Each void has a [Reason], and is
// counted.
//
// An obligation that a literal hands to a variable it captures, or returns,
// is explored again from the function around it.
//
// A leak comes with a [Witness], the steps of the path without the states.
// Package replay walks it again, knowing nothing of this package; a witness
// that it refuses is not reported, and fails a test.
//
// # What is ignored on purpose
//
// Sending on a channel transfers, unless the channel stays in one function
// (chan.go); containers have known elements only while they are local; a map
// is one bag. Goroutines run where they are started.
// Other goroutines change nothing that is local. Unknown callees change what
// they are given, and what they were given before, but not the fields of
// objects that were not made here: a condition asked twice is taken to have
// one answer. All of it errs on the side of silence.
//
// # What was tried and lost
//
// Roles instead of values: closures, boxed structs, tuples and containers
// became special cases everywhere. Starting right after the site, with what
// dominates it assumed: flags, zero values and deferred calls from before the
// site are missing. Exploring every literal by itself: what it captures is
// unknown there, and "if !done" in a deferred one is then possible both ways.
// Merging all pending deferred calls that are equal: a loop of two rounds
// that defers twice then runs one of them, which is no execution.
// Not reporting a loop whose only way out is a panic: such loops leak
// for as long as they run.
//
// # References
//
// Property simulation: Das, Lerner, Seigle, ESP: path-sensitive program
// verification in polynomial time, PLDI 2002. Accumulation ("what surely
// happened" needs no aliases): Kellogg, Shadab, Sridharan, Ernst, Lightweight
// and modular resource leak verification, ESEC/FSE 2021. The shape of the
// solver: golang.org/x/tools/gopls/internal/analysis/yield.
package mustcall
