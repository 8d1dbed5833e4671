package page

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"downhill/server/engine"
	"downhill/train/link"
	"downhill/web"
)

// plainValue matches what nothing that a link goes through changes.
var plainValue = regexp.MustCompile(`^[a-z0-9.,:-]*$`)

// TestPageKeysReadAsTheScriptReadsThem: the script's test reads the same file.
func TestPageKeysReadAsTheScriptReadsThem(t *testing.T) {
	var table struct {
		Home  string
		Order []string
		Read  [][3]string
	}
	text, err := os.ReadFile("../../testdata/page-keys.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	read := map[string]func(string) string{}
	var order []string
	for _, key := range keys {
		read[key.name], order = key.read, append(order, key.name)
	}
	if table.Home != link.Home {
		t.Errorf("/ opens %s", link.Home)
	}
	if !slices.Equal(order, table.Order) {
		t.Errorf("the keys are %v", order)
	}
	for _, c := range table.Read {
		here := readAddress(c[0] + "=" + url.QueryEscape(c[1]) + "&steps=5") // what ends a link may be damaged
		if got := here.page[c[0]]; got != c[2] || len(here.unknown) > 0 || here.scenario != "steps=5" {
			t.Errorf("%s=%s is read as %q, not %q", c[0], c[1], got, c[2])
		}
		if !plainValue.MatchString(c[2]) {
			t.Errorf("%s=%s has what a chat may take for its own", c[0], c[2])
		}
		if again := read[c[0]](c[2]); again != c[2] {
			t.Errorf("%s=%s is read again as %q", c[0], c[2], again)
		}
	}
}

// TestLessonsFollowALecture: the presets stand in the order of a lecture.
func TestLessonsFollowALecture(t *testing.T) {
	want := strings.Fields(`one-weight one-weight-three-rates one-weight-stuck one-weight-plateau
		what-a-step-is three-rates overshoot-and-diverge two-over-lambda try-many-rates
		stuck-in-a-local-minimum schedules saddle-point noise-escapes
		ravine-and-momentum adaptive-rates adaptive-promises-nothing
		vanishing-gradient exploding-gradient clipping-saves-it
		one-neuron backpropagation a-real-network overfitting early-stopping-and-decay vanishing-in-depth exploding-in-depth
		mini-batches initialisation-matters what-a-slice-hides`)
	for i, p := range link.Presets() {
		if i >= len(want) || p.ID != want[i] {
			t.Errorf("lesson %d is %s", i+1, p.ID)
		}
		if beats := len(p.Beats); beats < 3 || beats > 5 {
			t.Errorf("%s is told in %d beats", p.ID, beats)
		}
		for _, lang := range web.Languages {
			for _, key := range wordsOf(p) {
				if web.Messages(lang)[key] == "" {
					t.Errorf("%s has no %s", lang, key)
				}
			}
		}
	}
}

// wordsOf are the keys of a lesson's words.
func wordsOf(p link.Preset) []string {
	keys := []string{"preset." + p.ID + ".title"}
	for i := range p.Beats {
		text := fmt.Sprintf("preset.%s.%d", p.ID, i+1)
		keys = append(keys, text, text+".ask")
	}
	return keys
}

// TestPageKeysShareNoName: a key of the page is none of a scenario's, so that a
// link with both says both.
func TestPageKeysShareNoName(t *testing.T) {
	for i, key := range keys {
		same := func(k pageKey) bool { return k.name == key.name }
		if link.Knows(key.name) || slices.ContainsFunc(keys[:i], same) {
			t.Errorf("the key %s has two meanings", key.name)
		}
	}
	for _, key := range engine.SweepKeys {
		if link.Knows(key) {
			t.Errorf("the key %s of a sweep is a scenario's too", key)
		}
	}
	a := readAddress("opt=newton&hessian=saddle-free&mode=3d")
	if a.page["mode"] != "3d" || a.scenario != "opt=newton&hessian=saddle-free" {
		t.Errorf("read as %q, shown as %q", a.scenario, a.page["mode"])
	}
	if a := readAddress("opt=newton&mode=saddle-free"); a.scenario != "opt=newton&mode=saddle-free" || len(a.page) > 0 {
		t.Errorf("an old link is read as %q and %v", a.scenario, a.page)
	}
}
