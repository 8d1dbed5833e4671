package page

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"downhill/server/query"
	"downhill/train/link"
)

// TestSentencesStandAsOnThePage: the keys that a lesson's sentences stand under are those
// that the page's script has, whose test reads the same file.
func TestSentencesStandAsOnThePage(t *testing.T) {
	text, err := os.ReadFile("../../testdata/fallen-keys.json")
	if err != nil {
		t.Fatal(err)
	}
	var fixture struct {
		Query  string
		Spared []string
	}
	if err := json.Unmarshal(text, &fixture); err != nil {
		t.Fatal(err)
	}
	var alone []string
	for _, p := range query.Split(fixture.Query) {
		if !leftBehind([]link.Pair{p}) {
			alone = append(alone, p.Key)
		}
	}
	if !slices.Equal(alone, fixture.Spared) {
		t.Errorf("a lesson's sentences stand under %q, want %q", alone, fixture.Spared)
	}
}
