package ssabuild

import (
	"go/ast"
	"go/types"
	"maps"
)

// prune returns copies of the files of p in which only the functions of m
// have bodies, and an Info that describes the copies. It shares with p
// all that it does not change, and changes nothing in p.
func prune(p Package, m matter) ([]*ast.File, *types.Info) {
	info := *p.Info
	// A file is a key of FileVersions, which decides whether loop
	// variables are per iteration: a copy without its entry would be built
	// by the rules of the newest language version.
	info.FileVersions = maps.Clone(p.Info.FileVersions)
	info.InitOrder = nil
	if m.inits {
		info.InitOrder = withLiterals(p.Info.InitOrder)
	}

	files := make([]*ast.File, len(p.Files))
	for i, file := range p.Files {
		files[i] = pruneFile(file, m)
		if version, ok := p.Info.FileVersions[file]; ok {
			info.FileVersions[files[i]] = version
		}
	}
	return files, &info
}

// pruneFile returns a copy of file without the bodies that do not matter.
// The declarations themselves must stay: go/ssa creates the members of a
// package from them, and calls refer to members.
func pruneFile(file *ast.File, m matter) *ast.File {
	pruned := *file
	pruned.Decls = make([]ast.Decl, len(file.Decls))
	for i, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && !m.decls[fn] {
			external := *fn
			external.Body = nil
			decl = &external
		}
		pruned.Decls[i] = decl
	}
	return &pruned
}

// withLiterals returns the initialisers that contain function literals.
// The others, above all large tables of data, are not worth building.
func withLiterals(order []*types.Initializer) []*types.Initializer {
	var kept []*types.Initializer
	for _, init := range order {
		for range literals(init.Rhs) {
			kept = append(kept, init)
			break
		}
	}
	return kept
}
