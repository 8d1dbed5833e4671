package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// arrows are the packages of ours that each may import, by its own files. What one
// of these imports in turn is no arrow of its own.
var arrows = map[string][]string{
	"once":                       {},
	"workers":                    {},
	"landscape/elementary":       {},
	"landscape/formula/op":       {"landscape/elementary"},
	"landscape/formula/notation": {"landscape/formula/op"},
	"landscape/formula":          {"landscape/elementary", "landscape/formula/notation", "landscape/formula/op"},
	"landscape/network":          {"landscape/elementary", "workers"},
	"landscape":                  {"landscape/elementary", "landscape/formula", "landscape/network", "once", "workers"},
	"train/rule":                 {"landscape/formula"},
	"train/field":                {},
	"train/descent":              {"landscape", "landscape/formula", "train/field", "train/rule", "workers"},
	"train/judge":                {"landscape", "landscape/formula", "train/descent", "train/rule"},
	"train/nets":                 {"landscape", "landscape/formula", "landscape/network", "once", "train/descent", "train/field", "train/judge", "train/rule", "workers"},
	"train":                      {"landscape", "landscape/network", "once", "train/descent", "train/field", "train/judge", "train/nets", "train/rule", "workers"},
	"train/link":                 {"landscape", "landscape/formula", "landscape/formula/notation", "landscape/network", "once", "train", "train/descent", "train/field", "train/nets", "train/rule"},
	"train/step":                 {"landscape", "landscape/formula/notation", "landscape/network", "train", "train/descent", "train/field", "train/nets", "train/rule"},
	"train/script":               {"landscape", "landscape/formula", "landscape/network", "train", "train/descent", "train/field", "train/nets", "train/rule"},
	"web":                        {},
	"static":                     {},
	"docs":                       {},

	"server/limits":   {},
	"server/fault":    {"train/field", "web"},
	"server/line":     {"server/limits"},
	"server/peer":     {},
	"server/journal":  {},
	"server/metrics":  {},
	"server/pool":     {"once", "server/fault", "server/journal", "server/limits", "server/turns", "workers"},
	"server/turns":    {},
	"server/query":    {"landscape", "server/fault", "server/limits", "train/field", "train/link"},
	"server/answer":   {"once", "server/fault", "server/limits", "server/line"},
	"server/language": {"landscape", "landscape/formula/notation", "server/fault", "server/query", "train/field", "train/rule", "web"},
	"server/wire":     {"landscape", "train", "train/descent", "train/judge", "train/link", "train/nets", "train/rule"},
	"server/engine": {"landscape", "once", "server/fault", "server/limits", "server/metrics", "server/pool", "server/query", "server/wire",
		"train", "train/descent", "train/field", "train/link", "train/rule", "workers"},
	"server/bus":  {},
	"server/live": {},
	"server/stream": {"landscape", "once", "server/answer", "server/engine", "server/fault", "server/journal", "server/limits", "server/line",
		"server/live", "server/metrics", "server/peer", "server/pool",
		"server/turns", "server/wire", "train", "train/descent", "train/judge", "train/nets", "workers"},
	"server/api": {"landscape", "once", "server/answer", "server/engine", "server/fault", "server/language", "server/limits",
		"server/line", "server/pool", "server/query", "server/wire", "train", "train/descent", "train/field", "train/link", "train/nets", "train/rule", "train/script", "train/step"},
	"server/page": {"docs", "landscape", "landscape/formula/notation", "server/answer", "server/engine", "server/fault", "server/language",
		"server/limits", "server/live", "server/pool", "server/query", "server/wire", "server/words", "train", "train/field",
		"train/link", "train/rule", "web"},
	"server/course": {"server/answer", "server/engine", "server/language", "server/page", "train", "train/field", "train/link", "web"},
	"server/draw":   {},
	"server/words":  {"server/wire", "train", "train/judge", "web"},
	"server/figure": {"landscape", "once", "server/answer", "server/draw", "server/engine", "server/fault", "server/language", "server/limits",
		"server/pool", "server/query", "server/wire", "server/words", "static", "train", "train/descent", "train/field", "train/judge", "train/link", "train/nets", "train/rule", "web"},
	"server/site": {"once", "server/answer", "server/api", "server/bus", "server/course", "server/draw", "server/engine", "server/fault", "server/figure", "server/journal", "server/language", "server/limits", "server/line", "server/page",
		"server/peer", "server/pool", "server/query", "server/stream", "server/turns", "static"},
	"server": {"server/bus", "server/journal", "server/peer", "server/pool", "server/site"},

	// What is no part of the program: the tests' own, and what builds and pictures.
	"server/client":        {},
	"server/site/sitetest": {"server/client", "server/site"},
	"server/browser":       {},
	"server/load":          {},
	"web/archive":          {},
	"web/bundle":           {},
	"web/shots":            {"server/browser"},
	"web/wiretypes":        {},
}

// A listed package is what `go list -json` says of one.
type listed struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T, args ...string) []listed {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports"}, args...)...).Output()
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

// TestArrows: every package of ours stands in the table, imports what it says there and
// no less, and stands in README.md's picture of the house.
func TestArrows(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "## The house\n\n```")
	house, _, _ := strings.Cut(rest, "```")
	seen := 0
	for _, p := range listPackages(t, "downhill/...") {
		name := strings.TrimPrefix(p.ImportPath, "downhill/")
		may, known := arrows[name]
		if !known {
			t.Errorf("%s has no arrows", name)
		}
		seen++
		for _, path := range p.Imports {
			if own, ok := strings.CutPrefix(path, "downhill/"); ok && !slices.Contains(may, own) {
				t.Errorf("%s imports %s", name, own)
			}
		}
		for _, own := range may {
			if !slices.Contains(p.Imports, "downhill/"+own) {
				t.Errorf("%s may import %s, and does not", name, own)
			}
		}
		if !regexp.MustCompile(`[\s/]` + filepath.Base(name) + `/`).MatchString(house) {
			t.Errorf("README.md has no line about %s", name)
		}
	}
	if seen != len(arrows) {
		t.Errorf("%d packages, %d have arrows", seen, len(arrows))
	}
}

// One file of the program imports the websocket library, so that a swap is one line.
func TestOneFileImportsTheWebsocketLibrary(t *testing.T) {
	out, err := exec.Command("grep", "-rl", "--include=*.go", "--exclude=*_test.go", "--exclude-dir=load", `"nhooyr.io/websocket`, "..").Output()
	if err != nil || strings.TrimSpace(string(out)) != "../server/stream/stream.go" {
		t.Errorf("imported by %q (%v)", out, err)
	}
}
