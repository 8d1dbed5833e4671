package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// A source is the declarations of one Go package that the types are made from.
type source struct {
	types map[string]declared
	words map[string][]string // of a type of strings: its constants, quoted, as they stand
}

// declared is a type with its comment.
type declared struct {
	expr ast.Expr
	doc  string
}

// readSource reads the Go files of a folder but its tests.
func readSource(folder string) (source, error) {
	s := source{map[string]declared{}, map[string][]string{}}
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return s, err
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return s, fmt.Errorf("reading %s: %w", path, err)
		}
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.GenDecl); ok {
				s.add(d)
			}
		}
	}
	return s, nil
}

// add takes the types and the typed constants of a declaration.
func (s *source) add(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			doc := spec.Doc.Text()
			if doc == "" {
				doc = d.Doc.Text()
			}
			s.types[spec.Name.Name] = declared{spec.Type, doc}
		case *ast.ValueSpec:
			name, typed := spec.Type.(*ast.Ident)
			if d.Tok != token.CONST || !typed {
				continue
			}
			for _, v := range spec.Values {
				if text, ok := v.(*ast.BasicLit); ok && text.Kind == token.STRING {
					s.words[name.Name] = append(s.words[name.Name], text.Value)
				}
			}
		}
	}
}
