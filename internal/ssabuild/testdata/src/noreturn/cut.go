package noreturn

import "lib"

// In the SSA of the functions named cut..., Mark is not called; in that of
// the functions named kept... it is.

//test:matters
//test:never
func cutByTable() {
	lib.Dial("")
	lib.Fatal()
	lib.Mark()
}

//test:matters
//test:never
func cutByOwnFunction() {
	lib.Dial("")
	dieDeep("")
	lib.Mark()
}

//test:matters
//test:never
func cutByMethod(t *T[string]) {
	lib.Dial("")
	t.die()
	lib.Mark()
}

//test:matters
//test:never
func cutByInstance() {
	lib.Dial("")
	dieGeneric("")
	lib.Mark()
}

//test:matters
func cutForValue() {
	lib.Dial("")
	println(dieEitherWay())
	lib.Mark()
}

//test:matters
func cutInLiteral() {
	func() {
		lib.Dial("")
		ping()
		lib.Mark()
	}()
}

//test:matters
func keptCondition() {
	lib.Dial("")
	dieSometimes()
	lib.Mark()
}

//test:matters
func keptRecover() {
	lib.Dial("")
	recovers()
	lib.Mark()
}

//test:matters
func keptInterface(d dier) {
	lib.Dial("")
	d.die()
	lib.Mark()
}
