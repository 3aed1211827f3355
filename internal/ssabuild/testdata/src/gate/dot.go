package gate

import . "lib"

//test:matters
func byDotImport() { Dial("") }

func dotWithoutEntry() { Parse("") }
