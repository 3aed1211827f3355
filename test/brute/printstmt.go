package brute

import (
	"fmt"
	"strings"
)

func (p *printer) stmt(s *Stmt) {
	switch s.Kind {
	case Open, DeclOpen:
		p.open(s)
	case If, Switch, For, Range, Each, Break, Continue:
		p.control(s)
	case Return:
		p.file.Returns[s] = p.lines + 1
		p.ln("%s", strings.TrimRight("return "+returned(s), " "))
	case Bind, Do, DeferDo:
		p.literal(s)
	default:
		p.ln("%s", simple(s))
	}
}

func (p *printer) open(s *Stmt) {
	p.file.Sites[Site{p.prog.Name, s.N}] = p.lines + 1
	call := fmt.Sprintf("http.Get(\"%s/%d\")", p.prog.Name, s.N)
	switch {
	case s.Kind == DeclOpen:
		p.ln("%s, %s := %s", s.Dst, s.Err, call)
		p.ln("_, _ = %s, %s", s.Dst, s.Err)
	case s.Dst == "_" && s.Err == "_":
		p.ln("%s", call)
	default:
		p.ln("%s, %s = %s", s.Dst, s.Err, call)
	}
}

// simple returns the text of a statement without parts.
func simple(s *Stmt) string {
	switch s.Kind {
	case Assign:
		return s.Dst + " = " + s.Src
	case Append:
		return fmt.Sprintf("%[1]s = append(%[1]s, %[2]s)", s.Dst, s.Src)
	case SetFlag:
		return s.Dst + " = " + s.Cond.String()
	case SetInt:
		return fmt.Sprintf("%s = %d", s.Dst, s.N)
	case Inc:
		return s.Dst + "++"
	case SetErr:
		return s.Dst + " = " + []string{"nil", `errors.New("e")`}[s.N]
	case Step:
		return s.Dst + " = world.Step()"
	case SetStatus:
		return fmt.Sprintf("%s.StatusCode = %d", s.Dst, s.N)
	case Panic:
		return `panic("p")`
	case Close:
		return s.Src + ".Close()"
	case DeferClose:
		return "defer " + s.Src + ".Close()"
	case Read:
		return "world.Read(" + s.Src + ")"
	case Method:
		return s.Dst + " = " + s.Src + ".Close"
	case Call:
		return s.Src + "()"
	case DeferCall:
		return "defer " + s.Src + "()"
	}
	panic("no text for " + s.Kind.String())
}

// returned returns the operands of a return statement.
func returned(s *Stmt) string {
	errText := s.Err
	if errText == "new" {
		errText = `errors.New("e")`
	}
	switch {
	case s.Src == "bare":
		return ""
	case s.Src != "" && s.Err != "":
		return s.Src + ", " + errText
	}
	return s.Src + errText
}

func (p *printer) control(s *Stmt) {
	switch s.Kind {
	case Break, Continue:
		word := s.Kind.String()
		if p.labels[s.ID] {
			word += fmt.Sprintf(" L%d", s.ID)
		}
		p.ln("%s", word)
		return
	case If:
		p.nested(s.Blocks[0], "if %s {", s.Cond)
		if len(s.Blocks[1]) > 0 {
			p.nested(s.Blocks[1], "} else {")
		}
	case Switch:
		p.ln("switch %s {", s.Src)
		for i, b := range s.Blocks {
			p.nested(b, "%s:", caseText(s.Values[i]))
		}
	default:
		if p.labels[s.ID] {
			p.ln("L%d:", s.ID)
		}
		p.ln("%s", loopText(s))
		if s.Kind != For {
			p.ln("\t_ = %s", s.Dst)
		}
		p.indent++
		p.block(s.Blocks[0])
		p.indent--
	}
	p.ln("}")
}

func caseText(values []int) string {
	if len(values) == 0 {
		return "default"
	}
	return "case " + strings.Trim(strings.ReplaceAll(fmt.Sprint(values), " ", ", "), "[]")
}

// loopText returns the head of a loop. Its bound is an argument or a number.
func loopText(s *Stmt) string {
	bound := s.Src
	if bound == "" {
		bound = fmt.Sprint(s.N)
	}
	switch s.Kind {
	case Each:
		return fmt.Sprintf("for _, %s := range %s {", s.Dst, s.Src)
	case Range:
		return fmt.Sprintf("for %s := range %s {", s.Dst, bound)
	}
	return fmt.Sprintf("for %[1]s := 0; %[1]s < %[2]s; %[1]s++ {", s.Dst, bound)
}

// literal prints a statement that contains a function literal.
func (p *printer) literal(s *Stmt) {
	param, arg := "", ""
	if s.Param != "" {
		param, arg = s.Param+" "+goTypes[typeOf(s.Param)], s.Src
	}
	head, tail := "", "}("+arg+")"
	switch {
	case s.Kind == Bind:
		head, tail = s.Dst+" = ", "}"
	case s.Kind == DeferDo:
		head = "defer "
	case s.Dst != "":
		head = s.Dst + " = "
	}
	result := map[Result]string{NoResult: "", RespResult: " *http.Response", ErrResult: " error"}[s.Result]
	p.nested(s.Blocks[0], "%sfunc(%s)%s {", head, param, result)
	p.ln("%s", tail)
}

// String returns the condition in Go.
func (c *Cond) String() string {
	switch c.Kind {
	case IsTrue:
		return c.Var
	case Opaque:
		return "world.Cond()"
	case NilCmp:
		return c.Var + " " + c.Op + " nil"
	case IntCmp:
		return fmt.Sprintf("%s %s %d", c.Var, c.Op, c.N)
	case Len:
		return fmt.Sprintf("len(%s) %s %d", c.Var, c.Op, c.N)
	case Status:
		return fmt.Sprintf("%s.StatusCode %s %d", c.Var, c.Op, c.N)
	case Class:
		return fmt.Sprintf("%s.StatusCode/100 %s %d", c.Var, c.Op, c.N)
	case CloseErr:
		return c.Var + ".Close() != nil"
	case ReadErr:
		return "world.Read(" + c.Var + ") != nil"
	case Not:
		return "!" + paren(c.X, true)
	case And:
		return paren(c.X, c.X.Kind == Or) + " && " + paren(c.Y, c.Y.Kind == Or)
	case Or:
		return paren(c.X, false) + " || " + paren(c.Y, false)
	}
	panic("no text for a condition of kind " + c.Kind.String())
}

func paren(c *Cond, needed bool) string {
	if needed && c.Kind != IsTrue && c.Kind != Opaque {
		return "(" + c.String() + ")"
	}
	return c.String()
}
