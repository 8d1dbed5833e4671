package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTypesAreThoseOfTheStructs(t *testing.T) {
	want, err := generate("../..", wireTypes)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("../..", target))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s and the server's structs differ, run: make generate", target)
	}
}

const sample = `package p

// Kind is a word.
type Kind string

const (
	A Kind = "a"
	B Kind = "b-c"
)

const other = "d"

type Num float64

type inner struct {
	At [2]Num ` + "`json:\"at\"`" + ` // where
}

// outer holds
// much.
type outer struct {
	ID   uint32 ` + "`json:\"id,omitempty\"`" + `
	Type string ` + "`json:\"type\" ts:\"'x' | 'y'\"`" + `
	inner
	Kinds []*Kind ` + "`json:\"kinds\"`" + `
	// Best is it.
	Best *Num ` + "`json:\"best\"`" + `
	Left *[4]Num ` + "`json:\"left,omitempty\"`" + `
	Args map[string]string ` + "`json:\"args\"`" + `
}
`

// written is the TypeScript of a package named wire that is code, past its head.
func written(t *testing.T, code string, types ...wireType) (string, error) {
	t.Helper()
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "wire"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "wire", "p.go"), []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := generate(root, types)
	return strings.TrimPrefix(string(text), head), err
}

func TestStructsAndWordsAreWritten(t *testing.T) {
	got, err := written(t, sample, wireType{"wire", "Kind", "Kind"}, wireType{"wire", "inner", "Inner"}, wireType{"wire", "outer", "Outer"})
	if err != nil {
		t.Fatal(err)
	}
	const want = `
/** Kind is a word. */
export type Kind =
  | "a"
  | "b-c";

export interface Inner {
  /** where */
  at: Point;
}

/**
 * Outer holds
 * much.
 */
export interface Outer extends Inner {
  id?: number;
  type: "x" | "y";
  kinds: (Kind | null)[];
  /** Best is it. */
  best: number | null;
  left?: Box;
  args: Record<string, string>;
}
`
	if got != want {
		t.Errorf("got %s", got)
	}
}

func TestWhatCannotBeWrittenIsSaid(t *testing.T) {
	for code, want := range map[string]string{
		"package p\ntype other struct{}":                             "there is no such type",
		"package p\ntype x int":                                      "neither a struct",
		"package p\ntype x struct { A any `json:\"a\"` }":            "wire.any is not listed",
		"package p\ntype x struct { A y `json:\"a\"` }":              "wire.y is not listed",
		"package p\ntype x struct { A int }":                         "json tag",
		"package p\ntype x struct { A, B int `json:\"a\"` }":         "json tag",
		"package p\ntype x struct { A [3]int `json:\"a\"` }":         "arrays of 3 number",
		"package p\ntype x struct { A func() `json:\"a\"` }":         "needs a ts tag",
		"package p\ntype x struct { A map[int]string `json:\"a\"` }": "only strings are keys",
		"package p\ntype x struct {":                                 "reading",
	} {
		if _, err := written(t, code, wireType{"wire", "x", "X"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, not %q", code, err, want)
		}
	}
}
