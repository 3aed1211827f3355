package mustcall

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// describe prints a state for people.
func (x *explorer) describe(s state) string {
	var b strings.Builder
	x.print(&b, s)
	return b.String()
}

// print writes a state in one line, for -why and for the golden tests:
//
//	get.3: owed; resp = resource; err = 0; &{err} = 0; defer get$1
func (x *explorer) print(w io.Writer, s state) {
	f := s.top
	fmt.Fprintf(w, "%s.%d", f.fn.fn.Name(), f.block.Index)
	for f := f.below; f != nil; f = f.below {
		fmt.Fprintf(w, " in %s.%d", f.fn.fn.Name(), f.block.Index)
	}
	fmt.Fprintf(w, ": %s", s.phase)
	if s.events != 0 {
		fmt.Fprintf(w, " events=%#x", uint16(s.events))
	}
	for f := range s.frames {
		for _, e := range f.env {
			fmt.Fprintf(w, "; %s = %s", f.fn.values[e.key].Name(), x.text(e.val))
		}
		for _, d := range f.defers {
			callee := x.text(d.callee)
			if i, ok := d.instr.(*ssa.Defer); ok && i.Call.IsInvoke() {
				callee = i.Call.Method.Name()
			}
			fmt.Fprintf(w, "; defer %s%s", callee, x.texts(unpackVals(d.args)))
		}
	}
	for _, c := range s.heap {
		fmt.Fprintf(w, "; *%s = %s", x.place(locID(c.key)), x.text(c.val))
	}
	for _, c := range s.facts {
		fmt.Fprintf(w, "; %s in %s", x.text(val(c.key)), x.setText(setID(c.val)))
	}
}

func (p phase) String() string {
	return [...]string{"unborn", "owed", "lost"}[p]
}

func (x *explorer) text(v val) string {
	d := x.u.at(v)
	switch d.kind {
	case kUnknown:
		return "?"
	case kConst:
		for name, n := range x.u.opaque {
			if n == d.n {
				return name
			}
		}
		return fmt.Sprint(d.n)
	case kNonNil:
		return "non-nil"
	case kAtLeast:
		return fmt.Sprintf(">=%d", d.n)
	case kSym:
		return d.sym.(ssa.Value).Name()
	case kField:
		return "field " + x.place(d.loc)
	case kTerm:
		op := [...]string{"", "==", "<", "implied non-nil by", "mod", "length", "result", "at"}[d.op]
		return fmt.Sprintf("(%s %s %s)", x.text(d.a), op, x.text(d.b))
	case kQuo:
		return fmt.Sprintf("%s/%d", x.text(d.a), d.n)
	case kIn:
		return fmt.Sprintf("(%s in %s)", x.text(d.a), x.setText(d.set))
	case kResource:
		return "resource"
	case kHandle:
		return "handle"
	case kReader:
		return "reader"
	case kAddr:
		return "&" + x.place(d.loc)
	case kFunc:
		return d.sym.(*ssa.Function).Name() + x.texts(x.u.list(v))
	case kStruct:
		var parts []string
		for _, p := range unpackPairs(d.list) {
			parts = append(parts, x.u.locs[p.key].path+": "+x.text(p.val))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case kTuple:
		return x.texts(x.u.list(v))
	case kOneOf:
		return "one of " + x.texts(x.u.list(v))
	case kReleaser:
		return "releaser"
	case kUnsettled:
		return "unsettled"
	case kContext:
		return "context"
	case kCancel:
		return "cancel"
	}
	return fmt.Sprintf("kind %d", d.kind)
}

func (x *explorer) texts(vs []val) string {
	var parts []string
	for _, v := range vs {
		parts = append(parts, x.text(v))
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func (x *explorer) place(l locID) string {
	loc := x.u.locs[l]
	b := x.u.bases[loc.base]
	name := "?"
	switch of := b.of.(type) {
	case ssa.Value:
		name = of.Name()
		if a, ok := of.(*ssa.Alloc); ok && a.Comment != "" {
			name = a.Comment
		}
	case val:
		name = x.text(of)
	}
	if b.kind == resourceBase {
		name = "resource"
	}
	return name + strings.Repeat("'", int(b.gen)) + loc.path
}

func (x *explorer) setText(id setID) string {
	var parts []string
	for _, r := range x.u.sets[id] {
		switch {
		case r.lo == r.hi:
			parts = append(parts, fmt.Sprint(r.lo))
		case r.lo == minInt:
			parts = append(parts, fmt.Sprintf("..%d", r.hi))
		case r.hi == maxInt:
			parts = append(parts, fmt.Sprintf("%d..", r.lo))
		default:
			parts = append(parts, fmt.Sprintf("%d..%d", r.lo, r.hi))
		}
	}
	return "{" + strings.Join(parts, " ") + "}"
}
