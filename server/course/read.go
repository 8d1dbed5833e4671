package course

import (
	"fmt"
	"regexp"
	"strings"

	"downhill/train/field"
	"downhill/train/link"
	"downhill/web"

	"go.yaml.in/yaml/v3"
)

// read reads a course's file; what is wrong with it is added.
func (p *problems) read(source []byte) (f file) {
	root := p.document(source)
	if root == nil {
		return f
	}
	top := p.mapping(root, "", "title", "language", "place", "lessons")
	if top == nil {
		return f
	}
	f.language = p.word(top, "", "language", web.Languages[0], web.Languages...)
	f.title = p.text(top, "", "title", f.language, mostTitle, true)
	f.instead = p.word(top, "", "place", "beside", "beside", "instead") == "instead"
	list, there := top["lessons"]
	switch {
	case !there:
		p.add(root.Line, "lessons", "is missing")
	case list.Kind != yaml.SequenceNode || len(list.Content) == 0:
		p.add(list.Line, "lessons", "must be a list of at least one lesson, each of which begins with a hyphen: - id: its-id")
	case len(list.Content) > mostLessons:
		p.add(list.Line, "lessons", fmt.Sprintf("there are %d lessons: there may be %d", len(list.Content), mostLessons))
	default:
		f.lessons = p.lessons(list.Content, f)
	}
	return f
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// lessons reads the list of lessons.
func (p *problems) lessons(list []*yaml.Node, f file) (all []lesson) {
	seen := map[string]int{}
	for i, n := range list {
		where := lessonKey(i+1, "")
		values := p.mapping(n, where, "id", "title", "text", "ask", "answers", "link")
		if values == nil {
			continue
		}
		l := lesson{
			id:      p.id(values, where, seen, f.instead),
			title:   p.text(values, where, "title", f.language, mostTitle, true),
			text:    p.text(values, where, "text", f.language, mostText, false),
			ask:     p.text(values, where, "ask", f.language, mostAsk, false),
			answers: p.word(values, where, "answers", "", link.Answers()...),
		}
		if l.answers != "" && l.ask == nil {
			p.add(values["answers"].Line, where+"answers", "is of a question: the lesson has no ask")
		}
		l.n = i + 1
		l.link, l.line = p.link(values, where)
		all = append(all, l)
	}
	return all
}

// id is a lesson's, which no other has: none of this course, and beside ours none of
// them.
func (p *problems) id(values map[string]*yaml.Node, where string, seen map[string]int, instead bool) string {
	n, there := values["id"]
	if !there {
		p.add(values[""].Line, where+"id", "is missing")
		return ""
	}
	id := n.Value
	_, ours := link.LookupPreset(id)
	switch {
	case n.Kind != yaml.ScalarNode || len(id) > mostID || !idForm.MatchString(id):
		p.add(n.Line, where+"id", fmt.Sprintf("%q does not fit: it must be lower-case letters and digits in words joined by hyphens, of at most %d characters", field.Shorten(id), mostID))
	case seen[id] > 0:
		p.add(n.Line, where+"id", fmt.Sprintf("%q is the id of the lesson at line %d too", id, seen[id]))
	case ours && !instead:
		p.add(n.Line, where+"id", fmt.Sprintf("%q is the id of a lesson that comes with the program: choose another, or say place: instead", id))
	default:
		seen[id] = n.Line
	}
	return id
}

// link is a lesson's link, as it stands, and its line; empty where there is none to read.
func (p *problems) link(values map[string]*yaml.Node, where string) (string, int) {
	n, there := values["link"]
	switch {
	case !there:
		p.add(values[""].Line, where+"link", "is missing")
		return "", values[""].Line
	case n.Kind != yaml.ScalarNode || strings.TrimSpace(n.Value) == "":
		p.add(n.Line, where+"link", "must be a link, such as /p/three-rates?lr=0.5 or /?surface=bowl")
		return "", n.Line
	case len(n.Value) > mostLink:
		p.add(n.Line, where+"link", fmt.Sprintf("has %d bytes: it may have %d", len(n.Value), mostLink))
		return "", n.Line
	}
	return n.Value, n.Line
}
