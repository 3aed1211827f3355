package streamfacts

import (
	"encoding/binary"
	"slices"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// maxDepth is how deep shapes can be nested.
const maxDepth = 8

// GobDecode decodes the fact. What it cannot read says nothing; it never
// fails, because a driver would give up on the package then.
func (f *Function) GobDecode(data []byte) error {
	*f = Function{}
	d := newDecoder(data)
	flags := d.byte()
	decoded := Function{
		NoReturn: flags&flagNoReturn != 0,
		Lends:    flags&flagLends != 0,
		Asserts:  flags&flagAsserts != 0,
		Params:   list(d, (*decoder).param),
		Fresh:    list(d, (*decoder).fresh),
	}
	if d.ok() {
		*f = decoded
	}
	return nil
}

// GobDecode decodes the fact. What it cannot read says nothing.
func (p *Package) GobDecode(data []byte) error {
	d := newDecoder(data)
	*p = Package{Failed: d.string()}
	if !d.ok() {
		*p = Package{}
	}
	return nil
}

// A decoder reads what is left of a fact. After anything that cannot be, it
// is bad, and what it reads are zeros.
type decoder struct {
	data []byte
	bad  bool
	// depth is that of the shape that is being read.
	depth int
}

func newDecoder(data []byte) *decoder {
	d := &decoder{data: data, bad: len(data) > MaxSize}
	d.bad = d.byte() != version || d.bad
	return d
}

// ok reports whether all was read, and made sense.
func (d *decoder) ok() bool { return !d.bad && len(d.data) == 0 }

func (d *decoder) byte() byte {
	if d.bad || len(d.data) == 0 {
		d.bad = true
		return 0
	}
	b := d.data[0]
	d.data = d.data[1:]
	return b
}

// upTo reads a byte that is one of a few constants.
func (d *decoder) upTo(last byte) byte {
	b := d.byte()
	if b > last {
		d.bad = true
		return 0
	}
	return b
}

// number reads an unsigned number that is not greater than most.
func (d *decoder) number(most int) int {
	n, size := binary.Uvarint(d.data)
	if d.bad || size <= 0 || n > uint64(most) {
		d.bad = true
		return 0
	}
	d.data = d.data[size:]
	return int(n)
}

func (d *decoder) signed() int64 {
	n, size := binary.Varint(d.data)
	if d.bad || size <= 0 {
		d.bad = true
		return 0
	}
	d.data = d.data[size:]
	return n
}

func (d *decoder) string() string {
	n := d.number(len(d.data))
	if d.bad || n > len(d.data) {
		d.bad = true
		return ""
	}
	s := string(d.data[:n])
	d.data = d.data[n:]
	return s
}

// list reads a list. It cannot be longer than there are bytes left.
func list[T any](d *decoder, one func(*decoder) T) []T {
	n := d.number(len(d.data))
	var all []T
	for ; n > 0 && !d.bad; n-- {
		all = append(all, one(d))
	}
	return slices.Clip(all)
}

func (d *decoder) param() Param {
	return Param{
		Index:    d.number(maxParam),
		Seed:     mustcall.Seed(d.byte()),
		Outcomes: list(d, (*decoder).outcome),
	}
}

// maxParam is more parameters than a function has.
const maxParam = 1 << 12

func (d *decoder) outcome() mustcall.Outcome {
	flags := d.byte()
	tri := func(shift int) mustcall.Tri {
		t := mustcall.Tri(flags >> shift & maskTri)
		d.bad = d.bad || t > mustcall.Yes
		return t
	}
	o := mustcall.Outcome{
		Stored: flags&flagStored != 0,
		Lost:   flags&flagLost != 0,
		Error:  tri(shiftError),
		Bool:   tri(shiftBool),
		Events: protocol.Event(d.number(1<<16 - 1)),
	}
	o.Returns = int8(d.byte())
	o.As = mustcall.ReturnKind(d.upTo(byte(mustcall.ReturnsHolder)))
	o.If = list(d, (*decoder).condition)
	d.bad = d.bad || o.Returns < -1
	return o
}

func (d *decoder) condition() mustcall.Condition {
	return mustcall.Condition{
		Param: d.number(maxParam),
		Path:  d.string(),
		In:    list(d, (*decoder).interval),
	}
}

func (d *decoder) interval() mustcall.Interval {
	i := mustcall.Interval{Lo: d.signed(), Hi: d.signed()}
	d.bad = d.bad || i.Lo > i.Hi
	return i
}

func (d *decoder) fresh() mustcall.Fresh {
	return mustcall.Fresh{
		Row:     d.string(),
		Results: list(d, (*decoder).shape),
		If:      list(d, (*decoder).condition),
		Fields:  list(d, (*decoder).field),
	}
}

func (d *decoder) field() mustcall.Field {
	return mustcall.Field{Path: d.string(), In: list(d, (*decoder).interval)}
}

func (d *decoder) shape() mustcall.Shape {
	d.depth++
	d.bad = d.bad || d.depth > maxDepth
	kind := d.byte()
	d.bad = d.bad || kind&^flagZeroRest > byte(mustcall.ShapeContainer)
	s := mustcall.Shape{ZeroRest: kind&flagZeroRest != 0, Const: d.signed(), Parts: list(d, (*decoder).part)}
	if !d.bad {
		s.Kind = mustcall.ShapeKind(kind &^ flagZeroRest)
	}
	d.depth--
	return s
}

func (d *decoder) part() mustcall.Part {
	return mustcall.Part{Path: d.string(), Shape: d.shape()}
}
