package gen

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// A Package is a directory of generated programs.
type Package struct {
	Dir      string // relative to the module: "g003/cut1"
	Programs []*Program
}

// Name returns the name of the package.
func (p *Package) Name() string { return p.Dir[strings.LastIndexByte(p.Dir, '/')+1:] }

// ID names a program of the package: "g003/cut1.fetchOrders".
func (p *Package) ID(prog *Program) string { return p.Dir + "." + prog.Name }

// basesPerGroup is how many programs a package holds at most.
const basesPerGroup = 50

// siblings is how many broken variants a clean program gets at most.
const siblings = 3

// Shapes returns the names of all shapes.
func Shapes() []string {
	var all []string
	for _, sh := range shapes {
		all = append(all, sh.name)
	}
	return all
}

// Generate writes at least n programs (or a few less, if that makes whole
// families), as packages. Each clean program comes with broken ones that
// differ from it in one place, in packages beside its own. The same seed gives
// the same bytes.
func Generate(seed uint64, n int, only []string) ([]*Package, error) {
	chosen, err := choose(only)
	if err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(seed, 2))
	bases := max(1, n/(1+siblings))
	order := make([]shape, 0, bases)
	for len(order) < bases {
		r.Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
		order = append(order, chosen[:min(len(chosen), bases-len(order))]...)
	}
	var pkgs []*Package
	for k := 0; len(order) > 0; k++ {
		m := min(basesPerGroup, len(order))
		group, err := family(fmt.Sprintf("g%03d", k), r.Uint64(), order[:m])
		if err != nil {
			return nil, err
		}
		pkgs = append(pkgs, group...)
		order = order[m:]
	}
	return pkgs, nil
}

func choose(only []string) ([]shape, error) {
	if len(only) == 0 {
		return slices.Clone(shapes), nil
	}
	var chosen []shape
	for _, name := range only {
		i := slices.IndexFunc(shapes, func(s shape) bool { return s.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no shape %q; there are: %s", name, strings.Join(Shapes(), ", "))
		}
		chosen = append(chosen, shapes[i])
	}
	return chosen, nil
}

// family writes one program of each shape given, and its broken siblings.
func family(dir string, seed uint64, order []shape) ([]*Package, error) {
	pkgs := []*Package{{Dir: dir + "/clean"}}
	for i := range siblings {
		pkgs = append(pkgs, &Package{Dir: fmt.Sprintf("%s/cut%d", dir, i+1)})
	}
	taken := make(map[string]bool)
	for i, sh := range order {
		names := &names{taken: taken}
		own := mix(seed, i)
		clean, err := write(sh, own, names, nil)
		if err != nil {
			return nil, err
		}
		pkgs[0].add(clean)
		for k, brk := range breaks(clean, own) {
			names.again()
			broken, err := write(sh, own, names, &brk)
			if err != nil {
				return nil, err
			}
			pkgs[k+1].add(broken)
		}
	}
	return slices.DeleteFunc(pkgs, func(p *Package) bool { return len(p.Programs) == 0 }), nil
}

func (p *Package) add(prog *Program) {
	prog.Source = []byte(strings.Replace(string(prog.Source), "package PACKAGE", "package "+p.Name(), 1))
	p.Programs = append(p.Programs, prog)
}

// breaks chooses among the ways to break a program: different ones, and at
// different points as long as there are some.
func breaks(clean *Program, seed uint64) []Break {
	r := rand.New(rand.NewPCG(seed, 3))
	all := clean.Breaks()
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var chosen []Break
	points := make(map[int]bool)
	for _, fresh := range []bool{true, false} {
		for _, b := range all {
			if len(chosen) < siblings && !slices.Contains(chosen, b) && (!fresh || !points[b.Point]) {
				points[b.Point] = true
				chosen = append(chosen, b)
			}
		}
	}
	return chosen
}

// mix makes the seed of the i-th program of a group.
func mix(seed uint64, i int) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %d", seed, i)
	return h.Sum64()
}

// Drivers returns the file through which the programs of a package are run:
// it is not part of an ordinary build.
func (p *Package) Drivers() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "//go:build drive\n\npackage %s\n\nimport %q\n\n", p.Name(), "example.test/oracle/world")
	b.WriteString("// Cases are the programs of this package.\nfunc Cases() []world.Case {\nreturn []world.Case{\n")
	for _, prog := range p.Programs {
		fmt.Fprintf(&b, "{Name: %q, Call: func(w *world.World) {\n%s\n}},\n", p.ID(prog), prog.Driver)
	}
	b.WriteString("}\n}\n")
	return []byte(b.String())
}
