package course

import (
	"os"
	"strings"
	"testing"

	"downhill/server/engine"
	"downhill/server/page"
	"downhill/web"
)

// FuzzCourse: whatever is in a file, it is a course or is refused with lines that are in
// it; and a course has an address, a scene and words in each language for each lesson.
func FuzzCourse(f *testing.F) {
	sample, err := os.ReadFile("../../docs/course.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	for _, seed := range []string{
		"", "title: T\nlessons:\n  - {id: a, title: A, link: \"/?surface=bowl\"}\n", "title: {en: T, ko: 티}\nplace: instead\nlessons: [x]\n",
		"a: &a [*a]\n", "title: [[[[\n", "? [a]\n: b\n", "%YAML 1.1\n---\n!!str a: !x b\n...\n--- c", "title: |2-\n  a\n\n b\n", "\ufefftitle: T\r\nlessons:\r\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		p := &problems{file: "course.yaml"}
		read := p.read(source)
		for _, wrong := range p.all {
			if wrong.line < 1 || wrong.line > 1+strings.Count(string(source), "\n")+strings.Count(string(source), "\r") {
				t.Errorf("line %d: %s: %s", wrong.line, wrong.key, wrong.what)
			}
		}
		if p.err() != nil {
			return
		}
		for i, l := range read.lessons {
			if len(l.link) > 200 || strings.Contains(l.link, "f=") || strings.Contains(l.link, "net") {
				read.lessons[i].link = "/?surface=bowl" // exploring is for the codec's own target
			}
		}
		if told := read.tell(t.Context(), p); p.err() == nil {
			holds(t, told)
		}
	})
}

// holds holds what each lesson of a course has.
func holds(t *testing.T, told engine.Lessons) {
	t.Helper()
	for _, lesson := range told.Presets() {
		if lesson.Group != Group {
			continue
		}
		if _, _, wrong := page.ReadScene(t.Context(), &told, "/p/"+lesson.ID); wrong != nil {
			t.Errorf("/p/%s: %v", lesson.ID, wrong)
		}
		for _, lang := range web.Languages {
			if strings.TrimSpace(told.Words[lang]["preset."+lesson.ID+".title"]) == "" {
				t.Errorf("%s has no title in %s", lesson.ID, lang)
			}
		}
	}
}
