package ssabuild

import (
	"fmt"
	"go/types"
	"slices"
	"testing"
)

// TestLook checks what is said of parameters that takes no exploring.
func TestLook(t *testing.T) {
	p := loadSource(t, "helpers", goVersion)
	got := make(map[string]string)
	for _, h := range NewPlan(p, libTable()).Helpers {
		var uses []string
		for _, q := range h.Params {
			uses = append(uses, fmt.Sprint(q.Index, " ", [...]string{"keeps", "hands on", "uses"}[q.Use]))
		}
		got[h.Func.Name()] = fmt.Sprint(uses)
	}
	for name, want := range map[string]string{
		"reads":              "[0 uses]",
		"readsInTurn":        "[0 uses]",
		"unnamed":            "[0 keeps]",
		"handsToStranger":    "[0 hands on]",
		"handsToFunction":    "[0 hands on]",
		"narrows":            "[0 keeps]",
		"inspects":           "[0 keeps]",
		"storesAnything":     "[0 hands on]",
		"appendsAnything":    "[0 hands on]",
		"storesFunction":     "[0 hands on]",
		"handsOnInTurn":      "[0 uses]",
		"handsOnInTurnAgain": "[0 uses]",
		"replaces":           "[0 uses 1 uses]",
		"otherInterface":     "", // cannot be given a handle
		"again":              "",
		"callsElements":      "[0 uses]",
	} {
		if got[name] != want {
			t.Errorf("%s: %s, want %s", name, got[name], want)
		}
	}
}

// An importsFake is what is known of functions of other packages, by name.
type importsFake struct{ endless, opens, knows []string }

func (i importsFake) NeverReturns(f *types.Func) bool { return slices.Contains(i.endless, f.Name()) }
func (i importsFake) Opens(f *types.Func) bool        { return slices.Contains(i.opens, f.Name()) }
func (i importsFake) Use(f *types.Func, param int) (Use, bool) {
	return Uses, param == 0 && slices.Contains(i.knows, f.Name())
}

// What imports say of their functions is taken into account.
func TestImports(t *testing.T) {
	p := loadSource(t, "helpers", goVersion)
	built := func(imports Imports) []string {
		p.Imports = imports
		var names []string
		for _, fn := range Lazy(p, libTable()).Functions {
			names = append(names, fn.Name())
		}
		return names
	}
	if slices.Contains(built(nil), "handsToStranger") {
		t.Error("built what hands on to a stranger")
	}
	if !slices.Contains(built(importsFake{knows: []string{"Use"}}), "handsToStranger") {
		t.Error("not built: what hands on to a function of which something is known")
	}
	p = loadSource(t, "gate", goVersion)
	if slices.Contains(built(nil), "withoutEntry") {
		t.Error("built what calls a function without entry")
	}
	names := built(importsFake{opens: []string{"Parse"}})
	for _, name := range []string{"withoutEntry", "ownFunction", "dotWithoutEntry"} {
		if !slices.Contains(names, name) {
			t.Errorf("not built: %s, although lib.Parse opens", name)
		}
	}
}

func TestEndless(t *testing.T) {
	p := loadSource(t, "endless", goVersion)
	for _, tt := range []struct {
		imports Imports
		want    []string
	}{
		{nil, []string{"Die", "DieDeep", "Spin", "Method"}},
		{importsFake{endless: []string{"Use"}}, []string{"Die", "DieDeep", "Spin", "Method", "Imported"}},
	} {
		p.Imports = tt.imports
		var got []string
		for _, fn := range NewPlan(p, libTable()).Endless() {
			got = append(got, fn.Name())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("endless: %q, want %q", got, tt.want)
		}
	}
}
