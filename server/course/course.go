// Package course reads a lecturer's own lessons from a file, and writes a scene as
// the lines of one.
package course

import (
	"context"
	"io"
	"os"

	"downhill/server/engine"
	"downhill/train/link"
	"downhill/web"
)

// Bounds of a course.
const (
	mostBytes   = 1 << 20
	mostLessons = 200
	mostID      = 60   // characters
	mostTitle   = 120  // characters
	mostText    = 1200 // characters
	mostAsk     = 300  // characters
	mostLink    = 4096 // bytes
)

// Group is the group of lessons that a course's are; its name is the course's title.
const Group = "course"

// A file is what a course's file says.
type file struct {
	title    text
	language string // of what is given in no language
	instead  bool   // of our own lessons; else beside them
	lessons  []lesson
}

// A text is given by language.
type text map[string]string

// A lesson is one scene with its words.
type lesson struct {
	id               string
	title, text, ask text
	link             string
	line             int // where its link stands
}

// Load reads and checks the course in a file, every link of it too, which ends when
// ctx does. Its error names the file and, of each thing that is wrong, the line and
// the key.
func Load(ctx context.Context, path string) (engine.Lessons, error) {
	source, err := readFile(path)
	if err != nil {
		return engine.Lessons{}, err
	}
	p := &problems{file: path}
	f := p.read(source)
	if err := p.err(); err != nil {
		return engine.Lessons{}, err
	}
	told := f.tell(ctx, p)
	return told, p.err()
}

// readFile is what is in a file, and an error where that is more than a course has.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, mostBytes+1))
}

// tell makes lessons of a course's, beside ours or instead of them.
func (f file) tell(ctx context.Context, p *problems) engine.Lessons {
	var lessons []link.Preset
	words := map[string]map[string]string{}
	for _, lang := range web.Languages {
		words[lang] = map[string]string{"lessons." + Group: f.title.in(lang, f.language)}
	}
	ours := &engine.Lessons{Course: link.Ours()}
	for i, l := range f.lessons {
		scene, ok := p.scene(ctx, ours, i, l)
		if !ok {
			continue
		}
		lessons = append(lessons, scene.preset)
		for _, lang := range web.Languages {
			l.say(words[lang], lang, f.language, scene.question(lang))
		}
	}
	if len(lessons) == 0 {
		return *ours
	}
	home := lessons[0].ID
	if !f.instead {
		lessons = append(lessons, link.Presets()...)
	}
	return engine.Lessons{Course: link.NewCourse(home, lessons), Words: words}
}

// say puts a lesson's words among a language's.
func (l lesson) say(words map[string]string, lang, usual, question string) {
	key := "preset." + l.id
	words[key+".title"] = l.title.in(lang, usual)
	words[key+".1"] = l.text.in(lang, usual)
	words[key+".1.ask"] = question
	if ask := l.ask.in(lang, usual); ask != "" {
		words[key+".1.ask"] = ask
	}
}

// in is a text in a language: in the course's own where it lacks that, else in any.
func (t text) in(lang, usual string) string {
	for _, lang := range append([]string{lang, usual}, web.Languages...) {
		if said := t[lang]; said != "" {
			return said
		}
	}
	return ""
}
