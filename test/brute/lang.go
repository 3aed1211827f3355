package brute

import "strings"

// A Program is one function of the mini language.
type Program struct {
	Name   string
	Seed   uint64
	Result Result
	// Named gives the results names: res and err.
	Named bool
	Body  []*Stmt
}

// A Result says what a function returns.
type Result uint8

const (
	NoResult Result = iota
	RespResult
	RespErrResult
	ErrResult
	BodyResult
)

// A Stmt is a statement. One type serves all kinds, so that shrinking, which
// cares for the tree only, needs no knowledge of them.
//
// Operands are places, written as in Go: "r0", "h0.resp", "r0.Body". The
// first letter of a variable decides its type; see typeOf.
type Stmt struct {
	Kind     Kind
	Dst, Err string // what is assigned; "_" if nothing is
	Src      string // what is read
	Param    string // of a function literal (Do, DeferDo); empty: none
	Result   Result // of a function literal (Do)
	N        int    // site of an open, number of an assignment or bound
	ID       int    // of a loop; in Break and Continue, of the loop meant
	Cond     *Cond
	Blocks   [][]*Stmt
	Values   [][]int // of the cases of a Switch; the default has none
}

// A Kind is a kind of statement.
type Kind uint8

const (
	Open       Kind = iota // Dst, Err = http.Get(N)
	DeclOpen               // Dst, Err := http.Get(N), scope: the rest of the block
	Assign                 // Dst = Src
	Append                 // Dst = append(Dst, Src)
	SetFlag                // Dst = Cond
	SetInt                 // Dst = N
	Inc                    // Dst++
	SetErr                 // Dst = nil, or a new error if N is 1
	Step                   // Dst = world.Step()
	SetStatus              // Dst.StatusCode = N
	If                     // if Cond { Blocks[0] } else { Blocks[1] }
	Switch                 // switch Src { case Values[i]: Blocks[i] }
	For                    // for Dst := 0; Dst < bound; Dst++ { Blocks[0] }
	Range                  // for Dst := range bound { Blocks[0] }
	Each                   // for _, Dst := range Src { Blocks[0] }
	Break                  // out of loop ID
	Continue               // with loop ID
	Return                 // return Src, Err as the result wants it; bare if Src is "bare"
	Panic                  // panic("p")
	Close                  // Src.Close()
	DeferClose             // defer Src.Close()
	Read                   // world.Read(Src)
	Bind                   // Dst = func() { Blocks[0] }
	Method                 // Dst = Src.Close
	Call                   // Src()
	DeferCall              // defer Src()
	Do                     // Dst = func(Param) Result { Blocks[0] }(Src)
	DeferDo                // defer func(Param) { Blocks[0] }(Src)
	numKinds
)

var kindNames = [numKinds]string{
	"open", "declare-open", "assign", "append", "set-flag", "set-int", "increment", "set-error", "step", "set-status",
	"if", "switch", "for", "range", "each", "break", "continue", "return", "panic", "close", "defer-close", "read",
	"bind", "method-value", "call", "defer-call", "do", "defer-do",
}

func (k Kind) String() string { return kindNames[k] }

// A Cond is a condition.
type Cond struct {
	Kind CondKind
	Var  string // place
	Op   string
	N    int
	X, Y *Cond
}

// A CondKind is a kind of condition.
type CondKind uint8

const (
	IsTrue   CondKind = iota // Var, an input or a flag
	Opaque                   // world.Cond()
	NilCmp                   // Var Op nil, with Op == or !=
	IntCmp                   // Var Op N
	Len                      // len(Var) Op N
	Status                   // Var.StatusCode Op N
	Class                    // Var.StatusCode/100 Op N
	CloseErr                 // Var.Close() != nil
	ReadErr                  // world.Read(Var) != nil
	Not                      // !X
	And                      // X && Y
	Or                       // X || Y
	numConds
)

var condNames = [numConds]string{
	"is-true", "opaque", "nil-test", "int-test", "length", "status", "status-class", "close-error", "read-error", "not", "and", "or",
}

func (k CondKind) String() string { return condNames[k] }

// A typ is the type of a variable or place.
type typ uint8

const (
	respType typ = iota
	bodyType
	holderType
	errType
	flagType
	inputType
	intType
	argType
	funcType
	methodType
	listType
)

// goTypes are the types in Go.
var goTypes = [...]string{
	respType: "*http.Response", bodyType: "io.ReadCloser", holderType: "holder", errType: "error", flagType: "bool",
	inputType: "bool", intType: "int", argType: "int", funcType: "func()", methodType: "func() error", listType: "[]*http.Response",
}

// typeOf returns the type of a place.
func typeOf(place string) typ {
	switch {
	case strings.HasSuffix(place, ".Body"), place == "http.NoBody", place == "GB", place[0] == 'b':
		return bodyType
	case strings.HasSuffix(place, ".resp"), place == "G":
		return respType
	case place == "GH", place[0] == 'h':
		return holderType
	}
	switch place[0] {
	case 'e':
		return errType
	case 'f':
		return flagType
	case 'p':
		return inputType
	case 'n':
		return argType
	case 'i', 'k':
		return intType
	case 'c':
		return funcType
	case 'm':
		return methodType
	case 's':
		return listType
	}
	return respType // r0, x1 (declared by an open), q1 (parameter), y1 (element), res
}

// root returns the variable of a place.
func root(place string) string {
	v, _, _ := strings.Cut(place, ".")
	return v
}

// cutField splits the place of a response's field. The field of a holder is
// a variable.
func cutField(place string) (base, field string, ok bool) {
	i := strings.LastIndexByte(place, '.')
	if i < 0 || place[i+1:] == "resp" || place[:i] == "http" {
		return place, "", false
	}
	return place[:i], place[i+1:], true
}

// isLocal reports whether the variable is one of those that are declared at
// the top of the function.
func isLocal(v string) bool {
	switch v {
	case "res", "http", "G", "GB", "GH", "hp":
		return false
	}
	return !isArg(v) && !isScoped(v)
}

// isScoped reports whether v is declared inside the function: by an open, as
// the parameter of a literal, or by a loop.
func isScoped(v string) bool { return strings.ContainsRune("xqiy", rune(v[0])) || isScopedErr(v) }

// isScopedErr: the error that a DeclOpen declares is called ex1.
func isScopedErr(v string) bool { return strings.HasPrefix(v, "ex") }

// isArg reports whether v is a parameter of the program.
func isArg(v string) bool { return v[0] == 'p' || v[0] == 'n' }

// isVar reports whether the operand is a place at all: not missing, and not
// one of the words that stand for constants.
func isVar(operand string) bool {
	switch operand {
	case "", "_", "nil", "new", "bare", "true", "false":
		return false
	}
	return true
}

// isLoop reports whether the statement is a loop.
func (s *Stmt) isLoop() bool { return s.Kind == For || s.Kind == Range || s.Kind == Each }

// walk calls visit for each statement of the block, outer ones first.
func walk(block []*Stmt, visit func(*Stmt)) {
	for _, s := range block {
		visit(s)
		for _, b := range s.Blocks {
			walk(b, visit)
		}
	}
}

// walkConds calls visit for each condition inside c, c first.
func walkConds(c *Cond, visit func(*Cond)) {
	if c == nil {
		return
	}
	visit(c)
	walkConds(c.X, visit)
	walkConds(c.Y, visit)
}

// uses calls visit for each place that the statement names itself.
func (s *Stmt) uses(visit func(place string)) {
	for _, p := range []string{s.Dst, s.Err, s.Src} {
		if isVar(p) {
			visit(p)
		}
	}
	walkConds(s.Cond, func(c *Cond) {
		if isVar(c.Var) {
			visit(c.Var)
		}
	})
}

// Sites returns the number of opens.
func (p *Program) Sites() int {
	n := 0
	walk(p.Body, func(s *Stmt) {
		if s.Kind == Open || s.Kind == DeclOpen {
			n++
		}
	})
	return n
}

// Size returns the number of statements and conditions.
func (p *Program) Size() int {
	n := 0
	walk(p.Body, func(s *Stmt) {
		n++
		walkConds(s.Cond, func(*Cond) { n++ })
	})
	return n
}
