package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"path"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// A writer turns declarations into TypeScript.
type writer struct {
	out     bytes.Buffer
	sources map[string]source // by folder
	pages   map[string]string // names on the page, by package.name
}

// generate is the TypeScript of types, whose folders lie below root.
func generate(root string, types []wireType) ([]byte, error) {
	w := writer{sources: map[string]source{}, pages: map[string]string{}}
	for _, t := range types {
		w.pages[path.Base(t.folder)+"."+t.name] = t.page
		if _, ok := w.sources[t.folder]; ok {
			continue
		}
		s, err := readSource(filepath.Join(root, t.folder))
		if err != nil {
			return nil, err
		}
		w.sources[t.folder] = s
	}
	w.out.WriteString(head)
	for _, t := range types {
		if err := w.write(t); err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t.folder, t.name, err)
		}
	}
	return w.out.Bytes(), nil
}

// write writes one type: a struct as an interface, strings as the union of the
// type's constants.
func (w *writer) write(t wireType) error {
	s := w.sources[t.folder]
	d, ok := s.types[t.name]
	if !ok {
		return fmt.Errorf("there is no such type")
	}
	w.out.WriteString("\n")
	w.comment("", strings.Replace(d.doc, t.name+" ", t.page+" ", 1))
	if fields, ok := d.expr.(*ast.StructType); ok {
		return w.object(t, fields.Fields.List)
	}
	words := s.words[t.name]
	if len(words) == 0 {
		return fmt.Errorf("neither a struct nor strings with constants")
	}
	fmt.Fprintf(&w.out, "export type %s =\n  | %s;\n", t.page, strings.Join(words, "\n  | "))
	return nil
}

// object writes a struct; what it embeds it extends.
func (w *writer) object(t wireType, fields []*ast.Field) error {
	var parents []string
	for _, f := range fields {
		if len(f.Names) > 0 {
			continue
		}
		parent, err := w.typeOf(t.folder, f.Type)
		if err != nil {
			return err
		}
		parents = append(parents, parent)
	}
	extends := ""
	if len(parents) > 0 {
		extends = " extends " + strings.Join(parents, ", ")
	}
	fmt.Fprintf(&w.out, "export interface %s%s {\n", t.page, extends)
	for _, f := range fields {
		if err := w.field(t.folder, f); err != nil {
			return err
		}
	}
	w.out.WriteString("}\n")
	return nil
}

// field writes a field by the name that JSON gives it, and by the type of its
// ts tag where it has one ('a' stands for "a"). What is left out when empty is
// optional; a pointer that is not is null.
func (w *writer) field(folder string, f *ast.Field) error {
	if len(f.Names) == 0 {
		return nil
	}
	name, tag := f.Names[0].Name, reflect.StructTag("")
	if f.Tag != nil {
		text, _ := strconv.Unquote(f.Tag.Value) // it has been parsed: can't fail
		tag = reflect.StructTag(text)
	}
	key, omit := strings.CutSuffix(tag.Get("json"), ",omitempty")
	if key == "" || key == "-" || strings.Contains(key, ",") || len(f.Names) > 1 {
		return fmt.Errorf("%s: its json tag has to be a name, or a name and omitempty", name)
	}
	typ := strings.ReplaceAll(tag.Get("ts"), "'", `"`)
	if typ == "" {
		var err error
		if typ, err = w.typeOf(folder, f.Type); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if omit {
		key, typ = key+"?", strings.TrimSuffix(typ, " | null")
	}
	w.comment("  ", f.Doc.Text()+f.Comment.Text())
	fmt.Fprintf(&w.out, "  %s: %s;\n", key, typ)
	return nil
}

// typeOf is the TypeScript type of a Go type.
func (w *writer) typeOf(folder string, e ast.Expr) (string, error) {
	switch e := e.(type) {
	case *ast.Ident:
		return w.named(folder, e.Name)
	case *ast.SelectorExpr:
		return w.named(fmt.Sprint(e.X), e.Sel.Name)
	case *ast.StarExpr:
		inner, err := w.typeOf(folder, e.X)
		return inner + " | null", err
	case *ast.ArrayType:
		return w.list(folder, e)
	case *ast.MapType:
		value, err := w.typeOf(folder, e.Value)
		if key, ok := e.Key.(*ast.Ident); !ok || key.Name != "string" {
			err = fmt.Errorf("only strings are keys")
		}
		return "Record<string, " + value + ">", err
	}
	return "", fmt.Errorf("this type needs a ts tag")
}

func (w *writer) named(folder, name string) (string, error) {
	for _, names := range []map[string]string{w.pages, basic} {
		if page, ok := names[path.Base(folder)+"."+name]; ok {
			return page, nil
		}
	}
	if page, ok := basic[name]; ok {
		return page, nil
	}
	return "", fmt.Errorf("%s.%s is not listed, and the field has no ts tag", path.Base(folder), name)
}

// list is a slice, or an array of a length that is listed.
func (w *writer) list(folder string, e *ast.ArrayType) (string, error) {
	element, err := w.typeOf(folder, e.Elt)
	if err != nil {
		return "", err
	}
	if length, ok := e.Len.(*ast.BasicLit); ok {
		if page, ok := arrays[element+" "+length.Value]; ok {
			return page, nil
		}
		return "", fmt.Errorf("arrays of %s %s are not listed, and the field has no ts tag", length.Value, element)
	}
	if strings.Contains(element, " ") {
		element = "(" + element + ")"
	}
	return element + "[]", nil
}

// comment writes a Go comment as a doc comment.
func (w *writer) comment(indent, text string) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if lines[0] == "" {
		return
	}
	if len(lines) == 1 {
		fmt.Fprintf(&w.out, "%s/** %s */\n", indent, lines[0])
		return
	}
	fmt.Fprintf(&w.out, "%s/**\n", indent)
	for _, line := range lines {
		fmt.Fprintln(&w.out, strings.TrimRight(indent+" * "+line, " "))
	}
	fmt.Fprintf(&w.out, "%s */\n", indent)
}
