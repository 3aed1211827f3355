// Package noreturn has functions that never return, marked so, and others
// that look as if they did not.
package noreturn

import "lib"

var c bool

// The table is the base case.

//test:never
func die() { lib.Fatal() }

//test:never
func dieDeep(msg string) {
	println(msg)
	(die())
}

//test:never
func panicsByTable() { lib.Panic() }

func fails() { lib.Fail() }

//test:never
func dieLater(err error) {
	checks(err)
	die()
}

func dieSometimes() {
	if c {
		die()
	}
}

//test:never
func dieEitherWay() int {
	if c {
		die()
	} else {
		panic("c")
	}
	return 1
}

// Panics and loops.

//test:never
func panics() { panic("always") }

//test:matters
func checks(err error) {
	if err != nil {
		panic(err)
	}
}

func ownPanic() {
	panic := func(string) {}
	panic("only a name")
}

//test:never
func forever() {
	for {
		println()
	}
}

func untilBreak() {
	for {
		if c {
			break
		}
	}
}

//test:never
func blocks() { select {} }

//test:never
func jumps() {
again:
	println()
	goto again
}

//test:matters
func switches(n int) {
	switch n {
	case 1:
		die()
	case 2:
		panic(n)
	}
}

//test:never
func switchesAll(n int) {
	switch n {
	case 1:
		die()
	default:
		panic(n)
	}
}

// Recursion. To break it "arbitrarily" gives other answers in other orders.

//test:never
func ping() { pong() }

//test:never
func pong() { ping() }

//test:never
func selfCall() { selfCall() }

//test:never
func even() { odd() }

//test:never
func odd() {
	even()
	die()
}

func countDown(n int) {
	if n == 0 {
		return
	}
	countUp(n)
}

func countUp(n int) { countDown(n - 1) }

// The first belief about back, that it never returns, is refuted only after
// it was used twice.
func there() {
	if c {
		back()
	}
}

func back() { there() }

func thereAndBack() {
	there()
	back()
}

// Deferred functions.

func recovers() {
	defer func() { println(recover()) }()
	panic("caught")
}

func rescue() { recover() }

func recoversByName() {
	defer rescue()
	panic("caught")
}

// die panics for all that is known: a deferred recover makes up for it.
func recoversFromCallee() {
	defer rescue()
	panics()
}

//test:never
//test:matters
func unlocks(unlock func()) {
	defer unlock()
	defer println()
	defer func() { println() }()
	die()
}

//test:never
func recoversTooLate() {
	panic("not caught")
	defer rescue()
}

//test:never
func recoversTooDeep() {
	defer func() {
		func() { recover() }()
	}()
	panic("not caught")
}

//test:never
func recoversByOtherName() {
	defer func() {
		recover := func() {}
		recover()
	}()
	panic("not caught")
}

// Callees.

type T[P any] struct{}

//test:never
func (*T[P]) die() { die() }

//test:never
func dieGeneric[P any](P) { die() }

//test:never
func callsMethod(t *T[int]) { t.die() }

//test:never
func callsInstance() { dieGeneric(1) }

type dier interface{ die() }

func callsInterface(d dier) { d.die() }

func callsValue() {
	f := die
	f()
}

func callsLiteral() { func() { die() }() }

func inGoroutine() { go die() }

// Like ctrlflow: a call for its value counts as one that returns.
func calledForValue() int { return dieEitherWay() }

func external()

func callsExternal() { external() }

func callsUnknown() { lib.Mark() }
