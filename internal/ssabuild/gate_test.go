package ssabuild

import (
	"fmt"
	"go/types"
	"testing"
)

func TestPackageGate(t *testing.T) {
	for name, want := range map[string]bool{
		"lib":      true, // declares the resource
		"via":      true, // imports it
		"indirect": true, // imports what imports it
	} {
		if got := newKinds(loadSource(t, name, goVersion).Types, libTable()).reachRows(); got != want {
			t.Errorf("reachRows(%s) = %t", name, got)
		}
	}
	if newKinds(types.NewPackage("other", "other"), libTable()).reachRows() {
		t.Error("reachRows of a package without imports")
	}
}

// TestPackageGateIsLinear walks a graph of 60 packages and 2^30 paths.
func TestPackageGateIsLinear(t *testing.T) {
	const layers = 30
	root := types.NewPackage("root", "root")
	var below []*types.Package
	for layer := range layers {
		var this []*types.Package
		for _, side := range []string{"left", "right"} {
			pkg := types.NewPackage(fmt.Sprintf("%s%d", side, layer), side)
			pkg.SetImports(below)
			this = append(this, pkg)
		}
		below = this
	}
	root.SetImports(below)
	const want = 2*layers + 1
	visited := 0
	for range importClosure(root) {
		if visited++; visited > want {
			break
		}
	}
	if visited != want {
		t.Errorf("visited %d packages or more, want %d", visited, want)
	}
}
