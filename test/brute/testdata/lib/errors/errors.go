// Package errors has the function of errors that the programs use.
package errors

func New(text string) error
