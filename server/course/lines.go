package course

import (
	"bytes"
	"cmp"
	"net/http"
	"strings"

	"downhill/server/answer"
	"downhill/server/language"
	"downhill/server/page"
	"downhill/train/link"
	"downhill/web"

	"go.yaml.in/yaml/v3"
)

// A written lesson is one as its lines have it, in the order of its keys.
type written struct {
	ID    string            `yaml:"id"`
	Title map[string]string `yaml:"title"`
	Text  map[string]string `yaml:"text,omitempty"`
	Ask   map[string]string `yaml:"ask,omitempty"`
	Link  string            `yaml:"link"`
}

// Lines is GET /lesson.yaml?preset=ID&QUERY: a page's scene, with the page's own keys,
// as the lines of a lesson to paste below lessons in a course's file.
func Lines(pages *page.Pages) answer.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		shared, err := pages.Shared(r)
		if err != nil {
			return err
		}
		lines, err := linesOf(lessonOf(shared))
		if err != nil {
			return err
		}
		return answer.Respond(w, r, answer.Answer{Kind: "text/plain; charset=utf-8", Body: lines})
	}
}

// lessonOf is a scene as a lesson: with the words of the one that it is, while these
// are about what it shows, else with those of its surface.
func lessonOf(s page.Shared) written {
	sc := s.Linked.Scenario
	id, beat := link.Lesson(s.Linked.Preset)
	own := cmp.Or(id, sc.Surface.ID, "formula")
	l := written{ID: cut("my-" + link.Scene(own, beat)), Link: s.Whole(), Title: map[string]string{}, Text: map[string]string{}, Ask: map[string]string{}}
	for _, lang := range web.Languages {
		words := s.Linked.Lessons.In(lang, language.Words(lang))
		if s.Taught {
			key := "preset." + s.Linked.Preset
			if beat <= 1 {
				key += ".1"
			}
			l.set(lang, words["preset."+id+".title"], words[key], words[key+".ask"])
			continue
		}
		name := "surface." + cmp.Or(sc.Surface.ID, "typed")
		l.set(lang, cmp.Or(words[name+".name"], words[name], sc.Surface.Loss.Text()), words[name+".teaches"], "")
	}
	return l
}

// cut is a text as an id of a course.
func cut(id string) string {
	id = strings.ReplaceAll(id, ".", "-")
	return strings.TrimRight(id[:min(len(id), mostID)], "-")
}

// set sets a language's words, where there are any.
func (l *written) set(lang, title, text, ask string) {
	l.Title[lang] = short(title, mostTitle)
	if text != "" {
		l.Text[lang] = short(text, mostText)
	}
	if ask != "" {
		l.Ask[lang] = short(ask, mostAsk)
	}
}

// short is a text of at most so many characters.
func short(text string, most int) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), most)])
}

// linesOf writes a lesson as it stands below lessons.
func linesOf(l written) ([]byte, error) {
	var text bytes.Buffer
	e := yaml.NewEncoder(&text)
	e.SetIndent(2)
	if err := e.Encode([]written{l}); err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimRight(text.String(), "\n"), "\n")
	return []byte("  " + strings.Join(lines, "\n  ") + "\n"), nil
}
