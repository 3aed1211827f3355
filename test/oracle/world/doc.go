// Package world is what the generated programs see instead of a network: a
// scripted http.RoundTripper that counts which bodies were opened, by whom,
// and which of them were closed.
//
// A run of a program is determined by its decisions: what becomes of each
// request (the script), and the arguments that the program is called with.
// [Drive] tries a bounded number of them, each in a bubble of its own
// (testing/synctest), so that retries do not sleep and a goroutine that stays
// blocked ends the bubble instead of the process.
//
// This package is copied into the generated module. It therefore imports
// nothing but the standard library, and no other package of this module.
package world
