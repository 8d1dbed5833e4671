package site

import (
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/train/link"
	"downhill/web"
)

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
	for _, key := range pageKeys {
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
		if again := read[c[0]](c[2]); again != c[2] {
			t.Errorf("%s=%s is read again as %q", c[0], c[2], again)
		}
	}
}

// TestFirstPaintHasTheKeys that need no script.
func TestFirstPaintHasTheKeys(t *testing.T) {
	s, _ := serve(t, Config{})
	_, body := client.Get(t, s.URL()+"/?surface=bowl&speed=100&loop=1&chart=rates&hidden=0,2&run=1&mode=3d")
	for _, want := range []string{`<option value="100" selected>`, `id="loop" aria-pressed="true"`, `id="chart" hidden`,
		`class="card off" data-run="0"`, `class="card chosen" data-run="1"`, `class="card off" data-run="2"`, `id="mode-3d" aria-pressed="true"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the first paint has no %s", want)
		}
	}
	if _, body := client.Get(t, s.URL()+"/?surface=bowl"); !strings.Contains(body, `<option value="30" selected>`) || strings.Contains(body, `class="card off"`) {
		t.Error("without keys it is not the usual one")
	}
}

// TestFirstPaintIsRight: before a script has run the page looks as its link
// says, and one that asks for a prediction does not tell the answer.
func TestFirstPaintIsRight(t *testing.T) {
	s, _ := serve(t, Config{})
	words := web.Messages("en")
	_, body := client.Get(t, s.URL()+"/p/stuck-in-a-local-minimum?predict=1&hide=chart&theme=projector")
	root, rest, _ := strings.Cut(body, ">\n<head>")
	if rest == "" {
		root, rest, _ = strings.Cut(body, "<head>")
	}
	for _, want := range []string{`data-predict="veiled"`, `data-hide="chart"`, `data-theme="projector"`} {
		if !strings.Contains(root, want) {
			t.Errorf("the root has no %s", want)
		}
	}
	shown, _, _ := strings.Cut(rest, `id="messages"`)
	for _, not := range []string{words["preset.stuck-in-a-local-minimum.text"][:30], words["run.good"] + "<", "<title>" + words["preset.stuck-in-a-local-minimum.title"]} {
		if strings.Contains(shown, not) {
			t.Errorf("the first paint says %q", not)
		}
	}
	if !strings.Contains(shown, words["predict.question.3"]) || !strings.Contains(shown, " inert") {
		t.Error("the first paint does not ask")
	}
}

// TestLessonsFollowALecture: the presets stand in the order of a lecture.
func TestLessonsFollowALecture(t *testing.T) {
	want := strings.Fields(`what-a-step-is stuck-in-a-local-minimum overshoot-and-diverge three-rates two-over-lambda try-many-rates
		ravine-and-momentum adaptive-rates adaptive-promises-nothing schedules saddle-point vanishing-gradient exploding-gradient
		clipping-saves-it noise-escapes`)
	for i, p := range link.Presets() {
		if i >= len(want) || p.ID != want[i] {
			t.Errorf("lesson %d is %s", i+1, p.ID)
		}
		for _, lang := range web.Languages {
			for _, part := range []string{".title", ".text"} {
				if web.Messages(lang)["preset."+p.ID+part] == "" {
					t.Errorf("%s has no preset.%s%s", lang, p.ID, part)
				}
			}
		}
	}
}

// TestPageKeysShareNoName: a key of the page is none of a scenario's, so that a
// link with both says both.
func TestPageKeysShareNoName(t *testing.T) {
	for i, key := range pageKeys {
		same := func(k pageKey) bool { return k.name == key.name }
		if link.Knows(key.name) || slices.ContainsFunc(pageKeys[:i], same) {
			t.Errorf("the key %s has two meanings", key.name)
		}
	}
	for _, key := range sweepKeys {
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
