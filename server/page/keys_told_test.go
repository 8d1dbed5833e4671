package page

import (
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"downhill/server/engine"
)

// usualOnes are the values that say what is usual: they are left out of a link, and
// nothing is to be told of them.
var usualOnes = map[string][]string{
	"beat": {"1"}, "play": {"0", ""}, "loop": {"false"}, "speed": {"x1", "x1.0"}, "mode": {"2d"}, "layers": {"contours,marks", "marks,contours"},
	"hide": {""}, "hidden": {""}, "chart": {"rates", "loss"}, "panel": {"none"}, "predict": {"no"},
}

// notFlags are what no flag is: an empty one says nothing.
var notFlags = []string{"play", "loop", "predict"}

// TestNoKeyOfThePageIsDroppedInSilence: every value that both ends read to nothing, or to
// less than it says, is told, in each language; every other one is not.
func TestNoKeyOfThePageIsDroppedInSilence(t *testing.T) {
	var table struct{ Read [][3]string }
	text, err := os.ReadFile("../../testdata/page-keys.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	for _, c := range table.Read {
		key, value, read := c[0], c[1], c[2]
		silent := read != "" || slices.Contains(usualOnes[key], value)
		if strings.Contains(value, "nonsense") || value == "0,0,9,x" {
			silent = false // some of it is read
		}
		if value == "" && slices.Contains(notFlags, key) {
			continue
		}
		_, wrong := readKeys(key + "=" + url.QueryEscape(value))
		if told := len(wrong) > 0; told == silent {
			t.Errorf("%s=%s, read as %q: told %v", key, value, read, wrong)
		}
	}
}

// TestKeysBeyondTheirCapsAreTold, each by its own bounds, and the others are used.
func TestKeysBeyondTheirCapsAreTold(t *testing.T) {
	pages := &Pages{Engine: engine.New("")}
	for query, want := range map[string]struct{ english, korean string }{
		"speed=99999":               {"above 0 and at most 1000", "1000 이하"},
		"speed=x99":                 {"a factor from x0.1 to x10", "x0.1부터 x10까지"},
		"speed=x0.01":               {"a factor from x0.1 to x10", "x0.1부터 x10까지"},
		"at=151":                    {"those from 0 to 150", "0번부터 150번까지"},
		"zoom=-1e10,1e10,0,1":       {"between -1e9 and 1e9", "-1e9과 1e9 사이"},
		"zoom=1,1.00000000001,0,1":  {"a billionth", "10억분의 1"},
		"camera=30,40,9":            {"0.16 to 1.6", "0.16 이상 1.6 이하"},
		"camera=30,95,1":            {"8 to 89", "8 이상 89 이하"},
		"rates=0.1,1e7":             {"at most 1e6", "1e6 이하"},
		"hidden=1,3,4":              {`"3,4" is not a run`, `"3,4"번 경로는 없습니다`},
		"run=4":                     {"those from 0 to 2", "0번부터 2번까지"},
		"layers=field,clouds,stars": {`"clouds, stars" does not fit`, `"clouds, stars"`},
		"layers=":                   {"contours, basins, field, ellipse, marks", "contours, basins, field, ellipse, marks"},
		"hide=header,hat,shoes":     {`"hat, shoes" does not fit`, `"hat, shoes"`},
		"panel=pass:19":             {"pass:18, none", "pass:18, none"},
		"beat=99":                   {"none: it goes with the link of one", "/p/로 시작하는"},
	} {
		got := open(t, pages, "surface=bowl&"+query+"&loop=1")
		if len(got.english) != 1 || !strings.Contains(got.english[0], want.english) || !strings.Contains(got.korean[0], want.korean) || got.page["loop"] != "1" {
			t.Errorf("%s: told %q and %q, with %v", query, got.english, got.korean, got.page)
		}
	}
}

// TestBeatsAreCountedByTheirLesson, also where no lesson has so many.
func TestBeatsAreCountedByTheirLesson(t *testing.T) {
	lessons := (&Pages{Engine: engine.New("")}).Lessons()
	for beat, says := range map[string]string{"5": "from 1 to 4", "99": "from 1 to 4", "x": "from 1 to 4"} {
		preset, here, _ := locate(lessons, "/p/stuck-in-a-local-minimum", "beat="+beat)
		l, err := engine.ReadLink(t.Context(), lessons, preset, here.scenario)
		if err != nil {
			t.Fatal(err)
		}
		if here.fit(l); len(here.wrong) != 1 || !strings.HasSuffix(here.wrong[0].Error(), says) {
			t.Errorf("beat=%s: %v", beat, here.wrong)
		}
	}
}

// TestALessonOpensWithWhatItsChangesLeave: of the keys that a beat opens with itself.
func TestALessonOpensWithWhatItsChangesLeave(t *testing.T) {
	lessons := (&Pages{Engine: engine.New("")}).Lessons()
	for _, p := range lessons.Presets() {
		for i, beat := range p.Beats {
			keys, _ := readKeys(beat.Page)
			if keys["hidden"] == "" && keys["run"] == "" {
				continue
			}
			preset, here, _ := locate(lessons, "/p/"+p.ID, "beat="+string(rune('1'+i))+"&lr=0.01")
			l, err := engine.ReadLink(t.Context(), lessons, preset, here.scenario)
			if err != nil {
				t.Fatalf("%s: %v", p.ID, err)
			}
			if own := opensWith(l); len(l.Scenario.Runs) == 1 && (strings.Trim(own["hidden"], "0") != "" || strings.Trim(own["run"], "0") != "") {
				t.Errorf("%s, beat %d, of one run opens with %v", p.ID, i+1, own)
			}
		}
	}
}
