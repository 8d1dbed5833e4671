package course

import "downhill/web"

// LinesOf are the lines of a lesson that says a text as its title, its words and its
// question.
func LinesOf(id, text, link string) ([]byte, error) {
	l := written{ID: id, Link: link, Title: map[string]string{}, Text: map[string]string{}, Ask: map[string]string{}}
	for _, lang := range web.Languages {
		l.set(lang, text, text, text)
	}
	return linesOf(l)
}
