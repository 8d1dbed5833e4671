package page_test

import (
	"fmt"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/web"
)

// TestFirstPaintHasTheKeys that need no script.
func TestFirstPaintHasTheKeys(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	_, body := client.Get(t, s.URL()+"/?surface=bowl&speed=100&loop=1&rates=0.1,2&chart=rates&hidden=0,2&run=1&mode=3d")
	for _, want := range []string{`<option value="100" selected>`, `id="loop" aria-pressed="true"`, `data-run="0" min="-1.0000" max="0.3010"`,
		`class="card off" data-run="0"`, `class="card chosen" data-run="1"`, `class="card off" data-run="2"`, `id="mode-3d" aria-pressed="true"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the first paint has no %s", want)
		}
	}
	if strings.Contains(body, `class="unknown"`) {
		t.Error("a key that once chose the chart of rates is called unknown")
	}
	if _, body := client.Get(t, s.URL()+"/?surface=bowl"); !strings.Contains(body, `<option value="x1" selected>`) || strings.Contains(body, `class="card off"`) {
		t.Error("without keys it is not the usual one")
	}
}

// TestFirstPaintIsRight: before a script has run the page looks as its link
// says, and one that asks for a prediction does not tell the answer.
func TestFirstPaintIsRight(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	words := web.Messages("en")
	_, body := client.Get(t, s.URL()+"/p/stuck-in-a-local-minimum?predict=1&hide=chart&theme=projector")
	root, rest, _ := strings.Cut(body, ">\n<head>")
	if rest == "" {
		root, rest, _ = strings.Cut(body, "<head>")
	}
	for _, want := range []string{`data-predict="hidden"`, `data-hide="chart"`, `data-theme="projector"`} {
		if !strings.Contains(root, want) {
			t.Errorf("the root has no %s", want)
		}
	}
	shown, _, _ := strings.Cut(rest, `id="messages"`)
	for _, not := range []string{words["preset.stuck-in-a-local-minimum.1"][:30], words["run.good"] + "<", "<title>" + words["preset.stuck-in-a-local-minimum.title"]} {
		if strings.Contains(shown, not) {
			t.Errorf("the first paint says %q", not)
		}
	}
	if !strings.Contains(shown, words["preset.stuck-in-a-local-minimum.1.ask"]) || !strings.Contains(shown, " inert") {
		t.Error("the first paint does not ask")
	}
}

// TestFirstPaintNamesTheLessonThatAsks: a later beat that asks by itself has its lesson's
// title, which the beats before have shown, and tells no more of the answer than others.
func TestFirstPaintNamesTheLessonThatAsks(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	words := web.Messages("en")
	for path, named := range map[string]bool{"/p/overfitting?beat=2": true, "/p/overfitting?beat=3&predict=1": false, "/p/overfitting?beat=2&lr=0.01&predict=1": true} {
		_, body := client.Get(t, s.URL()+path)
		shown, _, _ := strings.Cut(body, `id="messages"`)
		if got := strings.Contains(shown, `id="lesson-title">`+words["preset.overfitting.title"]); got != named {
			t.Errorf("%s: the lesson's title is shown: %v", path, got)
		}
		for beat := 1; beat <= 5; beat++ {
			if text := words[fmt.Sprintf("preset.overfitting.%d", beat)][:30]; strings.Contains(shown, text) {
				t.Errorf("%s: the first paint says %q", path, text)
			}
		}
	}
}

// TestFirstPaintAsksOfTheRunsThereAre: the question of a page that asks for a prediction is of
// as many runs as there are, and of a network not about a bottom.
func TestFirstPaintAsksOfTheRunsThereAre(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for query, asks := range map[string]string{
		"surface=saddle&lr=0.1":              "Where does it end?",
		"surface=saddle&lr=0.1,0.2":          "Where does each of them end?",
		"surface=net&units=2,2,1&lr=0.1":     "What will the network have learned?",
		"surface=net&units=2,2,1&lr=0.1,0.2": "What will each network have learned?",
		"surface=bowl&lr=0.1":                "Does it reach the bottom?",
		// Of what is not on the picture nothing is asked.
		"surface=bowl&lr=0.1,0.2,0.3&hidden=1":   "Which of the two reaches the bottom first?",
		"surface=bowl&lr=0.1,0.2,0.3&hidden=0,1": "Does it reach the bottom?",
		"surface=saddle&lr=0.1,0.2&hidden=0":     "Where does it end?",
		"surface=bowl&lr=0.1,0.2&hidden=0,1":     "Every run is hidden.",
	} {
		if _, body := client.Get(t, s.URL()+"/?lang=en&predict=1&"+query); !strings.Contains(body, ">"+asks+"<") {
			t.Errorf("%s: it does not ask %q", query, asks)
		}
	}
}
