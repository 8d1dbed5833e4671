package course_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/course"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/train/link"
)

const mine = `title: {en: "Week <3>", ko: 3주}
lessons:
  - {id: mine, title: "A & <b>b</b> {lr} {n|은/는}", text: "*Not* <i>markup</i> {lr}", link: "/?surface=bowl&lr=0.1,0.2&at=3"}
  - {id: other, title: {en: Other, ko: 다른 것}, link: "/p/saddle-point"}
`

// write writes a course's file.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// presetsOf are the ids of the lessons that a site tells.
func presetsOf(t *testing.T, s *site.Server) (ids []string) {
	t.Helper()
	_, body := client.Get(t, s.URL()+"/api/presets")
	var all []struct{ ID string }
	if err := json.Unmarshal([]byte(body), &all); err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		ids = append(ids, p.ID)
	}
	return ids
}

// A course is served as lessons are: its pages, its list, its words as plain text, its
// scenes on the stream.
func TestCourseIsServed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "course.yaml")
	write(t, path, mine)
	s, _ := sitetest.Serve(t, site.Config{Course: path})
	ids := presetsOf(t, s)
	if len(ids) != 2+len(link.Presets()) || ids[0] != "mine" || ids[1] != "other" || ids[2] != link.Presets()[0].ID {
		t.Errorf("lessons %v", ids)
	}
	for address, says := range map[string][]string{
		"/":                   {"A &amp; &lt;b&gt;b&lt;/b&gt; {lr} {n|은/는}</h1>", `"home":"mine"`, "Week &lt;3&gt;</h2>", `"path":"/p/mine"`},
		"/p/mine":             {"*Not* &lt;i&gt;markup&lt;/i&gt; {lr}", `"keys":{"at":"3"}`, "1 / "},
		"/p/mine?lang=ko":     {"3주</h2>", "다른 것"},
		"/p/mine?predict=1":   {"Which of the two reaches the bottom first?"},
		"/p/other?lr=0.1,1,2": {"/p/other?lr=0.1,1,2", "Other"},
		"/p/three-rates":      {`"path":"/p/three-rates"`},
		"/words/en?v=1":       {`"preset.mine.title":"A`},
	} {
		a, body := client.Get(t, s.URL()+address)
		for _, want := range says {
			if a.StatusCode != http.StatusOK || !strings.Contains(body, want) && !strings.Contains(body, strings.ReplaceAll(want, "</h1>", "</")) {
				t.Errorf("%s: %s, without %q", address, a.Status, want)
			}
		}
		if strings.Contains(body, "<i>markup") || strings.Contains(body, "<b>b") {
			t.Errorf("%s: markup is read", address)
		}
	}
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"preset":"mine","run":"steps=3"}`)
	if m := c.NextButSurface(); m.Path != "/p/mine?steps=3" || m.Query != "surface=bowl&lr=0.1,0.2&steps=3" {
		t.Errorf("on the stream %s %s %s", m.Type, m.Path, m.Query)
	}
}

// A course is read again without dropping a viewer; a file that does not fit, or is
// gone, changes nothing.
func TestCourseIsReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "course.yaml")
	write(t, path, mine)
	s, _ := sitetest.Serve(t, site.Config{Course: path})
	c := client.Dial(t, s.URL())
	ask := func(query string) string {
		t.Helper()
		c.Send(`{"id":1,"run":"` + query + `"}`)
		m := c.NextButSurface()
		for last := m; last.Type != "done" && last.Type != "error"; {
			last = c.Next()
		}
		return m.Query
	}
	if got := ask("surface=bowl&steps=2"); got != "surface=bowl&steps=2" {
		t.Fatal(got)
	}
	write(t, path, "title: T\nplace: instead\nlessons:\n  - {id: next, title: N, link: /p/three-rates}\n")
	s.ReloadCourse(t.Context())
	if ids := presetsOf(t, s); len(ids) != 1 || ids[0] != "next" {
		t.Errorf("then %v", ids)
	}
	for address, status := range map[string]int{"/p/next": 200, "/p/mine": 404, "/p/three-rates": 404, "/": 200, "/lecture": 404, "/handout": 404} {
		if a, _ := client.Get(t, s.URL()+address); a.StatusCode != status {
			t.Errorf("%s: %s", address, a.Status)
		}
	}
	write(t, path, "title: T\n")
	s.ReloadCourse(t.Context())
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	s.ReloadCourse(t.Context())
	if ids := presetsOf(t, s); len(ids) != 1 || ids[0] != "next" {
		t.Errorf("after two that do not fit %v", ids)
	}
	if got := ask("surface=bowl&steps=3"); got != "surface=bowl&steps=3" {
		t.Errorf("the viewer gets %s", got)
	}
	c.Send(`{"id":2,"run":"lr=0.3","preset":"mine"}`)
	if m := c.NextButSurface(); m.Path != "/p/mine?lr=0.3" {
		t.Errorf("who is at a lesson that is gone gets %s %s", m.Type, m.Path)
	}
	if _, err := site.New(site.Config{Addr: "127.0.0.1:0", Static: sitetest.Bundle, Course: path}); err == nil {
		t.Error("a site starts without its course")
	}
}

// Texts of any kind are the same as lines of a lesson and as one that was read.
func TestTextsGoRound(t *testing.T) {
	for _, text := range []string{
		"a: b", "it's \"so\"", "- a", "# no comment", "한국어: '따옴표'와 \"큰따옴표\"", "one\ntwo\n\nthree", "*bold* & @home", "yes", "null", "~", "1e3", "2026-11-26",
		"<b>&amp;</b>", "{lr} {n|은/는}", "%s %2B", "back\\slash\\n", "!tag", "[a, b]", "? k", "| x", "> x", "é — “q” 👩\u200d🏫", strings.Repeat("긴 글 ", 200) + "끝", "---", "...", "a #b", "'", "\"",
	} {
		lines, err := course.LinesOf("a", text, "/?f=x%5E2%2B3*y%5E2&start=1,1&view=-2,2,-2,2&lr=0.1&names=%22a:%20%23b%22")
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "course.yaml")
		write(t, path, "title: T\nlessons:\n"+string(lines))
		lessons, err := course.Load(t.Context(), path)
		if err != nil {
			t.Errorf("%q: %v\n%s", text, err, lines)
			continue
		}
		line := strings.Join(strings.Fields(text), " ")
		title := strings.TrimSpace(string([]rune(line)[:min(120, len([]rune(line)))]))
		if words := lessons.Words["ko"]; words["preset.a.1"] != text || words["preset.a.title"] != title {
			t.Errorf("%q is %q and %q\n%s", text, words["preset.a.title"], words["preset.a.1"], lines)
		}
	}
}

// Every scene's lines are a lesson of that scene, with words in both languages: of
// every lesson and beat, of a change, a formula and a network.
func TestLinesAreALesson(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{BasePath: "/downhill"})
	queries := []string{"", "surface=net&lr=0.1,1&steps=3", "f=x^2%2B2*y^2&names=%22a%22,b:%20%23c,-&lr=0.1,0.2,0.3&start=1,1", "preset=saddle-point&lr=0.1,0.2,0.3&mode=3d", "surface=bowl&lang=ko&hide=header"}
	for _, p := range link.Presets() {
		if p.Group == "networks" {
			continue // one is enough: a plane of theirs goes by whole runs
		}
		for i := range p.Beats {
			queries = append(queries, "preset="+link.Scene(p.ID, i+1))
		}
	}
	for _, query := range queries {
		a, lines := client.Get(t, s.URL()+"/lesson.yaml?"+query)
		path := filepath.Join(t.TempDir(), "course.yaml")
		write(t, path, "title: T\nlessons:\n"+lines)
		lessons, err := course.Load(t.Context(), path)
		if a.StatusCode != http.StatusOK || err != nil {
			t.Errorf("%s: %s, %v\n%s", query, a.Status, err, lines)
			continue
		}
		p := lessons.Presets()[0]
		scenario, _ := link.Part(query, func(key, _ string) bool { return link.Knows(key) })
		preset, _ := link.Part(query, func(key, _ string) bool { return key == "preset" })
		_, body := client.Get(t, s.URL()+"/api/scenario?"+preset+"&"+scenario)
		var here struct{ Query string }
		if err := json.Unmarshal([]byte(body), &here); err != nil || p.Query != here.Query && query != "" {
			t.Errorf("%s: the lesson is of %s, not of %s: %v", query, p.Query, here.Query, err)
		}
		for _, lang := range []string{"en", "ko"} {
			if lessons.Words[lang]["preset."+p.ID+".title"] == "" {
				t.Errorf("%s has no title in %s", query, lang)
			}
		}
	}
	_, lines := client.Get(t, s.URL()+"/lesson.yaml?preset=three-rates.2&theme=dark")
	if !strings.Contains(lines, "id: my-three-rates-2\n") || !strings.Contains(lines, "    ko: ") || !strings.Contains(lines, "link: /?surface=bowl&at=4&zoom=-6.5,6.5,-5,5&theme=dark\n") {
		t.Errorf("the lines are\n%s", lines)
	}
	_, lines = client.Get(t, s.URL()+"/lesson.yaml?preset=three-rates&lr=0.3")
	if !strings.Contains(lines, "link: /?surface=bowl&lr=0.3\n") || strings.Contains(lines, "2.1") {
		t.Errorf("of one rate the lines are\n%s", lines)
	}
	if a, _ := client.Get(t, s.URL()+"/lesson.yaml?lr="+url.QueryEscape("-1")); a.StatusCode != http.StatusBadRequest {
		t.Errorf("a rate that does not fit: %s", a.Status)
	}
}

// A lesson that another file tells under the same id has runs of its own, though its
// address stays: what was kept for all who asked for it before is not theirs.
func TestLessonReadAgainHasItsOwnRuns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "course.yaml")
	lesson := func(link string) {
		write(t, path, "title: Course\nlessons:\n  - {id: mine, title: Mine, text: Text, link: \""+link+"\"}\n")
	}
	lesson("/?surface=bowl&lr=0.1&steps=5")
	s, _ := sitetest.Serve(t, site.Config{Course: path})
	c := client.Dial(t, s.URL())
	iterates := func(id uint32) (n int) {
		t.Helper()
		c.Send(fmt.Sprintf(`{"id":%d,"preset":"mine","run":""}`, id))
		for {
			m := c.Next()
			if n += m.Count; m.Type == "done" && m.ID == id {
				return n
			}
		}
	}
	if first, second := iterates(1), iterates(2); first != 6 || second != 6 {
		t.Errorf("%d and %d iterates of 6", first, second)
	}
	lesson("/?surface=bowl&lr=0.1,0.2&steps=9")
	s.ReloadCourse(t.Context())
	if n := iterates(3); n != 20 {
		t.Errorf("%d iterates of 20 after the course was read again", n)
	}
}
