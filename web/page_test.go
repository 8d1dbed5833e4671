package web

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

func sample() PageView {
	return PageView{
		Lang: "en", Messages: Messages("en"),
		Preset:  &PresetView{Beat: 1, Beats: 1, ID: "three-rates", N: 1, Total: 2, Next: "/p/saddle-point"},
		Lessons: []Choice{{ID: "three-rates"}, {ID: "saddle-point"}},
		Surface: SurfaceView{ID: "bowl", Name: "Bowl", Formula: "x<y", MathML: "<mi>x</mi>", View: "-5,5,-5,5", Start: [2]string{"1", "2"}},
		Runs: []RunView{
			{Name: "Low", Optimizer: "sgd", Rate: "0.01", From: 0.001, To: 10, Value: 0.01},
			{Name: "Newton", Optimizer: "newton", Rate: "1", From: 0.1, To: 10, Value: 1, Rateless: true},
		},
		Steps: 150, Optimizers: []Choice{{ID: "sgd", Name: "Gradient descent"}}, Optimizer: "sgd",
		Scenario: json.RawMessage(`{"formula":"</script><b>"}`),
	}
}

func render(t *testing.T, v PageView) string {
	t.Helper()
	var html strings.Builder
	if err := Page(v).Render(context.Background(), &html); err != nil {
		t.Fatal(err)
	}
	return html.String()
}

func TestPageShowsItsScenarioWithoutScripts(t *testing.T) {
	html := render(t, sample())
	for _, want := range []string{
		"1 / 2", `href="/p/saddle-point"`, `value="0.01"`, "<noscript>", "<mi>x</mi>", `selected>Gradient descent</option>`,
		`min="-3.0000"`, `max="1.0000"`, `value="-2.0000"`, Messages("en")["preset.three-rates.title"],
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

func TestDataCantLeaveItsBlock(t *testing.T) {
	html := render(t, sample())
	if strings.Contains(html, "</script><b>") {
		t.Error("a scenario's text ends its data block")
	}
	if strings.Contains(html, `value="x<y"`) {
		t.Error("a formula's text is not escaped")
	}
}

func TestRatelessRunHasNoSlider(t *testing.T) {
	html := render(t, sample())
	_, ruler, _ := strings.Cut(html, `id="ruler"`)
	for run, hidden := range []bool{false, true} {
		_, flag, _ := strings.Cut(ruler, `class="flag"`+` step="any" data-run="`+strconv.Itoa(run)+`"`)
		flag, _, _ = strings.Cut(flag, ">")
		if flag == "" || strings.Contains(flag, " hidden") != hidden {
			t.Errorf("run %d: the slider is %q", run, flag)
		}
	}
}

func TestEmbedIsTheFigureAlone(t *testing.T) {
	v := sample()
	v.Embed = true
	html := render(t, v)
	for _, not := range []string{`id="setup"`, `id="share"`, `id="top"`} {
		if strings.Contains(html, not) {
			t.Errorf("the embedded page has %s", not)
		}
	}
}

func TestT(t *testing.T) {
	words := map[string]string{"a": "{x} and {y}", "steps.one": "{n} step", "steps.other": "{n} steps", "plain": "{n}스텝"}
	for _, c := range []struct {
		want string
		got  string
	}{
		{"1 and two", T(words, "a", "x", 1, "y", "two")},
		{"1 step", T(words, "steps", "n", 1)},
		{"21 steps", T(words, "steps", "n", 21)},
		{"nothing", T(words, "nothing")},
		{"1스텝", T(words, "plain", "n", 1)},
		{"21스텝", T(words, "plain", "n", 21)},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}
