package brute

import "slices"

// valid reports whether a changed program is still one: variables are used
// in their scope, loops are left from inside, results are returned.
func (p *Program) valid() bool {
	v := &validator{named: p.Named}
	return v.function(p.Body, p.Result, nil) && (v.named || !v.bare)
}

type validator struct {
	named bool
	bare  bool // a bare return was seen
}

// function checks the body of the program or of a literal. Variables that
// are declared inside the program are given; others are always in scope.
func (v *validator) function(body []*Stmt, result Result, vars []string) bool {
	if result != NoResult {
		n := len(body)
		if n == 0 || body[n-1].Kind != Return && body[n-1].Kind != Panic {
			return false
		}
	}
	return v.block(body, result, vars, nil)
}

func (v *validator) block(block []*Stmt, result Result, vars []string, loops []int) bool {
	vars = slices.Clip(vars)
	for _, s := range block {
		if s.Kind == DeclOpen {
			vars = append(vars, s.Dst, s.Err)
		}
		if s.isLoop() {
			if !v.block(s.Blocks[0], result, append(slices.Clip(vars), s.Dst), append(slices.Clip(loops), s.ID)) {
				return false
			}
			continue
		}
		if !v.stmt(s, result, vars, loops) {
			return false
		}
	}
	return true
}

func (v *validator) stmt(s *Stmt, result Result, vars []string, loops []int) bool {
	ok := true
	s.uses(func(place string) {
		name := root(place)
		if isScoped(name) && !slices.Contains(vars, name) || name == "res" && !v.named {
			ok = false
		}
	})
	switch s.Kind {
	case Break, Continue:
		ok = ok && slices.Contains(loops, s.ID)
	case Return:
		ok = ok && v.returns(s, result)
	case Bind, Do, DeferDo:
		if s.Param != "" {
			vars = append(slices.Clip(vars), s.Param)
		}
		return ok && v.function(s.Blocks[0], s.Result, vars)
	}
	for _, b := range s.Blocks {
		ok = ok && v.block(b, result, vars, loops)
	}
	return ok
}

// returns checks that a return statement fits the function it stands in,
// which may have become another one.
func (v *validator) returns(s *Stmt, result Result) bool {
	if s.Src == "bare" {
		v.bare = true
		return true
	}
	wantErr := result == ErrResult || result == RespErrResult
	wantSrc := result != NoResult && result != ErrResult
	switch {
	case wantErr != (s.Err != ""), wantSrc != (s.Src != ""):
		return false
	case wantSrc && s.Src != "nil":
		return (typeOf(s.Src) == bodyType) == (result == BodyResult)
	}
	return true
}
