package main

// A batch is a set of mutants that one run can have at a time.
type batch struct {
	mutants []*mutant
	// near are the functions with a mutant, and those that call them. What a
	// function is found to do can depend on those it calls, so that no other
	// mutant may be there.
	near map[*function]bool
}

func (b *batch) fits(m *mutant) bool {
	for f := range m.fn.callers {
		if b.near[f] {
			return false
		}
	}
	return true
}

func (b *batch) add(m *mutant) {
	b.mutants = append(b.mutants, m)
	for f := range m.fn.callers {
		b.near[f] = true
	}
}

// batches distributes the mutants: each goes to the first batch in which
// nothing that it is near to is broken, and no caller is shared.
func (prog *program) batches() []*batch {
	var all []*batch
	for _, f := range prog.functions {
		for _, m := range f.mutants {
			at := 0
			for at < len(all) && !all[at].fits(m) {
				at++
			}
			if at == len(all) {
				all = append(all, &batch{near: make(map[*function]bool)})
			}
			all[at].add(m)
		}
	}
	return all
}
