package streamfacts

import (
	"encoding/binary"

	"github.com/streamlint/streamlint/internal/mustcall"
)

// version is that of the encoding and of what it means: a fact of another
// one is ignored. To be changed together with any type it encodes, also if
// only a constant moved.
const version = 1

// MaxSize is how many bytes a fact has at most.
const MaxSize = 1 << 11

// The flags of a function.
const (
	flagNoReturn = 1 << iota
	flagLends
	flagAsserts
)

// GobEncode encodes the fact. It never fails.
func (f *Function) GobEncode() ([]byte, error) {
	b := []byte{version, f.flags()}
	// Two lists, each of which must say its length before it is known how
	// much of it fits.
	params, n := encodeWhile(MaxSize-len(b)-2*binary.MaxVarintLen16, f.Params, appendParam)
	b = binary.AppendUvarint(b, uint64(n))
	b = append(b, params...)
	fresh, n := encodeWhile(MaxSize-len(b)-binary.MaxVarintLen16, f.Fresh, appendFresh)
	if n < len(f.Fresh) {
		n, fresh = 0, nil // alternatives are all of them, or none
	}
	b = binary.AppendUvarint(b, uint64(n))
	return append(b, fresh...), nil
}

func (f *Function) flags() byte {
	var flags byte
	for i, set := range []bool{f.NoReturn, f.Lends, f.Asserts} {
		if set {
			flags |= 1 << i
		}
	}
	return flags
}

// encodeWhile appends the elements of a list as long as they fit, and says
// how many there are. One that does not fit is left out with all that follow.
func encodeWhile[T any](limit int, list []T, appendOne func([]byte, T) []byte) (b []byte, n int) {
	for _, e := range list {
		longer := appendOne(b, e)
		if len(longer) > limit {
			break
		}
		b = longer
		n++
	}
	return b, n
}

func appendList[T any](b []byte, list []T, appendOne func([]byte, T) []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, e := range list {
		b = appendOne(b, e)
	}
	return b
}

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

func appendParam(b []byte, p Param) []byte {
	b = binary.AppendUvarint(b, uint64(p.Index))
	b = append(b, byte(p.Seed))
	return appendList(b, p.Outcomes, appendOutcome)
}

// The flags of an outcome; the two truths have two bits each above them.
const (
	flagStored = 1 << iota
	flagLost

	shiftError = 2
	shiftBool  = 4
	maskTri    = 3
)

func appendOutcome(b []byte, o mustcall.Outcome) []byte {
	flags := byte(o.Error)<<shiftError | byte(o.Bool)<<shiftBool
	if o.Stored {
		flags |= flagStored
	}
	if o.Lost {
		flags |= flagLost
	}
	b = append(b, flags)
	b = binary.AppendUvarint(b, uint64(o.Events))
	b = append(b, byte(o.Returns), byte(o.As))
	return appendList(b, o.If, appendCondition)
}

func appendCondition(b []byte, c mustcall.Condition) []byte {
	b = binary.AppendUvarint(b, uint64(c.Param))
	b = appendString(b, c.Path)
	return appendList(b, c.In, appendInterval)
}

func appendInterval(b []byte, i mustcall.Interval) []byte {
	b = binary.AppendVarint(b, i.Lo)
	return binary.AppendVarint(b, i.Hi)
}

func appendFresh(b []byte, f mustcall.Fresh) []byte {
	b = appendString(b, f.Row)
	b = appendList(b, f.Results, appendShape)
	b = appendList(b, f.If, appendCondition)
	return appendList(b, f.Fields, appendField)
}

func appendField(b []byte, f mustcall.Field) []byte {
	b = appendString(b, f.Path)
	return appendList(b, f.In, appendInterval)
}

// flagZeroRest is a flag above the kind of a shape.
const flagZeroRest = 1 << 7

func appendShape(b []byte, s mustcall.Shape) []byte {
	kind := byte(s.Kind)
	if s.ZeroRest {
		kind |= flagZeroRest
	}
	b = append(b, kind)
	b = binary.AppendVarint(b, s.Const)
	return appendList(b, s.Parts, func(b []byte, p mustcall.Part) []byte {
		return appendShape(appendString(b, p.Path), p.Shape)
	})
}

// GobEncode encodes the fact. It never fails.
func (p *Package) GobEncode() ([]byte, error) {
	text := p.Failed
	if len(text) > MaxSize/2 {
		text = text[:MaxSize/2]
	}
	return appendString([]byte{version}, text), nil
}
