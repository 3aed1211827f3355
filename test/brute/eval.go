package brute

import "slices"

// run is one execution of a program.
type run struct {
	prog   *Program
	vars   []string // those that exist from the start
	dec    *decisions
	bodies []*body
	steps  int
	opens  int
	last   *Stmt // the statement executed last
	exit   *Stmt // the return statement of the program, nil for its end

	executed map[*Stmt]int
}

// These are thrown where Go panics, and where a run is too long.
type (
	goPanic struct{ nilDeref bool }
	tooLong struct{}
)

const maxSteps = 3000

// start executes the program, and returns what it returns.
func (r *run) start() value {
	top := &frame{run: r, env: env{}, top: true, named: r.prog.Named}
	for _, v := range r.vars {
		top.env.declare(v, value{})
	}
	top.env = append(top.env, variable{"hp", top.env.lookup("h0")})
	r.exec(top, r.prog.Body)
	return top.out
}

// initial returns the variables that exist from the start.
func (p *Program) initial() []string {
	list := []string{"h0", "G", "GB", "GH", "res", "err"}
	return append(list, slices.DeleteFunc(p.vars(), func(v string) bool { return !isLocal(v) })...)
}

// exec executes the body of a function, and its deferred calls.
func (r *run) exec(f *frame, body []*Stmt) {
	f.block(body)
	for len(f.defers) > 0 {
		last := f.defers[len(f.defers)-1]
		f.defers = f.defers[:len(f.defers)-1]
		last()
	}
	if f.named { // deferred functions may have assigned the results
		f.out = value{resp: f.env.lookup("res").resp, failed: f.env.lookup("err").failed}
	}
}

// call calls a function value.
func (r *run) call(fn *function, args ...value) value {
	switch {
	case fn == nil:
		panic(goPanic{nilDeref: true})
	case fn.bound != nil:
		fn.bound.closed = true
		return value{}
	}
	f := &frame{run: r, env: slices.Clone(fn.env)}
	if fn.lit.Param != "" {
		f.env.declare(fn.lit.Param, args[0])
	}
	r.exec(f, fn.lit.Blocks[0])
	return f.out
}

// open executes an opening call.
func (r *run) open(site int) (resp, err value) {
	r.opens++
	switch Worlds(r.dec.choose(whatOpen, site, r.dec.worlds)) {
	case worldErr:
		return value{}, value{failed: true}
	case worldErrResp:
		return value{resp: &response{body: &body{site: noSite, closed: true}, id: r.opens}}, value{failed: true}
	case worldNil:
		return value{}, value{}
	}
	b := &body{site: site}
	r.bodies = append(r.bodies, b)
	return value{resp: &response{body: b, id: r.opens}}, value{}
}

// status returns the status of a response, which is decided when it is
// first asked for.
func (r *run) status(resp *response) int {
	if !resp.hasStatus {
		resp.status = r.dec.choose(whatStatus, resp.id, r.dec.statuses)
		resp.hasStatus = true
	}
	return resp.status
}

// get reads a place.
func (f *frame) get(place string) value {
	switch place {
	case "nil":
		return value{}
	case "true", "false":
		return value{flag: place == "true"}
	case "http.NoBody":
		return value{body: &body{site: noSite, closed: true}}
	}
	switch base, field, _ := cutField(place); field {
	case "Body":
		return value{body: f.deref(base).body}
	case "StatusCode":
		return value{num: f.run.status(f.deref(base))}
	}
	v := root(place)
	if isArg(v) {
		return f.run.dec.input(v)
	}
	return *f.env.lookup(v)
}

// set assigns to a place.
func (f *frame) set(place string, v value) {
	if place == "_" {
		return
	}
	if base, _, ok := cutField(place); ok {
		resp := f.deref(base)
		resp.body = v.body
		if resp.moved {
			v.move()
		}
		return
	}
	*f.env.lookup(root(place)) = v
	if root(place)[0] == 'G' {
		v.move()
	}
}

// deref returns the response at a place; there must be one.
func (f *frame) deref(place string) *response {
	resp := f.get(place).resp
	if resp == nil {
		panic(goPanic{nilDeref: true})
	}
	return resp
}

// body returns the body at a place whose method is called or taken.
func (f *frame) body(place string) *body {
	b := f.get(place).body
	if b == nil {
		panic(goPanic{nilDeref: true})
	}
	return b
}

// move marks what others can reach from now on.
func (v value) move() {
	if v.resp != nil {
		v.resp.moved = true
	}
	if b := v.reaches(); b != nil {
		b.moved = true
	}
}

// reaches returns the body that can be reached from a value, or nil. The
// values of the language lead to one at most.
func (v value) reaches() *body {
	if v.resp != nil {
		return v.resp.body
	}
	return v.body
}
