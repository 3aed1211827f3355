package cli

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/checker"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// stats are the figures by which one sees what an analysis cost, and where
// it was silent because it could not tell.
type stats struct {
	packages, built, total int
	questions, explored    int
	facts, factBytes       int
	released, transferred  int
	leaked, refused        int
	// ended counts the obligations with which nothing happened before the
	// process, the goroutine or the test ended.
	ended int
	// suppressed counts the calls that leak without being reported.
	suppressed int
	states     []int // per obligation
	voids      map[mustcall.Reason]int
	// voidOnly counts the obligations about which nothing else is known.
	voidOnly int
}

// count answers -debug stats.
func (s *session) count(graph *checker.Graph, r *report) {
	st := stats{voids: make(map[mustcall.Reason]int)}
	for _, p := range summaries(graph) {
		st.packages++
		st.built += p.summary.Built
		st.total += p.summary.Total
		st.questions += p.summary.Questions
		st.explored += p.summary.Explored
		st.facts += p.summary.Facts
		st.factBytes += p.summary.FactBytes
		st.refused += p.summary.Refused
		st.suppressed += p.suppressed()
		for i := range p.summary.Results {
			st.add(&p.summary.Results[i])
		}
	}
	r.debug = st.String()
}

func (st *stats) add(res *mustcall.Result) {
	st.states = append(st.states, res.States)
	switch {
	case res.Leak != nil:
		st.leaked++
	case len(res.Voids) > 0:
		st.voidOnly++
	case res.Transferred > 0:
		st.transferred++
	case res.Released > 0:
		st.released++
	default:
		st.ended++
	}
	for reason, n := range res.Voids {
		st.voids[reason] += n
	}
}

func (st *stats) String() string {
	slices.Sort(st.states)
	var b strings.Builder
	fmt.Fprintf(&b, "packages:     %d\n", st.packages)
	fmt.Fprintf(&b, "functions:    %d built of %d\n", st.built, st.total)
	fmt.Fprintf(&b, "summaries:    %d of parameters and results, %d explorations\n", st.questions, st.explored)
	fmt.Fprintf(&b, "facts:        %d, %d bytes\n", st.facts, st.factBytes)
	fmt.Fprintf(&b, "obligations:  %d: %d leaked, %d void on some path, %d transferred, %d released, %d ended (each path ends the process, the goroutine or the test, or none ends)\n",
		len(st.states), st.leaked, st.voidOnly, st.transferred, st.released, st.ended)
	fmt.Fprintf(&b, "states:       %s\n", distribution(st.states))
	fmt.Fprintf(&b, "void states:  %s\n", formatVoids(st.voids))
	fmt.Fprintf(&b, "over budget:  %d\n", st.voids[mustcall.Budget]+st.voids[mustcall.Depth])
	fmt.Fprintf(&b, "suppressed:   %d by directives or in generated files\n", st.suppressed)
	fmt.Fprintf(&b, "refused:      %d\n", st.refused)
	return b.String()
}

// suppressed counts the calls that leak, but are reported in no way.
func (p summarized) suppressed() int {
	leaks := make(map[token.Pos]bool)
	for i := range p.summary.Results {
		if leak := p.summary.Results[i].Leak; leak != nil {
			leaks[p.source().Leak(leak).Pos] = true
		}
	}
	for _, d := range p.action.Diagnostics {
		delete(leaks, d.Pos)
	}
	return len(leaks)
}

// distribution describes sorted numbers.
func distribution(sorted []int) string {
	n := len(sorted)
	if n == 0 {
		return "none"
	}
	sum := 0
	for _, x := range sorted {
		sum += x
	}
	return fmt.Sprintf("mean %.1f, p99 %d, max %d", float64(sum)/float64(n), sorted[(n*99+99)/100-1], sorted[n-1])
}
