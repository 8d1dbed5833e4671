package course

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"downhill/server/engine"
	"downhill/train/link"
	"downhill/web"
)

// load loads a course's text.
func load(t *testing.T, text string) (engine.Lessons, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "course.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(t.Context(), path)
}

// The sample in docs is a course, beside ours, in both languages.
func TestSampleCourseLoads(t *testing.T) {
	lessons, err := Load(t.Context(), "../../docs/course.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := lessons.Presets()
	if len(all) != 3+len(link.Presets()) || all[0].ID != "week-3-first-steps" || all[3].ID != link.Presets()[0].ID || lessons.Home() != all[0].ID {
		t.Errorf("%d lessons from %s on", len(all), all[0].ID)
	}
	for _, lang := range web.Languages {
		for _, p := range all[:3] {
			for _, key := range []string{".title", ".1", ".1.ask"} {
				if lessons.Words[lang]["preset."+p.ID+key] == "" {
					t.Errorf("%s: %s has no %s", lang, p.ID, key)
				}
			}
		}
	}
	if got := lessons.Words["ko"]["lessons.course"]; got != "최적화, 3주차" {
		t.Errorf("it is called %q", got)
	}
	if got := all[2].Query; got != "surface=ravine-rot&opt=sgd,momentum&lr=0.036" {
		t.Errorf("a change of a lesson is %s", got)
	}
	if got := all[0].Beats[0]; got.Page != "at=5" || got.Answers != link.AnswersFirst {
		t.Errorf("it opens with %q, and a room answers %q", got.Page, got.Answers)
	}
}

// one is a course of one lesson, with lines in its place.
func one(lines string) string { return "title: T\nlessons:\n  - " + lines + "\n" }

// What is wrong with a file is told with its line and its key, all of it at once.
func TestWrongCoursesAreTold(t *testing.T) {
	const good = "id: a\n    title: A\n    link: /?surface=bowl"
	for _, c := range []struct{ text, says string }{
		{"", ":1: there is no course"},
		{"# nothing\n", ":1: there is no course"},
		{"#\n---", ":1: there is no course"},
		{"title: T\nlessons:\n", ":2: lessons: must be a list"},
		{"- a\n", ":1: must be keys with their values"},
		{"title: [\n", ":1: this is not YAML: a bracket or brace is not closed"},
		{strings.Repeat("[", 20000), ": this is not YAML"},
		{"title: T\n\tlessons: x\n", ":2: this is not YAML: lines are indented by spaces"},
		{"title: \xff\n", ":1: this is not UTF-8"},
		{"a: 1\n---\nb: 2\n", ": a file holds one course"},
		{"title: T\n", ":1: lessons: is missing"},
		{"title: T\nlessons: []\n", ":2: lessons: must be a list"},
		{"title: T\nlessons: x\n", ":2: lessons: must be a list"},
		{"lessons:\n  - " + good + "\n", ":1: title: is missing"},
		{"title: ''\nlessons:\n  - " + good + "\n", ":1: title: is empty"},
		{"title:\nlessons:\n  - " + good + "\n", ":1: title: is empty"},
		{"title: {}\nlessons:\n  - " + good + "\n", ":1: title: has no en, which is the course's own language"},
		{"title: {ko: T}\nlessons:\n  - " + good + "\n", ":1: title: has no en, which is the course's own language"},
		{"language: ko\ntitle: T\nlessons:\n  - id: a\n    title: A\n    text: {en: a}\n    link: /?surface=bowl\n", ":6: lesson 1, text: has no ko, which"},
		{"title: {en: T, en: U}\nlessons:\n  - " + good + "\n", ":1: title.en: given more than once"},
		{"title: {en: T, ko: }\nlessons:\n  - " + good + "\n", ":1: title.ko: is empty"},
		{"title: &t T\nlessons:\n  - id: a\n    title: *t\n    link: /?surface=bowl\n", ":4: lesson 1, title: must be a text, or one for each language (" + strings.Join(web.Languages, ", ") + "): an alias (*t)"},
		{"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\nlessons:\n  - " + good + "\n", ":4: title: must be a text"},
		{"title: Week 3: T\n", ":1: this is not YAML: a colon where none may be"},
		{one(good + "\n    ask: Q\n    answers: last"), `:7: lesson 1, answers: "last" does not fit: it must be one of first, ends, start, rate`},
		{one(good + "\n    answers: ends"), ":6: lesson 1, answers: is of a question: the lesson has no ask"},
		{one("id: a\n    title: A\n    link: /?surface=net\n    ask: Q\n    answers: start"), `:5: lesson 1, answers: a room can't answer "start" of this link's runs`},
		{one(good + "\n    text: 'it's fine'"), ":6: this is not YAML: this does not go on from the lines above: a quote"},
		{one(good + "\n    text: *bold* words"), ":6: this is not YAML: a text that begins with * or &"},
		{one(good + "\n    text: \"a"), ":6: this is not YAML: a quote that opens here is not closed"},
		{one(good + "\n    text: @home"), ":6: this is not YAML: a text that begins with @"},
		{one(good + "\n   - id: b"), ":6: this is not YAML: this does not go on from the lines above: it is not indented"},
		{"title: [a]\nlessons:\n  - " + good + "\n", ":1: title: must be a text"},
		{"title: {fr: a}\nlessons:\n  - " + good + "\n", ":1: title.fr: no such key"},
		{"title: T\nlanguage: fr\nlessons:\n  - " + good + "\n", `:2: language: "fr" does not fit: it must be one of en, ko`},
		{"title: T\nplace: inside\nlessons:\n  - " + good + "\n", `:2: place: "inside"`},
		{"title: T\nlesons:\n  - " + good + "\n", ":2: lesons: no such key: did you mean lessons?"},
		{"title: T\ntitle: U\nlessons:\n  - " + good + "\n", ":2: title: given more than once"},
		{one("x"), ":3: lesson 1: must be keys"},
		{one("{}"), ":3: lesson 1, id:"},
		{one("title: A\n    link: /?surface=bowl"), ":3: lesson 1, id: is missing"},
		{one("id: A b\n    title: A\n    link: /?surface=bowl"), `:3: lesson 1, id: "A b" does not fit`},
		{one("id: " + strings.Repeat("a", 61) + "\n    title: A\n    link: /?surface=bowl"), ":3: lesson 1, id:"},
		{one("id: three-rates\n    title: A\n    link: /?surface=bowl"), ":3: lesson 1, id: \"three-rates\" is the id of a lesson that comes"},
		{one(good + "\n  - " + good), ":6: lesson 2, id: \"a\" is the id of the lesson at line 3 too"},
		{one("id: a\n    link: /?surface=bowl"), ":3: lesson 1, title: is missing"},
		{one("id: a\n    title: " + strings.Repeat("한", 121) + "\n    link: /?surface=bowl"), ":4: lesson 1, title: has 121 characters: it may have 120"},
		{one("id: a\n    title: A\n    text: {en: " + strings.Repeat("a", 1201) + "}\n    link: /?surface=bowl"), ":5: lesson 1, text.en: has 1201 characters"},
		{one("id: a\n    title: A\n    ask: " + strings.Repeat("a", 301) + "\n    link: /?surface=bowl"), ":5: lesson 1, ask: has 301"},
		{one("id: a\n    title: \"A\\x07\"\n    link: /?surface=bowl"), ":4: lesson 1, title: has a character"},
		{one("id: a\n    title: A\n    txt: b\n    link: /?surface=bowl"), ":5: lesson 1, txt: no such key: did you mean text?"},
		{one("id: a\n    title: A"), ":3: lesson 1, link: is missing"},
		{one("id: a\n    title: A\n    link: [a]"), ":5: lesson 1, link: must be a link"},
		{one("id: a\n    title: A\n    link: /"), ":5: lesson 1, link: \"/\" is no page"},
		{one("id: a\n    title: A\n    link: /api/run?surface=bowl"), ":5: lesson 1, link: \"/api/run?surface=bowl\" is no page"},
		{one("id: a\n    title: A\n    link: /p/nowhere"), ":5: lesson 1, link: there is no lesson \"nowhere\": a link may name one above it, or one that comes with the program"},
		{one("id: a\n    title: A\n    link: /p/b\n  - id: b\n    title: B\n    link: /?surface=bowl"), ":5: lesson 1, link: there is no lesson \"b\": a link may name one above it"},
		{one("id: a\n    title: A\n    link: /p/a\n    x: 1"), ":6: lesson 1, x: no such key"},
		{one("id: a\n    title: A\n    link: /?surface=bowl&sead=1&lr=-1&at=x"), `:5: lesson 1, link: lr: "-1"`},
		{one("id: a\n    title: A\n    link: /?surface=bowl&sead=1&lr=-1&at=x"), `:5: lesson 1, link: at: "x"`},
		{one("id: a\n    title: A\n    link: /?surface=bowl&sead=1&lr=-1&at=x"), `:5: lesson 1, link: sead: no such key`},
		{one("id: a\n    title: A\n    link: /live/ABCDEF?lr=1"), ":5: lesson 1, link: \"/live/ABCDEF?lr=1\" is no page"},
		{one("id: a\n    title: A\n    link: /p/three-rates?beat=9"), ":5: lesson 1, link: beat: \"9\" does not fit: it must be a whole number from 1 to 4"},
		{one("id: a\n    title: A\n    link: /p/three-rate?lr=1"), ":5: lesson 1, link: there is no lesson \"three-rate\": did you mean three-rates?"},
		{one("id: first\n    title: A\n    link: /?surface=bowl\n  - id: b\n    title: B\n    link: /p/frist"), ":8: lesson 2, link: there is no lesson \"frist\": did you mean first?"},
		{one("id: a\n    title: A\n    link: /p/three-rates.2"), ":5: lesson 1, link: there is no lesson \"three-rates.2\": did you mean three-rates?"},
		{one("id: a\n    title: A\n    link: /?surface=bowl&at=151"), ":5: lesson 1, link: at: \"151\" is not a step of this run: it has those from 0 to 150"},
		{one("id: a\n    title: A\n    link: /?surface=bowl&zoom=0,1&hidden=3"), `:5: lesson 1, link: zoom: "0,1" is not a part of the map`},
		{one("id: a\n    title: A\n    link: /?surface=bowl&zoom=0,1&hidden=3"), `:5: lesson 1, link: hidden: "3" is not a run of this scenario: it has those from 0 to 2`},
		{one("id: a\n    title: A\n    link: /?surface=parabola&mode=3d&chart=cut"), `:5: lesson 1, link: mode: "3d" does not fit`},
		{one("id: a\n    title: A\n    link: /?surface=bowl&beat=2"), ":5: lesson 1, link: beat: it counts"},
		{one("id: a\n    title: A\n    link: /?surface=bowl&speed=99999"), `:5: lesson 1, link: speed: "99999" is not a speed`},
		{one("id: a\n    title: A\n    link: /?surface=bowl&zzzzzz=1"), ":5: lesson 1, link: zzzzzz: no such key"},
		{one("id: a\n    title: A\n    link: /?surface=bowl&lr=-1"), `:5: lesson 1, link: lr: "-1" is not a learning rate`},
		{one("id: a\n    title: A\n    link: /?surface=bowl&at=x"), `:5: lesson 1, link: at: "x" does not fit: it must be a whole number`},
		{one("id: a\n    title: A\n    link: /?surface=bowl&hide=hedder"), `:5: lesson 1, link: hide: there is no "hedder": did you mean header?`},
		{one("id: a\n    title: A\n    link: /?surface=bowl&sead=1"), ":5: lesson 1, link: sead: no such key: did you mean seed?"},
		{one("id: a\n    title: A\n    link: /?f=x%2B"), ":5: lesson 1, link: f: "},
		{one("id: a\n    title: A\n    link: /?surface=bowl&names=" + strings.Repeat("a", 8200)), ":5: lesson 1, link: has 8"},
	} {
		_, err := load(t, c.text)
		if err == nil || !strings.Contains(err.Error(), "course.yaml"+c.says) && (!strings.HasPrefix(c.says, ": ") || !strings.Contains(err.Error(), c.says[2:])) {
			t.Errorf("%.80q: %v\n\twant %s", c.text, err, c.says)
		}
	}
	_, err := load(t, "tilte: T\nlessons:\n  - id: A\n    title: A\n    link: /x\n")
	if err == nil || strings.Count(err.Error(), "course.yaml:") != 4 {
		t.Errorf("not all is told: %v", err)
	}
	if _, err := load(t, strings.Repeat("#\n", 1<<20)); err == nil {
		t.Error("a file of 2 MiB passed")
	}
	if _, err := Load(t.Context(), filepath.Join(t.TempDir(), "none.yaml")); err == nil || !strings.Contains(err.Error(), "none.yaml") {
		t.Errorf("no file: %v", err)
	}
	lines := strings.Builder{}
	for i := range mostLessons + 1 {
		fmt.Fprintf(&lines, "  - {id: a%d, title: A, link: \"/?surface=bowl\"}\n", i)
	}
	if _, err := load(t, "title: T\nlessons:\n"+lines.String()); err == nil || !strings.Contains(err.Error(), "there are 201 lessons") {
		t.Errorf("201 lessons: %v", err)
	}
}

// A link is read however it was copied, and a lesson opens with the page's keys.
func TestLinksOfACourse(t *testing.T) {
	for text, want := range map[string]string{
		"https://example.org/downhill/p/three-rates?beat=3&lr=0.1,1,2#x": "surface=bowl&lr=0.1,1,2 mode=3d&heights=true",
		"https://example.org?surface=bowl&steps=7&at=3":                  "surface=bowl&steps=7 at=3",
		"/embed?surface=bowl":                        "surface=bowl ",
		"surface=bowl&theme=dark":                    "surface=bowl theme=dark",
		"?surface=bowl&hide=header":                  "surface=bowl hide=header",
		"/p/three-rates?at=usual":                    "surface=bowl ",
		"/p/three-rates?beat=2":                      "surface=bowl at=4&zoom=-6.5,6.5,-5,5",
		"/p/three-rates?beat=2&at=7":                 "surface=bowl at=7&zoom=-6.5,6.5,-5,5",
		"/p/three-rates?play=0&run=1":                "surface=bowl run=1",
		"/p/three-rates?lang=ko":                     "surface=bowl ", // its reader's own
		"https://example.org/downhill/?surface=bowl": "surface=bowl ",
		"/downhill/embed?surface=bowl":               "surface=bowl ",
	} {
		lessons, err := load(t, one("id: a\n    title: A\n    link: "+fmt.Sprintf("%q", text)))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		p := lessons.Presets()[0]
		if got := p.Query + " " + p.Beats[0].Page; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Instead of ours a course stands alone, and may take our ids; its links name the
// lessons above them before ours.
func TestCourseInsteadOfOurs(t *testing.T) {
	lessons, err := load(t, "title: T\nplace: instead\nlanguage: ko\nlessons:\n  - {id: three-rates, title: 둘, link: '/?surface=bowl&lr=1,2'}\n  - {id: b, title: {en: B, ko: 비}, link: /p/three-rates}\n  - {id: c, title: 다, link: '/p/b?steps=9'}\n")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, p := range lessons.Presets() {
		ids = append(ids, p.ID+" "+p.Query)
	}
	if !slices.Equal(ids, []string{"three-rates surface=bowl&lr=1,2", "b surface=bowl&lr=1,2", "c surface=bowl&lr=1,2&steps=9"}) || lessons.Home() != "three-rates" {
		t.Errorf("%q, of which %s opens", ids, lessons.Home())
	}
	if en, ko := lessons.Words["en"], lessons.Words["ko"]; en["preset.three-rates.title"] != "둘" || en["preset.b.title"] != "B" || ko["preset.b.title"] != "비" || en["preset.c.title"] != "다" {
		t.Errorf("titles %q, %q", en["preset.three-rates.title"], ko["preset.b.title"])
	}
}
