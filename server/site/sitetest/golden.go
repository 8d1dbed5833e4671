package sitetest

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/wire anew")

// WireDir holds the frames that both ends are tested on: this test writes them,
// and the page's tests read the same bytes.
const WireDir = "../../testdata/wire"

// Golden holds what was made to a file of testdata/wire; with -update it writes it.
func Golden(t testing.TB, name string, got []byte) {
	t.Helper()
	path := filepath.Join(WireDir, name)
	if *update {
		if err := os.MkdirAll(WireDir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: the wire has changed; if that is meant, run go test ./server/... -run Wire -update, and change the page with it", name)
	}
}

// Indented is JSON as a file has it: a change is seen line by line.
func Indented(t testing.TB, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, bytes.TrimSpace(text), "", "  "); err != nil {
		t.Fatal(err)
	}
	return append(b.Bytes(), '\n')
}
