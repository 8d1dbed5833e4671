package link

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestKeysFallAsOnThePage: what a link of a lesson loses where it changes its surface,
// optimizer or schedule is what the page leaves out where a hand does. The page's tests
// read the same file.
func TestKeysFallAsOnThePage(t *testing.T) {
	text, err := os.ReadFile("../../testdata/fallen-keys.json")
	if err != nil {
		t.Fatal(err)
	}
	var fixture struct {
		Query string
		Falls map[string][]string // by a change of one key: the other keys that fall
	}
	if err := json.Unmarshal(text, &fixture); err != nil {
		t.Fatal(err)
	}
	below, err := split(fixture.Query)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range scenarioKeys {
		if _, there := below.get(key); !there {
			t.Errorf("the query has no %s", key)
		}
	}
	for change, want := range fixture.Falls {
		after, err := Overlay(fixture.Query, change)
		if err != nil {
			t.Fatal(err)
		}
		left, err := split(after)
		if err != nil {
			t.Fatal(err)
		}
		var fell []string
		for _, p := range below {
			if _, there := left.get(p.Key); !there && !strings.HasPrefix(change, p.Key+"=") {
				fell = append(fell, p.Key)
			}
		}
		if !slices.Equal(fell, want) {
			t.Errorf("with %s fall\n%q, want\n%q", change, fell, want)
		}
	}
}
