package replay

// Evaluated counts the instructions and calls that c has executed.
func (c *Checker) Evaluated() int { return c.evaluated }
