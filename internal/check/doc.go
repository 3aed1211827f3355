package check

import (
	"go/parser"
	"go/token"
	"strings"
)

// Doc returns the documentation of an analyzer from the source of the file
// that holds its package's doc comment: what follows the heading
//
//	# Analyzer NAME
//
//	NAME: summary
//
// up to the next heading, without "NAME: ". So the page of the package and
// the help of the command come from one text. (The helper that x/tools has
// for its own analyzers is internal.) Doc returns "" if there is no such
// section; [analysis.Validate] refuses an analyzer without documentation.
func Doc(source, name string) string {
	f, err := parser.ParseFile(token.NewFileSet(), "", source, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		return ""
	}
	for section := range strings.SplitSeq(f.Doc.Text(), "\n# ") {
		body, ok := strings.CutPrefix(section, "Analyzer "+name+"\n\n")
		if !ok {
			continue
		}
		doc, ok := strings.CutPrefix(body, name+": ")
		if !ok {
			return ""
		}
		return strings.TrimSpace(doc)
	}
	return ""
}
