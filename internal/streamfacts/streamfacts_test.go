package streamfacts

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/mustcall"
	"github.com/streamlint/streamlint/internal/protocol"
)

// samples are facts that between them use all there is.
func samples() map[string]*Function {
	flag := []mustcall.Condition{{Param: 1, In: []mustcall.Interval{{Lo: 1, Hi: 1}}}}
	return map[string]*Function{
		"noreturn": {NoReturn: true},
		"lends":    {Lends: true},
		"asserts":  {Asserts: true},
		"0 handle: closed if 1=[1]; kept, error if 1=[0]": {Params: []Param{{Index: 0, Seed: mustcall.SeedHandle, Outcomes: []mustcall.Outcome{
			{Events: protocol.Closed, Returns: -1, If: flag},
			{Error: mustcall.No, Returns: -1, If: []mustcall.Condition{{Param: 1, In: []mustcall.Interval{{}}}}},
		}}}},
		"2 resource: closed, half-closed, events 0x8000, result 1 is its handle, no error; stored, lost, true": {Params: []Param{{Index: 2, Outcomes: []mustcall.Outcome{
			{Events: protocol.Closed | protocol.HalfClosed | 1<<15, Error: mustcall.Yes, Returns: 1, As: mustcall.ReturnsHandle},
			{Stored: true, Lost: true, Bool: mustcall.Yes, Returns: -1},
		}}}},
		"0 callable: kept, result 0 releases it, false | 1 element: kept if 0.3.1=[..-1 1..]": {Params: []Param{
			{Seed: mustcall.SeedCallable, Outcomes: []mustcall.Outcome{{Bool: mustcall.No, As: mustcall.ReturnsReleaser}}},
			{Index: 1, Seed: mustcall.SeedElement, Outcomes: []mustcall.Outcome{{Returns: -1, If: []mustcall.Condition{
				{Path: ".3.1", In: []mustcall.Interval{{Lo: math.MinInt64, Hi: -1}, {Lo: 1, Hi: math.MaxInt64}}},
			}}}},
		}},
		"0 nothing: kept if 0=[0] | 1 handle at .2: closed": {Params: []Param{
			{Seed: mustcall.SeedNothing, Outcomes: []mustcall.Outcome{{Returns: -1, If: []mustcall.Condition{{In: []mustcall.Interval{{}}}}}}},
			{Index: 1, Seed: at(mustcall.SeedHandle, 2), Outcomes: []mustcall.Outcome{{Events: protocol.Closed, Returns: -1}}},
		}},
		"0 resource: never returns": {Params: []Param{{}}},
		"fresh row (&{.0: resource, .1: struct{.2: handle, rest 0}}, 0) if 0=[1] with .1=[200..299]": {Fresh: []mustcall.Fresh{{
			Row: "row",
			Results: []mustcall.Shape{
				{Kind: mustcall.ShapePointer, Parts: []mustcall.Part{
					{Path: ".0", Shape: mustcall.Shape{Kind: mustcall.ShapeResource}},
					{Path: ".1", Shape: mustcall.Shape{Kind: mustcall.ShapeStruct, ZeroRest: true, Parts: []mustcall.Part{
						{Path: ".2", Shape: mustcall.Shape{Kind: mustcall.ShapeHandle}},
					}}},
				}},
				{Kind: mustcall.ShapeConst},
			},
			If:     []mustcall.Condition{{In: []mustcall.Interval{{Lo: 1, Hi: 1}}}},
			Fields: []mustcall.Field{{Path: ".1", In: []mustcall.Interval{{Lo: 200, Hi: 299}}}},
		}}},
		"fresh a (container{[*]: resource}, releaser) | fresh b (_, non-nil, 204)": {Fresh: []mustcall.Fresh{
			{Row: "a", Results: []mustcall.Shape{
				{Kind: mustcall.ShapeContainer, Parts: []mustcall.Part{{Path: "[*]", Shape: mustcall.Shape{Kind: mustcall.ShapeResource}}}},
				{Kind: mustcall.ShapeReleaser},
			}},
			{Row: "b", Results: []mustcall.Shape{{}, {Kind: mustcall.ShapeNonNil}, {Kind: mustcall.ShapeConst, Const: 204}}},
		}},
	}
}

func at(s mustcall.Seed, field int) mustcall.Seed {
	s, _ = s.At(field)
	return s
}

// encode encodes a fact as drivers do.
func encode(t *testing.T, fact analysis.Fact) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(fact); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func decode(t *testing.T, data []byte, fact analysis.Fact) {
	t.Helper()
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(fact); err != nil {
		t.Fatal(err)
	}
}

func TestRoundTrip(t *testing.T) {
	for text, fact := range samples() {
		if got := fact.String(); got != text {
			t.Errorf("String() = %q, want %q", got, text)
		}
		got := &Function{NoReturn: true, Params: []Param{{}}} // to be overwritten
		decode(t, encode(t, fact), got)
		if !reflect.DeepEqual(got, fact) {
			t.Errorf("%s: decoded %+v, want %+v", text, got, fact)
		}
		if fact.IsEmpty() {
			t.Errorf("%s is empty", text)
		}
	}
	failed := &Package{Failed: "it failed"}
	got := new(Package)
	decode(t, encode(t, failed), got)
	if *got != *failed || got.String() != "failed: it failed" {
		t.Errorf("decoded %+v, want %+v", got, failed)
	}
}

// What the engine says more of one day must be encoded, too: a fact in which
// every field is set survives.
func TestEveryField(t *testing.T) {
	fact := new(Function)
	fill(reflect.ValueOf(fact).Elem(), 0)
	fact.Params[0].Outcomes[0].Error = mustcall.Yes
	got := new(Function)
	decode(t, encode(t, fact), got)
	if !reflect.DeepEqual(got, fact) {
		t.Errorf("decoded %+v\nwant    %+v", got, fact)
	}
}

func fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth+1)
		}
	case reflect.Slice:
		if depth < 8 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0), depth+1)
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int8, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8, reflect.Uint16:
		v.SetUint(1)
	default:
		panic(v.Type().String())
	}
}

func TestSameBytes(t *testing.T) {
	first := make(map[string][]byte)
	for range 10 {
		for text, fact := range samples() {
			data := encode(t, fact)
			if before, ok := first[text]; ok && !bytes.Equal(before, data) {
				t.Errorf("%s: two encodings differ", text)
			}
			first[text] = data
		}
	}
}

// What does not fit is left out as a whole, and what fits is kept.
func TestCap(t *testing.T) {
	long := &Function{Fresh: []mustcall.Fresh{{Row: "a"}, {Row: strings.Repeat("x", MaxSize)}}}
	for i := range 1000 {
		long.Params = append(long.Params, Param{Index: i, Outcomes: []mustcall.Outcome{{Returns: -1}}})
	}
	data, err := long.GobEncode()
	if err != nil || len(data) > MaxSize {
		t.Fatalf("%d bytes (%v), want at most %d", len(data), err, MaxSize)
	}
	got := new(Function)
	if err := got.GobDecode(data); err != nil {
		t.Fatal(err)
	}
	n := len(got.Params)
	if n < 200 || n >= 1000 || !reflect.DeepEqual(got.Params, long.Params[:n]) {
		t.Errorf("kept %d parameters", n)
	}
	if len(got.Fresh) != 0 {
		t.Errorf("kept %d alternatives of two", len(got.Fresh))
	}
	reason := &Package{Failed: strings.Repeat("x", 2*MaxSize)}
	decoded := new(Package)
	decode(t, encode(t, reason), decoded)
	if n := len(decoded.Failed); n == 0 || n > MaxSize {
		t.Errorf("the reason has %d bytes", n)
	}
}

// Every fact that is cut short, or has a byte changed in a way that cannot
// be, says nothing; none is an error.
func TestDamaged(t *testing.T) {
	cut := 0
	for text, fact := range samples() {
		data, err := fact.GobEncode()
		if err != nil {
			t.Fatal(err)
		}
		for n := range data {
			got := &Function{Lends: true}
			if err := got.GobDecode(data[:n]); err != nil || !got.IsEmpty() {
				t.Errorf("%s, first %d of %d bytes: %v, %v", text, n, len(data), got, err)
			}
			cut++
		}
		for _, bad := range [][]byte{append([]byte{version + 1}, data[1:]...), append(data[:len(data):len(data)], 0)} {
			got := new(Function)
			if err := got.GobDecode(bad); err != nil || !got.IsEmpty() {
				t.Errorf("%s, of another version or too long: %v, %v", text, got, err)
			}
		}
	}
	if cut < 100 {
		t.Errorf("only %d facts tried", cut)
	}
	if p := (&Package{Failed: "x"}); p.GobDecode([]byte{version + 1, 1, 'x'}) != nil || p.Failed != "" {
		t.Errorf("package fact of another version: %v", p)
	}
}

func TestTooDeep(t *testing.T) {
	nested := func(depth int) *Function {
		s := mustcall.Shape{Kind: mustcall.ShapeResource}
		for range depth - 1 {
			s = mustcall.Shape{Kind: mustcall.ShapePointer, Parts: []mustcall.Part{{Path: ".0", Shape: s}}}
		}
		return &Function{Fresh: []mustcall.Fresh{{Row: "a", Results: []mustcall.Shape{s}}}}
	}
	for depth, want := range map[int]bool{maxDepth: true, maxDepth + 1: false} {
		got := new(Function)
		decode(t, encode(t, nested(depth)), got)
		if !got.IsEmpty() != want {
			t.Errorf("a shape of depth %d is kept: %t", depth, !want)
		}
	}
}

func TestAnswers(t *testing.T) {
	f := &Function{Params: []Param{{Index: 1, Seed: mustcall.SeedHandle}}}
	for param, seeds := range map[int]map[mustcall.Seed]bool{
		0: {mustcall.SeedHandle: false},
		1: {mustcall.SeedHandle: true, mustcall.SeedResource: false},
	} {
		if got, want := f.HasParam(param), param == 1; got != want {
			t.Errorf("HasParam(%d) = %t", param, got)
		}
		for seed, want := range seeds {
			if _, got := f.Outcomes(param, seed); got != want {
				t.Errorf("Outcomes(%d, %d) is known: %t", param, seed, got)
			}
		}
	}
}

// Gob registers facts by the last element of the path.
func TestGobName(t *testing.T) {
	for _, fact := range Types() {
		if name := fmt.Sprintf("%T", fact); !strings.HasPrefix(name, "*streamfacts.") {
			t.Errorf("gob registers %s", name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, fact := range samples() {
		data, err := fact.GobEncode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got := new(Function)
		if err := got.GobDecode(data); err != nil {
			t.Fatal(err)
		}
		if text := got.String(); got.IsEmpty() != (text == "") {
			t.Fatalf("%q", text)
		}
		// What was understood is written so that it is understood again.
		again := new(Function)
		decode(t, encode(t, got), again)
		if !reflect.DeepEqual(again, got) {
			t.Fatalf("decoded %+v, then %+v", got, again)
		}
		if err := new(Package).GobDecode(data); err != nil {
			t.Fatal(err)
		}
	})
}
