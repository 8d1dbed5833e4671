// Package course reads a lecturer's own lessons from a file, and writes a scene as
// the lines of one.
package course

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"slices"

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
	mostLink    = 8192 // bytes
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
	answers          string // to ask, one of link.Answers; empty for any
	link             string
	n, line          int // which of the file's it is, from 1, and where its link stands
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
	lessons := p.read(source).tell(ctx, p)
	if err := p.err(); err != nil {
		return engine.Lessons{}, err
	}
	lessons.Mark = fmt.Sprintf("%.4x", sha256.Sum256(source))
	return lessons, nil
}

// readFile is what is in a file, up to a byte more than a course may have.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: this is no plain file", path) // a pipe could keep the start waiting for ever
	}
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
	for _, l := range f.lessons {
		scene, ok := p.scene(ctx, beside(lessons), l)
		if !ok {
			continue
		}
		lessons = append(lessons, scene.preset)
		for _, lang := range web.Languages {
			l.say(words[lang], lang, f.language, scene.question(lang))
		}
	}
	if len(lessons) == 0 {
		return engine.Lessons{} // what is wrong is told
	}
	home := lessons[0].ID
	if !f.instead {
		lessons = append(lessons, link.Presets()...)
	}
	return engine.Lessons{Course: link.NewCourse(home, lessons), Words: words, Alone: f.instead}
}

// beside is what a lesson's link may name: the lessons above it, and those of ours
// whose ids they leave.
func beside(above []link.Preset) *engine.Lessons {
	all := slices.Clone(above)
	for _, p := range link.Presets() {
		if !slices.ContainsFunc(above, func(own link.Preset) bool { return own.ID == p.ID }) {
			all = append(all, p)
		}
	}
	return &engine.Lessons{Course: link.NewCourse("", all)}
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

// in is a text in a language: in the course's own where it lacks that.
func (t text) in(lang, usual string) string { return cmp.Or(t[lang], t[usual]) }
