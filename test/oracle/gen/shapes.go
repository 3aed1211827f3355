package gen

// A shape is a way in which programs deal with responses.
type shape struct {
	name string
	// local shapes can be decided inside one function, literals included; for
	// the others the linter must know what other functions do.
	local bool
	write func(*g)
}

// shapes are all of them, in the order of the table.
var shapes = slicesOf(
	plainShapes(), loopShapes(), flowShapes(), readShapes(), literalShapes(), holderShapes(), concurrentShapes(),
	moreShapes(), placeShapes(), wrapperShapes(), helperShapes(), moreHelperShapes(),
)

func slicesOf(lists ...[]shape) []shape {
	var all []shape
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}
