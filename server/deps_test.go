package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows are the packages of ours that each may import.
var arrows = map[string][]string{
	"downhill/landscape/formula": {},
	"downhill/landscape/network": {"downhill/landscape/formula"},
	"downhill/once":              {},
	"downhill/landscape":         {"downhill/landscape/formula", "downhill/once"},
	"downhill/train/rule":        {},
	"downhill/train/field":       {},
	"downhill/train":             {"downhill/landscape", "downhill/landscape/formula", "downhill/once", "downhill/train/field", "downhill/train/rule"},
	"downhill/train/link":        {"downhill/landscape", "downhill/landscape/formula", "downhill/once", "downhill/train", "downhill/train/field", "downhill/train/rule"},
	"downhill/web":               {},
	"downhill/static":            {},
	"downhill/server":            {"downhill/landscape", "downhill/landscape/formula", "downhill/once", "downhill/train", "downhill/train/field", "downhill/train/link", "downhill/train/rule", "downhill/web", "downhill/static"},
}

// A listed package is what `go list -json` says of one.
type listed struct {
	ImportPath, Dir string
	Imports, Deps   []string
}

func listPackages(t *testing.T, args ...string) []listed {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Imports,Deps"}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestArrows(t *testing.T) {
	names := slices.Collect(func(yield func(string) bool) {
		for name := range arrows {
			if !yield(name) {
				return
			}
		}
	})
	for _, p := range listPackages(t, names...) {
		for _, dep := range p.Deps {
			if strings.HasPrefix(dep, "downhill/") && !slices.Contains(arrows[p.ImportPath], dep) {
				t.Errorf("%s depends on %s", p.ImportPath, dep)
			}
		}
	}
}

// One file imports the websocket library, so that a swap is one line.
func TestOneFileImportsTheWebsocketLibrary(t *testing.T) {
	out, err := exec.Command("grep", "-rl", "--include=*.go", "--exclude=*_test.go", `"nhooyr.io/websocket`, "..").Output()
	if err != nil || strings.TrimSpace(string(out)) != "../server/stream.go" {
		t.Errorf("imported by %q (%v)", out, err)
	}
}
