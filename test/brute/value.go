package brute

// A value is what a variable holds. Which field counts is decided by the
// variable's type; a holder is the response in it.
type value struct {
	resp   *response
	body   *body
	fn     *function
	list   []*response
	flag   bool
	num    int
	failed bool // an error that is not nil
}

// A response is a response object.
type response struct {
	body      *body
	status    int
	hasStatus bool // it has been asked for, or stored
	moved     bool // stored in a package-level variable
	id        int
}

// A body is a body object.
type body struct {
	site   int // the open that it comes from, or noSite
	closed bool
	moved  bool // stored in a package-level variable
}

const noSite = -1

// A function is a closure, or a method value (bound is not nil).
type function struct {
	lit   *Stmt
	env   env
	bound *body
}

// An env is the variables in scope, and their cells. There are few of them,
// so that a list is faster than a map.
type env []variable

type variable struct {
	name string
	cell *value
}

// lookup returns the cell of a variable.
func (e env) lookup(name string) *value {
	for _, v := range e {
		if v.name == name {
			return v.cell
		}
	}
	panic("no variable " + name)
}

// declare makes a new variable, in the place of one of that name.
func (e *env) declare(name string, content value) {
	for i := range *e {
		if (*e)[i].name == name {
			(*e)[i].cell = &content
			return
		}
	}
	*e = append(*e, variable{name, &content})
}

// A frame is one activation of the program or of a function literal.
type frame struct {
	run    *run
	env    env
	top    bool // the program itself
	named  bool
	defers []func()
	out    value // what is returned: resp, body, failed
}
