package bodyclose_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamlint/streamlint/internal/check"
)

// A subject is a declaration that opens something: a function, or variables
// that are initialized with literals of functions.
type subject struct {
	name     string
	file     string  // base name
	from, to int     // offsets
	opens    []place // of the calls' parentheses
	releases []release
}

// A release is a part of the source that closes something, and what to put
// there instead, which is as long.
type release struct {
	from, to int
	text     string
	at       token.Position
	what     string
}

func (s *subject) contains(p place) bool {
	return p.file == s.file && s.from <= p.offset && p.offset < s.to
}

// isMentionedAround reports whether the function that contains a place
// mentions the subject.
func (s *subject) isMentionedAround(pass *analysis.Pass, p place) bool {
	name := s.name[strings.LastIndex(s.name, ".")+1:]
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			from, to := placeOf(pass.Fset, d.Pos()), placeOf(pass.Fset, d.End())
			if from.file != p.file || p.offset < from.offset || to.offset <= p.offset {
				continue
			}
			for n := range ast.Preorder(d) {
				if id, ok := n.(*ast.Ident); ok && id.Name == name {
					return true
				}
			}
		}
	}
	return false
}

// mutant names the subject without its nth release.
func (s *subject) mutant(pass *analysis.Pass, n int) string {
	path, _, _ := strings.Cut(pass.Pkg.Path(), " ")
	return fmt.Sprintf("%s/%s:%s#%d", path, s.file, s.name, n+1)
}

// fate compares what is found with and without a release.
func (s *subject) fate(before, after findings) fate {
	result, leaks := silent, 0
	for p, message := range after {
		if !s.contains(p) {
			continue
		}
		_, anyway := before[p]
		switch {
		case strings.HasPrefix(message, check.WitnessRefused):
			return refused
		case anyway:
			leaks++
		default:
			result = reported
		}
	}
	if leaks == len(s.opens) {
		return moot
	}
	return result
}

// subjects returns the declarations of the package with an open and a
// release.
func subjects(t *testing.T, pass *analysis.Pass, opens []place) []*subject {
	var all []*subject
	for _, file := range pass.Files {
		name := pass.Fset.PositionFor(file.FileStart, false).Filename
		if !strings.HasSuffix(name, ".go") || filepath.Base(name) == "opaque.go" || isGenerated(name) {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
			continue
		}
		finder := finder{pass: pass, text: string(text)}
		for _, decl := range file.Decls {
			s := &subject{name: declared(decl), file: filepath.Base(name)}
			s.from, s.to = finder.offset(decl.Pos()), finder.offset(decl.End())
			for _, p := range opens {
				if s.contains(p) && !slices.Contains(s.opens, p) {
					s.opens = append(s.opens, p)
				}
			}
			if len(s.opens) > 0 {
				s.releases = finder.releases(decl)
				all = append(all, s)
			}
		}
	}
	return all
}

// isGenerated reports whether the go command made the file: a test's main.
func isGenerated(name string) bool { return strings.HasPrefix(filepath.Base(name), "_") }

// declared is the name of what is declared, a method's with its receiver's
// type: several types have the method RoundTrip.
func declared(decl ast.Decl) string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			return decl.Name.Name
		}
		recv := types.ExprString(decl.Recv.List[0].Type)
		return strings.TrimPrefix(recv, "*") + "." + decl.Name.Name
	case *ast.GenDecl:
		if spec, ok := decl.Specs[0].(*ast.ValueSpec); ok {
			return spec.Names[0].Name
		}
	}
	return ""
}

// A finder finds releases in a file.
type finder struct {
	pass *analysis.Pass
	text string
}

func (f *finder) offset(pos token.Pos) int { return f.pass.Fset.PositionFor(pos, false).Offset }

func (f *finder) source(n ast.Node) string { return f.text[f.offset(n.Pos()):f.offset(n.End())] }

// releases returns the releases in a declaration, in source order.
func (f *finder) releases(decl ast.Decl) []release {
	var found []release
	done := make(map[*ast.CallExpr]bool)
	statement := func(s ast.Stmt, call *ast.CallExpr) {
		if closed := f.closed(call); closed != nil {
			done[call] = true
			found = append(found, f.replace(s, "_ = "+f.source(closed)))
		}
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ExprStmt:
			if call, ok := ast.Unparen(n.X).(*ast.CallExpr); ok {
				statement(n, call)
			}
		case *ast.GoStmt:
			statement(n, n.Call)
		case *ast.DeferStmt:
			statement(n, n.Call)
			if f.isCleanup(n.Call) {
				found = append(found, f.replace(n, ""))
			}
		case *ast.CallExpr:
			if !done[n] && f.closed(n) != nil {
				found = append(found, f.replace(n, someError))
			}
		}
		return true
	})
	return found
}

// someError is a variable, added to the package, in place of a result that is
// used: what the function does with it may go on either way.
const someError = "mutantErr"

func (f *finder) replace(n ast.Node, text string) release {
	what := f.source(n)
	return release{
		from: f.offset(n.Pos()),
		to:   f.offset(n.End()),
		text: text + strings.Repeat(" ", len(what)-len(text)),
		at:   f.pass.Fset.PositionFor(n.Pos(), false),
		what: what,
	}
}

// closed is x in x.Close() and in T.Close(x), and nil for other calls.
func (f *finder) closed(call *ast.CallExpr) ast.Expr {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Close" || f.pass.TypesInfo.Selections[sel] == nil {
		return nil
	}
	switch f.pass.TypesInfo.Selections[sel].Kind() {
	case types.MethodVal:
		if len(call.Args) == 0 {
			return sel.X
		}
	case types.MethodExpr:
		if len(call.Args) == 1 {
			return call.Args[0]
		}
	}
	return nil
}

// isCleanup reports whether a variable is called, such as x.Close or a literal
// was assigned to before, which has no name of its own for its type as
// context.CancelFunc does.
func (f *finder) isCleanup(call *ast.CallExpr) bool {
	id, ok := call.Fun.(*ast.Ident)
	if !ok || len(call.Args) > 0 {
		return false
	}
	v, ok := f.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok {
		return false
	}
	_, unnamed := v.Type().(*types.Signature)
	return unnamed
}

// A built is a package with mutants in it.
type built struct {
	pass *analysis.Pass
	// broken are the subjects whose mutants are not there, as they do not
	// compile.
	broken map[*subject]bool
}

// build type-checks the package with a release less in each of the subjects.
func build(t *testing.T, pass *analysis.Pass, mutants map[*subject]release) built {
	b := built{broken: make(map[*subject]bool)}
	mutants = maps.Clone(mutants)
	for {
		var errs []types.Error
		b.pass, errs = typeCheck(t, pass, mutants)
		if len(errs) == 0 {
			return b
		}
		kept := len(mutants)
		for _, err := range errs {
			for s := range mutants {
				if s.contains(placeOf(err.Fset, err.Pos)) {
					b.broken[s] = true
					delete(mutants, s)
				}
			}
		}
		if len(mutants) == kept {
			t.Errorf("%s does not compile: %v", pass.Pkg.Path(), errs[0])
			return b
		}
	}
}

// typeCheck type-checks the package, and returns the errors but those about
// variables that are not used now.
func typeCheck(t *testing.T, pass *analysis.Pass, mutants map[*subject]release) (*analysis.Pass, []types.Error) {
	mutated := *pass
	mutated.Files = nil
	for i, file := range pass.Files {
		name := pass.Fset.PositionFor(file.FileStart, false).Filename
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		for s, r := range mutants {
			if s.file == filepath.Base(name) {
				text = slices.Replace(text, r.from, r.to, []byte(r.text)...)
			}
		}
		if i == 0 {
			text = append(text, "\nvar "+someError+" error\n"...)
		}
		syntax, err := parser.ParseFile(pass.Fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
		}
		mutated.Files = append(mutated.Files, syntax)
	}
	var errs []types.Error
	conf := types.Config{
		Importer:  importerFunc(imports(pass.Pkg)),
		GoVersion: pass.Pkg.GoVersion(),
		Sizes:     pass.TypesSizes,
		Error: func(err error) {
			if e, ok := errors.AsType[types.Error](err); ok && !e.Soft {
				errs = append(errs, e)
			}
		},
	}
	mutated.TypesInfo = newInfo()
	mutated.Pkg, _ = conf.Check(pass.Pkg.Path(), pass.Fset, mutated.Files, mutated.TypesInfo)
	return &mutated, errs
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// imports finds packages among those that were loaded for pkg.
func imports(pkg *types.Package) importerFunc {
	return func(path string) (*types.Package, error) {
		for _, p := range pkg.Imports() {
			if p.Path() == path {
				return p, nil
			}
		}
		return nil, fmt.Errorf("%s does not import %s", pkg.Path(), path)
	}
}

func newInfo() *types.Info {
	return &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		FileVersions: make(map[*ast.File]string),
	}
}
