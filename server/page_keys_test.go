package main

import (
	"slices"
	"strings"
	"testing"

	"downhill/train"
	"downhill/web"
)

func TestPageKeys(t *testing.T) {
	for raw, want := range map[string]string{
		"hide=chart,header": "chart header", "hide=text": "story", "hide=nonsense,runs,runs": "runs", "": "",
	} {
		if got := hideOf(splitQuery(raw)); got != want {
			t.Errorf("%q hides %q, not %q", raw, got, want)
		}
	}
	for raw, want := range map[string]string{"theme=projector": "projector", "theme=pink": "", "": ""} {
		if got := themeOf(splitQuery(raw)); got != want {
			t.Errorf("%q has the theme %q, not %q", raw, got, want)
		}
	}
}

// TestPageKeysShareNoName: a key of the page is none of a scenario's, so that a
// link with both says both.
func TestPageKeysShareNoName(t *testing.T) {
	for i, key := range pageKeys {
		if train.Knows(key) || slices.Contains(pageKeys[:i], key) {
			t.Errorf("the key %s has two meanings", key)
		}
	}
	for _, key := range sweepKeys {
		if train.Knows(key) {
			t.Errorf("the key %s of a sweep is a scenario's too", key)
		}
	}
	a := readAddress("opt=newton&hessian=saddle-free&mode=3d")
	if mode, _ := a.page.get("mode"); mode != "3d" || a.scenario != "opt=newton&hessian=saddle-free" {
		t.Errorf("read as %q, shown as %q", a.scenario, mode)
	}
	if a := readAddress("opt=newton&mode=saddle-free"); a.scenario != "opt=newton&mode=saddle-free" || len(a.page) > 0 {
		t.Errorf("an old link is read as %q and %v", a.scenario, a.page)
	}
}

// TestFirstPaintIsRight: before a script has run the page looks as its link
// says, and one that asks for a prediction does not tell the answer.
func TestFirstPaintIsRight(t *testing.T) {
	s, _ := serve(t, Config{})
	words := web.Messages("en")
	_, body := get(t, s.URL()+"/p/stuck-in-a-local-minimum?predict=1&hide=chart&theme=projector")
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
	for i, p := range train.Presets() {
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
