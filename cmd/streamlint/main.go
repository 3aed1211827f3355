// Streamlint finds response bodies that are not closed on some path.
//
// Run "streamlint -h" for its flags. It is also a tool for
// "go vet -vettool".
package main

import (
	"os"

	"github.com/streamlint/streamlint/internal/cli"
)

func main() { os.Exit(cli.Main()) }
