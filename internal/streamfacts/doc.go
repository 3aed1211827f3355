// Package streamfacts is what one package tells its importers: the fact
// types, and how they are written down. It is the only owner of facts.
//
// A fact about a function says what a caller cannot see: the ways in which
// it can end with what it was given ([mustcall.Outcome]), the resources that
// its caller owes for ([mustcall.Fresh]), that it never returns. What is not
// said is unknown, never "nothing happens".
//
// # Encoding
//
// Under go vet facts travel in files that are part of the build cache. So
// they must be small, the same bytes in every run, and harmless: a driver
// gives up on a whole package if one fact of one import cannot be decoded,
// and the file may be of another version of this program. Hence an encoding
// of our own inside the driver's gob: a version, then counted lists of small
// integers, in which there is no place for a map. A fact that is truncated,
// damaged or of another version decodes to one that says nothing.
//
// A fact is at most [MaxSize] bytes long. What does not fit is left out,
// and therefore unknown.
//
// Gob registers a fact by the name of its package, without the path, hence
// the name of this one.
package streamfacts
